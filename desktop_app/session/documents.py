"""The pictures that are looked at, with their annotations, in memory: an edit is seen here before it is on disk.

What is read from the file may be older than what was just done. So every reading goes with the edits that were pending
or came while it was on its way; an edit says how a record ends, hence applying one twice does no harm.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.project.query import ImageRow, Query
from desktop_app.session.background import Background, Token
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    ImageState,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
    SplitPlace,
)

KEPT = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A picture as it is now. annotations: in the order of their making.   proposals: pending ones, best first.

    problem: why the file cannot be read, '' if it can or was not yet tried.
    """

    row: ImageRow
    annotations: tuple[Annotation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    problem: str = ""

    @property
    def image_id(self) -> int:
        return self.row.image.id

    @property
    def boxes(self) -> tuple[Annotation, ...]:
        """What has a place in the picture."""
        return tuple(item for item in self.annotations if item.kind is not AnnotationKind.TAG)

    @property
    def tags(self) -> tuple[Annotation, ...]:
        """Labels of the whole picture."""
        return tuple(item for item in self.annotations if item.kind is AnnotationKind.TAG)

    @property
    def is_verified(self) -> bool:
        return self.row.status is ImageStatus.VERIFIED

    def after(self, edit: Edit) -> Document:
        """The document with what the edit does to it."""
        document = self
        for record in edit.removed:
            document = document._without(record)
        for record in edit.added:
            document = document._with(record)
        return document._counted()

    def _without(self, record: object) -> Document:
        match record:
            case Annotation(image_id=self.image_id):
                return replace(self, annotations=tuple(item for item in self.annotations if item.id != record.id))
            case Proposal(annotation=Annotation(image_id=self.image_id)):
                return replace(self, proposals=_but(self.proposals, record))
            case ImageState(image_id=self.image_id):
                return replace(self, row=replace(self.row, status=ImageStatus.NEW))
            case SplitPlace(image_id=self.image_id):
                return replace(self, row=replace(self.row, split=None))
            case _:
                return self

    def _with(self, record: object) -> Document:
        match record:
            case Annotation(image_id=self.image_id):
                items = tuple(record if item.id == record.id else item for item in self.annotations)
                return replace(self, annotations=items if record in items else (*items, record))
            case Proposal(annotation=Annotation(image_id=self.image_id)):
                kept = _but(self.proposals, record)
                if record.status is ProposalStatus.PENDING:
                    kept = tuple(sorted((*kept, record), key=lambda item: -item.score))
                return replace(self, proposals=kept)
            case ImageState(image_id=self.image_id):
                return replace(self, row=replace(self.row, status=record.status))
            case SplitPlace(image_id=self.image_id):
                return replace(self, row=replace(self.row, split=record.split))
            case _:
                return self

    def _counted(self) -> Document:
        # A moved record leaves its place and comes last: ids are made in the order of time and put it back.
        annotations = tuple(sorted(self.annotations, key=lambda item: item.id.bytes))
        status = self.row.status
        if status in (ImageStatus.NEW, ImageStatus.LABELLED):
            status = ImageStatus.LABELLED if annotations else ImageStatus.NEW
        row = replace(self.row, annotation_count=len(annotations), status=status)
        return replace(self, row=row, annotations=annotations)


def touched_pictures(edit: Edit) -> frozenset[int]:
    """Ids of the pictures that an edit changes."""
    found = set()
    for record in (*edit.removed, *edit.added):
        match record:
            case Proposal():
                found.add(record.annotation.image_id)
            case Annotation() | ImageState() | SplitPlace():
                found.add(record.image_id)
            case Label():
                pass
    return frozenset(found)


class Documents(QObject):
    """Documents by picture. Asking for one that is not there loads it.

    Signals: changed(object): frozenset of the ids whose documents are others than before, or have come.
    touched(object): frozenset of ids that an edit changed, loaded or not.
    """

    changed = Signal(object)
    touched = Signal(object)

    def __init__(self, query: Query, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self._background = background
        self._loaded: OrderedDict[int, Document] = OrderedDict()
        self._loading: dict[int, int] = {}  # picture → the reading that it is in
        self._log: list[tuple[int, Edit]] = []  # what a reading on its way may not know
        self._next = 0
        self._pending: set[int] = set()
        self._readings = itertools.count()
        self._starts: dict[int, int] = {}  # reading → the first edit it may not know

    @property
    def is_settled(self) -> bool:
        """Whether the file holds all that is shown."""
        return not self._pending

    def get(self, image_id: int) -> Document | None:
        """The document, or None: then it is being loaded, and `changed` tells when it is there."""
        document = self._loaded.get(image_id)
        if document is None:
            self.load((image_id,), urgent=True)
        else:
            self._loaded.move_to_end(image_id)
        return document

    def load(self, image_ids: Iterable[int], *, urgent: bool = False) -> None:
        """Have documents ready: those of the next pictures, say."""
        wanted = [image_id for image_id in image_ids if image_id not in self._loaded and image_id not in self._loading]
        if wanted:
            self._read(wanted, urgent=urgent)

    def reload(self) -> None:
        """Read everything in memory again: something else than an edit changed the project."""
        self.refresh(list(self._loaded))

    def refresh(self, image_ids: Iterable[int]) -> None:
        """Read these again, as far as they are in memory, and tell that they were touched."""
        ids = frozenset(image_ids)
        known = [image_id for image_id in self._loaded if image_id in ids]
        if known:
            self._read(known, urgent=True)
        if ids:
            self.touched.emit(ids)

    def apply(self, edit: Edit, *, pending: bool = False) -> int:
        """Show an edit. pending: it is not on disk yet. Returns a number for settled()."""
        number = self._next
        self._next += 1
        self._log.append((number, edit))
        if pending:
            self._pending.add(number)
        touched = touched_pictures(edit)
        known = touched & self._loaded.keys()
        for image_id in known:
            self._loaded[image_id] = self._loaded[image_id].after(edit)
        if known:
            self.changed.emit(frozenset(known))
        if touched:
            self.touched.emit(touched)
        self._trim()
        return number

    def settled(self, number: int) -> None:
        """A pending edit is on disk, or was taken back by another one."""
        self._pending.discard(number)
        self._trim()

    def _read(self, image_ids: Sequence[int], *, urgent: bool) -> None:
        reading = next(self._readings)
        self._starts[reading] = min(self._pending, default=self._next)
        for image_id in image_ids:
            self._loading[image_id] = reading
        self._background.run(
            partial(_read_documents, self._query, tuple(image_ids)),
            partial(self._on_background_read, reading),
            partial(self._on_background_failed, reading),
            urgent=urgent,
        )

    def _on_background_failed(self, reading: int, error: UserError) -> None:
        self._end(reading)
        self._background.failed.emit(error)

    def _on_background_read(self, reading: int, documents: dict[int, Document]) -> None:
        later = [edit for number, edit in self._log if number >= self._starts[reading]]
        come = set()
        for image_id in self._end(reading):
            if image_id not in documents:
                self._loaded.pop(image_id, None)
                continue
            document = documents[image_id]
            for edit in later:
                document = document.after(edit)
            if self._loaded.get(image_id) != document:
                come.add(image_id)
            self._loaded[image_id] = document
            self._loaded.move_to_end(image_id)
        while len(self._loaded) > KEPT:
            self._loaded.popitem(last=False)
        if come:
            self.changed.emit(frozenset(come))

    def _end(self, reading: int) -> list[int]:
        """Forget a reading; returns its pictures, less those that a later one is to bring."""
        del self._starts[reading]
        own = [image_id for image_id, of in self._loading.items() if of == reading]
        for image_id in own:
            del self._loading[image_id]
        self._trim()
        return own

    def _trim(self) -> None:
        oldest = min((*self._pending, *self._starts.values()), default=self._next)
        self._log = [entry for entry in self._log if entry[0] >= oldest]


def _but(proposals: tuple[Proposal, ...], record: Proposal) -> tuple[Proposal, ...]:
    return tuple(item for item in proposals if item.annotation.id != record.annotation.id)


def _read_documents(query: Query, image_ids: tuple[int, ...], _: Token) -> dict[int, Document]:
    rows = query.image_rows(image_ids)
    annotations, proposals = query.annotations(image_ids), query.proposals(image_ids)
    reasons = query.problems_of(image_ids)
    return {
        row.image.id: Document(row, annotations[row.image.id], proposals[row.image.id], reasons.get(row.image.id, ""))
        for row in rows
    }
