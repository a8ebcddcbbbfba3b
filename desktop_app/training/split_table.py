"""Pictures of each label in each part: as the split is, and as it would be if all were placed anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop_app.project.split_work import SplitState
from desktop_app.session.split_health import Health
from desktop_app.session.split_words import part_word
from desktop_app.training import words
from ml_engine.domain.values import Split

ROW, MOST_ROWS, WIDTH = 28, 8, 640


class SplitTable(QTableWidget):
    """A row a label, the last one for all pictures."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setObjectName("split-table")
        self.setAccessibleName(self.tr("Pictures of each label in each part"))
        self.setToolTip(self.tr("After the arrow: what it would be if all pictures were split again this way"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMaximumWidth(WIDTH)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, title in enumerate((self.tr("Label"), *(part_word(split).capitalize() for split in Split))):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, item)

    def show_health(self, health: Health) -> None:
        """Take its numbers; hidden where there are none."""
        state = health.state
        self.setVisible(state is not None and bool(state.places))
        if state is None:
            return
        after = {row.label.id: row.parts for row in health.anew.labels} if health.anew else {}
        rows = sorted(
            (row for row in state.labels if any(row.parts.values())),
            key=lambda row: (-sum(row.parts.values()), row.label.position),
        )
        self.setRowCount(len(rows) + 1)
        for place, row in enumerate(rows):
            self._fill(place, row.label.name, row.parts, after.get(row.label.id, row.parts))
        self._fill(len(rows), self.tr("All pictures"), state.parts, _parts(health.anew, state))
        shown = min(len(rows) + 1, MOST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * ROW + 2)

    def _fill(self, place: int, name: str, parts: Mapping[Split, int], after: Mapping[Split, int]) -> None:
        self.setItem(place, 0, QTableWidgetItem(" ".join(name.split())))
        for column, split in enumerate(Split, start=1):
            now, then = parts.get(split, 0), after.get(split, 0)
            text = words.count(now) if now == then else f"{words.count(now)} → {words.count(then)}"
            item = QTableWidgetItem(text)
            item.setTextAlignment(_side(column))
            self.setItem(place, column, item)


def _parts(anew: SplitState | None, state: SplitState) -> Mapping[Split, int]:
    return anew.parts if anew is not None else state.parts


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
