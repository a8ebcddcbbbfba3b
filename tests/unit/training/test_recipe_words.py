"""Every field of a recipe is explained, in English and in Spanish, and its bounds are those of the recipe."""

from __future__ import annotations

import json
import subprocess
import sys
import typing

import msgspec
import pytest

from desktop_app.i18n.messages import catalogue_file
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe, SecondPhase, parse_recipe
from ml_engine.training.recipe_fields import RECIPE_FIELDS, RecipeField, field_values, find_field

SPANISH = json.loads(catalogue_file("es").read_text(encoding="utf-8"))


def test_every_field_has_an_entry_and_no_entry_is_left_over():
    assert {field.name for field in RECIPE_FIELDS} == set(field_values(Recipe()))
    assert len({field.title for field in RECIPE_FIELDS}) == len(RECIPE_FIELDS)


@pytest.mark.parametrize("field", RECIPE_FIELDS, ids=lambda field: field.name)
def test_a_field_is_explained_in_spanish_too(field: RecipeField):
    said = [field.group, field.title, field.help, *(choice.help for choice in field.choices)]
    said += [field.applies] if field.applies else []
    assert not [text for text in said if text not in SPANISH]
    assert 1 <= field.help.count(". ") + 1 <= 2


@pytest.mark.parametrize("field", RECIPE_FIELDS, ids=lambda field: field.name)
def test_kind_and_choices_are_those_of_the_recipe(field: RecipeField):
    kinds = {bool: "switch", int: "whole", float: "number"}
    hint = type_of(field.name)
    assert field.kind == kinds.get(hint, "range" if typing.get_origin(hint) is tuple else "choice")
    if field.choices:
        assert {choice.value for choice in field.choices} == allowed(field.name)


def allowed(name: str) -> set[str]:
    """The values of a field with a fixed set, from its type."""
    return set(typing.get_args(type_of(name)))


def type_of(name: str) -> object:
    table, _, key = name.rpartition(".")
    owner = {"": Recipe, "second": SecondPhase, "augment": type(Recipe().augment)}[table]
    return typing.get_type_hints(owner)[key]


@pytest.mark.parametrize("field", [field for field in RECIPE_FIELDS if field.lowest is not None], ids=lambda f: f.name)
def test_a_value_below_the_bounds_is_refused_by_the_recipe(field: RecipeField):
    low, high = field.lowest - 1, field.highest
    text = f"[{low}, {high}]" if field.kind == "range" else f"{int(low) if field.kind == 'whole' else low}"
    table, _, key = field.name.rpartition(".")
    with pytest.raises(UserError):
        parse_recipe(f"[{table}]\n{key} = {text}" if table else f"{key} = {text}", Recipe(steps=0))


def test_an_unknown_field_is_no_field():
    assert find_field("second.blocks").kind == "whole"
    with pytest.raises(KeyError):
        find_field("second.block")


def test_a_recipe_of_the_first_version_still_means_the_same():
    old = 'epochs = 7\noptimizer = "sgd"\nschedule = "cosine"\nmix = 0.5\n[second]\nblocks = 2\nrate = 0.01\n'
    recipe = parse_recipe(old, Recipe())
    new = {name: value for name, value in msgspec.to_builtins(recipe).items() if name not in msgspec.toml.decode(old)}
    plain = msgspec.to_builtins(Recipe())
    assert new == {name: value for name, value in plain.items() if name in new}


def test_the_window_gets_the_table_without_torch():
    code = "import sys, ml_engine.training.recipe_diff, ml_engine.training.recipe_fields; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
