"""A scrolling view of any number of equal tiles.

It is a QListView for its keys, mouse, selection and screen readers only: Qt's own layout walks all rows at every change
of width (135 ms for 100,000, and a layout in batches forgets where it was), ours is arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.browser.tile_grid import Move, TileGrid
from desktop_app.look.widgets.context_menu import is_menu_key

Index = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
_MOVES: dict[Action, Move] = {
    Action.MoveLeft: "left",
    Action.MovePrevious: "left",
    Action.MoveRight: "right",
    Action.MoveNext: "right",
    Action.MoveUp: "up",
    Action.MoveDown: "down",
    Action.MovePageUp: "page-up",
    Action.MovePageDown: "page-down",
    Action.MoveHome: "first",
    Action.MoveEnd: "last",
}


class Tiles(Protocol):
    """What a view shows: how tiles lie at a width, how one is painted, and on which ground."""

    @property
    def ground(self) -> QColor: ...

    def lay_out(self, count: int, width: int) -> TileGrid: ...

    def paint(self, painter: QPainter, rect: QRect, row: int) -> None: ...


class TileView(QListView):
    """Signals: seen_changed(): other rows are in sight, or tiles have another size.   menu_wanted(object): QPoint.
    drag_wanted(): the selection is being dragged out.
    """

    seen_changed = Signal()
    menu_wanted = Signal(object)
    drag_wanted = Signal()

    def __init__(self, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tiles
        self.grid = tiles.lay_out(0, 1)
        self.hovered = -1
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, seen only when there is something to scroll: tiles keep their width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        # It paints its own ground: nothing behind it is painted for a tile, and what scrolls is moved, not painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)

    def lay_out(self) -> None:
        """Lay the tiles out again, with the row that is on top staying there."""
        bar = self.verticalScrollBar()
        before, top = self.grid, bar.value()
        first = before.nearest(0, top)
        model = self.model()
        self.grid = self._tiles.lay_out(0 if model is None else model.rowCount(), self.viewport().width())
        self.updateGeometries()
        if first is not None and before.step and self.grid.count == before.count and self.grid != before:
            within = (top - before.place(first)[1]) / before.step
            bar.setValue(self.grid.place(min(first, self.grid.count - 1))[1] + round(within * self.grid.step))
        self.viewport().update()
        self.seen_changed.emit()

    def seen(self) -> range:
        """Rows in sight."""
        top = self.verticalOffset()
        return self.grid.between(top, top + self.viewport().height())

    def update_rows(self, rows: Sequence[int]) -> None:
        """Paint these again, as far as they are in sight."""
        seen = self.seen()
        for row in rows:
            if row in seen:
                self.viewport().update(self._rect(row))

    def selected_ranges(self) -> list[range]:
        """Selected rows, in order, without making an index of each."""
        found = self.selectionModel().selection()
        parts = [found.at(place) for place in range(found.count())]
        return sorted((range(part.top(), part.bottom() + 1) for part in parts), key=lambda rows: rows.start)

    def select(self, rows: Sequence[int], current: int | None) -> None:
        """Select rows and make one the current one, without scrolling."""
        model = self.model()
        chosen = QItemSelection()
        for part in _runs(rows):
            chosen.select(model.index(part.start, 0), model.index(part.stop - 1, 0))
        self.setAutoScroll(False)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        index = QModelIndex() if current is None else model.index(current, 0)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.setAutoScroll(True)

    # What QListView asks of its layout.

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        return self._rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        row = self.grid.at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.model().index(row, 0)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:  # noqa: N802
        if not index.isValid():
            return
        _, top, _, height = self.grid.place(index.row())
        gap, page, bar = self.grid.gap, self.viewport().height(), self.verticalScrollBar()
        if hint == Hint.PositionAtCenter:
            bar.setValue(top - (page - height) // 2)
        elif top - gap < bar.value() or hint == Hint.PositionAtTop:
            bar.setValue(top - gap)
        elif top + height + gap > bar.value() + page:
            bar.setValue(top + height + gap - page)

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002, N802
        if not self.grid.count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self.model().index(0, 0)
        return self.model().index(self.grid.moved(current.row(), _MOVES[action], self.viewport().height()), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """From the tile at one corner to the tile at the other, in reading order."""
        offset = self.verticalOffset()
        first = self.grid.nearest(rect.left(), rect.top() + offset)
        last = self.grid.nearest(rect.right(), rect.bottom() + offset)
        if first is None or last is None:
            return
        first, last = sorted((first, last))
        chosen = QItemSelection(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """Of what is in sight: only that is painted again."""
        seen, region = self.seen(), QRegion()
        for part in (selection.at(place) for place in range(selection.count())):
            for row in range(max(part.top(), seen.start), min(part.bottom() + 1, seen.stop)):
                region += self._rect(row)
        return region

    def horizontalOffset(self) -> int:  # noqa: N802
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:  # noqa: N802
        QAbstractItemView.doItemsLayout(self)
        self.lay_out()

    def updateGeometries(self) -> None:  # noqa: N802
        page, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setSingleStep(max(1, self.grid.step // 3))
        bar.setRange(0, max(0, self.grid.total_height - page))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are keys here; and a search would read every row."""

    # Events.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        top, dirty, bounds = self.verticalOffset(), event.region(), event.rect()
        painter.fillRect(bounds, self._tiles.ground)
        for row in self.grid.between(top + bounds.top(), top + bounds.bottom() + 1):
            rect = self._rect(row)
            if dirty.intersects(rect):
                self._tiles.paint(painter, rect, row)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        QAbstractItemView.resizeEvent(self, event)
        self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.viewport().scroll(dx, dy)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002, N802
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if is_menu_key(event) and self.currentIndex().isValid():
            self.menu_wanted.emit(self.visualRect(self.currentIndex()).center())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(event.pos())

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: ARG002, N802
        self.drag_wanted.emit()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            old, self.hovered = self.hovered, row
            self.update_rows([old, row])

    def _rect(self, row: int) -> QRect:
        x, y, width, height = self.grid.place(row)
        return QRect(x, y - self.verticalOffset(), width, height)

    def _on_bar_value_changed(self) -> None:
        self.seen_changed.emit()


def _runs(rows: Sequence[int]) -> list[range]:
    """Neighbouring rows together."""
    runs: list[range] = []
    for row in sorted(rows):
        if runs and runs[-1].stop == row:
            runs[-1] = range(runs[-1].start, row + 1)
        else:
            runs.append(range(row, row + 1))
    return runs
