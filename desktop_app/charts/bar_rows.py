"""Rows of bars with their names and figures: each explains itself, and opens its pictures where it has some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.charts.pointed_rows import PointedRows
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, SPACE_M, SPACE_S
from desktop_app.look.widgets.plain_label import escaped

ROW_HEIGHT = 30
BAR = 12
MOST_NAME = 0.42  # of the width


@dataclass(frozen=True, slots=True)
class BarRow:
    """value: how long its bar is, of the longest possible.   text: its figure.   says: a sentence about it.

    opens: whether it has pictures.
    """

    key: str
    name: str
    value: float
    text: str
    says: str
    opens: bool = False


class BarRows(PointedRows):
    """Up, Down, Home, End move over the rows, Enter opens.

    Signals: opened(str): the key of the row that was clicked, if it has pictures.
    """

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.rows: tuple[BarRow, ...] = ()
        self._most = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[BarRow], most: float) -> None:
        """Show these. most: the value of a bar as long as can be."""
        self.rows, self._most = tuple(rows), max(most, 1e-9)
        self._set_says(row.says for row in rows)
        self.setAccessibleDescription(" ".join(f"{row.name}: {row.text}. {row.says}" for row in rows))
        self.updateGeometry()
        self.update()

    def row_rect(self, key: str) -> QRectF:
        """Where a row is."""
        place = next(place for place, row in enumerate(self.rows) if row.key == key)
        return QRectF(0, place * ROW_HEIGHT, self.width(), ROW_HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(360, max(1, len(self.rows)) * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            self._open(self._place_at(event.position()))
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._pointed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(10))
        left, figures = self._left(), self._figures()
        for place, row in enumerate(self.rows):
            line = QRectF(0, place * ROW_HEIGHT, self.width(), ROW_HEIGHT)
            if place == self._pointed:
                self._block(painter, line.adjusted(0, 1, 0, -1), "accent_soft")
            names = QRectF(SPACE_S, line.top(), left - 2 * SPACE_S, ROW_HEIGHT)
            painter.setPen(self._look.color("text"))
            name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(names.width()))
            painter.drawText(names, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            track = QRectF(left, line.center().y() - BAR / 2, self.width() - left - figures - SPACE_M, BAR)
            self._block(painter, track, "line")
            share = min(max(row.value / self._most, 0.0), 1.0)
            if share > 0:
                self._block(painter, QRectF(track.x(), track.y(), max(track.width() * share, 3.0), BAR), "accent")
            text = QRectF(self.width() - figures - SPACE_S, line.top(), figures, ROW_HEIGHT)
            painter.setPen(self._look.color("text" if row.opens or row.value > 0 else "dim"))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.text)
        painter.end()

    def _block(self, painter: QPainter, rect: QRectF, color: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(color))
        painter.drawRoundedRect(rect, RADIUS_KEY, RADIUS_KEY)

    def _left(self) -> float:
        widest = max((self.fontMetrics().horizontalAdvance(row.name) for row in self.rows), default=0)
        return min(widest + 3 * SPACE_S, self.width() * MOST_NAME)

    def _figures(self) -> int:
        return max((self.fontMetrics().horizontalAdvance(row.text) for row in self.rows), default=0) + SPACE_S

    def _place_at(self, at: QPointF) -> int:
        row = int(at.y() // ROW_HEIGHT)
        return row if 0 <= row < len(self.rows) else -1

    def _tooltip_spot(self, place: int) -> QPointF:
        return QPointF(self._left(), (place + 1) * ROW_HEIGHT)

    def _tooltip(self) -> str:
        return escaped(self.readout) if self.readout else ""

    def _point(self, place: int) -> None:
        super()._point(place)
        opens = 0 <= place < len(self.rows) and self.rows[place].opens
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.rows) and self.rows[row].opens:
            self.opened.emit(self.rows[row].key)
