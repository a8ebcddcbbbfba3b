"""The maps of a layer as tiles. Only the tiles that are seen are coloured, so that 2,048 of them cost nothing."""

from __future__ import annotations

from functools import partial

import numpy as np
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
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.insight.color_ramp import RampName, color_table
from desktop_app.insight.maps import MapOrder, MapSet
from desktop_app.insight.number_words import short_number
from desktop_app.look.look import Look
from desktop_app.look.tile_fit import tile_width
from desktop_app.look.tokens import RADIUS_KEY, SPACE_S, SPACE_XS
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.session.file_manager import copy_text

PLACE_ROLE = int(Qt.ItemDataRole.UserRole)
LEAST_TILE, MOST_TILE, WORDS = 96, 220, 18
_Index = QModelIndex | QPersistentModelIndex


def map_image(maps: MapSet, place: int, ramp: RampName, *, own_scale: bool) -> QImage:
    """A tile in colour, as many pixels as the map has numbers."""
    tile = np.ascontiguousarray(maps.tiles[place])
    height, width = tile.shape
    image = QImage(tile.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(color_table(ramp, *maps.scale(place, own=own_scale)))
    return image.copy()


class MapModel(QAbstractListModel):
    """The tiles of a MapSet in an order; a row's PLACE_ROLE is the place in the set."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.maps: MapSet | None = None
        self.order: list[int] = []

    def set_maps(self, maps: MapSet | None, order: MapOrder) -> None:
        """Show these."""
        self.beginResetModel()
        self.maps = maps
        self.order = maps.order(order) if maps else []
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.maps is None:
            return None
        place = self.order[index.row()]
        match role:
            case _ if role == PLACE_ROLE:
                return place
            case Qt.ItemDataRole.DisplayRole:
                return str(self.maps.maps.channels[place])
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                maps = self.maps.maps
                text = self.tr("Map {number}: from {low} to {high}, {mean} on average")
                return text.format(
                    number=maps.channels[place],
                    low=short_number(maps.minimum[place]),
                    high=short_number(maps.maximum[place]),
                    mean=short_number(maps.mean[place]),
                )
            case _:
                return None


class MapDelegate(QStyledItemDelegate):
    """Paints a tile: the map, its number and its greatest answer."""

    def __init__(self, look: Look, parent: MapGrid) -> None:
        super().__init__(parent)
        self._look = look
        self._grid = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place, maps, tokens = index.data(PLACE_ROLE), self._grid.maps, self._look.tokens
        if maps is None or not isinstance(place, int):
            return
        corner, state = option.rect.topLeft(), option.state
        tile = self._grid.gridSize().width() - SPACE_S
        frame = QRect(corner.x() + SPACE_XS, corner.y() + SPACE_XS, tile, tile)
        painter.save()
        size = QSize(maps.tiles.shape[2], maps.tiles.shape[1]).scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRect(frame.topLeft(), size)
        shown.moveCenter(frame.center())
        # No smoothing: a map of 7 × 7 numbers is 49 squares, and should look so.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(shown, self._grid.image(place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(tokens.accent if is_chosen else tokens.dim), 2 if is_chosen else 1))
            painter.drawRoundedRect(QRectF(frame).adjusted(-2, -2, 2, 2), RADIUS_KEY, RADIUS_KEY)
        words = QRect(frame.x(), frame.bottom() + 2, tile, WORDS)
        painter.setFont(self._look.font(8, 600 if is_chosen else 400))
        painter.setPen(QColor(tokens.text if is_chosen else tokens.dim))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        value = short_number(maps.maps.maximum[place])
        painter.setPen(QColor(tokens.dim))
        painter.setFont(self._look.font(8))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
        painter.restore()


class MapGrid(QListView):
    """Signals: chosen(int): the place of the tile that is looked at, by hand.   overlay_wanted(): of that tile.

    save_wanted(int): the place of a tile, as a picture to keep.
    """

    chosen = Signal(int)
    overlay_wanted = Signal()
    save_wanted = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map-grid")
        self.setAccessibleName(self.tr("Maps of the layer"))
        self.setStyleSheet("QListView { background: transparent; }")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._order: MapOrder = "number"
        self._ramp: RampName = "sea"
        self._own_scale = True
        self._images: dict[int, QImage] = {}
        self._tiles = MapModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(MapDelegate(look, self))
        self._is_filling = False
        add_row_menu(self, look, "map-menu", self._menu_items)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        look.changed.connect(self.viewport().update)

    @property
    def maps(self) -> MapSet | None:
        """What is shown."""
        return self._tiles.maps

    @property
    def order(self) -> list[int]:
        """Places of the tiles, as they are shown."""
        return list(self._tiles.order)

    @property
    def place(self) -> int | None:
        """The chosen tile."""
        place = self.currentIndex().data(PLACE_ROLE)
        return place if isinstance(place, int) else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def image(self, place: int) -> QImage:
        """A tile in colour."""
        if self.maps is None:
            raise ValueError("there are no maps")
        if place not in self._images:
            self._images[place] = map_image(self.maps, place, self._ramp, own_scale=self._own_scale)
        return self._images[place]

    def set_maps(self, maps: MapSet | None, channel: int | None) -> None:
        """Show maps, this channel chosen if it is there, else the liveliest; nobody is told."""
        self._images.clear()
        self._fill(maps, channel)

    def set_order(self, order: MapOrder) -> None:
        """By number, or the strongest first."""
        if order != self._order:
            chosen = self.maps.maps.channels[self.place] if self.maps and self.place is not None else None
            self._order = order
            self._fill(self.maps, chosen)

    def set_colors(self, ramp: RampName, *, own_scale: bool) -> None:
        """Which colours, and whether each map goes from its own minimum to its own maximum."""
        self._ramp, self._own_scale = ramp, own_scale
        self._images.clear()
        self.viewport().update()

    def _fit(self) -> None:
        # QListView keeps room for a scroll bar even beside one that is shown.
        width = self.viewport().width() - self.verticalScrollBar().sizeHint().width() - 2
        room = width, self.viewport().height()
        tile = tile_width(self._tiles.rowCount(), room, (LEAST_TILE, MOST_TILE), _tile_height)
        if tile != self.gridSize().width():
            self.setGridSize(QSize(tile, _tile_height(tile)))

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        place, words = index.data(PLACE_ROLE), index.data(Qt.ItemDataRole.ToolTipRole)
        return (
            MenuItem("overlay-map", self.tr("Lay it over the picture"), partial(self._overlay, index), "layers"),
            None,
            MenuItem("save-map", self.tr("Save this map as PNG…"), partial(self.save_wanted.emit, place), "image-down"),
            MenuItem("copy-sentence", self.tr("Copy as a sentence"), partial(copy_text, str(words)), "copy"),
        )

    def _overlay(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.overlay_wanted.emit()

    def _fill(self, maps: MapSet | None, channel: int | None) -> None:
        self._is_filling = True
        self._tiles.set_maps(maps, self._order)
        self._fit()
        place = maps.place_of(channel) if maps and channel is not None else None
        if place is None and maps is not None:
            place = maps.liveliest
        row = self._tiles.order.index(place) if place is not None else 0
        index = self._tiles.index(row) if self._tiles.order else QModelIndex()
        self.setCurrentIndex(index)
        self._is_filling = False
        if index.isValid():
            self.scrollTo(index)

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._is_filling and current.isValid():
            self.chosen.emit(self._tiles.order[current.row()])


def _tile_height(width: int) -> int:
    return width + WORDS
