"""Numbers as a table of coloured cells: blue above nothing, red below; those beyond the border are hatched."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.insight.number_words import exact_number, short_number
from desktop_app.look.look import Look

LARGEST, LEAST, READABLE = 54, 12, 24
ROUND, STRONGEST = 3, 0.55


class NumberTable(QWidget):
    """Signals: pointed(object): (row, column) under the mouse; None when it leaves."""

    pointed = Signal(object)

    def __init__(self, look: Look, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self._numbers: npt.NDArray[np.float64] = np.zeros((0, 0))
        self._beyond: npt.NDArray[np.bool_] | None = None
        self._cell = LARGEST
        self._here: tuple[int, int] | None = None
        look.changed.connect(self.update)

    @property
    def numbers(self) -> npt.NDArray[np.float64]:
        """(rows, columns), NaN for an empty cell."""
        return self._numbers

    def set_numbers(
        self, numbers: npt.NDArray[np.float64], room: QSize, beyond: npt.NDArray[np.bool_] | None = None
    ) -> None:
        """Show these, (rows, columns), in no more room than that. beyond: which lie beyond the border."""
        self._numbers, self._beyond = numbers, beyond
        rows, columns = numbers.shape
        fits = min(room.width() // max(columns, 1), room.height() // max(rows, 1))
        self._cell = max(LEAST, min(LARGEST, fits))
        self.setFixedSize(columns * self._cell + 1, rows * self._height + 1)
        words = "; ".join(" ".join(exact_number(value) for value in row) for row in numbers[:16, :16])
        self.setAccessibleDescription(words)
        self.update()

    def set_here(self, place: tuple[int, int] | None) -> None:
        """The cell that is pointed at, here or in a table beside."""
        self._here = place
        self.update()

    @property
    def _height(self) -> int:
        return min(self._cell, 34)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        place = self._place(event.position().toPoint())
        self.pointed.emit(place)
        if place is not None:
            QToolTip.showText(event.globalPosition().toPoint(), exact_number(float(self._numbers[place])), self)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.pointed.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        tokens = self._look.tokens
        known = np.abs(self._numbers[np.isfinite(self._numbers)])
        greatest = float(known.max()) if known.size else 0.0
        painter.setFont(self._look.font(8))
        for (row, column), value in np.ndenumerate(self._numbers):
            box = QRect(column * self._cell, row * self._height, self._cell, self._height)
            if np.isfinite(value) and greatest > 0:
                ground = QColor(tokens.accent if value >= 0 else tokens.bad)
                ground.setAlphaF(STRONGEST * abs(float(value)) / greatest)
                painter.fillRect(box, ground)
            is_beyond = self._beyond is not None and bool(self._beyond[row, column])
            if is_beyond:
                painter.fillRect(box, QColor(tokens.line))
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawRect(box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self._cell >= READABLE and np.isfinite(value):
                painter.setPen(QColor(tokens.dim if is_beyond else tokens.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._fitting(painter, float(value)))
        if self._here is not None and self._here[0] < len(self._numbers) and self._here[1] < self._numbers.shape[1]:
            row, column = self._here
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawRect(
                QRect(column * self._cell, row * self._height, self._cell, self._height).adjusted(1, 1, 0, 0)
            )
        painter.end()

    def _fitting(self, painter: QPainter, value: float) -> str:
        """As many digits as the cell has room for; '' if not even one fits."""
        room, measure = self._cell - 4, painter.fontMetrics().horizontalAdvance
        texts = (short_number(value), QLocale().toString(value, "g", 2), QLocale().toString(value, "g", 1))
        return next((text for text in texts if measure(text) <= room), "")

    def _place(self, point: QPoint) -> tuple[int, int] | None:
        row, column = point.y() // self._height, point.x() // self._cell
        rows, columns = self._numbers.shape
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None
