"""Questions to a project: lists are lists of ids, a page of rows is read when it is looked at.

Every question reads one consistent state on a read-only connection, from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, and_, case, func, literal, select
from sqlalchemy.sql import ColumnElement

from desktop_app.project import edits, sqlite
from desktop_app.project.column_types import path_to_text
from desktop_app.project.edits import EditHead
from desktop_app.project.folder import ProjectFolder
from desktop_app.project.roots import removed_roots, root_path
from desktop_app.project.schema import annotation_rows, facts, image_roots, images, labels, problems, proposals
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    ImageRef,
    ImageState,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
    Split,
)

_IDS_PER_STATEMENT = 500
Order = Literal["id", "path", "newest", "most", "fewest"]


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """Which pictures. Each field narrows; None and '' do not.

    label: with at least one annotation of it.   text: in the path, any case of a-z.   missing: True for pictures whose
    file is gone, None for both.   unplaced: those without a split.   to_do: neither verified nor skipped.
    unreadable: True for files that cannot be read, False for all others.
    """

    label: UUID | None = None
    status: ImageStatus | None = None
    split: Split | None = None
    unplaced: bool = False
    text: str = ""
    root_id: int | None = None
    missing: bool | None = False
    to_do: bool = False
    unreadable: bool | None = None


@dataclass(frozen=True, slots=True)
class ImageRow:
    """What a list shows of a picture. name: path relative to its root, '/' between the parts.

    taken_us, camera: as in images.capture; camera is None until the file was asked.
    """

    image: ImageRef
    root_id: int
    name: str
    status: ImageStatus
    split: Split | None
    annotation_count: int
    missing: bool
    size_bytes: int
    mtime_ns: int
    perceptual_hash: int | None
    taken_us: int | None = None
    camera: str | None = None

    @property
    def state(self) -> ImageState | None:
        """The record to remove when the status is changed."""
        set_by_person = self.status in (ImageStatus.VERIFIED, ImageStatus.SKIPPED)
        return ImageState(self.image.id, self.status) if set_by_person else None


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of pictures. path: absolute, where it lies now.   present: whether it is there."""

    id: int
    path: Path

    @property
    def present(self) -> bool:
        return self.path.is_dir()


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that could not be used. path: absolute.   image_id: None if it never became a picture."""

    path: Path
    image_id: int | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How often a label is used. images: pictures with at least one annotation of it."""

    annotations: int
    images: int


class Query:
    """Reads a project. Ids come in the order in which pictures were found, unless asked otherwise."""

    def __init__(self, engine: Engine, folder: ProjectFolder) -> None:
        self._engine = engine
        self._folder = folder

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state until the block ends. For this package only."""
        with sqlite.sentences(self._folder.file), self._engine.connect() as connection, connection.begin():
            yield connection

    def image_ids(self, which: ImageFilter = ImageFilter(), order: Order = "id") -> list[int]:
        """Ids of the pictures that pass the filter. newest: by the file's time. most, fewest: annotations.

        What is equal comes in the order in which it was found.
        """
        question = select(images.c.id).where(*conditions(which)).order_by(*_ORDERS[order])
        with self.reading() as connection:
            return list(connection.execute(question).scalars())

    def image_count(self, which: ImageFilter = ImageFilter()) -> int:
        """How many pictures pass the filter."""
        with self.reading() as connection:
            question = select(func.count()).select_from(images).where(*conditions(which))
            return int(connection.execute(question).scalar_one())

    def has_boxes(self) -> bool:
        """Whether anything was ever drawn: then a picture without boxes says something too."""
        drawn = select(annotation_rows.c.id).where(annotation_rows.c.kind != AnnotationKind.TAG.value).limit(1)
        with self.reading() as connection:
            return connection.execute(drawn).first() is not None

    def image_rows(self, image_ids: Sequence[int]) -> list[ImageRow]:
        """Rows in the order of the ids; unknown ids are left out. For a page, not for all."""
        with self.reading() as connection:
            return self.image_rows_in(connection, image_ids)

    def image_rows_in(self, connection: Connection, image_ids: Sequence[int]) -> list[ImageRow]:
        """image_rows within a state that is already being read. For this package only."""
        roots = {root.id: root.path for root in self._roots(connection)}
        found: dict[int, ImageRow] = {}
        for chunk in _chunks(image_ids):
            for row in connection.execute(select(images).where(images.c.id.in_(chunk))):
                found[row.id] = _image_row(row, roots[row.root_id])
        return [found[image_id] for image_id in image_ids if image_id in found]

    def annotations(self, image_ids: Sequence[int]) -> dict[int, tuple[Annotation, ...]]:
        """Annotations of pictures, in the order of their making. Every id is a key."""
        with self.reading() as connection:
            return self.annotations_in(connection, image_ids)

    def annotations_in(self, connection: Connection, image_ids: Sequence[int]) -> dict[int, tuple[Annotation, ...]]:
        """annotations within a state that is already being read. For this package only."""
        return read_annotations_in(connection, image_ids)

    def proposals(self, image_ids: Sequence[int]) -> dict[int, tuple[Proposal, ...]]:
        """Proposals of pictures that wait for an answer, best first. Every id is a key."""
        found: dict[int, list[Proposal]] = {image_id: [] for image_id in image_ids}
        with self.reading() as connection:
            for chunk in _chunks(image_ids):
                question = select(proposals).where(
                    proposals.c.image_id.in_(chunk), proposals.c.status == ProposalStatus.PENDING.value
                )
                for row in connection.execute(question.order_by(proposals.c.score.desc(), proposals.c.id)):
                    found[row.image_id].append(
                        Proposal(_annotation(row), row.score, row.run_id, ProposalStatus(row.status))
                    )
        return {image_id: tuple(items) for image_id, items in found.items()}

    def labels(self, *, archived: bool = False) -> tuple[Label, ...]:
        """Labels in their order. archived: those too."""
        with self.reading() as connection:
            return read_labels(connection, archived=archived)

    def label_counts(self) -> dict[UUID, LabelCount]:
        """How often each label is used; all labels are keys."""
        used = (
            select(annotation_rows.c.label_id, annotation_rows.c.image_id, func.count().label("boxes"))
            .group_by(annotation_rows.c.label_id, annotation_rows.c.image_id)
            .subquery()
        )
        question = select(used.c.label_id, func.sum(used.c.boxes), func.count()).group_by(used.c.label_id)
        with self.reading() as connection:
            counts = {label.id: LabelCount(0, 0) for label in read_labels(connection, archived=True)}
            for label_id, boxes, pictures in connection.execute(question):
                counts[label_id] = LabelCount(int(boxes), int(pictures))
        return counts

    def status_counts(self) -> dict[ImageStatus, int]:
        """How many pictures have each status; pictures whose file is gone do not count."""
        question = (
            select(_STATUS.label("status"), func.count())
            .select_from(images)
            .where(~images.c.missing)
            .group_by("status")
        )
        counts = dict.fromkeys(ImageStatus, 0)
        with self.reading() as connection:
            for status, count in connection.execute(question):
                counts[ImageStatus(status)] = count
        return counts

    def missing_count(self) -> int:
        """How many pictures are known whose file is gone."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).where(images.c.missing)).scalar_one())

    def split_counts(self) -> dict[Split, int]:
        """How many pictures have a place in each split."""
        question = select(images.c.split, func.count()).where(images.c.split.is_not(None)).group_by(images.c.split)
        counts = dict.fromkeys(Split, 0)
        with self.reading() as connection:
            for split, count in connection.execute(question):
                counts[Split(split)] = count
        return counts

    def roots(self) -> list[Root]:
        """The folders of pictures, less those that were taken out."""
        with self.reading() as connection:
            removed = removed_roots(connection)
            return [root for root in self._roots(connection) if root.id not in removed]

    def problems(self) -> list[FileProblem]:
        """Files that could not be used, with the reason, in the order of their paths."""
        with self.reading() as connection:
            roots = {root.id: root.path for root in self._roots(connection)}
            rows = connection.execute(select(problems).order_by(problems.c.root_id, problems.c.path)).all()
        return [FileProblem(roots[row.root_id] / row.path, row.image_id, row.code, row.reason) for row in rows]

    def problems_of(self, image_ids: Sequence[int]) -> dict[int, str]:
        """Why pictures cannot be read, for those that cannot."""
        found: dict[int, str] = {}
        with self.reading() as connection:
            for chunk in _chunks(image_ids):
                question = select(problems.c.image_id, problems.c.reason).where(problems.c.image_id.in_(chunk))
                found |= {row.image_id: row.reason for row in connection.execute(question)}
        return found

    def edit(self, edit_id: UUID) -> Edit:
        """An edit with its records. Raises KeyError."""
        with self.reading() as connection:
            return edits.read_edit(connection, edit_id)

    def history(self, limit: int = 1_000) -> tuple[list[EditHead], list[EditHead]]:
        """What can be undone, oldest first, and what can be redone, next first."""
        with self.reading() as connection:
            return edits.history(connection, limit)

    def fact(self, name: str) -> str | None:
        """What the project says of itself under a name."""
        with self.reading() as connection:
            return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar()

    def _roots(self, connection: Connection) -> list[Root]:
        rows = connection.execute(select(image_roots).order_by(image_roots.c.id))
        return [Root(row.id, root_path(self._folder, row.path, is_relative=row.is_relative)) for row in rows]


def read_annotations_in(connection: Connection, image_ids: Sequence[int]) -> dict[int, tuple[Annotation, ...]]:
    """Query.annotations within a state that is already being read. For this package only."""
    found: dict[int, list[Annotation]] = {image_id: [] for image_id in image_ids}
    for chunk in _chunks(image_ids):
        question = select(annotation_rows).where(annotation_rows.c.image_id.in_(chunk))
        for row in connection.execute(question.order_by(annotation_rows.c.id)):
            found[row.image_id].append(_annotation(row))
    return {image_id: tuple(items) for image_id, items in found.items()}


_STATUS: ColumnElement[str] = case(
    (images.c.state.is_not(None), images.c.state),
    (images.c.annotation_count > 0, literal(ImageStatus.LABELLED.value)),
    else_=literal(ImageStatus.NEW.value),
)


def read_labels(connection: Connection, *, archived: bool = False) -> tuple[Label, ...]:
    """Query.labels within a state that is already being read. For this package only."""
    question = select(labels).order_by(labels.c.position, labels.c.id)
    if not archived:
        question = question.where(~labels.c.archived)
    return tuple(
        Label(row.id, row.name, row.color, row.key, row.position, row.archived) for row in connection.execute(question)
    )


def status_condition(status: ImageStatus) -> ColumnElement[bool]:
    """The pictures of a status, so that the index finds them."""
    match status:
        case ImageStatus.NEW:
            return and_(images.c.state.is_(None), images.c.annotation_count == 0)
        case ImageStatus.LABELLED:
            return and_(images.c.state.is_(None), images.c.annotation_count > 0)
        case _:
            return images.c.state == status.value


def conditions(which: ImageFilter) -> list[ColumnElement[bool]]:
    """What a filter means to the table of images. For this package only."""
    found: list[ColumnElement[bool]] = []
    if which.missing is not None:
        found.append(images.c.missing == which.missing)
    if which.label is not None:
        used = select(annotation_rows.c.image_id).where(annotation_rows.c.label_id == which.label)
        found.append(images.c.id.in_(used))
    if which.status is not None:
        found.append(status_condition(which.status))
    if which.split is not None:
        found.append(images.c.split == which.split.value)
    if which.unplaced:
        found.append(images.c.split.is_(None))
    if which.root_id is not None:
        found.append(images.c.root_id == which.root_id)
    if which.text:
        found.append(images.c.path.icontains(path_to_text(which.text), autoescape=True))
    if which.to_do:
        found.append(images.c.state.is_(None))
    if which.unreadable is not None:
        broken = images.c.id.in_(select(problems.c.image_id).where(problems.c.image_id.is_not(None)))
        found.append(broken if which.unreadable else ~broken)
    return found


_ORDERS: dict[Order, tuple[ColumnElement[object], ...]] = {
    "id": (images.c.id,),
    "path": (images.c.root_id, images.c.path),
    "newest": (images.c.mtime_ns.desc(), images.c.id),
    "most": (images.c.annotation_count.desc(), images.c.id),
    "fewest": (images.c.annotation_count, images.c.id),
}


def _image_row(row: Row[tuple[object, ...]], root: Path) -> ImageRow:
    if row.state is not None:
        status = ImageStatus(row.state)
    else:
        status = ImageStatus.LABELLED if row.annotation_count else ImageStatus.NEW
    return ImageRow(
        image=ImageRef(row.id, root / row.path, row.width, row.height, row.content_hash),
        root_id=row.root_id,
        name=row.path,
        status=status,
        split=None if row.split is None else Split(row.split),
        annotation_count=row.annotation_count,
        missing=row.missing,
        size_bytes=row.size_bytes,
        mtime_ns=row.mtime_ns,
        perceptual_hash=row.perceptual_hash,
        taken_us=row.taken_us,
        camera=row.camera,
    )


def _annotation(row: Row[tuple[object, ...]]) -> Annotation:
    return Annotation(row.id, row.image_id, row.label_id, AnnotationKind(row.kind), row.points)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _IDS_PER_STATEMENT] for start in range(0, len(ids), _IDS_PER_STATEMENT))
