"""The networks as a table: sorts by any column, and shows those that are looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import ROW
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.training import words
from desktop_app.training.gallery.rows import NetworkRow, Wanted, is_wanted
from desktop_app.training.gallery.words import (
    row_sentence,
    search_text,
    size_words,
    speed_number,
    speed_sentence,
    state_sentence,
    state_words,
)

SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_STATES = ("here", "none", "download", "missing")
_RIGHT = (2, 3, 4, 5)
_Index = QModelIndex | QPersistentModelIndex


class NetworkModel(QAbstractTableModel):
    """NetworkRows."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[NetworkRow, ...] = ()
        self.chosen = ""
        self._titles = (
            self.tr("Network"), self.tr("Family"), self.tr("Year"), self.tr("Parameters"), self.tr("Size"),
            self.tr("Pictures/s"), self.tr("Weights"),
        )  # fmt: skip
        self._tips = (
            "", "", self.tr("When it was published"), self.tr("Numbers that it has learnt, with its own classifier"),
            self.tr("Of the file with its weights; ≈ what its parameters come to"),
            self.tr("As measured on this computer, never guessed; – before it is measured"),
            self.tr("Whether its pretrained weights are on this computer"),
        )  # fmt: skip

    def set_rows(self, rows: Sequence[NetworkRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def replace_row(self, row: NetworkRow) -> None:
        """Something is known of one that was not."""
        for place, old in enumerate(self.rows):
            if old.listed.name == row.listed.name:
                self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._titles) - 1))

    def set_chosen(self, name: str) -> None:
        """The one that the next training uses."""
        if name != self.chosen:
            self.chosen = name
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._titles[section]
            case Qt.ItemDataRole.ToolTipRole:
                return self._tips[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(section)
            case _:
                return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        is_chosen = row.listed.name == self.chosen
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row_sentence(row) if column == 0 else _text(row, column)
            case _ if role == SORT_ROLE:
                return _sort_key(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(_tip(row, column))
            case Qt.ItemDataRole.FontRole:
                return self._font(column, is_chosen=is_chosen)
            case Qt.ItemDataRole.DecorationRole if column == 0 and is_chosen:
                return self._look.icon("check", "accent")
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.color(_color(row, column))
            case _:
                return None

    def _font(self, column: int, *, is_chosen: bool) -> QFont | None:
        return self._look.font(10, 600 if is_chosen else 500) if column == 0 else None


class _Sorted(QSortFilterProxyModel):
    def __init__(self, model: NetworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted = Wanted()
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def set_wanted(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.invalidate()

    def filterAcceptsRow(self, row: int, _: _Index) -> bool:  # noqa: N802
        network = self._model.rows[row]
        return is_wanted(network, self._wanted, search_text(network))


class NetworkTable(QTableView):
    """Signals: current_changed(): `current` is another one.   opened(str): by Enter or a double click; its name."""

    current_changed = Signal()
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("networks-table")
        self.setAccessibleName(self.tr("Networks"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumWidth(360)
        self.networks = NetworkModel(look, self)
        self._sorted = _Sorted(self.networks, self)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as the registry has them: the usual ones first
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        self.selectionModel().currentRowChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_self_double_clicked)

    @property
    def current(self) -> NetworkRow | None:
        """The one that is looked at."""
        return self.row_at(self.currentIndex())

    @property
    def selected(self) -> tuple[str, ...]:
        """The names of those that are selected, in the table's order."""
        rows = (self.row_at(index) for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row))
        return tuple(row.listed.name for row in rows if row is not None)

    @property
    def count(self) -> int:
        """How many are shown."""
        return self._sorted.rowCount()

    def row_at(self, index: QModelIndex) -> NetworkRow | None:
        return self.networks.rows[self._sorted.mapToSource(index).row()] if index.isValid() else None

    def set_rows(self, rows: Sequence[NetworkRow]) -> None:
        """Show these; what was looked at stays."""
        before = self.current
        self.networks.set_rows(rows)
        if before is not None:
            self.show_network(before.listed.name)

    def set_wanted(self, wanted: Wanted) -> None:
        """Show those that are looked for; if what was looked at is not among them, the first is."""
        self._sorted.set_wanted(wanted)
        if not self.currentIndex().isValid() and self.count:
            self.selectRow(0)

    def show_network(self, name: str) -> None:
        """Look at this one, if it is shown."""
        for row in range(self.count):
            network = self.row_at(self._sorted.index(row, 0))
            if network is not None and network.listed.name == name:
                self.selectRow(row)
                self.scrollTo(self._sorted.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current.listed.name)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """What is looked at stays in sight where the table becomes smaller."""
        was_seen = self.visualRect(self.currentIndex()).top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _on_selection_changed(self, *_: object) -> None:
        self.current_changed.emit()

    def _on_self_double_clicked(self, index: QModelIndex) -> None:
        row = self.row_at(index)
        if row is not None:
            self.opened.emit(row.listed.name)


def _text(row: NetworkRow, column: int) -> str:
    listed = row.listed
    texts = (
        listed.title, in_words(listed.family), str(listed.year), words.count(listed.whole_parameters), size_words(row),
        speed_number(row.speed), state_words(row),
    )  # fmt: skip
    return texts[column]


def _sort_key(row: NetworkRow, column: int) -> object:
    listed = row.listed
    speed = row.speed.pictures_per_second if row.speed else -1.0
    keys = (
        listed.title.casefold(), in_words(listed.family).casefold(), listed.year, float(listed.whole_parameters),
        float(row.size_bytes), speed, _STATES.index(row.state),
    )  # fmt: skip
    return keys[column]


def _tip(row: NetworkRow, column: int) -> str:
    if column == 5:
        return speed_sentence(row.speed)
    if column == 6:
        return state_sentence(row)
    return f"{row.listed.title}\n{in_words(row.listed.idea)}"


def _color(row: NetworkRow, column: int) -> str:
    if column == 6:
        return "ok" if row.state == "here" else "dim"
    if column == 5 and row.speed is None:
        return "dim"
    return "text" if column in (0, 3) else "dim"


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
