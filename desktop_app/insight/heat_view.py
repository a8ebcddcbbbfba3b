"""A picture with its heat over it, and the boxes that were explained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.insight.overlay_view import Overlay, OverlayView
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY
from ml_engine.domain.arrays import PackedArray, unpack_array
from ml_engine.domain.events import AnswerBox, HeatMap
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.images.heat_picture import heat_rgba

LINE = 2
SIDE = 448  # pixels of the coloured map: as many as an eye needs


def heat_image(values: PackedArray, view: ViewGeometry) -> QImage:
    """The map in its colours, clear where nothing mattered, over the network's whole input."""
    scale = min(1.0, SIDE / max(view.input_width, view.input_height))
    height, width = round(view.input_height * scale), round(view.input_width * scale)
    colors = heat_rgba(unpack_array(values), height, width)
    return QImage(colors.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


class HeatView(OverlayView):
    """name: objectName."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("The heat over the picture"))
        self._look_here = look
        self._boxes: tuple[AnswerBox, ...] = ()
        self._size = (1, 1)

    def show_heat(self, found: HeatMap | None) -> None:
        """Lay this heat over the picture, None for none."""
        if found is None:
            self._boxes = ()
            self.set_overlay(None)
            return
        self._size = (found.view.image_width, found.view.image_height)
        self._boxes = explained_boxes(found)
        self.set_overlay(Overlay(heat_image(found.values, found.view), found.view))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        super().paintEvent(event)
        place = self.picture_place()
        if place is None or not self._boxes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        across, down = place.width() / self._size[0], place.height() / self._size[1]
        for box in self._boxes:
            x0, y0, x1, y1 = box.xyxy
            shown = QRectF(place.x() + x0 * across, place.y() + y0 * down, (x1 - x0) * across, (y1 - y0) * down)
            for color, width in (("#000000", 2 * LINE), ("#FFFFFF", LINE)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawRoundedRect(shown, RADIUS_KEY / 2, RADIUS_KEY / 2)
        painter.end()


def explained_boxes(found: HeatMap) -> tuple[AnswerBox, ...]:
    """The box that was asked for, or all boxes of the label."""
    if found.box is not None:
        return (found.box,)
    boxes: Sequence[AnswerBox] = [box for box in found.boxes if box.label == found.label]
    return tuple(boxes)
