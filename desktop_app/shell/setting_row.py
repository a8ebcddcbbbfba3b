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
        return self.add_row_to(self._layout, title, words, *controls)

    def add_row_to(self, layout: QVBoxLayout, title: str, words: str, *controls: QWidget) -> PlainLabel:
        """add_row, into a column of rows that come and go (show_rows)."""
        layout.addWidget(self._line())
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
        layout.addLayout(row)
        return said

    def show_rows(self, rows: QWidget, instead: QWidget | None) -> None:
        """A column of rows below the title. instead: the one that goes."""
        if instead is not None:
            self._layout.removeWidget(instead)
            instead.hide()
            instead.deleteLater()
        self._layout.insertWidget(1, rows)
        rows.show()

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        return line
