"""The layers of a network in the order in which a picture goes through them; what is inside a block is set in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.look.look import Look
from desktop_app.look.row_ground import paint_row_ground
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.session.file_manager import copy_text
from ml_engine.domain.events import LayerRow

LAYER_ROLE = int(Qt.ItemDataRole.UserRole)
HEIGHT = 44
DEEPEST = 4
_Index = QModelIndex | QPersistentModelIndex


def shape_words(shape: Sequence[int]) -> str:
    """'32 × 112 × 112'."""
    locale = QLocale()
    return " × ".join(locale.toString(side) for side in shape)


def layer_sentence(row: LayerRow) -> str:
    """A layer in words, with its numbers."""
    tr = QCoreApplication.translate
    locale = QLocale()
    if len(row.shape) == 3:
        text = tr("LayerList", "{name}: {kind}, {maps} maps of {width} × {height}, {parameters} parameters")
        maps, height, width = (locale.toString(side) for side in row.shape)
    else:
        text = tr("LayerList", "{name}: {kind}, {maps} numbers, {parameters} parameters")
        maps, height, width = locale.toString(row.shape[0] if row.shape else 0), "", ""
    return text.format(
        name=row.name, kind=row.kind, maps=maps, width=width, height=height, parameters=locale.toString(row.parameters)
    )


class LayerModel(QAbstractListModel):
    """LayerRows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[LayerRow] = ()

    def set_rows(self, rows: Sequence[LayerRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case _ if role == LAYER_ROLE:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.kind} {row.name}"  # what typing letters jumps to
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return layer_sentence(row)
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
        inset = SPACE_S + SPACE_M * min(row.depth, DEEPEST)
        words = area.adjusted(inset, 3, -SPACE_S, -3)
        top, bottom = words.adjusted(0, 0, 0, -words.height() // 2), words.adjusted(0, words.height() // 2, 0, 0)
        self._paint_words(painter, top, row, is_chosen=is_chosen)
        painter.setFont(self._look.font(8))
        painter.setPen(QColor(tokens.dim))
        short = row.name.removeprefix(f"{row.part}.") or row.name
        text = painter.fontMetrics().elidedText(short, Qt.TextElideMode.ElideLeft, bottom.width())
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


class LayerList(QListView):
    """Signals: chosen(str): the name of a layer that was chosen by hand."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layer-list")
        self.setAccessibleName(self.tr("Layers"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layers = LayerModel(self)
        self.setModel(self._layers)
        self.setItemDelegate(LayerDelegate(look, self))
        self._is_filling = False
        add_row_menu(self, look, "layer-menu", self._menu_items)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        look.changed.connect(self.viewport().update)

    def set_rows(self, rows: Sequence[LayerRow], current: str) -> None:
        """Show these, one of them as the current."""
        self._is_filling = True
        self._layers.set_rows(rows)
        place = next((place for place, row in enumerate(rows) if row.name == current), -1)
        index = self._layers.index(place) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        self._is_filling = False
        if index.isValid():
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        row = self._layers.rows[index.row()]
        copied = (
            ("copy-name", self.tr("Copy the name"), row.name),
            ("copy-shape", self.tr("Copy the shape"), "×".join(map(str, row.shape))),
            ("copy-sentence", self.tr("Copy as a sentence"), layer_sentence(row)),
        )
        return tuple(MenuItem(name, text, partial(copy_text, words), "copy") for name, text, words in copied)

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._is_filling and current.isValid():
            self.chosen.emit(self._layers.rows[current.row()].name)
