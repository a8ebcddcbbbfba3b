"""Patch, kernel and products of one map as tables beside one another; a cell pointed at in one is shown in all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.insight.number_table import NumberTable
from desktop_app.insight.number_words import exact_number
from desktop_app.insight.sums import Sums
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import PlainLabel

CELL = 50  # pixels in which a number can be read
SIGNS = 90  # what the signs between the tables take
TALLEST = 220


class WalkTables(QWidget):
    """Shows one map of a Sums."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums: Sums | None = None
        self._place = 0
        self._is_wide: bool | None = None
        # Not while the layout is at work: what it holds must not change under its hands.
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fill)
        titles = (
            ("walk-patch", self.tr("Patch")),
            ("walk-kernel", self.tr("Kernel")),
            ("walk-products", self.tr("Products")),
        )
        self.tables = tuple(NumberTable(look, name, title) for name, title in titles)
        self._signs = (PlainLabel("×", role="strong"), PlainLabel("=", role="strong"))
        self._boxes: list[QWidget] = []
        for table, (_, title) in zip(self.tables, titles, strict=True):
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE_XS)
            column.addWidget(PlainLabel(title, role="small"))
            column.addWidget(table)
            self._boxes.append(box)
            table.pointed.connect(self._on_table_pointed)
        self.says = PlainLabel("", wrap=True)
        self.says.setObjectName("walk-product")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_S)
        self._grid.setColumnStretch(5, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(self._grid)
        column.addWidget(self.says)

    def set_sums(self, sums: Sums | None, place: int) -> None:
        """Show the map at this place of the patch."""
        self._sums, self._place = sums, place
        self._fill()
        self._on_table_pointed(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit.start()

    def _fill(self) -> None:
        sums = self._sums
        is_there = sums is not None and sums.patch.ndim == 3 and self._place < len(sums.patch)
        self.setVisible(is_there)
        if sums is None or not is_there:
            return
        has_kernel = bool(sums.weights.size)
        columns = sums.patch.shape[2]
        is_wide = 3 * columns * CELL + SIGNS <= self.width()
        self._arrange(is_wide=is_wide)
        for widget in (*self._boxes[1:], *self._signs):
            widget.setVisible(has_kernel)
        beside = 3 if is_wide else 2
        room = QSize((self.width() - SIGNS * (beside - 1) // 2) // beside, TALLEST)
        numbers = (sums.patch, sums.weights, sums.products)
        for table, array in zip(self.tables, numbers if has_kernel else numbers[:1], strict=False):
            table.set_numbers(array[self._place], room, sums.beyond() if table is self.tables[0] else None)

    def _arrange(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for widget in (*self._boxes, *self._signs):
            self._grid.removeWidget(widget)
        cells = ((0, 0), (0, 2), (0, 4)) if is_wide else ((0, 0), (0, 2), (1, 2))
        signs = ((0, 1), (0, 3)) if is_wide else ((0, 1), (1, 1))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        for widget, (row, column) in zip(self._boxes, cells, strict=True):
            self._grid.addWidget(widget, row, column, top)
        for sign, (row, column) in zip(self._signs, signs, strict=True):
            self._grid.addWidget(sign, row, column, Qt.AlignmentFlag.AlignCenter)

    def _on_table_pointed(self, place: tuple[int, int] | None) -> None:
        for table in self.tables:
            table.set_here(place)
        sums = self._sums
        if sums is None or sums.patch.ndim != 3 or self._place >= len(sums.patch):
            return
        channel = sums.channel(self._place)
        if place is not None and sums.weights.size:
            a, b, c = (float(array[(self._place, *place)]) for array in (sums.patch, sums.weights, sums.products))
            self.says.setText(f"{exact_number(a)} × {exact_number(b)} = {exact_number(c)}")
        elif sums.walk.kind == "greatest":
            text = self.tr("The greatest number of map {map} here: {value}")
            self.says.setText(text.format(map=channel, value=exact_number(float(sums.by_map[self._place]))))
        else:
            text = self.tr("The products of map {map} add up to {value}")
            self.says.setText(text.format(map=channel, value=exact_number(float(sums.by_map[self._place]))))
