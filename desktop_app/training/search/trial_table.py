"""The trials of a search as a table that follows it: state, value, settings. A row is chosen, or opened."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop_app.look.tokens import ROW
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.session.recipe_words import field_title
from desktop_app.session.run_words import metric_name
from desktop_app.training.search.words import result_words, setting_words, trial_sentence, value_number
from ml_engine.reports.search_file import SearchFile, Trial

NUMBER_ROLE = int(Qt.ItemDataRole.UserRole)
FIXED = 3  # columns before those of the settings


class TrialTable(QTableWidget):
    """Signals: chosen(int): the number of a trial, by a person.   opened(int): by a double click or Enter."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(0, FIXED)
        self.setObjectName("search-trials-table")
        self.setAccessibleName(self.tr("Trials of the search"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 6)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(False)
        self._shown: list[Trial] = []
        self._columns: tuple[str, ...] = ()
        self.itemSelectionChanged.connect(self._on_self_item_selection_changed)
        self.itemDoubleClicked.connect(self._on_self_item_double_clicked)

    def show_file(self, file: SearchFile) -> None:
        """Bring it in step; rows that stayed as they were are left alone."""
        columns = (file.metric, *(file.trials[0].values if file.trials else ()))
        if columns != self._columns:
            self._columns, self._shown = columns, []
            self._make_columns(file)
        with QSignalBlocker(self):
            self.setRowCount(len(file.trials))
            best = file.best
            for line, trial in enumerate(file.trials):
                is_best = best is not None and best.number == trial.number
                if line < len(self._shown) and self._shown[line] == trial and is_best == self._is_bold(line):
                    continue
                self._fill(file, line, trial, is_best=is_best)
        self._shown = list(file.trials)

    def choose(self, number: int) -> None:
        """Show that trial as the chosen one, 0 for none. Tells nobody."""
        with QSignalBlocker(self):
            for line in range(self.rowCount()):
                item = self.item(line, 0)
                if item is not None and item.data(NUMBER_ROLE) == number:
                    self.selectRow(line)
                    self.scrollToItem(item)
                    return
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._number():
            self.opened.emit(self._number())
            return
        super().keyPressEvent(event)

    def _make_columns(self, file: SearchFile) -> None:
        names = self._columns[1:]
        titles = [
            ("#", self.tr("Trials in the order in which they were made")),
            (self.tr("State"), self.tr("Ended early: it fell behind, so the rest was not worth the time")),
            (metric_name(file.metric), self.tr("On the validation pictures, at the trial's best epoch")),
            *((field_title(name), name) for name in names),
        ]
        self.setColumnCount(len(titles))
        for column, (title, tip) in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setToolTip(escaped(tip))
            item.setTextAlignment(self._side(column) | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)

    def _fill(self, file: SearchFile, line: int, trial: Trial, *, is_best: bool) -> None:
        words = [
            QLocale().toString(trial.number), self._state(trial), value_number(file.metric, trial.value),
            *(setting_words(name, trial.values.get(name)) for name in self._columns[1:]),
        ]  # fmt: skip
        tip = escaped(trial_sentence(file, trial))
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setTextAlignment(self._side(column) | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(tip)
            item.setData(NUMBER_ROLE, trial.number)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold if is_best else QFont.Weight.Normal)
            item.setFont(font)
            self.setItem(line, column, item)

    def _state(self, trial: Trial) -> str:
        if trial.result == "running" and trial.epochs:
            return self.tr("epoch {n}").format(n=QLocale().toString(trial.epochs[-1][0]))
        return result_words(trial)

    def _is_bold(self, line: int) -> bool:
        item = self.item(line, 0)
        return item is not None and item.font().weight() == QFont.Weight.DemiBold

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if column == 1 else Qt.AlignmentFlag.AlignRight

    def _number(self) -> int:
        items = self.selectedItems()
        return int(items[0].data(NUMBER_ROLE)) if items else 0

    def _on_self_item_selection_changed(self) -> None:
        if self._number():
            self.chosen.emit(self._number())

    def _on_self_item_double_clicked(self, item: QTableWidgetItem) -> None:
        self.opened.emit(int(item.data(NUMBER_ROLE)))
