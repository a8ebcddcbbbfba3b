"""A map of another size laid over the picture: where a network looked."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.layers.optics import Optics


class HeatMapLayer(QGraphicsItem):
    """An image stretched over the whole picture, as opaque as it is asked to be."""

    def __init__(self, optics: Optics) -> None:
        super().__init__()
        self._optics = optics
        self._image: QImage | None = None
        self._opacity = 0.6
        self.setVisible(False)

    def set_map(self, image: QImage | None, opacity: float) -> None:
        """Show a map. opacity: 0..1.   image: any size; None takes the map away."""
        self._image = image
        self._opacity = opacity
        self.setVisible(image is not None and opacity > 0)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.picture

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        if self._image is None:
            return
        painter.setOpacity(self._opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(self._optics.picture, self._image)
