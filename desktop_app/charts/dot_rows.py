"""Rows of dots over one axis: a few measurements of each of several things, their mean, and what they compare with.

Painted by Qt alone: there are dozens of dots, and names stand where a plot of lines would have numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.charts.pointed_rows import PointedRows
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, SPACE_S, SPACE_XS

ROW_HEIGHT = 26
MOST_NAME = 0.42  # of the width
TICKS = 5
DOT = 3.5


@dataclass(frozen=True, slots=True)
class DotRow:
    """dots: the measurements.   mean: None for none yet.   says: a sentence about it.   is_marked: it stands out."""

    name: str
    dots: tuple[float, ...]
    mean: float | None
    says: str = ""
    is_marked: bool = False


class DotRows(PointedRows):
    """Up, Down, Home, End move over the rows."""

    def __init__(self, look: Look, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._axis = axis
        self.rows: tuple[DotRow, ...] = ()
        self._baseline: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[DotRow], baseline: float | None, axis: str) -> None:
        """Show these. baseline: a line across all."""
        self.rows, self._baseline, self._axis = tuple(rows), baseline, axis
        self._set_says(row.says for row in rows)
        self.setAccessibleDescription(" ".join(row.says for row in rows if row.says))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        axis = 2 * self.fontMetrics().height() + 2 * SPACE_S
        return QSize(420, max(1, len(self.rows)) * ROW_HEIGHT + axis)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(9))
        low, high = self._range()
        plot = QRectF(self._left(), 0, self.width() - self._left() - SPACE_S, len(self.rows) * ROW_HEIGHT)
        self._paint_axis(painter, plot, low, high)
        for place, row in enumerate(self.rows):
            line = QRectF(0, place * ROW_HEIGHT, self.width(), ROW_HEIGHT)
            self._paint_row(painter, line, plot, row, (low, high), pointed=place == self._pointed)

    def _paint_row(
        self, painter: QPainter, line: QRectF, plot: QRectF, row: DotRow, ends: tuple[float, float], *, pointed: bool
    ) -> None:  # fmt: skip
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("accent_soft"))
            painter.drawRoundedRect(line.adjusted(1, 1, -1, -1), RADIUS_KEY, RADIUS_KEY)
        painter.setPen(self._look.color("text"))
        names = QRectF(SPACE_XS, line.top(), plot.left() - SPACE_S - SPACE_XS, line.height())
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.drawText(names, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)
        middle = line.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("dim"))
        for value in row.dots:
            painter.drawEllipse(QPointF(_across(value, plot, ends), middle), DOT, DOT)
        if row.mean is not None:
            x = _across(row.mean, plot, ends)
            painter.setPen(QPen(self._look.color("accent" if row.is_marked else "text"), 3))
            painter.drawLine(QPointF(x, middle - 8), QPointF(x, middle + 8))

    def _paint_axis(self, painter: QPainter, plot: QRectF, low: float, high: float) -> None:
        height = self.fontMetrics().height()
        for tick in _ticks(low, high):
            x = _across(tick, plot, (low, high))
            painter.setPen(QPen(self._look.color("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, plot.bottom()))
            painter.setPen(self._look.color("dim"))
            word = QRectF(x - 40, plot.bottom() + SPACE_XS, 80, height)
            painter.drawText(word, Qt.AlignmentFlag.AlignCenter, QLocale().toString(tick, "f", _digits(low, high)))
        painter.setPen(self._look.color("dim"))
        title = QRectF(plot.left(), plot.bottom() + height + SPACE_XS, plot.width(), height)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self._axis)
        if self._baseline is not None:
            x = _across(self._baseline, plot, (low, high))
            painter.setPen(QPen(self._look.color("dim"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, plot.bottom()))

    def _place_at(self, at: QPointF) -> int:
        row = int(at.y() // ROW_HEIGHT)
        return row if 0 <= row < len(self.rows) else -1

    def _tooltip_spot(self, place: int) -> QPointF:
        return QPointF(self._left(), (place + 1) * ROW_HEIGHT)

    def _left(self) -> float:
        metrics = QFontMetrics(self._look.font(9))
        widest = max((metrics.horizontalAdvance(row.name) for row in self.rows), default=0)
        return min(widest + 2 * SPACE_S, self.width() * MOST_NAME)

    def _range(self) -> tuple[float, float]:
        values = [value for row in self.rows for value in row.dots]
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        room = max((high - low) * 0.08, 0.005)
        return low - room, high + room


def _across(value: float, plot: QRectF, ends: tuple[float, float]) -> float:
    low, high = ends
    return plot.left() + (value - low) / (high - low) * plot.width()


def _step(low: float, high: float) -> float:
    """1, 2 or 5 times a power of ten, so that there are about five ticks."""
    raw = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)


def _ticks(low: float, high: float) -> list[float]:
    step = _step(low, high)
    return [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _digits(low: float, high: float) -> int:
    return max(0, -math.floor(math.log10(_step(low, high)) + 1e-9))
