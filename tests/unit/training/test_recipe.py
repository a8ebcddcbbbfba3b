"""The recipe: strict TOML in, the same value out."""

from __future__ import annotations

import pytest

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe, SecondPhase, parse_recipe, recipe_toml


def test_no_text_gives_the_defaults():
    assert parse_recipe("", Recipe(batch=7)) == Recipe(batch=7)


def test_a_recipe_survives_toml():
    recipe = Recipe(
        epochs=3, optimizer="sgd", fit="crop", augment=AugmentRecipe.detect(), second=SecondPhase(blocks=2, ema=0.9)
    )
    assert parse_recipe(recipe_toml(recipe), Recipe()) == recipe


def test_a_field_of_a_table_changes_alone():
    recipe = parse_recipe("[second]\nblocks = 3\n[augment]\nflip = false\nscale = [0.5, 2]", Recipe())
    assert recipe.second == SecondPhase(blocks=3)
    assert (recipe.augment.flip, recipe.augment.scale) == (False, (0.5, 2.0))
    assert recipe.augment.rotate_degrees == Recipe().augment.rotate_degrees


@pytest.mark.parametrize("text", ['augment = "detect"', '[augment]\npreset = "detect"'])
def test_a_preset_replaces_the_augmentation(text):
    assert parse_recipe(text, Recipe()).augment == AugmentRecipe.detect()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("epoch = 3", "epoch"),
        ("[second]\nblock = 3", "block"),
        ("[augment]\nflipp = true", "flipp"),
        ("[augment]\nblur = 3.0", "blur"),
        ('augment = "wild"', "wild"),
        ("epochs = 'many'", "epochs"),
        ("epochs = ", "invalid"),
        ("batch = -1", "batch"),
        ("input_size = 100", "input_size"),
        ("rate = nan", "rate"),
        ("weight_decay = nan", "weight_decay"),
        ('optimizer = "lion"', "lion"),
        ("[second]\nblock_rate = 2.0", "block_rate"),
    ],
)
def test_a_wrong_recipe_is_refused_by_the_field_s_name(text, word):
    with pytest.raises(UserError) as caught:
        parse_recipe(text, Recipe())
    assert caught.value.code == "recipe"
    assert word in caught.value.message.lower()
