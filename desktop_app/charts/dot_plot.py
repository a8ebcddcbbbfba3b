"""Dots over two axes, each with a name of its own: trials of a search. They are pointed at, chosen and opened.

Painted by Qt alone: there are some hundred at most, and an axis may hold words where lines would have numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.charts.pointed_rows import PointedRows
from desktop_app.charts.ticks import decimals, nice_ticks
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets.context_menu import ContextMenu, MenuItem, make_menu
from desktop_app.look.widgets.plain_label import escaped

RADIUS, BEST_RADIUS, REACH = 4.5, 6.0, 12.0
MOST_TICKS = 5
PNG_SCALE = 2
ROOM = 0.06  # of the range, at both ends


@dataclass(frozen=True, slots=True)
class Dot:
    """says: a sentence about it.   is_hollow: it was ended early.   is_best: it stands out."""

    key: str
    x: float
    y: float
    says: str
    is_hollow: bool = False
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """title: what it counts.   words: of the places 0, 1, …: then it has no numbers.   is_log: x are powers of ten.

    is_whole: only whole numbers are written at it.
    """

    title: str
    words: tuple[str, ...] = ()
    is_log: bool = False
    is_whole: bool = False


class DotPlot(PointedRows):
    """Left, Right, Home, End move over the dots from left to right, Space chooses one, Enter opens it.

    Signals: chosen(str): the key of a dot that was clicked.   opened(str): by a double click or Enter.
    save_wanted(): its picture, by the context menu.
    """

    chosen = Signal(str)
    opened = Signal(str)
    save_wanted = Signal()
    next_key = Qt.Key.Key_Right
    previous_key = Qt.Key.Key_Left

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.dots: tuple[Dot, ...] = ()
        self._x, self._y = Axis(""), Axis("")
        self._line: tuple[tuple[float, float], ...] = ()
        self._line_word = ""
        self._marked = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        ContextMenu(self, self._make_menu)

    def set_dots(
        self,
        dots: Sequence[Dot],
        x: Axis,
        y: Axis,
        line: Sequence[tuple[float, float]] = (),
        line_word: str = "",
    ) -> None:
        """Show these. line: points of a line of steps, with its word at the end."""
        self.dots = tuple(sorted(dots, key=lambda dot: (dot.x, dot.y)))
        self._x, self._y, self._line, self._line_word = x, y, tuple(line), line_word
        self._set_says(dot.says for dot in self.dots)
        self.setAccessibleDescription(" ".join(dot.says for dot in self.dots))
        self.update()

    def mark(self, key: str) -> None:
        """The one that is chosen, '' for none."""
        if key != self._marked:
            self._marked = key
            self.update()

    def spot(self, key: str) -> QPointF:
        """Where a dot is. Raises StopIteration for none of that key."""
        return self._at(next(dot for dot in self.dots if dot.key == key))

    def picture(self) -> QImage:
        """As a picture, twice as fine as on the screen, without what is pointed at."""
        image = QImage(self.size() * PNG_SCALE, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(PNG_SCALE)
        image.fill(self._look.color("raised"))
        painter = QPainter(image)
        self._paint(painter, pointed=-1)
        painter.end()
        return image

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(420, 260)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, 150)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(self.dots[place].key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self.opened.emit(self.dots[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        is_pointed = 0 <= self._pointed < len(self.dots)
        if event.key() == Qt.Key.Key_Space and is_pointed:
            self.chosen.emit(self.dots[self._pointed].key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_pointed:
            self.opened.emit(self.dots[self._pointed].key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        self._paint(painter, self._pointed)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()

    def _paint(self, painter: QPainter, pointed: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(9))
        if not self.dots:
            return
        plot = self._plot()
        self._paint_y(painter, plot)
        self._paint_x(painter, plot)
        self._paint_line(painter, plot)
        for place, dot in enumerate(self.dots):
            self._paint_dot(painter, dot, is_pointed=place == pointed)

    def _paint_y(self, painter: QPainter, plot: QRectF) -> None:
        low, high = self._y_range()
        step, ticks = nice_ticks(low, high, MOST_TICKS)
        for tick in ticks:
            y = self._y_at(tick, plot)
            painter.setPen(QPen(self._look.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._look.color("dim"))
            word = QRectF(0, y - 10, plot.left() - SPACE_S, 20)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(word, right, QLocale().toString(tick, "f", decimals(step)))
        painter.setPen(self._look.color("dim"))
        painter.drawText(QPointF(SPACE_XS, self._line_height()), self._y.title)

    def _paint_x(self, painter: QPainter, plot: QRectF) -> None:
        height = self._line_height()
        painter.setPen(self._look.color("dim"))
        marks = self._x_marks()
        room = plot.width() / max(1, len(marks))
        for x, text in marks:
            at = self._x_at(x, plot)
            word = QRectF(at - room / 2, plot.bottom() + SPACE_XS, room, height)
            fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(word, Qt.AlignmentFlag.AlignCenter, fits)
            painter.drawLine(QPointF(at, plot.bottom()), QPointF(at, plot.bottom() + 3))
        title = QRectF(plot.left(), plot.bottom() + height + SPACE_XS, plot.width(), height + 2)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self._x.title)

    def _paint_line(self, painter: QPainter, plot: QRectF) -> None:
        if not self._line:
            return
        spots = [QPointF(self._x_at(x, plot), self._y_at(y, plot)) for x, y in self._line]
        steps = spots[:1]
        for before, now in pairwise(spots):
            steps += [QPointF(now.x(), before.y()), now]
        painter.setPen(QPen(self._look.color("accent"), 2))
        painter.drawPolyline(steps)
        width = painter.fontMetrics().horizontalAdvance(self._line_word)
        # Above the line, but never above the plot.
        top = max(plot.top() + self._line_height() / 2, spots[-1].y() - SPACE_S)
        painter.drawText(QPointF(plot.right() - width, top), self._line_word)

    def _paint_dot(self, painter: QPainter, dot: Dot, *, is_pointed: bool) -> None:
        at, color = self._at(dot), self._look.color("ok" if dot.is_best else "accent")
        radius = BEST_RADIUS if dot.is_best else RADIUS
        if is_pointed or dot.key == self._marked:
            painter.setPen(QPen(self._look.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius + 4, radius + 4)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(self._look.color("raised") if dot.is_hollow else color)
        painter.drawEllipse(at, radius, radius)

    def _plot(self) -> QRectF:
        height = self._line_height()
        low, high = self._y_range()
        step, ticks = nice_ticks(low, high, MOST_TICKS)
        texts = [QLocale().toString(tick, "f", decimals(step)) for tick in ticks]
        left = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=20) + SPACE_M
        top, bottom = height + SPACE_S, 2 * height + SPACE_M
        return QRectF(left, top, max(1, self.width() - left - SPACE_M), max(1, self.height() - top - bottom))

    def _line_height(self) -> int:
        return self.fontMetrics().height()

    def _x_marks(self) -> list[tuple[float, str]]:
        if self._x.words:
            return [(float(place), word) for place, word in enumerate(self._x.words)]
        low, high = self._x_range()
        if self._x.is_log:
            powers = range(math.floor(low), math.ceil(high) + 1)
            marks = [power + math.log10(digit) for power in powers for digit in (1, 3)]
            shown = [mark for mark in marks if low <= mark <= high]
            if len(shown) > 2 * MOST_TICKS:
                shown = [mark for mark in shown if mark == int(mark)]
            return [(mark, QLocale().toString(float(f"{10**mark:.1g}"), "g", 3)) for mark in shown]
        step, ticks = nice_ticks(low, high, MOST_TICKS, whole=self._x.is_whole)
        return [(tick, QLocale().toString(tick, "f", 0 if self._x.is_whole else decimals(step))) for tick in ticks]

    def _x_range(self) -> tuple[float, float]:
        if self._x.words:
            return -0.5, len(self._x.words) - 0.5
        places = [dot.x for dot in self.dots] + [x for x, _ in self._line]
        return _opened(min(places), max(places), 1.0)

    def _y_range(self) -> tuple[float, float]:
        values = [dot.y for dot in self.dots] + [y for _, y in self._line]
        return _opened(min(values, default=0.0), max(values, default=1.0), 0.02)

    def _x_at(self, x: float, plot: QRectF) -> float:
        low, high = self._x_range()
        return plot.left() + (x - low) / (high - low) * plot.width()

    def _y_at(self, y: float, plot: QRectF) -> float:
        low, high = self._y_range()
        return plot.bottom() - (y - low) / (high - low) * plot.height()

    def _at(self, dot: Dot) -> QPointF:
        plot = self._plot()
        return QPointF(self._x_at(dot.x, plot), self._y_at(dot.y, plot))

    def _place_at(self, at: QPointF) -> int:
        near = [(math.dist(at.toTuple(), self._at(dot).toTuple()), place) for place, dot in enumerate(self.dots)]
        distance, place = min(near, default=(math.inf, -1))
        return place if distance <= REACH else -1

    def _tooltip_spot(self, place: int) -> QPointF:
        return self._at(self.dots[place]) + QPointF(REACH, REACH)

    def _tooltip(self) -> str:
        return escaped(self.readout) if self.readout else ""

    def _make_menu(self, _: QPoint | None) -> QMenu | None:
        text = QCoreApplication.translate("Chart", "Save as PNG…")
        lines = [MenuItem("plot-save", text, self.save_wanted.emit, "image-down", bool(self.dots))]
        return make_menu(self, self._look, f"{self.objectName()}-menu", lines)


def _opened(low: float, high: float, least: float) -> tuple[float, float]:
    """A range with some room at both ends, at least so wide."""
    span = max(high - low, least)
    middle = (low + high) / 2
    if high - low < least:
        low, high = middle - least / 2, middle + least / 2
    return low - span * ROOM, high + span * ROOM
