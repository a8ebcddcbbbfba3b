"""One part of a recipe's text is changed; what a person wrote in the rest of it stays to the letter."""

import dataclasses

import pytest

from ml_engine.augment.presets import augment_presets
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe, parse_recipe
from ml_engine.training.recipe_text import with_augment, without_augment

DEFAULTS = Recipe(augment=AugmentRecipe.detect())
OWN = dataclasses.replace(DEFAULTS.augment, hue=12.0, scale=(0.5, 1.5))
REST = "# my own\nrate = 0.01  # found by hand\n\n[second]\nblocks = 2"
WRITTEN = (
    REST,
    f'augment = "none"\n{REST}',
    f"augment = {{flip = false, scale = [0.5, 2.0]}}\n{REST}",
    f"augment.flip = false\naugment.hue = 3.0\n{REST}",
    f"{REST}\n\n[augment]\nflip = false  # digits\nscale = [\n  0.5,\n  2.0,\n]\n",
    f"augment = {{scale = [\n  0.5,\n  2.0,\n]}}\n{REST}",
)


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("augment", [OWN, DEFAULTS.augment, augment_presets(DEFAULTS.augment)["strong"]])
def test_the_augmentation_is_another_and_nothing_else(text, augment):
    made = with_augment(text, augment, DEFAULTS)
    before, after = parse_recipe(text, DEFAULTS), parse_recipe(made, DEFAULTS)
    assert after.augment == augment
    assert (after.rate, after.second) == (before.rate, before.second)
    assert "# my own\nrate = 0.01  # found by hand" in made


def test_the_shortest_words_are_taken():
    assert with_augment(REST, DEFAULTS.augment, DEFAULTS) == REST
    assert with_augment("", DEFAULTS.augment, DEFAULTS) == ""
    assert with_augment("", AugmentRecipe(border="grey"), DEFAULTS) == 'augment = "none"'
    assert with_augment("", OWN, DEFAULTS) == "[augment]\nscale = [0.5,1.5]\nhue = 12.0"


@pytest.mark.parametrize("text", WRITTEN)
def test_without_it_the_rest_is_as_it_was(text):
    assert without_augment(text) == REST


def test_a_table_after_it_is_kept():
    assert without_augment("[augment]\nflip = true\n[second]\nblocks = 1") == "[second]\nblocks = 1"


def test_what_is_no_recipe_is_refused():
    with pytest.raises(UserError):
        with_augment("rate = fast", OWN, DEFAULTS)
