"""A project of our own drawing to try everything on: pictures of a desk, with the boxes of what lies on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedAnnotation, ParsedDataset, ParsedLabels, ParsedPicture
from desktop_app.project.importing import import_dataset
from desktop_app.project.new_project import new_project
from desktop_app.project.store import Project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.progress import ProgressMeter
from ml_engine.domain.values import AnnotationKind
from ml_engine.samples.desk import HEIGHT, LABELS, WIDTH, Placed, write_desk_pictures

PICTURES = 60
SEED = 0
Drawn = Sequence[tuple[Path, tuple[Placed, ...]]]


@dataclass(frozen=True, slots=True)
class SamplePlaces:
    """Where a sample lies: the folder of its pictures and its project, both below one new folder."""

    pictures: Path
    project: Path


def sample_places(folder: Path) -> SamplePlaces:
    """The places of a sample in a folder."""
    return SamplePlaces(folder / "pictures", folder / "project")


def make_sample(
    folder: Path,
    *,
    pictures: int = PICTURES,
    labelled: int = PICTURES,
    seed: int = SEED,
    emit: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Project:
    """Draw pictures, make a project on them, and take in the boxes of the first `labelled`. Returns the open project.

    folder: new or empty.   seed: of what lies where.
    Raises UserError ("folder-not-empty", "folder-not-writable"), Cancelled.
    """
    places = sample_places(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserError("folder-not-empty", f"{folder} is not empty.", "Name a new folder: vistazo demo DIR")
        places.pictures.mkdir()
        drawn = _draw(places.pictures, pictures, seed, emit, should_stop)
    except OSError as error:
        raise UserError(
            "folder-not-writable",
            f"The sample cannot be written into {folder}: {error.strerror}.",
            "Choose a folder that you may write to, with some free space.",
        ) from error
    project = new_project(places.project, [places.pictures], should_stop=should_stop).project
    try:
        import_dataset(project, _dataset(drawn[:labelled]), progress=emit, should_stop=should_stop)
    except BaseException:
        project.close()
        raise
    return project


def _draw(
    folder: Path, count: int, seed: int, emit: Callable[[Progress], None], should_stop: Callable[[], bool]
) -> Drawn:
    with ProgressMeter(emit, "draw the pictures", count) as meter:

        def advance() -> None:
            meter.advance()
            if should_stop():
                raise Cancelled

        return write_desk_pictures(folder, count, seed, threads=os.cpu_count() or 2, advance=advance)


def _dataset(drawn: Drawn) -> ParsedDataset:
    """The drawn things as an import like any other."""
    report = ImportReport()
    pictures = []
    for path, things in drawn:
        boxes = tuple(
            ParsedAnnotation(thing.label, AnnotationKind.BOX, (thing.box[:2], thing.box[2:])) for thing in things
        )
        report.took(len(boxes))
        pictures.append(ParsedPicture(path.name, WIDTH, HEIGHT, boxes, file=path))
    return ParsedDataset("desk", ParsedLabels(LABELS, LABELS), iter(pictures), report)
