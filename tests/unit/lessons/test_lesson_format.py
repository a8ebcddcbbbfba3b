"""A lesson's file is read as a whole; what is wrong is said with file, line, step and field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.lessons.filling import fill, places_of
from desktop_app.lessons.format import LANGUAGES, Text
from desktop_app.lessons.library import find_lessons, own_folder
from desktop_app.lessons.reading import read_lesson, recipe_names
from desktop_app.lessons.values import KNOWN, is_known
from ml_engine.domain.errors import UserError

GOOD = """format = 1
id = "edges"
title.en = "Edges"
about.en = "What an edge is."

[[step]]
id = "open"
do.en = "Open the Lab."
check = [{ value = "lab.stride", is = 2 }]
after.en = "It is {lab.output_size}."

[[step]]
id = "ask"
do.en = "Think."
question.ask.en = "How many?"
question.answer = 4
"""
WRONG = {
    "format": ("format = 1", "format = 9", 1, "format 9 is not known here, only 1"),
    "unknown field": ('do.en = "Think."', 'doo.en = "Think."', 14, "unknown field `doo`"),
    "wrong type": ("is = 2", 'at_least = "two"', 9, "expected `float | null`, got `str`"),
    "unknown value": ("lab.stride", "lab.strid", 9, "there is no value lab.strid; is it lab.stride"),
    "unknown place": ("{lab.output_size}", "{lab.outputsize}", 10, "there is no value lab.outputsize"),
    "two comparisons": ("is = 2", "is = 2, not = 3", 9, "needs one comparison, it has 2"),
    "the same id": ('id = "ask"', 'id = "open"', 13, "the id open is there twice"),
    "no answer": ("question.answer = 4", "", 12, "a question has choices, or an answer"),
    "no text": ('do.en = "Think."', 'do.en = ""', 14, "there is no text, in neither language"),
    "no recipe": ('id = "ask"', 'id = "ask"\nrecipe = "long"', 14, "there is no recipes/long.toml beside the lesson"),
    "a wrong way to write": ("{lab.output_size}", "{lab.output_size:oval}", 10, "oval is no way to write a value"),
}


def test_a_lesson_is_read_with_its_steps_in_order(tmp_path):
    lesson = read_lesson(written(tmp_path, GOOD))
    assert [step.id for step in lesson.steps] == ["open", "ask"]
    assert lesson.steps[0].check[0].equals == 2
    assert lesson.steps[1].question.answer == 4


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_file_line_and_field(tmp_path, name):
    before, after, line, what = WRONG[name]
    assert before in GOOD
    with pytest.raises(UserError) as raised:
        read_lesson(written(tmp_path, GOOD.replace(before, after)))
    assert raised.value.code == "lesson-invalid"
    assert what in raised.value.message
    assert "lesson.toml" in raised.value.message
    told = int(re.search(r"line (\d+)", raised.value.message)[1])
    assert abs(told - line) <= 3, raised.value.message


def test_what_is_no_toml_is_said_as_such(tmp_path):
    with pytest.raises(UserError, match="is not TOML") as raised:
        read_lesson(written(tmp_path, "id = \n"))
    assert raised.value.code == "lesson-not-toml"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"none\.toml cannot be read"):
        read_lesson(tmp_path / "none.toml")


def test_a_text_of_one_language_serves_both():
    assert Text(es="Hola").said("en") == "Hola"
    assert Text(en="Hello", es="Hola").said("es") == "Hola"
    assert not Text()


def test_places_are_filled_with_values_and_how_they_are_written():
    said = fill("{run.accuracy:percent} of {run.scored}", lambda name, how: f"<{name}|{how}>")
    assert said == "<run.accuracy|percent> of <run.scored|>"


def test_there_are_eight_lessons_in_both_languages():
    lessons = find_lessons(Path("nowhere"))
    assert [found.lesson.id for found in lessons] == [
        "kernels", "sizes", "pooling", "lenet-on-digits", "transfer-learning", "augmentation", "from-boxes-to-yolo",
        "reading-results",
    ]  # fmt: skip
    for found in lessons:
        for text in texts_of(found.lesson):
            assert all(getattr(text, language) for language in LANGUAGES), (found.lesson.id, text)
            assert {name for name, _ in places_of(text.en)} == {name for name, _ in places_of(text.es)}, text
        for name in recipe_names(found.lesson):
            assert found.recipe(name)


def test_every_lesson_ends_with_a_question_on_what_was_learnt():
    for found in find_lessons(Path("nowhere")):
        assert found.lesson.steps[-1].question is not None, found.lesson.id


def test_every_recipe_belongs_to_a_lesson():
    used = {name for found in find_lessons(Path("nowhere")) for name in recipe_names(found.lesson)}
    assert {path.stem for path in (own_folder() / "recipes").glob("*.toml")} == used


def test_known_values_say_what_they_are():
    assert is_known("before.accuracy")
    assert not is_known("before.count")
    assert all(what for what in KNOWN.values())


def texts_of(lesson):
    """Every text of a lesson that is not empty."""
    yield from (lesson.title, lesson.about)
    for step in lesson.steps:
        texts = [step.title, step.do, step.after, step.hint]
        if step.question is not None:
            texts += [step.question.ask, step.question.well, step.question.not_yet, *step.question.choices]
        yield from (text for text in texts if text)


def written(folder: Path, text: str) -> Path:
    path = folder / "lesson.toml"
    path.write_text(text, encoding="utf-8")
    return path
