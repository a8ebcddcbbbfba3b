"""The picture itself, painted from the level that has just enough pixels for the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.layers.optics import Optics
from desktop_app.canvas.picture_loader import Picture

PIXELS_FROM = 2.0  # device pixels a picture pixel from which its pixels are shown as squares


class PictureLayer(QGraphicsItem):
    """One QImage of several, scaled by the painter, which works only within what is exposed."""

    def __init__(self, optics: Optics) -> None:
        super().__init__()
        self._optics = optics
        self._picture: Picture | None = None

    @property
    def picture(self) -> Picture | None:
        return self._picture

    def set_picture(self, picture: Picture | None) -> None:
        """Show a picture, or none."""
        self.prepareGeometryChange()
        self._picture = picture
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.picture

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        if self._picture is None:
            return
        scale = painter.worldTransform().m11() * painter.device().devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < PIXELS_FROM)
        # Whole, not its exposed part: cutting would put other pixels at the cuts.
        painter.drawImage(self._optics.picture, self._picture.level_for(scale))
