"""How a box looks on a picture: two lines so that it reads on any ground, its tag outside, handles when it is chosen.

Everything is painted in the window's own pixels: lines and handles are of one size at any zoom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop_app.look.tokens import LIGHT, RADIUS_KEY, SPACE_S, SPACE_XS, words_on

LINE = 2
UNDER_LINE = 4
FILL = 0.14
LIFTED_FILL = 0.24
LIFTED_LINE = 3
DIMMED = 0.6
UNDER_ALPHA = 0.55
HANDLE = 9  # odd: its middle is the edge's pixel
TAG_HEIGHT = 20
TAG_MOST_WIDTH = 220
SPREAD = 56  # pixels around a box that belong to it: its handles, its tag at the largest size of words
DASH = (5.0, 3.0)
# What lies on a picture looks the same by day and night: the picture does.
PALE = LIGHT.panel
DARK = LIGHT.text


@dataclass(frozen=True, slots=True)
class LabelLook:
    """What is painted of a label. color: '#rrggbb'."""

    name: str
    color: str


LabelLooks = Callable[[UUID], LabelLook]


def faded(color: str, alpha: float) -> QColor:
    """A colour that lets the ground through. alpha: 0..1."""
    result = QColor(color)
    result.setAlphaF(alpha)
    return result


def line_pen(color: QColor, width: int, dash: Sequence[float] = ()) -> QPen:
    """A line with square corners."""
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern(list(dash))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def paint_frames(painter: QPainter, rects: list[QRect], color: str, *, lifted: bool = False) -> None:
    """Boxes of one colour: all at once, a call each would cost more than the painting."""
    width = LIFTED_LINE if lifted else LINE
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line_pen(_under(color), width + UNDER_LINE - LINE))
    painter.drawRects(rects)
    painter.setBrush(faded(color, LIFTED_FILL if lifted else FILL))
    painter.setPen(line_pen(QColor(color), width))
    painter.drawRects(rects)


def paint_dashed(painter: QPainter, rects: list[QRect], color: str, *, lifted: bool = False) -> None:
    """Proposals: nothing in them, and lines that are not yet whole."""
    painter.setBrush(faded(color, FILL) if lifted else Qt.BrushStyle.NoBrush)
    # Dashes are counted in widths of the line: both lines have theirs at the same places.
    wide = [part * LINE / UNDER_LINE for part in DASH]
    painter.setPen(line_pen(_under(color), UNDER_LINE, wide))
    painter.drawRects(rects)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line_pen(QColor(color), LINE, DASH))
    painter.drawRects(rects)


def paint_handles(painter: QPainter, points: Sequence[QPoint], color: str) -> None:
    """White squares with an edge of the label's colour."""
    half = HANDLE // 2
    rects = [QRect(point.x() - half, point.y() - half, HANDLE - 1, HANDLE - 1) for point in points]
    painter.setPen(line_pen(QColor(color), LINE))
    painter.setBrush(QColor(PALE))
    painter.drawRects(rects)


def tag_size(text: str, metrics: QFontMetrics) -> QSize:
    """Of the tag that paint_tag paints."""
    width = min(metrics.horizontalAdvance(text) + 2 * SPACE_S, TAG_MOST_WIDTH)
    return QSize(width, max(TAG_HEIGHT, metrics.height() + SPACE_XS))


def tag_place(frame: QRect, size: QSize, window: QRect) -> QRect:
    """Outside, above the left corner; below where the window ends above, inside where it ends on both sides."""
    left = min(max(frame.left() - 1, window.left()), max(window.right() - size.width(), window.left()))
    left = max(min(left, frame.right() - size.width()), frame.left() - 1)
    above, below = frame.top() - size.height() - 1, frame.top() + frame.height() + 2
    if above >= window.top():
        top = above
    elif below + size.height() <= window.bottom():
        top = below
    else:
        top = max(frame.top() + 2, window.top())
    return QRect(QPoint(left, top), size)


def paint_tag(painter: QPainter, place: QRect, text: str, color: str, font: QFont) -> None:
    """A name on its label's colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(place, RADIUS_KEY - 1, RADIUS_KEY - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    inner = place.adjusted(SPACE_S, 0, -SPACE_S + 1, 0)
    painter.setFont(font)
    painter.setPen(QColor(words_on(color)))
    text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | _PLAIN, text)


@lru_cache(maxsize=1024)
def _under(color: str) -> QColor:
    result = QColor(color).darker(230)
    result.setAlphaF(UNDER_ALPHA + 0.2)
    return result


_PLAIN = int(Qt.TextFlag.TextSingleLine)
