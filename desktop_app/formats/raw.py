"""What the three readers hand over before pictures are looked up and boxes are checked: one row, one spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.formats.values import ParsedLabels
from ml_engine.domain.values import Split

Corners = tuple[float, float, float, float]


@dataclass(slots=True)
class RawAnnotation:
    """corners: x0, y0, x1, y1 as written, None for a label of the whole picture.   place: line, number or id.

    is_changed: the reader had to change it, and said so in the report.
    """

    label: str
    corners: Corners | None
    place: str | int
    is_changed: bool = False


@dataclass(slots=True)
class RawPicture:
    """A picture as a file writes it.

    file: the annotation file, for problems.   path: what the picture is called.   names: what to look for, in order.
    stems: the same without ending, tried when no name answers.   folders: of the images root, in order.
    width, height: as written, 0 if not.   is_relative: corners are parts (0..1) of the picture's size.
    noun: what `place` of an annotation counts ('line').
    """

    file: str
    path: str
    noun: str
    names: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    folders: tuple[str, ...] = ("",)
    width: float = 0
    height: float = 0
    is_relative: bool = False
    split: Split | None = None
    annotations: list[RawAnnotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RawDataset:
    """Labels at once, pictures as they are walked."""

    labels: ParsedLabels
    pictures: Iterator[RawPicture]
