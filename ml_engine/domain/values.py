"""The nouns of Vistazo as frozen values.

Everything that changes in a project is a record; an Edit swaps records for records, so that undo is one swap back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

Point = tuple[float, float]


class AnnotationKind(StrEnum):
    """What the points of an annotation mean."""

    BOX = "box"
    POLYGON = "polygon"
    TAG = "tag"


class ImageStatus(StrEnum):
    """How far a picture has come. LABELLED follows from its annotations; the others are set by a person."""

    NEW = "new"
    LABELLED = "labelled"
    VERIFIED = "verified"
    SKIPPED = "skipped"


class Split(StrEnum):
    """The part of the data that a picture belongs to."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


class ProposalStatus(StrEnum):
    """What a person said to a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImageRef:
    """A picture file as the engine sees it.

    path: absolute.   width, height: pixels of the upright picture, None until first decoded.
    content_hash: BLAKE2b (32 bytes, hex) of the file's bytes, None until first read.
    """

    id: int
    path: Path
    width: int | None = None
    height: int | None = None
    content_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A name that pictures and boxes can carry. The id is permanent; removing a label archives it.

    color: '#rrggbb'.   key: '1'…'9', '0' or ''.   position: rank in lists and exports, stable.
    """

    id: UUID
    name: str
    color: str
    key: str
    position: int
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """One statement of a person about a picture.

    points: float pixels of the upright picture. BOX: top-left and bottom-right corner. TAG: none. POLYGON: its corners.
    """

    id: UUID
    image_id: int
    label_id: UUID
    kind: AnnotationKind
    points: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        if self.kind is AnnotationKind.BOX and len(self.points) != 2:
            raise ValueError(f"a box has 2 points, got {len(self.points)}")
        if self.kind is AnnotationKind.TAG and self.points:
            raise ValueError(f"a tag has no points, got {len(self.points)}")
        if self.kind is AnnotationKind.POLYGON and len(self.points) < 3:
            raise ValueError(f"a polygon has at least 3 points, got {len(self.points)}")

    @property
    def xyxy(self) -> tuple[float, float, float, float]:
        """The enclosing box (x0, y0, x1, y1) in pixels. Raises ValueError for a tag."""
        if not self.points:
            raise ValueError("a tag has no box")
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class ImageState:
    """The status that a person gave a picture (LABELLED is derived and never stored here)."""

    image_id: int
    status: ImageStatus


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """The split that a picture belongs to."""

    image_id: int
    split: Split


@dataclass(frozen=True, slots=True)
class Proposal:
    """An annotation that a model suggests. Training never sees it; accepting adds an annotation with the same id.

    score: 0..1.   run_id: name of the run's folder.
    """

    annotation: Annotation
    score: float
    run_id: str
    status: ProposalStatus = ProposalStatus.PENDING


Record = Annotation | Label | ImageState | SplitPlace | Proposal


@dataclass(frozen=True, slots=True)
class Edit:
    """One undoable change: the records that go and the records that come.

    name: what the undo menu says ('Draw box').   time: UTC, aware.
    """

    id: UUID
    name: str
    time: datetime
    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()

    def inverse(self) -> Edit:
        """The edit that takes this one back: removed and added swap, id and name stay."""
        return Edit(self.id, self.name, self.time, removed=self.added, added=self.removed)
