"""Which fields are worth searching and how far: suggestions, so that nobody has to know ranges; no torch, no Optuna."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ml_engine.training.recipe_fields import FIRST_FIELDS, RECIPE_FIELDS, RecipeField, Value
from ml_engine.training.search_ranges import Range

# By what a person wants to find out; a preset takes of them what means something to the task.
PRESETS: Mapping[str, tuple[str, ...]] = {
    "steps": ("rate", "weight_decay", "optimizer"),
    "length": ("epochs", "rate", "batch"),
    "overfitting": ("weight_decay", "dropout", "label_smoothing", "mixup", "cutmix"),
    "augment": ("augment.flip", "augment.rotate_degrees", "augment.scale", "augment.brightness", "augment.saturation"),
    "unfreeze": ("second.blocks", "second.rate", "second.block_rate"),
}
USUAL_PRESET = "steps"
# Shown unasked: what decides most trainings, and what only a search makes easy to try.
FIRST_SEARCHED = tuple(
    dict.fromkeys((*FIRST_FIELDS, *(name for names in PRESETS.values() for name in names), "ema", "clip", "views"))
)
TRIALS_PER_FIELD, LEAST_TRIALS = 8, 10

_SUGGESTED: Mapping[str, Range] = {
    "batch": Range(choices=(8, 16, 32, 64)),
    "views": Range(low=1, high=8),
    "weight_decay": Range(low=1e-4, high=0.3, log=True),
    "second.weight_decay": Range(low=1e-4, high=0.3, log=True),
    "l1": Range(low=1e-6, high=1e-3, log=True),
    "l2": Range(low=1e-6, high=1e-2, log=True),
    "max_norm": Range(choices=(0.0, 1.0, 3.0)),
    "dropout": Range(low=0.0, high=0.6),
    "label_smoothing": Range(low=0.0, high=0.2),
    "mix": Range(low=0.0, high=1.0),
    "mixup": Range(low=0.0, high=0.5),
    "cutmix": Range(low=0.0, high=1.0),
    "ema": Range(choices=(0.0, 0.9, 0.98, 0.995)),
    "clip": Range(choices=(0.0, 1.0, 5.0)),
    "patience": Range(choices=(0, 5, 10)),
    "momentum": Range(low=0.8, high=0.98),
    "warm_up": Range(low=0.0, high=0.4),
    "input_size": Range(choices=(160, 224, 288, 320)),
    "multi_scale": Range(low=0, high=3),
    "steps": Range(low=200, high=2000, log=True),
    "least_steps": Range(low=100, high=1000, log=True),
    "anchors": Range(low=3, high=9),
    "second.blocks": Range(low=0, high=4),
    "second.block_rate": Range(low=0.01, high=0.3, log=True),
    "second.ema": Range(choices=(0.0, 0.9, 0.98, 0.995)),
    "augment.rotate_degrees": Range(low=0.0, high=25.0),
    "augment.scale": Range(choices=((1.0, 1.0), (0.8, 1.2), (0.6, 1.4), (0.9, 1.4))),
    "augment.aspect": Range(low=1.0, high=1.4),
    "augment.shift": Range(low=0.0, high=1.0),
    "augment.brightness": Range(low=0.0, high=0.5),
    "augment.contrast": Range(low=0.0, high=0.5),
    "augment.saturation": Range(low=0.0, high=0.6),
    "augment.hue": Range(low=0.0, high=30.0),
    "augment.blur": Range(low=0.0, high=0.3),
    "augment.noise": Range(low=0.0, high=0.3),
    "augment.sharpen": Range(low=0.0, high=0.3),
    "augment.crop": Range(low=0.5, high=1.0),
}  # fmt: skip


def suggested_range(field: RecipeField, usual: Value) -> Range:
    """How far a search may go with a field whose usual value is this: always one that parse_ranges takes."""
    if (known := _SUGGESTED.get(field.name)) is not None:
        return known
    match field.kind:
        case "choice":
            return Range(choices=tuple(choice.value for choice in field.choices))
        case "switch":
            return Range(choices=(False, True))
        case "whole" if isinstance(usual, int):
            least, most = _within(field, max(1, usual // 3)), _within(field, max(2, usual * 2))
            return Range(low=int(least), high=int(most))
        case "number" if isinstance(usual, int | float) and usual > 0:
            factor = 10.0 if field.name.endswith("rate") else 3.0
            low, high = _within(field, usual / factor), _within(field, usual * factor)
            return Range(low=float(f"{low:.2g}"), high=float(f"{high:.2g}"), log=field.name.endswith("rate"))
        case "number":
            return Range(low=0.0, high=float(field.highest if field.highest is not None else 1.0) / 2)
        case _:
            return Range(choices=((1.0, 1.0), (0.8, 1.2)))


def searchable(task: str) -> tuple[RecipeField, ...]:
    """The fields that mean something to the task, in the order of the recipe."""
    return tuple(field for field in RECIPE_FIELDS if task in field.tasks)


def suggested_trials(fields: int) -> int:
    """Trainings that so many fields deserve; fewer are little better than chance."""
    return max(LEAST_TRIALS, TRIALS_PER_FIELD * fields)


def _within(field: RecipeField, value: float) -> float:
    low = field.lowest if field.lowest is not None else -math.inf
    high = field.highest if field.highest is not None else math.inf
    return min(max(value, low), high)
