"""A page that lies over the workspace for a while: a way back, a title, and a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import BAR, SPACE_L, SPACE_S, SPACE_XL
from desktop_app.look.widgets import IconButton, PlainLabel
from desktop_app.look.widgets.scrolled import scrolled

WIDTH = 860


class Page(QWidget):
    """head: the bar above, for more than the title.   column: where the page's own things go.

    Signals: closed(): back to what was before, by button or Esc.
    """

    closed = Signal()

    def __init__(self, title: str, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.head = QHBoxLayout()
        self.column = QVBoxLayout()
        self._back = IconButton(look, "arrow-left", self.tr("Back  ·  Esc"))
        self._back.setObjectName(f"{name}-back")
        self._back.clicked.connect(self._on_back_clicked)
        self._lay_out(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str) -> None:
        bar = QFrame(self)
        bar.setProperty("role", "bar")
        bar.setFixedHeight(BAR)
        self.head.setContentsMargins(SPACE_S, 0, SPACE_L, 0)
        self.head.setSpacing(SPACE_S)
        self.head.addWidget(self._back)
        self.head.addWidget(PlainLabel(title, role="strong"))
        self.head.addSpacing(SPACE_L)
        bar.setLayout(self.head)
        self.column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        self.column.setSpacing(SPACE_L)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(scrolled(self.column, WIDTH), 1)

    def _on_back_clicked(self, _: bool = False) -> None:
        self.closed.emit()
