"""The lessons there are: those of the program, and those that a person opened from a teacher's file. No Qt."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop_app.lessons.format import Lesson
from desktop_app.lessons.reading import ENDING, read_lesson, recipe_path
from desktop_app.look.resources import resource_path
from ml_engine.domain.errors import UserError

_LOG = logging.getLogger(__name__)
LESSON_FILE = "lesson.toml"
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class FoundLesson:
    """folder: what recipes lie below.   pictures: of a teacher's pack, None for none."""

    lesson: Lesson
    folder: Path
    pictures: Path | None = None

    def recipe(self, name: str) -> str:
        """The text of one of its recipes. Raises UserError."""
        path = recipe_path(self.folder, name)
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise UserError("lesson-unreadable", f"{path} cannot be read: {error.strerror}.") from error


def own_folder() -> Path:
    """The lessons of the program."""
    return resource_path("lessons")


def opened_folder() -> Path:
    """Where teachers' lessons go, a folder each."""
    return platformdirs.user_data_path("vistazo", appauthor=False) / "lessons"


def find_lessons(opened: Path | None = None) -> tuple[FoundLesson, ...]:
    """All lessons, in their order; those of the program first. One that cannot be read is left out, with a warning.

    opened: instead of opened_folder().
    """
    own = [FoundLesson(read_lesson(path), path.parent) for path in sorted(own_folder().glob(f"*{ENDING}"))]
    own.sort(key=lambda found: (found.lesson.order, found.lesson.id))
    return (*own, *_opened(opened or opened_folder()))


def find_in(folder: Path) -> FoundLesson:
    """The lesson of a folder that a pack was opened into. Raises UserError."""
    pictures = folder / PICTURES
    return FoundLesson(read_lesson(folder / LESSON_FILE), folder, pictures if pictures.is_dir() else None)


def _opened(folder: Path) -> list[FoundLesson]:
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if place.name.startswith(".") or not (place / LESSON_FILE).is_file():
            continue
        try:
            found.append(find_in(place))
        except UserError as error:
            _LOG.warning("%s", error.message)
    return found
