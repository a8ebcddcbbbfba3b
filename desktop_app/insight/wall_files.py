"""All maps of a layer as one picture, in the order and colours in which they are seen, and their numbers as a table."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desktop_app.insight.maps import MapSet

COLUMNS = ("map", "minimum", "maximum", "mean", "deviation")
LEAST_TILE, MOST_TILE, GAP, WORDS = 24, 128, 6, 14
WIDEST = 4096


def wall_image(
    maps: MapSet, order: Sequence[int], tile: Callable[[int], QImage], ground: QColor, words: QColor, font: QFont
) -> QImage:
    """order: places of the tiles.   tile: a place → its picture in colour. At most about 4,096 pixels a side."""
    columns = max(1, math.ceil(math.sqrt(len(order) * 1.2)))
    rows = math.ceil(len(order) / columns)
    side = min(MOST_TILE, max(LEAST_TILE, WIDEST // columns - GAP))
    image = QImage(columns * (side + GAP) + GAP, rows * (side + GAP + WORDS) + GAP, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(words)
    for number, place in enumerate(order):
        row, column = divmod(number, columns)
        box = QRect(GAP + column * (side + GAP), GAP + row * (side + GAP + WORDS), side, side)
        picture = tile(place)
        fitted = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(box.topLeft(), fitted), picture)
        under = QRect(box.left(), box.bottom() + 1, side, WORDS)
        painter.drawText(
            under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(maps.maps.channels[place])
        )
    painter.end()
    return image


def maps_csv(maps: MapSet, order: Sequence[int]) -> str:
    """A line a map, with a heading; numbers with a point, as short as they can be read back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    found = maps.maps
    spread = found.deviation or (0.0,) * maps.count
    for place in order:
        numbers = (found.minimum[place], found.maximum[place], found.mean[place], spread[place])
        writer.writerow((found.channels[place], *(repr(float(number)) for number in numbers)))
    return out.getvalue()
