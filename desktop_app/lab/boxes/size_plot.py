"""Boxes as points, their width across and their height up, with anchors among them; and the anchors as boxes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S, label_color

FloatArray = npt.NDArray[np.float64]
MARGIN, DOT, MOST_DOTS = 34, 3.0, 4000
NAME_WIDTH, MOST_TICKS = 110.0, 5


class SizePlot(QWidget):
    """sizes: (N, 2) widths and heights.   groups: (N,) the anchor of each.   anchors: (K, 2)."""

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self._look = look
        self._sizes: FloatArray = np.zeros((0, 2))
        self._groups: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._anchors: FloatArray = np.zeros((0, 2))
        self._words = ""
        look.changed.connect(self.update)

    def show_sizes(
        self, sizes: FloatArray, groups: npt.NDArray[np.int64], anchors: FloatArray, words: str = ""
    ) -> None:
        """Paint these. words: what to say where there are none."""
        self._words = words
        self._sizes, self._groups, self._anchors = sizes[:MOST_DOTS], groups[:MOST_DOTS], anchors
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(420, 320)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not len(self._sizes):
            painter.setPen(self._look.color("dim"))
            middle = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        room = QRectF(self.rect()).adjusted(MARGIN, SPACE_S, -SPACE_S, -MARGIN)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.drawLine(room.bottomLeft(), room.topLeft())
        painter.setFont(self._look.font(8))
        painter.setPen(self._look.color("dim"))
        painter.drawText(QRectF(room.left(), room.bottom() + 4, room.width(), 20), Qt.AlignmentFlag.AlignRight,
                         self.tr("width in pixels"))  # fmt: skip
        painter.drawText(
            QRectF(room.left() + 6, room.top(), 160, 20), Qt.AlignmentFlag.AlignLeft, self.tr("height in pixels")
        )
        both = np.concatenate([self._sizes, self._anchors]) if len(self._anchors) else self._sizes
        most = both.max(axis=0) * 1.08
        self._paint_ticks(painter, room, most)
        for (wide, high), group in zip(self._sizes.tolist(), self._groups.tolist(), strict=True):
            color = QColor(label_color(group))
            color.setAlpha(150)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(_spot(room, most, wide, high), DOT, DOT)
        for place, (wide, high) in enumerate(self._anchors.tolist()):
            spot = _spot(room, most, wide, high)
            painter.setPen(QPen(self._look.color("raised"), 3))
            painter.setBrush(QColor(label_color(place)))
            painter.drawEllipse(spot, 8, 8)
            painter.setPen(self._look.color("text"))
            painter.setFont(self._look.font(8, 600))
            painter.drawText(QRectF(spot.x() - 60, spot.y() - 26, 120, 16), Qt.AlignmentFlag.AlignCenter,
                             f"{wide:.0f} × {high:.0f}")  # fmt: skip

    def _paint_ticks(self, painter: QPainter, room: QRectF, most: FloatArray) -> None:
        """Round numbers along both axes; below the name of an axis there is none."""
        painter.setPen(self._look.color("dim"))
        painter.setFont(self._look.font(8))
        for value in round_ticks(float(most[0])):
            x = room.left() + value / float(most[0]) * room.width()
            if x < room.right() - NAME_WIDTH:
                words = QRectF(x - 30, room.bottom() + 4, 60, 16)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{value:g}")
        for value in round_ticks(float(most[1])):
            y = room.bottom() - value / float(most[1]) * room.height()
            words = QRectF(room.left() - MARGIN, y - 8, MARGIN - 4, 16)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:g}")


class AnchorShapes(QWidget):
    """The anchors as boxes with one middle."""

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 110)
        self._look = look
        self._anchors: FloatArray = np.zeros((0, 2))
        look.changed.connect(self.update)

    def show_anchors(self, anchors: FloatArray) -> None:
        """(K, 2) widths and heights."""
        self._anchors = anchors
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not len(self._anchors):
            return
        scale = min(np.array([self.width() - 8, self.height() - 8]) / self._anchors.max(axis=0))
        middle = QRectF(self.rect()).center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, (wide, high) in enumerate((self._anchors * scale).tolist()):
            painter.setPen(QPen(QColor(label_color(place)), 2))
            painter.drawRect(QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high))


def round_ticks(most: float) -> list[float]:
    """At most five round numbers up to this: 1, 2 or 5 times a power of ten apart."""
    if most <= 0:
        return []
    rough = most / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    return [step * place for place in range(1, int(most / step) + 1)]


def _spot(room: QRectF, most: FloatArray, wide: float, high: float) -> QPointF:
    return QPointF(
        room.left() + wide / float(most[0]) * room.width(), room.bottom() - high / float(most[1]) * room.height()
    )
