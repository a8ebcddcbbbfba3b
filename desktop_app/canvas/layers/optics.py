"""How the layers are seen right now: the scale, and what has to be painted anew."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from desktop_app.canvas.rects import Box

FAR = 20_000.0  # picture pixels around the picture in which anything can be painted


class Optics:
    """Shared by the view, which knows, and the layers, which ask.

    scale: screen pixels a picture pixel.   rects: the damaged parts of the window, in its pixels, while it is painted;
    empty when somebody else paints (a screenshot), then everything is.
    """

    def __init__(self) -> None:
        self.scale = 1.0
        self.rects: tuple[QRect, ...] = ()
        self.picture = QRectF()

    @property
    def reach(self) -> QRectF:
        """The bounds of every layer: tags and handles stand outside the picture."""
        side = 6 * max(self.picture.width(), self.picture.height()) + FAR
        return self.picture.adjusted(-side, -side, side, side)

    def exposed(self, painter: QPainter, option: QStyleOptionGraphicsItem) -> list[Box]:
        """The regions to be painted, in picture pixels."""
        if not self.rects:
            return [_box(option.exposedRect)]
        back, _ = painter.worldTransform().inverted()
        return [_box(back.mapRect(QRectF(rect))) for rect in self.rects]

    def around(self, box: Box, pixels: float) -> QRectF:
        """A box of the picture and so many screen pixels around it."""
        pad = pixels / self.scale
        return QRectF(box[0] - pad, box[1] - pad, box[2] - box[0] + 2 * pad, box[3] - box[1] + 2 * pad)


def on_screen(box: Box, transform: QTransform) -> QRect:
    """A box of the picture in whole pixels of the window: lines are then sharp."""
    scale, dx, dy = transform.m11(), transform.dx(), transform.dy()
    x0, y0 = round(box[0] * scale + dx), round(box[1] * scale + dy)
    return QRect(x0, y0, round(box[2] * scale + dx) - x0, round(box[3] * scale + dy) - y0)


def touches(box: Box, regions: Iterable[Box]) -> bool:
    """Whether a box shares at least an edge with one of the regions."""
    return any(box[0] <= r[2] and box[2] >= r[0] and box[1] <= r[3] and box[3] >= r[1] for r in regions)


def _box(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
