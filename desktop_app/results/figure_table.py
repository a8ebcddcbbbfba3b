"""A table of figures, a row for each label or metric: sorts by any column; a cell explains itself, opens pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ROW, SPACE_L, SPACE_M
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.results.metric_words import number
from desktop_app.results.plain import tooltip_html
from desktop_app.session.file_manager import copy_text
from desktop_app.session.run_words import metric_name

_Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
DOT = 12
LEAST_NAME = 150  # pixels for the names
MOST_MORE = 90  # pixels that a column of figures takes beyond its need


@dataclass(frozen=True, slots=True)
class Cell:
    """value: what it sorts by, None for nothing.   text: what it shows.   tooltip: a sentence.   ids: what it opens.

    color: of its words, a token's name.
    """

    value: float | None
    text: str
    tooltip: str = ""
    ids: tuple[int, ...] = ()
    title: str = ""
    color: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """name, color: of a label, color '' for a row without a dot.   cells: one for each further column."""

    name: str
    color: str
    cells: tuple[Cell, ...]


class FigureModel(QAbstractTableModel):
    """Rows of figures under headings."""

    def __init__(self, headings: tuple[str, ...], tips: tuple[str, ...], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.headings = headings
        self._tips = tips
        self._look = look
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def cell(self, index: _Index) -> Cell | None:
        """A figure, None for the column of names."""
        return self.rows[index.row()].cells[index.column() - 1] if index.isValid() and index.column() > 0 else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.headings)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.headings[section]
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_html(self._tips[section])
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, cell = self.rows[index.row()], self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text if cell else row.name
            case _ if role == SORT_ROLE:
                return (cell.value if cell.value is not None else -1.0) if cell else row.name.casefold()
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_html(cell.tooltip if cell else row.name)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if cell else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.DecorationRole:
                return _dot(row.color) if cell is None and row.color else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.color("dim" if cell.value is None else cell.color) if cell else None
            case _:
                return None


class FigureTable(QTableView):
    """A sortable table of Rows.

    Signals: opened(object): the Cell that was clicked, or on which Enter was pressed, if it has pictures.
    """

    opened = Signal(object)

    def __init__(
        self, look: Look, headings: tuple[str, ...], tips: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._figures = FigureModel(headings, tips, look, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._figures)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: none; background: transparent; }"
            "QHeaderView::section { background: transparent; padding: 6px 6px; }"
            # Above the words: beside them it would push them out of a narrow column.
            "QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: top center; height: 8px; }"
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 4)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._measure()
        # As the rows were given, until a heading is clicked; first the worst or the rarest.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        add_row_menu(self, look, "figure-menu", self._menu_items)
        self.clicked.connect(self._on_self_clicked)
        self.entered.connect(self._on_self_entered)
        look.changed.connect(self._measure)

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these, in this order until a heading is clicked."""
        self._figures.set_rows(rows)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Columns as wide as their headings and figures need; where names get too little, headings are cut short."""
        heading, figure = QFontMetrics(self._look.font(9, 600)), QFontMetrics(self._look.font(10))
        wanted, least = [], []
        for section, text in enumerate(self._figures.headings[1:]):
            cells = (figure.horizontalAdvance(row.cells[section].text) for row in self._figures.rows)
            least.append(max(cells, default=0) + 2 * SPACE_M)
            wanted.append(max(heading.horizontalAdvance(text) + SPACE_L, least[-1]))
        names = (figure.horizontalAdvance(row.name) for row in self._figures.rows)
        name = min(max(names, default=LEAST_NAME) + DOT + 3 * SPACE_M, LEAST_NAME)
        lacking = sum(wanted) - (self.viewport().width() - name)
        spare = sum(wanted) - sum(least)
        part = min(1.0, lacking / spare) if lacking > 0 and spare > 0 else 0.0
        # On a wide screen figures stand apart, rather than far from their names.
        more = min(max(0, -lacking) // (len(wanted) + 2), MOST_MORE)
        for section, (width, narrow) in enumerate(zip(wanted, least, strict=True), start=1):
            self.horizontalHeader().resizeSection(section, round(width - (width - narrow) * part) + more)

    def cell_at(self, index: _Index) -> Cell | None:
        """The figure of an index of the view."""
        return self._figures.cell(self._sorted.mapToSource(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_self_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        row = self._figures.rows[self._sorted.mapToSource(index).row()]
        cell = self.cell_at(index)
        if cell is None:  # the name: its first figure that has pictures stands for it
            cell = next((figure for figure in row.cells if figure.ids), None)
        shown = cell if cell is not None and cell.ids else None
        headings = [" ".join(text.split()) for text in self._figures.headings]
        whole = "\n".join("\t".join(line) for line in (headings, *map(_texts, self._rows_as_shown())))
        return (
            MenuItem("show-pictures", self.tr("Show its pictures"), partial(self.opened.emit, shown), "images",
                     shown is not None),
            None,
            MenuItem("copy-row", self.tr("Copy the row"), partial(copy_text, "\t".join(_texts(row))), "copy"),
            MenuItem("copy-table", self.tr("Copy the whole table"), partial(copy_text, whole), "table"),
        )  # fmt: skip

    def _rows_as_shown(self) -> list[Row]:
        places = range(self._sorted.rowCount())
        return [self._figures.rows[self._sorted.mapToSource(self._sorted.index(place, 0)).row()] for place in places]

    def _on_self_clicked(self, index: QModelIndex) -> None:
        cell = self.cell_at(index) if index.isValid() else None
        if cell is not None and cell.ids:
            self.opened.emit(cell)

    def _on_self_entered(self, index: QModelIndex) -> None:
        cell = self.cell_at(index)
        opens = cell is not None and bool(cell.ids)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)


def _texts(row: Row) -> list[str]:
    return [" ".join(row.name.split()), *(cell.text for cell in row.cells)]


def figure_text(value: float | None, digits: int = 2) -> str:
    """A share as it stands in a cell."""
    return "–" if value is None else number(value, digits)


def count_text(value: int | None) -> str:
    """A count as it stands in a cell."""
    return "–" if value is None else QLocale().toString(value)


def column_names(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Headings for metrics."""
    return tuple(metric_name(key) for key in keys)


def _dot(color: str) -> QPixmap:
    # Twice as many pixels as points: sharp on screens of both kinds.
    pixmap = QPixmap(2 * DOT, 2 * DOT)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(1, 1, DOT - 2, DOT - 2)
    painter.end()
    return pixmap
