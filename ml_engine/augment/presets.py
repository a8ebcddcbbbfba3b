"""Whole recipes by name, relative to what a task does unasked: weaker, stronger, or fit for digits and letters."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ml_engine.augment.recipe import AugmentRecipe

STRONGER, WEAKER = 2.0, 0.5
STRONG_HUE, STRONG_SHARPEN, STRONG_CROP = 10.0, 0.1, 0.8
CHARACTER_TURN = 8.0  # degrees that handwriting leans anyway
# Names in a recipe's TOML whose meaning depends on the task; in the order of a list to choose from.
RELATIVE = ("light", "standard", "strong", "characters")


def augment_presets(usual: AugmentRecipe) -> Mapping[str, AugmentRecipe]:
    """Presets by name. usual: what the task does unasked.

    none; light: half of the usual; standard: the usual; strong: twice of it and more; characters: the usual without
    mirroring and hardly turned, since a mirrored b is a d and a turned 6 is a 9.
    """
    return {
        "none": AugmentRecipe(border=usual.border, untouched=usual.untouched),
        "light": scaled(usual, WEAKER),
        "standard": usual,
        "strong": dataclasses.replace(
            scaled(usual, STRONGER), hue=STRONG_HUE, sharpen=STRONG_SHARPEN, crop=STRONG_CROP, crop_share=0.5
        ),
        "characters": dataclasses.replace(
            usual, flip=False, flip_vertical=False, rotate_degrees=min(usual.rotate_degrees, CHARACTER_TURN)
        ),
    }


def find_preset(recipe: AugmentRecipe, usual: AugmentRecipe) -> str:
    """The name of the preset that a recipe equals, '' for none."""
    known = ((name, preset) for name, preset in augment_presets(usual).items() if preset == recipe)
    return next((name for name, _ in known), "")


def scaled(recipe: AugmentRecipe, factor: float) -> AugmentRecipe:
    """Every range wider or narrower by the factor; what is switched stays as it is."""
    low, high = recipe.scale
    shares = ("brightness", "contrast", "saturation", "blur", "sharpen", "noise")
    return dataclasses.replace(
        recipe,
        rotate_degrees=min(180.0, recipe.rotate_degrees * factor),
        scale=(round(max(0.01, low**factor), 3), round(min(16.0, high**factor), 3)),
        aspect=round(min(4.0, recipe.aspect**factor), 3),
        hue=min(180.0, recipe.hue * factor),
        crop=max(0.05, 1 - (1 - recipe.crop) * factor),
        **{name: round(min(1.0, getattr(recipe, name) * factor), 4) for name in shares},
    )
