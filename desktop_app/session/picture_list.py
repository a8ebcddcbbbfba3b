"""The list that the browser shows and A and D walk along: ids only, 100,000 of them are nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.query import ImageFilter, Order, Query
from desktop_app.session.background import Background, Token
from ml_engine.domain.values import ImageStatus

COUNT_AFTER_MS = 150


@dataclass(frozen=True, slots=True)
class PictureCounts:
    """Of the project, not of the list. all: whose files are there.   to_do: neither verified nor skipped.

    empty: without annotation, neither verified nor skipped.   missing: whose files are gone.
    problems: files that cannot be read.
    """

    all: int = 0
    to_do: int = 0
    verified: int = 0
    skipped: int = 0
    empty: int = 0
    missing: int = 0
    problems: int = 0


class PictureList(QObject):
    """Ids in order, what was asked for to get them, and how many there are of each sort.

    The list stays as it is while pictures change their status: what was worked on does not vanish under the hand.

    Signals: changed(): ids, filter, order or title are others.   counts_changed().   selection_changed().
    """

    changed = Signal()
    counts_changed = Signal()
    selection_changed = Signal()

    def __init__(self, query: Query, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self._background = background
        self.ids: list[int] = []
        self.filter = ImageFilter()
        self.order: Order = "id"
        self.title = ""
        self.counts = PictureCounts()
        self.selected: tuple[int, ...] = ()
        self.is_loading = False
        self._fixed = False
        self._places: dict[int, int] = {}
        self._token = Token()
        self._count_token = Token()
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._count_timer.timeout.connect(self.refresh_counts)

    @property
    def is_fixed(self) -> bool:
        """Whether the list was given by set_ids and no filter holds."""
        return self._fixed

    def set_filter(self, which: ImageFilter) -> None:
        """Show the pictures that pass."""
        self.filter, self._fixed, self.title = which, False, ""
        self.refresh()

    def set_order(self, order: Order) -> None:
        """Sort; the filter stays. A fixed list keeps its own order."""
        if order != self.order:
            self.order = order
            self.refresh()

    def set_ids(self, ids: Sequence[int], title: str) -> None:
        """Show just these, under a title that says what they are ('true: cat, predicted: dog')."""
        self._token.cancel()
        self.is_loading = False
        self._fixed, self.title, self.filter = True, title, ImageFilter()
        self._take(list(ids))

    def index_of(self, image_id: int) -> int | None:
        """Place in the list, from 0."""
        return self._places.get(image_id)

    def neighbour(self, image_id: int | None, step: int) -> int | None:
        """The picture so many places on, None beyond an end. From a picture that is not in the list: the first."""
        place = None if image_id is None else self._places.get(image_id)
        wanted = 0 if place is None else place + step
        return self.ids[wanted] if 0 <= wanted < len(self.ids) else None

    def set_selected(self, ids: Sequence[int]) -> None:
        """The pictures that are chosen in the browser."""
        if tuple(ids) != self.selected:
            self.selected = tuple(ids)
            self.selection_changed.emit()

    def refresh(self) -> None:
        """Ask the project again: pictures came or went, or the filter is another one."""
        self.refresh_counts()
        if self._fixed:
            return
        self._token.cancel()
        self.is_loading = True
        self._token = self._background.run(
            partial(_read_ids, self._query, self.filter, self.order), self._on_background_ids, urgent=True
        )

    def recount_soon(self, _: object = None) -> None:
        """Something was edited: count again when the hand rests."""
        self._count_timer.start()

    def refresh_counts(self) -> None:
        """Count again now."""
        self._count_timer.stop()
        self._count_token.cancel()
        self._count_token = self._background.run(partial(_count, self._query), self._on_background_counts)

    def _on_background_ids(self, ids: list[int]) -> None:
        self.is_loading = False
        self._take(ids)

    def _on_background_counts(self, counts: PictureCounts) -> None:
        if counts != self.counts:
            self.counts = counts
            self.counts_changed.emit()

    def _take(self, ids: list[int]) -> None:
        if ids != self.ids:
            self.ids = ids
            self._places = {image_id: place for place, image_id in enumerate(ids)}
        self.changed.emit()
        self.set_selected(tuple(image_id for image_id in self.selected if image_id in self._places))


def _read_ids(query: Query, which: ImageFilter, order: Order, _: Token) -> list[int]:
    return query.image_ids(which, order)


def _count(query: Query, _: Token) -> PictureCounts:
    by_status = query.status_counts()
    new, labelled = by_status[ImageStatus.NEW], by_status[ImageStatus.LABELLED]
    return PictureCounts(
        all=sum(by_status.values()),
        to_do=new + labelled,
        verified=by_status[ImageStatus.VERIFIED],
        skipped=by_status[ImageStatus.SKIPPED],
        empty=new,
        missing=query.missing_count(),
        problems=len(query.problems()),
    )
