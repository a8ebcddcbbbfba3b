"""What the readers give and the writers take.

Labels go by name here: the ids of labels, pictures and annotations belong to the project, which makes them on import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.formats.report import ImportReport, Problem
from ml_engine.domain.values import Annotation, AnnotationKind, Label, Point, Split


@dataclass(frozen=True, slots=True)
class ParsedAnnotation:
    """One statement about a picture. points: as in Annotation, float pixels of the upright picture, inside of it."""

    label: str
    kind: AnnotationKind
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPicture:
    """A picture that an annotation file speaks of; no annotations means that there is nothing on it.

    path: relative, '/' between the parts, as the file writes it.   width, height: pixels of the upright picture, None
    where neither the file nor the picture tells.   file: where it lies on this disk, resolved, inside the images root;
    None if it is missing (only with keep_missing).   split: None if the file says nothing of it.
    """

    path: str
    width: int | None
    height: int | None
    annotations: tuple[ParsedAnnotation, ...] = ()
    split: Split | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class ParsedLabels:
    """Labels in the file's own order, those without a box too. ids: what the file calls each (COCO's category id)."""

    names: tuple[str, ...]
    ids: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDataset:
    """An opened source. Labels are known at once; pictures are read while they are walked, once.

    A picture that two files name comes twice; its annotations add up. report: filled while pictures are walked, final
    when they are exhausted.
    """

    format_name: str
    labels: ParsedLabels
    pictures: Iterator[ParsedPicture]
    report: ImportReport

    @property
    def problems(self) -> list[Problem]:
        return self.report.problems


@dataclass(frozen=True, slots=True)
class ExportPicture:
    """A picture to write. One without annotations is written too: a person said that there is nothing on it.

    path: relative, '/' between the parts, unique in the set.   file: the picture on disk, only ever read.
    width, height: pixels of the upright picture.
    """

    path: str
    file: Path
    width: int
    height: int
    annotations: tuple[Annotation, ...] = ()
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class ExportSet:
    """All that one export writes.

    labels: in their order; a label's rank here is its number in the files, so archived labels stay in place.
    label_numbers: COCO category ids to keep, one a label; empty for 1, 2, 3…
    """

    labels: tuple[Label, ...]
    pictures: Iterable[ExportPicture]
    label_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. left_out: annotations that the format cannot hold, each in problems."""

    folder: Path
    format_name: str
    pictures: int
    annotations: int
    left_out: int
    copied_pictures: int
    problems: tuple[Problem, ...]
