"""One explained answer: the picture with its heat, what it shows in a sentence, or why there is nothing to see."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.insight.answer_stack import AnswerStack
from desktop_app.insight.asking import Asking
from desktop_app.insight.heat_view import HeatView
from desktop_app.insight.why.words import heat_sentence, method_name
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.events import HeatMap


class HeatCard(Card):
    """name: 'why-heat'; its parts are named after it.

    Signals: again_wanted(): after a failure.   save_wanted(): the picture with the heat.   stop_wanted().
    """

    again_wanted = Signal()
    save_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._found: HeatMap | None = None
        self.view = HeatView(look, name)
        self._title = PlainLabel("", role="strong", elide=True)
        self._says = PlainLabel("", role="dim", wrap=True)
        self._notice = PlainLabel("", role="small", wrap=True)
        self._progress = ThinProgress()
        self.stop = QuietButton(self.tr("Stop"), look, icon="circle-stop")
        self.stop.setObjectName(f"{name}-stop")
        self._stack = AnswerStack(look, self.view, f"{name}-again", self.tr("Try again"))
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title, 1)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(self._stack, 1)
        column.addWidget(self._says)
        column.addWidget(self._notice)
        self._stack.again.clicked.connect(self.again_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        add_menu(self, look, f"{name}-menu", self._menu_items)
        self.stop.hide()
        self._progress.hide()

    def set_picture(self, picture: ReadPicture | None) -> None:
        self.view.set_picture(picture)

    def show_asking(self, asking: Asking, title: str = "") -> None:
        """title: which one it is, where two stand side by side."""
        found = asking.found if isinstance(asking.found, HeatMap) else None
        self._found = found
        self.view.show_heat(found)
        self._progress.setVisible(asking.is_busy)
        self._progress.set_fraction(asking.fraction)
        self.stop.setVisible(asking.is_busy)
        words = [title]
        if found is not None:
            words.append(method_name(found.method))
            words += [found.layer] if found.layer else []
        self._title.setText(" · ".join(part for part in words if part))
        self._says.setText(self._sentence(asking, found))
        self._notice.setText(in_words(asking.notice))
        self._notice.setVisible(bool(asking.notice))
        self._stack.show_asking(asking)

    def _sentence(self, asking: Asking, found: HeatMap | None) -> str:
        if found is not None:
            return heat_sentence(found)
        if asking.is_busy:
            return self.tr("Looking for the parts that decided…")
        return self.tr("Stopped. Choose a method to look again.") if asking.was_stopped else ""

    def _menu_items(self, _: object) -> MenuItems:
        return (
            MenuItem("save-heat", self.tr("Save as PNG…"), self.save_wanted.emit, "image-down",
                     self._found is not None and self.view.has_picture),
        )  # fmt: skip
