"""`vistazo lesson`: check a lesson, put it into one file with its pictures and recipes, and open such a file."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.cli.interrupt import stop_flag
from desktop_app.lessons.library import FoundLesson, find_in, find_lessons, opened_folder
from desktop_app.lessons.opening import open_pack, project_for
from desktop_app.lessons.pack import ENDING, check_pack, write_pack
from desktop_app.lessons.reading import read_lesson, recipe_names
from desktop_app.lessons.values import KNOWN

FILE = click.Path(path_type=Path)


@vistazo.group()
def lesson() -> None:
    """Guided lessons: write one as a TOML file, pack it for a class, open it."""


@lesson.command("list")
@click.pass_obj
def list_lessons(session: Session) -> None:
    """The lessons there are: the program's, and those that were opened."""
    found = find_lessons()
    for item in found:
        session.console.say(f"{item.lesson.id:22} {item.lesson.minutes:3} min  {item.lesson.title.said('en')}")
    rows: list[JsonValue] = [_row(item) for item in found]
    session.console.result({"lessons": rows}, f"{len(rows)} lessons.")


@lesson.command("values")
@click.pass_obj
def list_values(session: Session) -> None:
    """The values that a lesson may check and say, each with what it is."""
    for name, what in KNOWN.items():
        session.console.say(f"{name:30} {what}")
    session.console.result({"values": dict(KNOWN)}, f"{len(KNOWN)} values.")


@lesson.command()
@click.argument("file", metavar="FILE", type=FILE)
@click.pass_obj
def check(session: Session, file: Path) -> None:
    """Read a lesson (TOML, or a .vistazo-lesson file) as a learner's Vistazo would, and say what is wrong with it."""
    found = check_pack(file) if file.suffix == ENDING else FoundLesson(read_lesson(file), file.parent)
    steps, recipes = len(found.lesson.steps), recipe_names(found.lesson)
    session.console.result(
        {**_row(found), "steps": steps, "recipes": list(recipes)},
        f"{found.lesson.title.said('en')}: {steps} steps, {len(recipes)} recipes. Nothing is wrong with it.",
    )


@lesson.command()
@click.argument("lesson_file", metavar="LESSON.toml", type=FILE)
@click.option("--pictures", type=FILE, help="Folder of its pictures; folders in it become labels.")
@click.option("--recipe", "recipes", type=FILE, multiple=True, help="A recipe that a step names; may be repeated.")
@click.option("--out", required=True, type=FILE, help=f"The file to write, NAME{ENDING}.")
@click.pass_obj
def pack(session: Session, lesson_file: Path, pictures: Path | None, recipes: tuple[Path, ...], out: Path) -> None:
    """Put a lesson, its pictures and its recipes into one file for a class."""
    count = write_pack(lesson_file, pictures, recipes, out)
    size = out.stat().st_size
    session.console.result(
        {"file": str(out), "pictures": count, "bytes": size},
        f"{out}: {count} pictures, {size / 1e6:.1f} MB. Opened with Lessons › Open lesson file…",
    )


@lesson.command("open")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--to", "folder", type=FILE, help="Where its project goes; usually Vistazo in your documents.")
@click.pass_obj
def open_lesson(session: Session, file: Path, folder: Path | None) -> None:
    """Take a .vistazo-lesson file in: it is among the lessons then, and its pictures are a project."""
    with stop_flag(session.console) as stopped:
        found = open_pack(file, opened_folder(), stopped)
        found = find_in(found.folder)
        project = project_for(found, stopped, folder) if found.lesson.data != "any" else None
    row = _row(found) | ({"project": str(project)} if project else {})
    where = f" Its project: {project}" if project else ""
    session.console.result(row, f"{found.lesson.title.said('en')} is among the lessons.{where}")


def _row(found: FoundLesson) -> dict[str, JsonValue]:
    lesson = found.lesson
    title = {"title": lesson.title.said("en"), "title_es": lesson.title.said("es")}
    return {"id": lesson.id, **title, "minutes": lesson.minutes, "data": lesson.data}
