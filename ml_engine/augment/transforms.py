"""The transforms that a person knows by name, each with the recipe's fields that make it: for sliders and ablations."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ml_engine.augment.recipe import AugmentRecipe

Value = bool | float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Transform:
    """name: as on the command line.   title: for people, English.   fields: of AugmentRecipe, the strength first.

    trial: values of a first try, for a recipe that has it switched off.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    trial: Mapping[str, Value]

    def is_on(self, recipe: AugmentRecipe) -> bool:
        """Whether it changes any view."""
        return not self.alone(recipe).changes_nothing

    def alone(self, recipe: AugmentRecipe) -> AugmentRecipe:
        """The recipe with every other transform switched off."""
        kept = {name: getattr(recipe, name) for name in self.fields}
        return AugmentRecipe(border=recipe.border, untouched=recipe.untouched, **kept)

    def tried(self, recipe: AugmentRecipe) -> AugmentRecipe:
        """As alone, at the first try's values where the recipe has it switched off."""
        return self.alone(recipe if self.is_on(recipe) else changed(recipe, self.trial))

    def without(self, recipe: AugmentRecipe) -> AugmentRecipe:
        """The recipe with this one switched off."""
        usual = AugmentRecipe()
        return changed(recipe, {name: getattr(usual, name) for name in self.fields})


TRANSFORMS: tuple[Transform, ...] = (
    Transform("flip", "Mirror left and right", ("flip", "flip_share"), {"flip": True, "flip_share": 0.5}),
    Transform(
        "flip-vertical", "Mirror top and bottom", ("flip_vertical", "flip_vertical_share"),
        {"flip_vertical": True, "flip_vertical_share": 0.5},
    ),
    Transform(
        "rotate", "Rotate", ("rotate_degrees", "rotate_share"), {"rotate_degrees": 10.0, "rotate_share": 1.0}
    ),
    Transform(
        "scale", "Zoom and move", ("scale", "scale_share", "shift", "shift_share"),
        {"scale": (0.8, 1.25), "scale_share": 1.0, "shift": 1.0, "shift_share": 1.0},
    ),
    Transform("crop", "Random crop", ("crop", "crop_share"), {"crop": 0.7, "crop_share": 1.0}),
    Transform("aspect", "Stretch and squeeze", ("aspect", "aspect_share"), {"aspect": 1.2, "aspect_share": 1.0}),
    Transform(
        "brightness", "Brightness", ("brightness", "brightness_share"), {"brightness": 0.25, "brightness_share": 1.0}
    ),
    Transform("contrast", "Contrast", ("contrast", "contrast_share"), {"contrast": 0.25, "contrast_share": 1.0}),
    Transform(
        "saturation", "Colourfulness", ("saturation", "saturation_share"),
        {"saturation": 0.3, "saturation_share": 1.0},
    ),
    Transform("hue", "Hue", ("hue", "hue_share"), {"hue": 15.0, "hue_share": 1.0}),
    Transform("blur", "Blur", ("blur", "blur_strength"), {"blur": 0.25, "blur_strength": 1.0}),
    Transform("sharpen", "Sharpen", ("sharpen", "sharpen_strength"), {"sharpen": 0.25, "sharpen_strength": 1.0}),
    Transform("noise", "Noise", ("noise", "noise_strength"), {"noise": 0.25, "noise_strength": 1.0}),
)  # fmt: skip


def changed(recipe: AugmentRecipe, values: Mapping[str, Value]) -> AugmentRecipe:
    """The recipe with other values of some fields. Raises ValueError for one out of its range."""
    return dataclasses.replace(recipe, **dict[str, Any](values))


BY_NAME: Mapping[str, Transform] = {transform.name: transform for transform in TRANSFORMS}
