"""Draws what people drew and what a run answers over a picture: solid and dashed, always in the label's colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop_app.look.tokens import DARK, RADIUS_KEY, SPACE_XS, words_on

LINE, HALO = 2.0, 4.0
HALO_STRENGTH = 0.35


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """xyxy: pixels of the picture.   tag: words above it, '' for none.   is_answer: dashed.   faint: what is right."""

    xyxy: tuple[float, float, float, float]
    color: str
    tag: str = ""
    is_answer: bool = False
    faint: bool = False


def paint_boxes(
    painter: QPainter, boxes: Iterable[DrawnBox], place: QRectF, size: tuple[int, int], font: QFont
) -> None:
    """Over a picture of size (width, height) that is shown in `place`. Tags last, so that no line crosses them."""
    if size[0] <= 0 or size[1] <= 0:
        return
    scale = place.width() / size[0], place.height() / size[1]
    placed = [(box, _rect(box, place, scale)) for box in boxes]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    halo = QColor(DARK.canvas)
    halo.setAlphaF(HALO_STRENGTH)
    for box, rect in placed:
        if not box.faint:
            painter.setPen(QPen(halo, HALO))
            painter.drawRect(rect)
    for box, rect in placed:
        color = QColor(box.color)
        color.setAlphaF(0.55 if box.faint else 1.0)
        pen = QPen(color, 1.0 if box.faint else LINE)
        if box.is_answer:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRect(rect)
    painter.setFont(font)
    for box, rect in placed:
        if box.tag:
            _paint_tag(painter, box, rect, place)


def _rect(box: DrawnBox, place: QRectF, scale: tuple[float, float]) -> QRectF:
    x0, y0, x1, y1 = box.xyxy
    corner = QPointF(place.x() + x0 * scale[0], place.y() + y0 * scale[1])
    far = QPointF(place.x() + x1 * scale[0], place.y() + y1 * scale[1])
    return QRectF(corner, far)


def _paint_tag(painter: QPainter, box: DrawnBox, rect: QRectF, place: QRectF) -> None:
    """Outside the box, above an answer's top and below a truth's bottom, pushed back into the picture."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(box.tag) + 2 * SPACE_XS, metrics.height() + 2
    x = max(place.left(), min(rect.left() - 1, place.right() - width))
    y = rect.top() - height if box.is_answer else rect.bottom()
    tag = QRectF(x, max(place.top(), min(y, place.bottom() - height)), width, height)
    color = QColor(box.color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(tag, RADIUS_KEY / 2, RADIUS_KEY / 2)
    painter.setPen(QColor(words_on(box.color)))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, box.tag)
