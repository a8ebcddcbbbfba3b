"""What the run has to say once: defaults that were chosen, things left out. Folded until someone wants to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets import PlainLabel, QuietButton, set_role
from ml_engine.domain.events import Notice

SHOWN_AT_ONCE = frozenset(
    {"loss-not-finite", "batch-halved", "memory-answer", "split-leaks", "label-not-trained", "features-not-kept"}
)


class Notices(QWidget):
    """Warnings stand open; the rest is behind a line that says how many there are."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Notice, ...] = ()
        self._button = QuietButton("", look, icon="chevron-right")
        self._button.setObjectName("train-notices")
        set_role(self._button, "link")
        self._button.setAccessibleName(self.tr("Notes about this run"))
        self._button.setCheckable(True)
        self._button.toggled.connect(self._on_button_toggled)
        self._warnings = PlainLabel("", role="warn", wrap=True)
        self._text = PlainLabel("", role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._warnings)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._text)
        self._on_button_toggled(False)
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """These."""
        if tuple(notices) == self._shown:
            return
        self._shown = tuple(notices)
        loud = [in_words(item.message) for item in notices if item.code in SHOWN_AT_ONCE]
        quiet = [in_words(item.message) for item in notices if item.code not in SHOWN_AT_ONCE]
        self._warnings.setText("\n".join(loud))
        self._warnings.setVisible(bool(loud))
        self._text.setText("\n".join(quiet))
        self._button.setText(self.tr("%n note(s) about this run", "", len(quiet)))
        self._button.setAccessibleName(self._button.text())
        self._button.setVisible(bool(quiet))
        self.setVisible(bool(notices))

    def _on_button_toggled(self, open_now: bool) -> None:
        self._text.setVisible(open_now)
        self._button.set_icon("chevron-down" if open_now else "chevron-right")
