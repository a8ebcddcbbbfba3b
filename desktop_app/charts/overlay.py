"""What stands over the lines: their names at their ends, marks, and the cursor with a dot on every line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.word_places import Place, free_place, spread

GAP = 8.0
DOT = 4.0
AWAY = (0.0, -1.0, 1.0, -2.0, 2.0)  # heights that a word moves until no other line runs through it
LEADER_FROM = 9.0  # pixels that a word stands off its line's end before a hairline leads to it


@dataclass(frozen=True, slots=True)
class EndWord:
    """A line's name. at: the line's end in pixels.   color: of the line.   ink: of the word."""

    text: str
    at: QPointF
    color: str
    ink: str


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A dashed line with a word. x: pixels."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """x: pixels.   dots: where it meets lines, with their colours."""

    x: float
    dots: tuple[tuple[QPointF, str], ...]


@dataclass(frozen=True, slots=True)
class Inks:
    """'#rrggbb' for the parts that are not a line's own."""

    accent: str
    line: str
    dim: str
    ground: str


Polyline = tuple[tuple[float, float], ...]


class Overlay(QGraphicsItem):
    """Painted in pixels of the plot, over all else."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[EndWord, ...] = ()
        self.marks: tuple[MarkLine, ...] = ()
        self.lines: tuple[Polyline, ...] = ()
        self.passing: tuple[Polyline, ...] = ()
        self.pointer: Cursor | None = None
        self._frame = QRectF()
        self._bounds = QRectF()
        self._font = QFont()
        self._inks = Inks("#0000ff", "#cccccc", "#666666", "#ffffff")

    def set_look(self, font: QFont, inks: Inks) -> None:
        """font: of the words."""
        self._font, self._inks = font, inks
        self.update()

    def set_frame(self, frame: QRectF, bounds: QRectF) -> None:
        """frame: where lines are drawn.   bounds: the whole plot."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._frame = frame

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._bounds

    def word_places(self) -> list[Place]:
        """Where the words of the lines stand, in their order."""
        metrics = QFontMetricsF(self._font)
        height = metrics.height()
        wanted = []
        for word in self.words:
            width = metrics.horizontalAdvance(word.text)
            x = min(word.at.x() + GAP, self._bounds.right() - width - 1)
            spots = [Place(x, word.at.y() + part * height, width, height) for part in AWAY]
            inside = [place for place in spots if self._frame.top() <= place.y <= self._frame.bottom()]
            wanted.append(free_place(inside or spots, [], self.passing))
        return spread(wanted, self._frame.top() - height / 2, self._frame.bottom() + height / 2)

    def mark_places(self, taken: list[Place]) -> list[Place]:
        """Where the words of the marks stand: right of the line at the top, left, then at the foot."""
        metrics = QFontMetricsF(self._font)
        found: list[Place] = []
        for mark in self.marks:
            width, height = metrics.horizontalAdvance(mark.text), metrics.height()
            right, left = mark.x + GAP, mark.x - GAP - width
            top, foot = self._frame.top() + height / 2, self._frame.bottom() - height / 2 - 2
            spots = [(right, top), (left, top), (right, foot), (left, foot)]
            places = [Place(x, y, width, height) for x, y in spots if self._has_room(x, width)]
            found.append(free_place(places or [Place(right, top, width, height)], [*taken, *found], self.lines))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        words = self.word_places()
        self._paint_marks(painter, words)
        self._paint_cursor(painter)
        self._paint_words(painter, words)

    def _has_room(self, x: float, width: float) -> bool:
        return x >= self._frame.left() and x + width <= self._bounds.right()

    def _paint_marks(self, painter: QPainter, words: list[Place]) -> None:
        pen = QPen(QColor(self._inks.accent), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([2.5, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for mark in self.marks:
            painter.drawLine(QLineF(mark.x, self._frame.top(), mark.x, self._frame.bottom()))
        for mark, place in zip(self.marks, self.mark_places(words), strict=True):
            painter.setPen(QColor(self._inks.accent))
            painter.drawText(_rect(place), Qt.AlignmentFlag.AlignVCenter, mark.text)

    def _paint_words(self, painter: QPainter, places: list[Place]) -> None:
        for word, place in zip(self.words, places, strict=True):
            if abs(place.y - word.at.y()) > LEADER_FROM and place.x > word.at.x():
                painter.setPen(QPen(QColor(word.color), 1.0))
                painter.drawLine(word.at, QPointF(place.x - 2, place.y))
            painter.setPen(QColor(word.ink))
            painter.drawText(_rect(place), Qt.AlignmentFlag.AlignVCenter, word.text)

    def _paint_cursor(self, painter: QPainter) -> None:
        if self.pointer is None:
            return
        painter.setPen(QPen(QColor(self._inks.dim), 1.0))
        painter.drawLine(QLineF(self.pointer.x, self._frame.top(), self.pointer.x, self._frame.bottom()))
        painter.setPen(QPen(QColor(self._inks.ground), 1.5))
        for at, color in self.pointer.dots:
            painter.setBrush(QColor(color))
            painter.drawEllipse(at, DOT, DOT)


def _rect(place: Place) -> QRectF:
    return QRectF(place.x, place.y - place.height / 2, place.width + 2, place.height)
