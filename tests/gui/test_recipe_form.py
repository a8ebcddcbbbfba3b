"""The recipe as a form: made from the table, what is changed is marked and used, what is wrong is said in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from desktop_app.training.form.editors import editor_name
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe import parse_recipe
from ml_engine.training.recipe_fields import FIRST_FIELDS, RECIPE_FIELDS, find_field
from tests.gui.choosing_jobs import RUNNER
from tests.gui.file_dialogs import choose
from tests.gui.train_place_hands import click, find, shown_place

pytestmark = pytest.mark.runner(RUNNER)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(session, look, qtbot):
    place = shown_place(session, look, qtbot)
    place.show_detail("recipe")
    return place


def row(place, field):
    return find(place, f"{editor_name(find_field(field))}-row")


def edit(place, field):
    return find(place, editor_name(find_field(field)), QLineEdit)


def type_into(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def recipe_of(session):
    return parse_recipe(session.runs.options.recipe, default_recipe("detect"))


def test_every_field_of_the_table_has_its_row_with_help_and_a_name(place, qtbot):
    click(qtbot, place, "recipe-depth-all")
    for field in RECIPE_FIELDS:
        shown = row(place, field.name)
        assert shown.isVisible(), field.name
        said = " ".join(label.text() for label in shown.findChildren(QLabel))
        assert field.title in said
        assert field.help in said


def test_at_first_only_the_first_choices_are_shown_and_the_rest_on_request(place, qtbot):
    shown = {field.name for field in RECIPE_FIELDS if row(place, field.name).isVisible()}
    assert shown == set(FIRST_FIELDS)
    click(qtbot, place, "recipe-more")
    assert all(row(place, field.name).isVisible() for field in RECIPE_FIELDS)


def test_a_changed_number_is_marked_used_and_taken_back(place, session, qtbot):
    type_into(qtbot, edit(place, "rate"), "0,01")
    assert recipe_of(session).rate == 0.01
    assert "usually 0.004" in " ".join(label.text() for label in row(place, "rate").findChildren(QLabel))

    click(qtbot, place, "recipe-field-rate-reset")

    assert session.runs.options.recipe == ""
    assert edit(place, "rate").text() == "0.004"


def test_what_is_out_of_bounds_is_said_there_and_not_used(place, session, qtbot):
    type_into(qtbot, edit(place, "dropout"), "0.3")
    type_into(qtbot, edit(place, "dropout"), "7")
    wrong = find(place, "recipe-field-dropout-wrong", QLabel)
    assert wrong.isVisible()
    assert wrong.text() == "It must be from 0 to 0.9."
    assert session.runs.options.recipe == "dropout = 0.3"

    type_into(qtbot, edit(place, "dropout"), "many")
    assert wrong.text() == "This is no number that it can have."
    type_into(qtbot, edit(place, "dropout"), "0.2")
    assert not wrong.isVisible()
    assert recipe_of(session).dropout == 0.2


def test_what_does_not_go_together_is_said_at_a_field(place, session, qtbot):
    box = find(place, "recipe-field-freeze", QComboBox)
    box.setCurrentText("top")
    assert (
        "second.blocks"
        in find(place, "recipe-field-freeze-wrong", QLabel).text()
        + find(place, "recipe-field-second-blocks-wrong", QLabel).text()
    )
    assert session.runs.options.recipe == ""

    type_into(qtbot, edit(place, "second.blocks"), "2")

    assert session.runs.options.unfreeze == 2
    assert session.runs.options.recipe == 'freeze = "top"'


def test_a_field_that_this_task_does_not_know_is_refused_there(place, session, qtbot):
    click(qtbot, place, "recipe-depth-all")
    type_into(qtbot, edit(place, "cutmix"), "1")
    assert "This task has no use for it" in find(place, "recipe-field-cutmix-wrong", QLabel).text()
    assert session.runs.options.recipe == ""


def test_words_find_a_field_wherever_it_stands(place, qtbot):
    search = find(place, "recipe-search", QLineEdit)
    qtbot.keyClicks(search, "nesterov")
    qtbot.waitUntil(lambda: row(place, "nesterov").isVisible() and not row(place, "rate").isVisible())
    qtbot.keyClicks(search, " xyz")
    qtbot.waitUntil(lambda: find(place, "recipe-nothing").isVisible())


def test_toml_is_read_and_a_misspelt_field_is_named(place, session, qtbot):
    click(qtbot, place, "recipe-view-text")
    text = find(place, "recipe-text", QPlainTextEdit)
    assert "optimizer = " in text.toPlainText()
    text.setFocus()
    text.selectAll()
    qtbot.keyClicks(text, 'optimizer = "sgd"')
    qtbot.waitUntil(lambda: recipe_of(session).optimizer == "sgd")
    text.selectAll()
    qtbot.keyClicks(text, "optimiser = 1")
    wrong = find(place, "recipe-text-wrong", QLabel)
    qtbot.waitUntil(wrong.isVisible)
    assert "optimiser" in wrong.text()
    assert recipe_of(session).optimizer == "sgd"


def test_a_recipe_is_saved_and_opened_again(place, session, qtbot, tmp_path: Path):
    type_into(qtbot, edit(place, "batch"), "8")
    click(qtbot, place, "recipe-save")
    choose(qtbot, tmp_path / "mine.toml")
    qtbot.waitUntil((tmp_path / "mine.toml").is_file)
    click(qtbot, place, "recipe-reset")
    assert recipe_of(session).batch != 8

    click(qtbot, place, "recipe-open")
    choose(qtbot, tmp_path / "mine.toml")

    qtbot.waitUntil(lambda: recipe_of(session).batch == 8)
    assert edit(place, "batch").text() == "8"


def test_what_the_drawer_says_is_what_the_form_says(place, session, qtbot):
    session.runs.set_options(replace(session.runs.options, epochs=7, input_size=224))
    assert edit(place, "epochs").text() == "7"
    assert edit(place, "input_size").text() == "224"
    type_into(qtbot, edit(place, "epochs"), "9")
    assert session.runs.options.epochs == 9
    assert session.runs.options.input_size == 224


def test_escape_leads_back_and_what_was_chosen_is_trained_with(place, session, qtbot):
    type_into(qtbot, edit(place, "batch"), "4")
    qtbot.keyClick(edit(place, "batch"), Qt.Key.Key_Escape)
    assert place._pages.opened == ""
    place.train()
    qtbot.waitUntil(lambda: session.runs.training is not None, timeout=10_000)
    assert session.runs.training.options.recipe == "batch = 4"
    qtbot.waitUntil(lambda: session.runs.training is None, timeout=20_000)
