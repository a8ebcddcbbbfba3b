"""The pictures that a run gets wrong, the worst first: a grid of tiles with what was drawn and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

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
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tile_fit import tile_width
from desktop_app.look.tokens import RADIUS_CARD, RADIUS_CONTROL, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.results.box_painting import DrawnBox, paint_boxes
from desktop_app.results.picture_images import PictureImages
from desktop_app.results.plain import tooltip_html
from desktop_app.session.file_manager import file_items

LEAST_TILE, MOST_TILE, WORDS_HEIGHT = 196, 340, 44
PICTURE_SHAPE = 0.72  # height to width of what a tile has room for
SIDE = 320
_Index = QModelIndex | QPersistentModelIndex
TILE_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture in the grid. reason: what is wrong with its answer."""

    image_id: int
    path: str
    name: str
    reason: str
    boxes: tuple[DrawnBox, ...] = ()


class TileModel(QAbstractListModel):
    """Tiles in order, each made when it is first looked at: there may be thousands of mistakes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._make: Sequence[Callable[[], Tile]] = ()
        self._made: dict[int, Tile] = {}

    def set_tiles(self, tiles: Sequence[Callable[[], Tile]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._make, self._made = tiles, {}
        self.endResetModel()

    def tile(self, row: int) -> Tile:
        """The tile of a row."""
        if row not in self._made:
            self._made[row] = self._make[row]()
        return self._made[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._make)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        tile = self.tile(index.row())
        if role == TILE_ROLE:
            return tile
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{tile.name}: {tile.reason}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_html(f"{tile.name}\n{tile.reason}")
        return None


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: the picture with its boxes, then why it is here."""

    def __init__(self, look: Look, images: PictureImages, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._grid = parent
        self._images = images

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tile = index.data(TILE_ROLE)
        if not isinstance(tile, Tile):
            return
        area = QRect(option.rect).adjusted(0, 0, -SPACE_M, -SPACE_M)
        state = option.state
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_card(painter, area, state)
        self._paint_picture(painter, tile, area)
        self._paint_words(painter, tile, area)
        painter.restore()

    def _paint_card(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._look.tokens
        is_chosen = bool(state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_Active)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(tokens.raised))
        painter.setPen(
            QPen(
                QColor(tokens.accent if is_chosen else tokens.dim if is_hovered else tokens.line), 2 if is_chosen else 1
            )
        )
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)

    def _paint_picture(self, painter: QPainter, tile: Tile, area: QRect) -> None:
        tokens = self._look.tokens
        frame = QRectF(
            area.x() + SPACE_S, area.y() + SPACE_S, area.width() - 2 * SPACE_S, area.height() - WORDS_HEIGHT - SPACE_S
        )
        clip = QPainterPath()
        clip.addRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(frame, QColor(tokens.canvas))
        image = self._images.get(tile.path)
        if image is not None:
            size = image.pixels.size().scaled(frame.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(frame.center())
            painter.drawImage(place, image.pixels)
            paint_boxes(painter, tile.boxes, place, (image.width, image.height), self._look.font(8, 600))
        elif tile.path in self._images.problems:
            painter.setPen(QColor(tokens.dim))
            painter.setFont(self._look.font(9))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                frame.adjusted(SPACE_S, 0, -SPACE_S, 0), int(flags), self.tr("This picture cannot be read.")
            )
        painter.restore()

    def _paint_words(self, painter: QPainter, tile: Tile, area: QRect) -> None:
        tokens = self._look.tokens
        top = area.bottom() - WORDS_HEIGHT + SPACE_XS
        box = QRect(area.x() + SPACE_M - 2, top, area.width() - 2 * SPACE_M + 4, (WORDS_HEIGHT - SPACE_XS) // 2)
        for text, color, weight in ((tile.reason, tokens.text, 500), (tile.name, tokens.dim, 400)):
            painter.setFont(self._look.font(9, weight))
            painter.setPen(QColor(color))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            box.translate(0, box.height())


class MistakesList(QListView):
    """A grid of Tiles.

    Signals: opened(int): image id of a tile that was clicked, or on which Enter was pressed.
    """

    opened = Signal(int)

    def __init__(self, look: Look, images: PictureImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self._tiles = TileModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(TileDelegate(look, images, self))
        add_row_menu(self, look, "mistake-menu", self._menu_items)
        self.clicked.connect(self._on_self_clicked)
        images.arrived.connect(self._on_images_arrived)
        look.changed.connect(self.viewport().update)

    def set_tiles(self, tiles: Sequence[Callable[[], Tile]]) -> None:
        """Show these, from the top."""
        self._tiles.set_tiles(tiles)
        self._fit()
        self.scrollToTop()
        if tiles:
            self.setCurrentIndex(self._tiles.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_self_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        # QListView keeps room for a scroll bar even beside one that is shown.
        width = self.viewport().width() - self.verticalScrollBar().sizeHint().width() - 2
        room = width, self.viewport().height()
        tile = tile_width(self._tiles.rowCount(), room, (LEAST_TILE, MOST_TILE), _tile_height)
        size = QSize(tile, _tile_height(tile))
        if size != self.gridSize():
            self.setGridSize(size)

    def _menu_items(self, index: QModelIndex) -> MenuItems:
        tile = self._tiles.tile(index.row())
        opened = partial(self.opened.emit, tile.image_id)
        first = MenuItem("open-picture", self.tr("Open in Label"), opened, "square-dashed")
        return (first, None, *file_items(Path(tile.path)))

    def _on_self_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._tiles.tile(index.row()).image_id)

    def _on_images_arrived(self, _: str) -> None:
        self.viewport().update()


def _tile_height(width: int) -> int:
    return round(width * PICTURE_SHAPE) + WORDS_HEIGHT + SPACE_M
