"""A small table of words and numbers that only shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.look.look import Look

ROW_HEIGHT, DOT = 26, 10


class NumberTable(QTableWidget):
    """columns: their titles; the last one takes the room that is left."""

    def __init__(
        self, look: Look, name: str, accessible: str, columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(columns), parent)
        self._look = look
        self._marked = -1
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setHorizontalHeaderLabels(list(columns))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # Not stretchLastSection: a section as wide as its contents keeps the room of a wider table, and is scrolled to.
        header.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Sequence[str]], marked: int = -1) -> None:
        """marked: the row that is looked at, −1 for none."""
        self.setRowCount(len(rows))
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                item.setText(word)
        self._marked = marked
        self._paint_mark()
        first = self.item(marked, 0) if 0 <= marked < len(rows) else None
        if first is not None:
            self.scrollToItem(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """It only shows: the keys are the page's."""
        event.ignore()

    def color_rows(self, colors: Sequence[str]) -> None:
        """A spot of colour before the first word of each row. colors: tokens' names or '#rrggbb'."""
        for row, color in enumerate(colors):
            item = self.item(row, 0)
            if item is not None:
                spot = QPixmap(DOT, DOT)
                spot.fill(self._look.color(color))
                item.setIcon(QIcon(spot))

    def words(self) -> list[list[str]]:
        """What stands in it."""
        return [
            [(item.text() if (item := self.item(row, column)) else "") for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]

    def _paint_mark(self) -> None:
        """The row is chosen, not painted: a style sheet covers the ground of a cell."""
        row = QItemSelection()
        if 0 <= self._marked < self.rowCount():
            model = self.model()
            row.select(model.index(self._marked, 0), model.index(self._marked, self.columnCount() - 1))
        self.selectionModel().select(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
