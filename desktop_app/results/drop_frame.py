"""A dashed frame that says: drop it here; its line lights up while something is held over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CARD


class DropFrame(QWidget):
    """Around a widget."""

    def __init__(self, look: Look, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_lit = False
        column = QVBoxLayout(self)
        column.addWidget(inside)
        look.changed.connect(self.update)

    def light(self, *, on: bool) -> None:
        """Something is held over it, or no longer."""
        self._is_lit = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  (Qt's name)
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._is_lit else tokens.dim), 2 if self._is_lit else 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_soft if self._is_lit else tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()
