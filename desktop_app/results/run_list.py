"""The runs, newest first: choose one to look at, tick some to compare them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import RADIUS_KEY, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.results.plain import tooltip_html

RUN_ROLE = int(Qt.ItemDataRole.UserRole)
HEIGHT = 60
BOX = 16
FEWEST_TICKED, MOST_TICKED = 2, 4
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RunItem:
    """A line of the list. title: 'Run 7 · detector · MobileNet V2'.   state: '' for a finished run."""

    name: str
    title: str
    when: str
    figure: str
    state: str
    can_compare: bool


class RunListModel(QAbstractListModel):
    """Runs, and which of them are ticked: at most four, the fifth lets the first go.

    Signals: ticked_changed().
    """

    ticked_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: Sequence[RunItem] = ()
        self.ticked: tuple[str, ...] = ()

    def set_items(self, items: Sequence[RunItem]) -> None:
        """Show these; ticks of runs that are gone go too."""
        names = {item.name for item in items if item.can_compare}
        kept = tuple(name for name in self.ticked if name in names)
        self.beginResetModel()
        self.items = items
        changed, self.ticked = kept != self.ticked, kept
        self.endResetModel()
        if changed:
            self.ticked_changed.emit()

    def tick(self, name: str) -> None:
        """Tick or untick."""
        if name in self.ticked:
            self.ticked = tuple(other for other in self.ticked if other != name)
        else:
            self.ticked = (*self.ticked, name)[-MOST_TICKED:]
        self._tell()

    def tick_both(self, first: str, second: str) -> None:
        """Tick these two and no others."""
        self.ticked = (first, second)
        self._tell()

    def clear_ticks(self) -> None:
        """Untick all."""
        if self.ticked:
            self.ticked = ()
            self._tell()

    def row_of(self, name: str) -> int:
        """Place of a run, -1 if it is not there."""
        return next((row for row, item in enumerate(self.items) if item.name == name), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can = index.isValid() and self.items[index.row()].can_compare
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case _ if role == RUN_ROLE:
                return item
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                parts = (item.title, item.when, item.figure, item.state)
                return ", ".join(part for part in parts if part)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_html(f"{item.title}\n{item.name}")
            case Qt.ItemDataRole.CheckStateRole:
                if not item.can_compare:
                    return None
                return Qt.CheckState.Checked if item.name in self.ticked else Qt.CheckState.Unchecked
            case _:
                return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802, ARG002
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(self.items[index.row()].name)
        return True

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
        self.ticked_changed.emit()


class RunDelegate(QStyledItemDelegate):
    """Paints a run: a tick box, its name and its figure, when and how it is below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(RUN_ROLE)
        if not isinstance(item, RunItem):
            return
        area = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, area, option.state)
        if item.can_compare:
            self._paint_tick(painter, tick_rect(area), ticked=index.data(Qt.ItemDataRole.CheckStateRole))
        self._paint_words(painter, item, area)
        painter.restore()

    def _paint_tick(self, painter: QPainter, box: QRect, *, ticked: object) -> None:
        tokens, is_ticked = self._look.tokens, ticked == Qt.CheckState.Checked
        painter.setPen(QPen(QColor(tokens.accent if is_ticked else tokens.dim), 1.5))
        painter.setBrush(QColor(tokens.accent) if is_ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_KEY, RADIUS_KEY)
        if is_ticked:
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), self._look.pixmap("check", "accent_on", BOX - 2))

    def _paint_words(self, painter: QPainter, item: RunItem, area: QRect) -> None:
        tokens = self._look.tokens
        left = tick_rect(area).right() + SPACE_S
        words = QRect(left, area.y() + SPACE_S, area.right() - left - SPACE_M, (area.height() - 2 * SPACE_S) // 2)
        self._paint_line(painter, words, item.title, "", (tokens.text, 10, 600), (tokens.text, 10, 600))
        right = (tokens.warn if item.state else tokens.text, 9, 600)
        self._paint_line(
            painter,
            words.translated(0, words.height()),
            item.when,
            item.state or item.figure,
            (tokens.dim, 9, 400),
            right,
        )

    def _paint_line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        right: str,
        style: tuple[str, int, int],
        right_style: tuple[str, int, int],
    ) -> None:
        room = box.width()
        if right:
            color, size, weight = right_style
            painter.setFont(self._look.font(size, weight))
            painter.setPen(QColor(color))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
            room -= painter.fontMetrics().horizontalAdvance(right) + SPACE_S
        color, size, weight = style
        painter.setFont(self._look.font(size, weight))
        painter.setPen(QColor(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def tick_rect(area: QRect) -> QRect:
    """Where a line's tick box is."""
    return QRect(area.x() + SPACE_S, area.y() + SPACE_S + SPACE_XS, BOX, BOX)


class RunList(QListView):
    """RunItems. Space ticks, arrows choose.

    Signals: chosen(str): another run is the current one by hand.   ticked_changed().
    """

    chosen = Signal(str)
    ticked_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run-list")
        self.setAccessibleName(self.tr("Runs"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._runs = RunListModel(self)
        self.setModel(self._runs)
        self.setItemDelegate(RunDelegate(look, self))
        self._is_filling = False
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        self._runs.ticked_changed.connect(self.ticked_changed)
        look.changed.connect(self.viewport().update)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Names of the ticked runs, the one ticked first first."""
        return self._runs.ticked

    def set_items(self, items: Sequence[RunItem], current: str) -> None:
        """Show these, one of them as the current."""
        self._is_filling = True
        self._runs.set_items(items)
        self._is_filling = False
        self.set_current(current)

    def set_current(self, name: str) -> None:
        """Show which run is looked at; nobody is told."""
        self._is_filling = True
        row = self._runs.row_of(name)
        self.setCurrentIndex(self._runs.index(row) if row >= 0 else QModelIndex())
        self._is_filling = False

    def clear_ticks(self) -> None:
        """Untick all."""
        self._runs.clear_ticks()

    @property
    def comparable(self) -> tuple[str, ...]:
        """Names of the runs that can be ticked, from the top."""
        return tuple(item.name for item in self._runs.items if item.can_compare)

    def compare(self, first: str, second: str) -> None:
        """Tick these two and no others."""
        self._runs.tick_both(first, second)

    def tick_box(self, row: int) -> QRect:
        """Where the tick box of a row is, in the viewport's coordinates."""
        return tick_rect(self.visualRect(self._runs.index(row)).adjusted(0, 1, 0, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        near = (
            self.tick_box(index.row()).adjusted(-SPACE_S, -SPACE_S, SPACE_XS, SPACE_S) if index.isValid() else QRect()
        )
        if near.contains(event.position().toPoint()) and self._runs.items[index.row()].can_compare:
            self._runs.tick(self._runs.items[index.row()].name)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid() and self._runs.items[index.row()].can_compare:
            self._runs.tick(self._runs.items[index.row()].name)
        else:
            super().keyPressEvent(event)

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._is_filling and current.isValid():
            self.chosen.emit(self._runs.items[current.row()].name)
