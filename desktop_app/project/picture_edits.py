"""What one gesture does to many pictures: label, verify, skip, place in a split.

Each builder reads how the pictures are now inside the transaction that will write: what was done a moment ago counts,
and 100,000 pictures are no work for the window's own thread. None means that there is nothing to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.query import ImageFilter, conditions
from desktop_app.project.schema import annotation_rows, images
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    ImageState,
    ImageStatus,
    Record,
    Split,
    SplitPlace,
)

IDS_PER_STATEMENT = 500
TAG, UNTAG = "Label pictures", "Take label from pictures"
VERIFY, UNVERIFY = "Mark as verified", "Mark as not verified"
SKIP, UNSKIP = "Skip pictures", "Take pictures back in"
VERIFY_EMPTY = "Mark empty pictures as verified"
PLACE = "Put into split"


@dataclass(frozen=True, slots=True)
class PictureMarks:
    """What a person said of a whole picture. status: VERIFIED, SKIPPED or None."""

    image_id: int
    status: ImageStatus | None = None
    split: Split | None = None
    tags: tuple[Annotation, ...] = ()


def read_marks(connection: Connection, image_ids: Sequence[int]) -> list[PictureMarks]:
    """Marks of pictures, unknown ids left out."""
    found: dict[int, PictureMarks] = {}
    for chunk in _chunks(image_ids):
        tags: dict[int, list[Annotation]] = {}
        of_pictures = annotation_rows.c.image_id.in_(chunk), annotation_rows.c.kind == AnnotationKind.TAG.value
        for row in connection.execute(select(annotation_rows).where(*of_pictures).order_by(annotation_rows.c.id)):
            tags.setdefault(row.image_id, []).append(
                Annotation(row.id, row.image_id, row.label_id, AnnotationKind(row.kind), row.points)
            )
        columns = images.c.id, images.c.state, images.c.split
        for image_id, state, split in connection.execute(select(*columns).where(images.c.id.in_(chunk))):
            found[image_id] = PictureMarks(
                image_id,
                None if state is None else ImageStatus(state),
                None if split is None else Split(split),
                tuple(tags.get(image_id, ())),
            )
    return [found[image_id] for image_id in image_ids if image_id in found]


def tag_pictures(pictures: Sequence[PictureMarks], label_id: UUID, *, several: bool) -> Edit | None:
    """Give pictures a label of their own.

    Exclusive (not several): it takes the place of the others. several: it is added; where all have it, it is taken.
    """
    has = {marks.image_id for marks in pictures if any(tag.label_id == label_id for tag in marks.tags)}
    if several and len(has) == len(pictures):
        return _edit(UNTAG, [tag for marks in pictures for tag in marks.tags if tag.label_id == label_id], ())
    gone: list[Record] = []
    come: list[Record] = []
    for marks in pictures:
        if not several:
            gone += [tag for tag in marks.tags if tag.label_id != label_id]
        if marks.image_id not in has:
            come.append(Annotation(new_id(), marks.image_id, label_id, AnnotationKind.TAG))
    return _edit(TAG, gone, come)


def untag_pictures(pictures: Sequence[PictureMarks]) -> Edit | None:
    """Take all labels of their own from pictures; boxes stay."""
    return _edit(UNTAG, [tag for marks in pictures for tag in marks.tags], ())


def toggle_status(pictures: Sequence[PictureMarks], status: ImageStatus) -> Edit | None:
    """Mark pictures as verified or skipped; where all are it already, take that back."""
    do, take_back = (VERIFY, UNVERIFY) if status is ImageStatus.VERIFIED else (SKIP, UNSKIP)
    others = [marks for marks in pictures if marks.status is not status]
    if not others:
        return _edit(take_back, [ImageState(marks.image_id, status) for marks in pictures], ())
    was = [ImageState(marks.image_id, marks.status) for marks in others if marks.status is not None]
    return _edit(do, was, [ImageState(marks.image_id, status) for marks in others])


def place_pictures(pictures: Sequence[PictureMarks], split: Split | None) -> Edit | None:
    """Put pictures into a split; None: out of theirs, the next training places them anew."""
    others = [marks for marks in pictures if marks.split is not split]
    was = [SplitPlace(marks.image_id, marks.split) for marks in others if marks.split is not None]
    return _edit(PLACE, was, [] if split is None else [SplitPlace(marks.image_id, split) for marks in others])


def verify_empty(connection: Connection, which: ImageFilter) -> Edit | None:
    """Mark the pictures of empty_filter(which) as verified."""
    ids = connection.execute(select(images.c.id).where(*conditions(empty_filter(which)))).scalars()
    return _edit(VERIFY_EMPTY, (), [ImageState(image_id, ImageStatus.VERIFIED) for image_id in ids])


def empty_filter(which: ImageFilter) -> ImageFilter:
    """Of the pictures that pass: those that can be read and about which nothing has been said yet."""
    return ImageFilter(
        status=ImageStatus.NEW,
        split=which.split,
        unplaced=which.unplaced,
        text=which.text,
        root_id=which.root_id,
        missing=False,
        unreadable=False,
    )


def _edit(name: str, removed: Sequence[Record], added: Sequence[Record]) -> Edit | None:
    return make_edit(name, removed, added) if removed or added else None


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + IDS_PER_STATEMENT] for start in range(0, len(ids), IDS_PER_STATEMENT))
