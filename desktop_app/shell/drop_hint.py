"""What lies over a page while something is dragged over it: that it can be dropped, and what will happen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_BAR, SPACE_L, SPACE_M

ICON = 40
VEIL = 0.92


class DropHint(QWidget):
    """Hidden until it is shown; never takes the mouse."""

    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop-hint")
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._text = text
        parent.installEventFilter(self)
        self.hide()

    def cover(self, text: str = "") -> None:
        """Lie over the whole parent. text: what will happen, where it is not what it was made with."""
        if text:
            self._text = text
            self.setAccessibleName(text)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.accent_soft)
        veil.setAlphaF(VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(SPACE_L, SPACE_L, -SPACE_L, -SPACE_L)
        painter.drawRoundedRect(frame, RADIUS_BAR, RADIUS_BAR)
        middle = self.rect().center()
        painter.drawPixmap(
            middle.x() - ICON // 2, middle.y() - ICON - SPACE_M, self._look.pixmap("folder-input", "accent", ICON)
        )
        painter.setFont(self._look.font(12, 600))
        painter.setPen(QColor(tokens.accent))
        words = self.rect().adjusted(SPACE_L, middle.y() + SPACE_M, -SPACE_L, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, self._text)
