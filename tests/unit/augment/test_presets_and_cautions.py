"""Presets keep their order of strength, and digits and letters are not mirrored."""

import pytest

from ml_engine.augment.cautions import are_characters, cautions, looks_like_character
from ml_engine.augment.presets import RELATIVE, augment_presets, find_preset
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe, parse_recipe, recipe_toml

USUAL = {"classify": AugmentRecipe.classify(), "detect": AugmentRecipe.detect()}


@pytest.mark.parametrize("task", USUAL)
def test_presets_by_strength(task):
    presets = augment_presets(USUAL[task])
    ranks = [presets[name] for name in ("none", "light", "standard", "strong")]
    assert presets["none"].changes_nothing
    for field in ("rotate_degrees", "aspect", "brightness", "saturation", "blur", "noise"):
        values = [getattr(recipe, field) for recipe in ranks]
        assert values == sorted(set(values)), field
    assert all(recipe.border == USUAL[task].border for recipe in presets.values())


@pytest.mark.parametrize("task", USUAL)
def test_digits_and_letters_are_not_mirrored_nor_turned_far(task):
    recipe = augment_presets(USUAL[task])["characters"]
    assert not recipe.flip
    assert not recipe.flip_vertical
    assert cautions(recipe, list("0123456789")) == ()
    assert recipe.brightness == USUAL[task].brightness


@pytest.mark.parametrize("name", RELATIVE)
def test_a_recipe_names_them_and_a_preset_is_recognised(name):
    usual = AugmentRecipe.detect()
    recipe = parse_recipe(f'augment = "{name}"', Recipe(augment=usual))
    assert find_preset(recipe.augment, usual) == name
    assert parse_recipe(recipe_toml(recipe), Recipe()) == recipe
    assert parse_recipe(f'[augment]\npreset = "{name}"\nhue = 3', Recipe(augment=usual)).augment.hue == 3


def test_an_unknown_preset_is_refused_with_those_there_are():
    with pytest.raises(UserError, match="characters"):
        parse_recipe('augment = "wildest"', Recipe())


def test_what_looks_like_a_digit_or_letter():
    assert all(map(looks_like_character, ["0", "a", "Ñ", "seven", "siete", "digit 7", "letter_b", "12", "número 3"]))
    assert not any(map(looks_like_character, ["cat", "2024-01", "one-way", "class", "", "dress", "?"]))
    assert are_characters(list("abc"))
    assert not are_characters(["a", "cat", "dog"])
    assert not are_characters(["a"])


def test_mirroring_and_far_turns_are_warned_of_for_characters_only():
    flips, turns = AugmentRecipe(flip=True), AugmentRecipe(rotate_degrees=90)
    assert "mirrored" in cautions(flips, list("012"))[0]
    assert "6 becomes a 9" in cautions(turns, list("012"))[0]
    assert cautions(AugmentRecipe(rotate_degrees=10), list("012")) == ()
    assert cautions(AugmentRecipe(flip=True, flip_share=0.0), list("012")) == ()
    assert cautions(flips, ["dress", "hat"]) == ()
