"""What every page of the Lab is: a title, a sentence that says what to try, its examples, and what it says as facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.lab.saving import LabFiles
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.session.facts import Fact
from desktop_app.session.session import Session

KEPT = "lab-kept"


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the Examples menu. id: stable, also in go_to("lab", "PAGE ID").   text: in the window's language.

    apply: makes the page show it.
    """

    id: str
    text: str
    apply: Callable[[], None]


@dataclass(frozen=True, slots=True)
class SaveAs:
    """A line of the Save menu."""

    id: str
    text: str
    run: Callable[[], None]


class LabPage(QWidget):
    """A page is made when it is first shown, and made again in another language: what is set is kept on the session.

    body: where the page's own things go.   transport: whose keys the page takes, if it has one.
    """

    NAME = ""

    def __init__(self, session: Session, look: Look, title: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName(f"lab-page-{self.NAME}")
        self.setAccessibleName(title)
        self.session, self.look = session, look
        self.files = LabFiles(session, self)
        self.transport: Transport | None = None
        self.body = QVBoxLayout()
        self._examples = QuietButton(self.tr("Examples"), look, "book-open")
        self._save = QuietButton(self.tr("Save"), look, "download")
        self._build(title, sentence)

    def examples(self) -> Sequence[Example]:
        """What the course shows here."""
        return ()

    def savings(self) -> Sequence[SaveAs]:
        """What can be written to a file: what is seen, at the least."""
        return (SaveAs("page", self.tr("This page as PNG…"), self.save_page),)

    def save_page(self) -> None:
        """The page as it is seen."""
        self.files.save_image(f"lab-{self.NAME}", self.grab().toImage())

    def tell(self) -> None:
        """Say all facts of the page."""

    def show_example(self, example_id: str) -> bool:
        """Choose an example. Returns whether there is such a one."""
        for example in self.examples():
            if example.id == example_id:
                example.apply()
                self.put("example", example_id)
                return True
        return False

    def show_detail(self, detail: str) -> None:
        """detail: the id of an example, mostly."""
        self.show_example(detail)

    def put(self, what: str, value: Fact) -> None:
        """Say the fact lab.WHAT."""
        self.session.facts.put(f"lab.{what}", value)

    def keep(self, value: object) -> None:
        """Remember what is set, for when the page is made again."""
        self._all_kept()[self.NAME] = value

    def kept(self) -> object | None:
        """What keep() was given last."""
        return self._all_kept().get(self.NAME)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.put("page", self.NAME)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.transport is None or not self.transport.press(event):
            super().keyPressEvent(event)

    def _all_kept(self) -> dict[str, object]:
        kept = self.session.property(KEPT)
        if isinstance(kept, _Kept):
            return kept.values
        made = _Kept()
        self.session.setProperty(KEPT, made)
        return made.values

    def _build(self, title: str, sentence: str) -> None:
        for button, word, menu in (
            (self._examples, "examples", self._example_menu),
            (self._save, "save", self._save_menu),
        ):
            button.setObjectName(f"lab-{self.NAME}-{word}")
            button.setAccessibleName(button.text())
            button.clicked.connect(partial(self._open_menu, button, menu))
        self._examples.setToolTip(self.tr("The course's examples, with the answers it gives."))
        self._save.setToolTip(self.tr("Write what is shown to a file."))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(PlainLabel(title, role="heading"))
        words.addWidget(PlainLabel(sentence, role="dim", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addLayout(words, 1)
        head.addWidget(self._examples, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addLayout(self.body, 1)
        # Not before they have a parent: they would be windows of their own for a moment, and take the keys.
        self._save.setVisible(bool(self.savings()))
        self._examples.setVisible(bool(self.examples()))

    def _open_menu(self, button: QWidget, make: Callable[[], QMenu], _: bool = False) -> None:
        menu = make()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = button.mapToGlobal(button.rect().bottomRight())
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))

    def _example_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(f"lab-{self.NAME}-examples-menu")
        for example in self.examples():
            self._add(menu, example.id, example.text, partial(self._on_example_triggered, example.id))
        return menu

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(f"lab-{self.NAME}-save-menu")
        for saving in self.savings():
            self._add(menu, saving.id, saving.text, partial(_run, saving.run))
        return menu

    def _add(self, menu: QMenu, name: str, text: str, run: Callable[[bool], None]) -> None:
        action = QAction(text, menu)
        action.setObjectName(f"lab-{self.NAME}-{name}")
        action.triggered.connect(run)
        menu.addAction(action)

    def _on_example_triggered(self, example_id: str, _: bool = False) -> None:
        self.show_example(example_id)


class _Kept:
    """What the pages have set, by page: it lives as long as the session."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}


def _run(run: Callable[[], None], _: bool = False) -> None:
    run()
