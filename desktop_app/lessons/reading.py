"""A lesson read from its file and checked as a whole: what is wrong is said with file, line, step and field. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop_app.lessons.filling import HOW, places_of
from desktop_app.lessons.format import FORMAT, Condition, Lesson, Question, Step, Text
from desktop_app.lessons.values import is_known, nearest
from ml_engine.domain.errors import UserError
from ml_engine.images.reader import shown_path
from ml_engine.training.recipe import Recipe, parse_recipe

MOST_BYTES = 1_000_000
RECIPES = "recipes"
ENDING = ".toml"
PLACES = ("label", "train", "results", "inside", "lab", "lessons", "export")
_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STEP_HEAD = re.compile(r"^\s*\[\[\s*step\s*\]\]")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>.*)`)?$")
_IN_STEP = re.compile(r"^step\[(?P<step>\d+)\]\.?(?P<field>.*)$")
Problem = tuple[int, str, str]  # step from 1, 0 for the lesson itself; field; sentence


def read_lesson(path: Path) -> Lesson:
    """Read a lesson and check it, with the recipes in recipes/ beside it. Raises UserError."""
    text = _read(path)
    try:
        lesson = msgspec.toml.decode(text, type=Lesson)
    except msgspec.ValidationError as error:
        raise _invalid(path, text, str(error)) from error
    except msgspec.DecodeError as error:
        raise UserError(
            "lesson-not-toml", f"{shown_path(path)} is not TOML: {error}.", "See docs/lessons.md for an example."
        ) from error
    for step, field, what in _problems(lesson, path.parent):
        raise _problem(path, text, step, field, what)
    return lesson


def recipe_path(folder: Path, name: str) -> Path:
    """Where the recipe of a lesson lies that is kept in a folder."""
    return folder / RECIPES / f"{name}{ENDING}"


def recipe_names(lesson: Lesson) -> tuple[str, ...]:
    """The recipes that it offers, each once."""
    return tuple(dict.fromkeys(step.recipe for step in lesson.steps if step.recipe))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                "lesson-too-large", f"{shown_path(path)} is larger than a lesson may be: 1 MB.", "Shorten its texts."
            )
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(
            "lesson-unreadable", f"{shown_path(path)} cannot be read: {error.strerror}.", "Name a lesson's TOML file."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError("lesson-not-toml", f"{shown_path(path)} is not UTF-8 text.", "Save it as UTF-8.") from error


def _problems(lesson: Lesson, folder: Path) -> Iterator[Problem]:
    if lesson.format != FORMAT:
        yield 0, "format", f"format {lesson.format} is not known here, only {FORMAT}"
    if not _WORD.fullmatch(lesson.id):
        yield 0, "id", "an id is small letters, digits and hyphens"
    if not lesson.steps:
        yield 0, "step", "a lesson has at least one [[step]]"
    for field, text in (("title", lesson.title), ("about", lesson.about)):
        yield from _text_problems(0, field, text, is_needed=True)
    if not 1 <= lesson.minutes <= 240:
        yield 0, "minutes", "minutes are from 1 to 240"
    seen: set[str] = set()
    for number, step in enumerate(lesson.steps, 1):
        if step.id in seen:
            yield number, "id", f"the id {step.id} is there twice"
        seen.add(step.id)
        yield from _step_problems(number, step, folder)


def _step_problems(number: int, step: Step, folder: Path) -> Iterator[Problem]:
    if not _WORD.fullmatch(step.id):
        yield number, "id", "an id is small letters, digits and hyphens"
    yield from _text_problems(number, "do", step.do, is_needed=True)
    for field, text in (("title", step.title), ("after", step.after), ("hint", step.hint)):
        yield from _text_problems(number, field, text)
    if step.place and step.place.split()[0] not in PLACES:
        yield number, "place", f"{step.place.split()[0]} is no place; there are {', '.join(PLACES)}"
    if step.point and not re.fullmatch(r"[a-z0-9_][a-z0-9_-]*", step.point):
        yield number, "point", "point is the objectName of a widget"
    for condition in step.check:
        yield from _condition_problems(number, condition)
    if step.question is not None:
        yield from _question_problems(number, step.question)
    if step.recipe:
        yield from _recipe_problems(number, step.recipe, folder)


def _condition_problems(number: int, condition: Condition) -> Iterator[Problem]:
    yield from _value_problems(number, "check", condition.value)
    if condition.same_as is not None:
        yield from _value_problems(number, "check", condition.same_as)
    given = condition.comparisons
    if len(given) != 1 and set(given) != {"at_least", "at_most"}:
        yield number, "check", f"a check of {condition.value} needs one comparison, it has {len(given)}"


def _question_problems(number: int, question: Question) -> Iterator[Problem]:
    yield from _text_problems(number, "question.ask", question.ask, is_needed=True)
    for field, text in (("question.well", question.well), ("question.not_yet", question.not_yet)):
        yield from _text_problems(number, field, text)
    for choice in question.choices:
        yield from _text_problems(number, "question.choices", choice, is_needed=True)
    if question.choices:
        if not 1 <= question.right <= len(question.choices) or len(question.choices) < 2:
            yield number, "question.right", "right is the place of the right choice, from 1, of at least two"
    elif question.answer == "":
        yield number, "question.answer", "a question has choices, or an answer"
    elif isinstance(question.answer, str):
        yield from _value_problems(number, "question.answer", question.answer)
    if question.choose_from:
        yield from _value_problems(number, "question.choose_from", question.choose_from)


def _recipe_problems(number: int, name: str, folder: Path) -> Iterator[Problem]:
    if not _WORD.fullmatch(name):
        yield number, "recipe", "the name of a recipe is small letters, digits and hyphens"
        return
    path = recipe_path(folder, name)
    try:
        parse_recipe(path.read_text(encoding="utf-8"), Recipe())
    except (OSError, UnicodeDecodeError):
        yield number, "recipe", f"there is no {RECIPES}/{name}{ENDING} beside the lesson"
    except UserError as error:
        yield number, "recipe", f"{RECIPES}/{name}{ENDING}: {error.message}"


def _text_problems(number: int, field: str, text: Text, *, is_needed: bool = False) -> Iterator[Problem]:
    if is_needed and not text:
        yield number, field, "there is no text, in neither language"
    for words in (text.en, text.es):
        for name, how in places_of(words):
            yield from _value_problems(number, field, name)
            if how not in HOW:
                yield number, field, f"{how} is no way to write a value; there are {', '.join(filter(None, HOW))}"


def _value_problems(number: int, field: str, name: str) -> Iterator[Problem]:
    if not is_known(name):
        meant = nearest(name)
        yield number, field, f"there is no value {name}" + (f"; is it {meant}" if meant else "")


def _invalid(path: Path, text: str, message: str) -> UserError:
    found = _AT.match(message)
    what, place = (found["what"], found["path"] or "") if found else (message, "")
    step = _IN_STEP.match(place)
    number, field = (int(step["step"]) + 1, step["field"]) if step else (0, place)
    return _problem(path, text, number, field, what[:1].lower() + what[1:])


def _problem(path: Path, text: str, step: int, field: str, what: str) -> UserError:
    line = _line_of(text, step, field)
    where = f"step {step}" if step else "the lesson"
    named = f"{where}, {field}" if field else where
    return UserError(
        "lesson-invalid",
        f"{shown_path(path)}, line {line} ({named}): {what}.",
        "docs/lessons.md lists what a lesson says.",
    )


def _line_of(text: str, step: int, field: str) -> int:
    """Where a field stands: its own line where it is found, else that of its step."""
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines) if _STEP_HEAD.match(line)]
    start = heads[step - 1] if 0 < step <= len(heads) else 0
    end = heads[step] if 0 < step < len(heads) else heads[0] if heads and not step else len(lines)
    names = [part.partition("[")[0] for part in field.split(".") if part]
    for wanted in (".".join(names), names[0] if names else ""):
        for number in range(start, end):
            if wanted and re.match(rf"\s*(\[step\.)?{re.escape(wanted)}\b", lines[number]):
                return number + 1
    return start + 1
