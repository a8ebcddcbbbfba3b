"""The list of pictures as Qt sees it: ids only. What is shown of one is asked for when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.browser.thumbnails import Thumbnails
from desktop_app.browser.tile_store import TileStore
from desktop_app.browser.words import Trouble, facts_line, tooltip
from desktop_app.i18n.messages import in_words
from desktop_app.look.widgets.plain_label import plain_tooltip
from desktop_app.session.picture_list import PictureList

Index = QModelIndex | QPersistentModelIndex


class PictureModel(QAbstractListModel):
    """Rows in the order of PictureList.ids."""

    def __init__(self, pictures: PictureList, store: TileStore, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._store = store
        self._thumbnails = thumbnails
        self.ids: Sequence[int] = pictures.ids

    def take(self) -> None:
        """The list is another one."""
        self.beginResetModel()
        self.ids = self._pictures.ids
        self.endResetModel()

    def changed(self, ids: Iterable[int]) -> None:
        """What is shown of these is another: tell who reads the screen aloud."""
        for image_id in ids:
            row = self._pictures.index_of(image_id)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def trouble(self, image_id: int) -> Trouble | None:
        """Why a picture cannot be shown, as far as is known."""
        tile = self._store.get(image_id)
        reason = self._thumbnails.problem(image_id) or ("" if tile is None else tile.problem)
        is_gone = self._thumbnails.is_gone(image_id) or (tile is not None and tile.row.missing)
        return Trouble(is_gone, in_words(reason)) if reason or is_gone else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        image_id = self.ids[index.row()]
        tile = self._store.get(image_id)
        if tile is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile.row.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(tooltip(tile, self.trouble(image_id)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{tile.row.name}, {facts_line(tile, self.trouble(image_id))}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )
