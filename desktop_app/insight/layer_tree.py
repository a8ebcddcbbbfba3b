"""The layers of a network in the order in which a picture goes through them; blocks fold and unfold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktop_app.insight.layer_nodes import Node, layer_nodes, matches
from desktop_app.insight.layer_words import field_words, layer_sentence, shape_words, short_name
from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.session.file_manager import copy_text
from ml_engine.domain.events import LayerRow

LAYER_ROLE = int(Qt.ItemDataRole.UserRole)
HEIGHT = 44
_Index = QModelIndex | QPersistentModelIndex


class LayerModel(QAbstractItemModel):
    """LayerRows in their blocks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._top: list[Node] = []
        self._by_name: dict[str, Node] = {}

    def set_nodes(self, top: list[Node]) -> None:
        """Show these."""
        self.beginResetModel()
        self._top = top
        self._by_name = {node.row.name: node for first in top for node in first.walk()}
        self.endResetModel()

    @property
    def count(self) -> int:
        """Of all layers that are shown or folded away."""
        return len(self._by_name)

    def find(self, name: str) -> QModelIndex:
        """Where a layer is; none if it is not there."""
        node = self._by_name.get(name)
        return QModelIndex() if node is None else self.createIndex(node.place, 0, node)

    def node(self, index: _Index) -> Node | None:
        """What is there."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else None

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.node(parent)
        nodes = self._top if above is None else above.children
        return self.createIndex(row, column, nodes[row]) if 0 <= row < len(nodes) and column == 0 else QModelIndex()

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # QObject's own, without an index
        node = self.node(index)
        above = node.parent if node is not None else None
        return QModelIndex() if above is None else self.createIndex(above.place, 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        node = self.node(parent)
        return len(self._top if node is None else node.children)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008, ARG002
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        match role:
            case _ if role == LAYER_ROLE:
                return node.row
            case Qt.ItemDataRole.DisplayRole:
                return f"{node.row.kind} {node.row.name}"  # what typing letters jumps to
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return layer_sentence(node.row)
            case _:
                return None


class LayerDelegate(QStyledItemDelegate):
    """Paints a layer: its kind and the shape of its answer, its name below."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(LAYER_ROLE)
        if not isinstance(row, LayerRow):
            return
        tokens, state = self._look.tokens, option.state
        area = QRect(option.rect).adjusted(0, 1, 0, -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, self._look, area, state)
        words = area.adjusted(SPACE_S, 3, -SPACE_S, -3)
        top, bottom = words.adjusted(0, 0, 0, -words.height() // 2), words.adjusted(0, words.height() // 2, 0, 0)
        self._paint_words(painter, top, row, is_chosen=is_chosen)
        painter.setFont(self._look.font(8))
        painter.setPen(QColor(tokens.dim))
        sees = self.tr("sees {field}").format(field=field_words(row)) if row.field else ""
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, sees)
        room = bottom.width() - painter.fontMetrics().horizontalAdvance(sees) - SPACE_S
        text = painter.fontMetrics().elidedText(short_name(row), Qt.TextElideMode.ElideLeft, room)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, row: LayerRow, *, is_chosen: bool) -> None:
        tokens = self._look.tokens
        painter.setFont(self._look.font(9))
        painter.setPen(QColor(tokens.dim))
        shape = shape_words(row.shape)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shape)
        room = box.width() - painter.fontMetrics().horizontalAdvance(shape) - SPACE_S
        painter.setFont(self._look.font(9, 600 if row.depth == 0 or is_chosen else 500))
        painter.setPen(QColor(tokens.text))
        kind = painter.fontMetrics().elidedText(row.kind, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, kind)


class LayerTree(QTreeView):
    """Signals: chosen(str): the name of a layer that was chosen by hand."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layer-list")
        self.setAccessibleName(self.tr("Layers"))
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setStyleSheet(
            "QTreeView { show-decoration-selected: 0; } QTreeView::branch:selected { background: none; }"
        )
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(SPACE_M + SPACE_S)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layers = LayerModel(self)
        self.setModel(self._layers)
        self.setItemDelegate(LayerDelegate(look, self))
        self._look = look
        self._rows: Sequence[LayerRow] = ()
        self._current, self._words = "", ""
        self._is_filling = False
        add_row_menu(self, look, "layer-menu", self._menu_items)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        look.changed.connect(self.viewport().update)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:  # noqa: N802  (Qt's name)
        # The row has a ground of its own; Qt's would be a second one beside it.
        painter.fillRect(rect, self._look.color("panel"))
        super().drawBranches(painter, rect, index)

    @property
    def count(self) -> int:
        """Layers that the search has left, folded or not."""
        return self._layers.count

    def set_rows(self, rows: Sequence[LayerRow], current: str) -> None:
        """Show these, one of them as the current; of the same network what is unfolded stays so."""
        is_same = rows is self._rows
        self._rows, self._current = rows, current
        if not is_same:
            self._fill()
        else:
            self._choose(current)

    def set_words(self, words: str) -> None:
        """Only layers with these words in their name, kind or size, and the blocks that they are in; '' for all."""
        if words != self._words:
            self._words = words
            self._fill()

    def _fill(self) -> None:
        wanted = partial(matches, self._words) if self._words.strip() else None
        self._layers.set_nodes(layer_nodes(self._rows, wanted))
        if wanted is not None:
            self.expandAll()
        self._choose(self._current)

    def _choose(self, name: str) -> None:
        self._is_filling = True
        index = self._layers.find(name)
        self.setCurrentIndex(index)
        self._is_filling = False
        if index.isValid():
            self.scrollTo(index, QTreeView.ScrollHint.EnsureVisible)

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        node = self._layers.node(index)
        if node is None:
            return ()
        row = node.row
        copied = (
            ("copy-name", self.tr("Copy the name"), row.name),
            ("copy-shape", self.tr("Copy the shape"), "×".join(map(str, row.shape))),
            ("copy-sentence", self.tr("Copy as a sentence"), layer_sentence(row)),
        )
        return (
            MenuItem("open", self.tr("Unfold all"), self.expandAll, "chevrons-down"),
            MenuItem("fold", self.tr("Fold all"), self.collapseAll, "chevrons-up"),
            None,
            *(MenuItem(name, text, partial(copy_text, words), "copy") for name, text, words in copied),
        )

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        node = self._layers.node(current)
        if not self._is_filling and node is not None:
            self._current = node.row.name
            self.chosen.emit(node.row.name)
