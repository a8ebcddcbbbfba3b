"""One setting: its name and what it does on the left, its control on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_XS
from desktop_app.look.widgets import Card, PlainLabel


class SettingCard(Card):
    """A title and rows below it, told apart by hairlines."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self._layout.setSpacing(SPACE_M)
        self._layout.addWidget(PlainLabel(title, role="heading"))

    def add_row(self, title: str, words: str, *controls: QWidget) -> PlainLabel:
        """A setting. Returns the label of its words, which may change."""
        self._layout.addWidget(self._line())
        said = PlainLabel(words, role="small", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(SPACE_XS)
        text.addWidget(PlainLabel(title, wrap=True))
        text.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addLayout(text, 1)
        for control in controls:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addLayout(row)
        return said

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        return line
