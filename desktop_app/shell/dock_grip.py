"""A quiet title bar: the panel has its own heading, this is only where it is taken hold of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from desktop_app.look.look import Look

HEIGHT = 8
DOTS = 5
GAP = 6


class DockGrip(QWidget):
    """Dots that show while the mouse is over them. The dock itself takes the mouse: this widget lets it through."""

    def __init__(self, look: Look, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._look = look
        self._is_hovered = False
        self.setObjectName(f"{dock.objectName()}-grip")
        self.setToolTip(self.tr("Drag to move this panel; double-click to let it float"))
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.panel))
        if not self._is_hovered:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.dim))
        left = self.width() / 2 - (DOTS - 1) * GAP / 2
        for dot in range(DOTS):
            painter.drawEllipse(QPointF(left + dot * GAP, HEIGHT / 2), 1.5, 1.5)
