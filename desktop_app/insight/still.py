"""A picture as large as there is room, with rounded corners; and how it looks before there is one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL

LEAST = 140


class Still(QWidget):
    """name: objectName.   sharp: a number stays a square, not blurred."""

    def __init__(self, look: Look, name: str, *, sharp: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumSize(LEAST, LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._look, self._sharp = look, sharp
        self.image: QImage | None = None
        look.changed.connect(self.update)

    def set_image(self, image: QImage | None) -> None:
        """Show this, None for nothing."""
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(LEAST * 2, LEAST * 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._sharp:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        if self.image is None or self.image.isNull():
            shape.addRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
            painter.fillPath(shape, QColor(self._look.tokens.canvas))
            painter.end()
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        shape.addRoundedRect(place, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setClipPath(shape)
        painter.drawImage(place, self.image)
        painter.end()
