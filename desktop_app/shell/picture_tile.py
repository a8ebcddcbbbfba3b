"""A small picture with round corners, filled to its edges; an icon where there is none yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_L, RADIUS_CONTROL

FADED = 0.45


class PictureTile(QWidget):
    """An icon stands there without a picture."""

    def __init__(self, look: Look, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = "image"
        self._picture = QPixmap()
        self._is_faded = False
        self.setFixedSize(size)
        look.changed.connect(self.update)

    def set_picture(self, image: QImage, icon: str = "image") -> None:
        """A null image: none, and the icon."""
        self._icon = icon
        self._picture = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        self.update()

    def set_faded(self, is_faded: bool) -> None:
        """Grey, for what is not there any more."""
        self._is_faded = is_faded
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(shape, QColor(self._look.tokens.canvas))
        if self._picture.isNull():
            icon = self._look.pixmap(self._icon, "dim", ICON_L)
            painter.drawPixmap((self.width() - ICON_L) // 2, (self.height() - ICON_L) // 2, icon)
            return
        painter.setClipPath(shape)
        painter.setOpacity(FADED if self._is_faded else 1.0)
        painter.drawPixmap(QRectF(self.rect()), self._picture, self._cut())

    def _cut(self) -> QRectF:
        """The middle of the picture in the tile's proportions."""
        picture = self._picture.size()
        cut = QSize(self.size()).scaled(picture, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (picture.width() - cut.width()) / 2, (picture.height() - cut.height()) / 2, cut.width(), cut.height()
        )
