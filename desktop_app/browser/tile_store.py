"""Rows of the pictures that are looked at, read page by page; what is no longer looked at is not read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.project.query import Query
from desktop_app.project.tiles import Tile, read_tiles
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

KEPT = 4_000


class TileStore(QObject):
    """Tiles by picture, the last 4,000.

    What an edit changed is read again twice: at once, and when it is on disk. Until then the old tile stays.
    Signals: changed(object): frozenset of the ids whose tiles are others, or have come.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tiles: OrderedDict[int, Tile] = OrderedDict()
        self._old: set[int] = set()  # to be read again
        self._edited: set[int] = set()  # not on disk yet, perhaps
        self._wanted: tuple[int, ...] = ()
        self._reading = False
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        session.documents.touched.connect(self._on_documents_touched)
        session.saved.connect(self._on_session_saved)
        session.folders.scanned.connect(self._on_folders_scanned)

    def get(self, image_id: int) -> Tile | None:
        """What is known of a picture, None if it was not looked at yet."""
        return self._tiles.get(image_id)

    def look_at(self, image_ids: Sequence[int]) -> None:
        """These are seen, or will be soon; what was asked for before no longer matters."""
        self._wanted = tuple(image_ids)
        self._read()

    def _read(self) -> None:
        missing = [item for item in self._wanted if item not in self._tiles or item in self._old]
        if self._reading or not missing:
            return
        self._reading = True
        self._old.difference_update(missing)
        work = partial(_read, self._session.query, missing)
        run = self._session.background.run
        self._tokens.add(run(work, self._on_background_read, self._on_background_failed, urgent=True))

    def _on_background_failed(self, error: UserError) -> None:
        self._reading = False
        self._wanted = ()  # the next look at them tries again
        self._session.say_error(error)

    def _on_background_read(self, tiles: list[Tile]) -> None:
        self._reading = False
        fresh = set()
        for tile in tiles:
            image_id = tile.row.image.id
            if self._tiles.get(image_id) != tile:
                fresh.add(image_id)
            self._tiles[image_id] = tile
            self._tiles.move_to_end(image_id)
        while len(self._tiles) > KEPT:
            self._tiles.popitem(last=False)
        if fresh:
            self.changed.emit(frozenset(fresh))
        self._read()

    def _on_documents_touched(self, ids: frozenset[int]) -> None:
        touched = ids or frozenset(self._tiles)  # none named: anything may be another
        self._edited |= touched & self._tiles.keys() if len(touched) > KEPT else touched
        self._old |= touched & self._tiles.keys()
        self._old |= touched & frozenset(self._wanted)
        self._read()

    def _on_session_saved(self, _: object) -> None:
        self._old |= self._edited
        if self._session.documents.is_settled:
            self._edited.clear()
        self._read()

    def _on_folders_scanned(self, _: object) -> None:
        self._old |= self._tiles.keys()
        self._read()


def _read(query: Query, image_ids: list[int], token: Token) -> list[Tile]:
    return [] if token.cancelled else read_tiles(query, image_ids)
