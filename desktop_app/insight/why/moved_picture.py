"""The moved picture with the boxes that a detector finds in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from desktop_app.look.look import Look
from desktop_app.session.read_picture import to_qimage
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import Moved

LEAST_SIDE, LINE = 512, 2.0


def with_boxes(found: Moved, look: Look) -> QImage:
    """As the network sees it, large enough for a line to look like one. found: with pixels."""
    if found.pixels is None:
        raise ValueError("the answer came without its picture")
    image = to_qimage(unpack_array(found.pixels))
    if not found.boxes:
        return image
    times = max(1, -(-LEAST_SIDE // max(1, found.side)))
    large = image.scaled(image.width() * times, image.height() * times).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(large)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in found.boxes:
        x0, y0, x1, y1 = (times * edge for edge in box.xyxy)
        for color, width in ((QColor("#000000"), 3 * LINE), (look.color("accent"), 1.5 * LINE)):
            painter.setPen(QPen(color, width))
            painter.drawRect(QRectF(x0, y0, x1 - x0, y1 - y0))
    painter.end()
    return large
