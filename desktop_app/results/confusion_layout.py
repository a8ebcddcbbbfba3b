"""Where the cells of a painted confusion matrix lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics

from desktop_app.look.tokens import SPACE_S
from desktop_app.results.confusion_words import header_name
from desktop_app.results.matrix import Matrix

SMALLEST_CELL, LARGEST_CELL = 26, 120
MOST_HEADER = 112
GAP = 2


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """Pixels. row_header: width of the names at the left.   column_header: height of those above.

    cell: side of a cell with its gap.   upright: names above stand on end.   offset: how far it is scrolled.
    """

    row_header: int = 0
    column_header: int = 0
    cell: int = SMALLEST_CELL
    upright: bool = False
    offset: QPoint = QPoint()  # noqa: RUF009  (a value that nobody changes)

    def rect(self, row: int, column: int) -> QRect:
        """A cell in the viewport."""
        x = self.row_header + column * self.cell - self.offset.x()
        y = self.column_header + row * self.cell - self.offset.y()
        return QRect(x, y, self.cell - GAP, self.cell - GAP)

    def place_at(self, point: QPoint, matrix: Matrix) -> tuple[int, int] | None:
        """Row and column under a point of the viewport, None beside the cells."""
        if point.x() < self.row_header or point.y() < self.column_header:
            return None
        column = (point.x() - self.row_header + self.offset.x()) // self.cell
        row = (point.y() - self.column_header + self.offset.y()) // self.cell
        return (row, column) if row < len(matrix.rows) and column < len(matrix.columns) else None

    def size(self, matrix: Matrix) -> QSize:
        """Of the whole matrix."""
        return QSize(
            self.row_header + len(matrix.columns) * self.cell, self.column_header + len(matrix.rows) * self.cell
        )


def lay_out(matrix: Matrix, metrics: QFontMetrics, room: QSize) -> MatrixLayout:
    """Headers as wide as their names, cells as large as there is room for, names on end where they do not fit."""
    rows = [metrics.horizontalAdvance(header_name(matrix, key, is_row=True)) for key in matrix.rows]
    columns = [metrics.horizontalAdvance(header_name(matrix, key, is_row=False)) for key in matrix.columns]
    row_header = min(MOST_HEADER, max(rows, default=0)) + SPACE_S
    flat = metrics.height() + SPACE_S
    cell = _cell(matrix, room, row_header, flat)
    if max(columns, default=0) <= cell - 2 * GAP:
        return MatrixLayout(row_header, flat, cell, upright=False)
    header = min(MOST_HEADER, max(columns, default=0)) + SPACE_S
    return MatrixLayout(row_header, header, _cell(matrix, room, row_header, header), upright=True)


def _cell(matrix: Matrix, room: QSize, row_header: int, column_header: int) -> int:
    count = max(1, len(matrix.rows))
    fits = min(room.width() - row_header, room.height() - column_header) // count
    return max(SMALLEST_CELL, min(LARGEST_CELL, fits))
