"""The pictures of the session in a view: what is seen is read first, and the current one and the chosen ones agree."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QMimeData, QObject, QRect, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDrag, QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.browser.picture_model import PictureModel
from desktop_app.browser.thumbnails import Shape, Thumbnails, Wanted
from desktop_app.browser.tile_grid import TileGrid
from desktop_app.browser.tile_painter import TilePainter, TileState, row_thumbnail
from desktop_app.browser.tile_store import TileStore
from desktop_app.browser.tile_view import TileView
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, RADIUS_KEY, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.project.noted_problems import submit_problems
from desktop_app.project.tiles import Tile
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

THUMBNAILS = "thumbnails"
MOST_DRAGGED = 1_000
RESTING_MS = 120
ASK_AFTER_MS = 10  # by then what scrolled has been painted; looking for more comes after it


class ShownTiles:
    """How the pictures of a model look as tiles of a view, as a grid or as a list."""

    def __init__(self, painter: TilePainter, store: TileStore, thumbnails: Thumbnails, session: Session) -> None:
        self._painter = painter
        self._store = store
        self._thumbnails = thumbnails
        self._session = session
        self.is_grid = True
        self.view: TileView | None = None
        self.model: PictureModel | None = None

    @property
    def ground(self) -> QColor:
        return self._painter.ground

    def lay_out(self, count: int, width: int) -> TileGrid:
        if self.is_grid:
            return TileGrid.of_pictures(count, width, SPACE_S, (SPACE_M, SPACE_XS // 2))
        return TileGrid.of_rows(count, width, self._painter.row_height, (SPACE_S, SPACE_XS // 2))

    def shape(self, grid: TileGrid, ratio: float) -> Shape:
        """Of the thumbnails in it."""
        size = QSize(grid.width, grid.height)
        if not self.is_grid:
            size = row_thumbnail(QRect(0, 0, grid.width, grid.height)).size()
        radius = (RADIUS_CONTROL if self.is_grid else RADIUS_KEY) * ratio
        return Shape((size.toSizeF() * ratio).toSize(), ratio, radius)

    def paint(self, painter: QPainter, rect: QRect, row: int) -> None:
        view, model = self.view, self.model
        if view is None or model is None or row >= len(model.ids):
            return
        image_id = model.ids[row]
        current = image_id == self._session.current
        state = TileState(
            current,
            view.selectionModel().isRowSelected(row),
            row == view.hovered,
            current and view.hasFocus(),
        )
        tile, image = self._store.get(image_id), self._thumbnails.get(image_id)
        trouble = model.trouble(image_id)
        if tile is not None and tile.row.missing:
            image = None
        paint = self._painter.paint_picture if self.is_grid else self._painter.paint_row
        paint(painter, rect, tile, image, trouble, state)


class PicturesView(QObject):
    """Signals: opened(): Enter or a double click asks for the current picture.   menu_wanted(object): global QPoint."""

    opened = Signal()
    menu_wanted = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._syncing = False
        self._telling = False
        self._current_row: int | None = None  # as it was painted last
        self._store = TileStore(session, self)
        self.thumbnails = Thumbnails(session.background, session.project.folder.cache / THUMBNAILS, self)
        self._painter = TilePainter(look, session.labels)
        self._tiles = ShownTiles(self._painter, self._store, self.thumbnails, session)
        self._tiles.is_grid = session.settings.value.view_grid
        self.view = TileView(self._tiles, parent)
        self.view.setObjectName("picture-list")
        self.view.setAccessibleName(self.tr("Pictures"))
        self.model = PictureModel(session.pictures, self._store, self.thumbnails, self)
        self._tiles.view, self._tiles.model = self.view, self.model
        self.view.setModel(self.model)
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._resting = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._next_shape = self.thumbnails.shape
        self._connect()
        self._take_list()

    @property
    def is_grid(self) -> bool:
        return self._tiles.is_grid

    def set_grid(self, is_grid: bool) -> None:
        """Thumbnails, or rows of facts; remembered."""
        if is_grid != self._tiles.is_grid:
            self._tiles.is_grid = is_grid
            self.view.lay_out()
            self._scroll_to_current(center=True)
            self._session.settings.change(view_grid=is_grid)

    def select_all(self) -> None:
        """All pictures of the list."""
        self.view.selectAll()

    def tile_of(self, image_id: int) -> Tile | None:
        """What is known of a picture."""
        return self._store.get(image_id)

    def _connect(self) -> None:
        session, view = self._session, self.view
        self._timer.timeout.connect(self._on_timer_timeout)
        self._resting.timeout.connect(self._on_resting_timeout)
        view.seen_changed.connect(self._ask_soon)
        view.doubleClicked.connect(self._on_view_double_clicked)
        view.menu_wanted.connect(self._on_view_menu_wanted)
        view.drag_wanted.connect(self._on_view_drag_wanted)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        self._store.changed.connect(self._on_store_changed)
        self.thumbnails.arrived.connect(self._on_thumbnails_arrived)
        self.thumbnails.failed.connect(self._on_thumbnails_failed)
        session.pictures.changed.connect(self._on_pictures_changed)
        session.pictures.selection_changed.connect(self._on_pictures_selection_changed)
        session.current_changed.connect(self._on_session_current_changed)
        session.labels.changed.connect(view.viewport().update)
        session.folders.scanned.connect(self._on_folders_scanned)
        self._look.changed.connect(self._on_look_changed)

    def _ask_soon(self) -> None:
        """Not put off by the next one: while a hand scrolls on and on, thumbnails come."""
        if not self._timer.isActive():
            self._timer.start()

    def _on_timer_timeout(self) -> None:
        """Ask for what is seen, then for a page below and a page above it."""
        ids, seen = self.model.ids, self.view.seen()
        page = max(1, len(seen))
        around = [*seen, *range(seen.stop, seen.stop + page), *range(seen.start - 1, seen.start - page - 1, -1)]
        wanted = [ids[row] for row in around if 0 <= row < len(ids)]
        self._store.look_at(wanted)
        self._ask_thumbnails(wanted)

    def _ask_thumbnails(self, ids: Iterable[int]) -> None:
        self._settle_shape()
        tiles = [tile for image_id in ids if (tile := self._store.get(image_id)) is not None and not tile.row.missing]
        images = [tile.row.image for tile in tiles]
        self.thumbnails.look_at([Wanted(image.id, image.path, image.content_hash) for image in images])

    def _settle_shape(self) -> None:
        """While the panel is being made wider, what there is is stretched; new thumbnails are made when it rests."""
        shape = self._tiles.shape(self.view.grid, self.view.devicePixelRatioF())
        if shape == self.thumbnails.shape:
            self._resting.stop()
        elif self.thumbnails.is_empty:
            self.thumbnails.set_shape(shape)
        elif not self._resting.isActive() or shape != self._next_shape:
            self._next_shape = shape
            self._resting.start()

    def _on_resting_timeout(self) -> None:
        self.thumbnails.set_shape(self._next_shape)
        self._ask_soon()

    def _on_store_changed(self, ids: frozenset[int]) -> None:
        self._on_thumbnails_arrived(ids)
        self._ask_soon()

    def _on_thumbnails_arrived(self, ids: frozenset[int]) -> None:
        rows = [row for image_id in ids if (row := self._session.pictures.index_of(image_id)) is not None]
        self.view.update_rows(rows)

    def _on_thumbnails_failed(self, errors: dict[int, UserError]) -> None:
        if not self._session.read_only:
            submit_problems(self._session.project, errors)
            self._session.pictures.recount_soon()

    def _on_folders_scanned(self, _: object) -> None:
        self.thumbnails.forget_problems()
        self._look_again()

    def _on_pictures_changed(self) -> None:
        if self.model.ids is self._session.pictures.ids:  # a look into the folders found nothing new
            self._look_again()
        else:
            self._take_list()

    def _take_list(self) -> None:
        pictures = self._session.pictures
        self._syncing = True
        self.model.take()
        self.view.lay_out()
        rows = [row for image_id in pictures.selected if (row := pictures.index_of(image_id)) is not None]
        current = None if self._session.current is None else pictures.index_of(self._session.current)
        self.view.select(rows or ([] if current is None else [current]), current)
        self._current_row = current
        self._syncing = False
        self._scroll_to_current(center=True)
        self.tell_selection()

    def _look_again(self) -> None:
        self.view.viewport().update()
        self._ask_soon()

    def _on_session_current_changed(self) -> None:
        current = self._session.current
        row = None if current is None else self._session.pictures.index_of(current)
        self.view.update_rows([at for at in (self._current_row, row) if at is not None])
        self._current_row = row
        if self._syncing:
            return
        several = len(self._session.pictures.selected) > 1
        self._syncing = True
        if several and current in self._session.pictures.selected:
            self.view.select([at for rows in self.view.selected_ranges() for at in rows], row)
        else:
            self.view.select([] if row is None else [row], row)
        self._syncing = False
        self.tell_selection()
        self._scroll_to_current()

    def _on_selection_current_changed(self) -> None:
        index = self.view.currentIndex()
        if not self._syncing and index.isValid():
            self._syncing = True  # what the view does next is its own choice of rows
            self._session.show(self.model.ids[index.row()])
            self._syncing = False

    def _on_selection_changed(self, _: QItemSelection, __: QItemSelection) -> None:
        if not self._syncing:
            self.tell_selection()

    def tell_selection(self) -> None:
        """Tell the session which pictures are chosen."""
        ids = self.model.ids
        chosen: list[int] = []
        for rows in self.view.selected_ranges():
            chosen += ids[rows.start : rows.stop]
        self._telling = True
        self._session.pictures.set_selected(chosen)
        self._telling = False

    def _on_pictures_selection_changed(self) -> None:
        """Somebody else has chosen pictures."""
        if self._telling or self._syncing:
            return
        pictures = self._session.pictures
        rows = [row for image_id in pictures.selected if (row := pictures.index_of(image_id)) is not None]
        current = self.view.currentIndex()
        self._syncing = True
        self.view.select(rows, current.row() if current.isValid() else None)
        self._syncing = False
        self.view.viewport().update()

    def _scroll_to_current(self, *, center: bool = False) -> None:
        index = self.view.currentIndex()
        if index.isValid() and not (center and index.row() in self.view.seen()):
            hint = TileView.ScrollHint.PositionAtCenter if center else TileView.ScrollHint.EnsureVisible
            self.view.scrollTo(index, hint)

    def _on_view_double_clicked(self) -> None:
        self.opened.emit()

    def _on_view_menu_wanted(self, place: object) -> None:
        self.menu_wanted.emit(place)

    def _on_view_drag_wanted(self) -> None:
        """Drag the chosen files out, as far as their paths are known: reading them now would hold the window."""
        tiles = [self._store.get(image_id) for image_id in self._session.pictures.selected[:MOST_DRAGGED]]
        urls = [QUrl.fromLocalFile(str(tile.row.image.path)) for tile in tiles if tile is not None]
        if not urls:
            return
        data = QMimeData()
        data.setUrls(urls)
        drag = QDrag(self.view)
        drag.setMimeData(data)
        current = self._session.current
        pixmap = None if current is None else self.thumbnails.get(current)
        if pixmap is not None:
            drag.setPixmap(pixmap)
        drag.exec(Qt.DropAction.CopyAction)

    def _on_look_changed(self) -> None:
        self._painter.forget()
        self.view.lay_out()
