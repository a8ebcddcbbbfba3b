"""Rows of dots over one axis: a few measurements of each of several things, their mean, and what they compare with.

Painted by Qt alone: there are dozens of dots, and names stand where a plot of lines would have numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

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


class DotRows(QWidget):
    """Up, Down, Home, End move over the rows; the pointed one is read out in `readout` and as a tooltip."""

    def __init__(self, look: Look, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._axis = look, axis
        self.rows: tuple[DotRow, ...] = ()
        self._baseline: float | None = None
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_rows(self, rows: Sequence[DotRow], baseline: float | None, axis: str) -> None:
        """Show these. baseline: a line across all."""
        self.rows, self._baseline, self._axis = tuple(rows), baseline, axis
        self._pointed = min(self._pointed, len(rows) - 1)
        self.setAccessibleDescription(" ".join(row.says for row in rows if row.says))
        self.updateGeometry()
        self.update()

    @property
    def readout(self) -> str:
        """What is said of the row that is pointed at, '' for none."""
        return self.rows[self._pointed].says if 0 <= self._pointed < len(self.rows) else ""

    def sizeHint(self) -> QSize:  # noqa: N802
        axis = 2 * self.fontMetrics().height() + 2 * SPACE_S
        return QSize(420, max(1, len(self.rows)) * ROW_HEIGHT + axis)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = int(event.position().y() // ROW_HEIGHT)
        self._point(row if row < len(self.rows) else -1)
        QToolTip.showText(event.globalPosition().toPoint(), self.readout, self)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._point(max(0, self._pointed))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        last = len(self.rows) - 1
        match event.key():
            case Qt.Key.Key_Down:
                self._point(min(last, self._pointed + 1))
            case Qt.Key.Key_Up:
                self._point(max(0, self._pointed - 1))
            case Qt.Key.Key_Home:
                self._point(0)
            case Qt.Key.Key_End:
                self._point(last)
            case _:
                super().keyPressEvent(event)
                return
        if self.readout:
            at = self.mapToGlobal(QPointF(self._left(), (self._pointed + 1) * ROW_HEIGHT).toPoint())
            QToolTip.showText(at, self.readout, self)

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

    def _point(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.update()

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
