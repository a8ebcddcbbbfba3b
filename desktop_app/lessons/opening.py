"""The project that a lesson needs: drawn where it is one of our samples, made from a teacher's pictures. No Qt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs

from desktop_app.lessons.library import FoundLesson
from desktop_app.lessons.pack import extract_pack
from desktop_app.project.new_project import new_project
from desktop_app.project.sample import make_sample, sample_places
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.samples.digits import write_digits
from ml_engine.samples.single_things import write_single_things

ShouldStop = Callable[[], bool]
# The place of the sample that the welcome page draws: whoever tried it works on with it.
FOLDERS = {"desk": "sample", "digits": "digits", "things": "things"}
DESK_PICTURES, DESK_LABELLED = 60, 40


def samples_folder() -> Path:
    """Below which samples lie."""
    return Path(platformdirs.user_documents_dir()) / "Vistazo"


def project_for(found: FoundLesson, should_stop: ShouldStop = lambda: False, folder: Path | None = None) -> Path:
    """The project of a lesson that needs one of its own, made if it is not there yet. Raises UserError, Cancelled.

    folder: instead of samples_folder().
    """
    kind = found.lesson.data
    base = folder or samples_folder()
    place = base / (f"lesson-{found.lesson.id}" if kind == "pack" else FOLDERS[kind])
    project = sample_places(place).project
    if not (project / "project.vistazo").is_file():
        _make_beside(place, found, should_stop)
    return project


def open_pack(path: Path, folder: Path, should_stop: ShouldStop = lambda: False) -> FoundLesson:
    """Take a teacher's file into the learner's lessons. A lesson of the same id is replaced. Raises UserError."""
    beside = folder / f".opening-{path.stem[:40]}"
    try:
        lesson_id = extract_pack(path, beside, should_stop).lesson.id
        return extract_pack(path, folder / lesson_id, should_stop)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _make_beside(place: Path, found: FoundLesson, should_stop: ShouldStop) -> None:
    """Make it beside its place and move it there: what was cut off is made again, never opened."""
    beside = place.with_name(f"{place.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        _make(beside, found, should_stop)
        beside.rename(place)
    except OSError as error:
        raise UserError(
            "folder-not-empty", f"There is something else at {place}.", "Move it away, then start the lesson again."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _make(folder: Path, found: FoundLesson, should_stop: ShouldStop) -> None:
    if found.lesson.data == "desk":
        make_sample(folder, pictures=DESK_PICTURES, labelled=DESK_LABELLED, should_stop=should_stop).close()
        return
    places = sample_places(folder)

    def advance() -> None:
        if should_stop():
            raise Cancelled

    places.pictures.mkdir(parents=True)
    if found.lesson.data == "digits":
        write_digits(places.pictures, advance=advance)
    elif found.lesson.data == "things":
        write_single_things(places.pictures, advance=advance)
    elif found.pictures is not None:
        shutil.copytree(found.pictures, places.pictures, dirs_exist_ok=True)
    has_folders = any(item.is_dir() for item in places.pictures.iterdir())
    new_project(places.project, [places.pictures], has_folders, should_stop=should_stop).project.close()
