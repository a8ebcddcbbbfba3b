"""Recipes are plain values that refuse what makes no sense."""

import dataclasses
import json

import pytest

from ml_engine.augment.recipe import AugmentRecipe


@pytest.mark.parametrize("recipe", [AugmentRecipe.none(), AugmentRecipe.classify(), AugmentRecipe.detect()])
def test_preset_survives_a_text_round_trip_and_can_be_hashed(recipe):
    fields = json.loads(json.dumps(dataclasses.asdict(recipe)))

    again = AugmentRecipe(**{**fields, "scale": tuple(fields["scale"])})

    assert again == recipe
    assert hash(again) == hash(recipe)


def test_only_the_empty_recipe_changes_nothing():
    assert AugmentRecipe.none().changes_nothing
    assert AugmentRecipe(border="mirror").changes_nothing
    assert not AugmentRecipe.classify().changes_nothing
    assert not AugmentRecipe(noise=0.1).changes_nothing


@pytest.mark.parametrize(
    "field",
    [
        {"scale": (1.2, 0.8)}, {"scale": (0.0, 1.0)}, {"scale": (1.0, 100.0)}, {"rotate_degrees": -1.0},
        {"rotate_degrees": 181.0}, {"aspect": 0.5}, {"blur": 1.1}, {"noise": -0.1}, {"brightness": 2.0},
        {"brightness": float("nan")}, {"shift": 1.5}, {"border": "black"},
    ],
)  # fmt: skip
def test_senseless_value_is_refused_by_name(field):
    with pytest.raises(ValueError, match=next(iter(field))):
        AugmentRecipe(**field)
