"""How a training goes, as one typed value: TOML in, TOML out.

Strict on purpose: a misspelt field that is silently ignored costs the user a whole training.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

import msgspec

from ml_engine.augment.presets import RELATIVE, augment_presets
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit
from ml_engine.domain.errors import UserError
from ml_engine.training.schedule import Schedule

PRESETS = {"none": AugmentRecipe.none(), "classify": AugmentRecipe.classify(), "detect": AugmentRecipe.detect()}


Optimizer = Literal["adamw", "adam", "sgd", "rmsprop"]
Balance = Literal["none", "weights", "sampling"]
Scaling = Literal["network", "unit", "dataset", "imagenet", "symmetric"]
Freeze = Literal["auto", "all", "top", "nothing"]
Head = Literal["trained", "nearest-mean"]
Method = Literal["grid", "yolo", "ssd", "ssdlite", "retinanet", "fcos", "faster_rcnn", "sliding_window"]
MOST_SIZE = 2048


class SecondPhase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Training the top blocks of the backbone after the head.

    blocks: from the top, 0 for no second phase.   rate: learning rate of the head in this phase.
    block_rate: the blocks' share of it.   views: of each training picture; 0 for a fresh one every epoch.
    """

    blocks: int = 0
    epochs: int = 12
    batch: int = 32
    rate: float = 1e-3
    block_rate: float = 0.1
    weight_decay: float = 0.05
    views: int = 8
    ema: float = 0.98


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every choice of a training. What each means, in words for people: recipe_fields.py.

    epochs: passes over the training pictures.   steps: if not 0, it decides instead: epochs = steps / batches a pass.
    least_steps: few pictures are passed over more often than epochs says, until there are so many steps.
    batch: pictures a step, 0 to choose.   views: frozen views per training picture that are cached, the picture as it
    is included.
    optimizer, momentum (of sgd), nesterov (of sgd with momentum).   rate: peak learning rate.
    schedule, warm_up, step_epochs, step_factor: see schedule.rate_factor.
    weight_decay: adamw takes it off the weights; for the others it is part of the gradient.
    l1, l2: penalties l1 · Σ|w| and l2 · Σw² over the learning weights (no biases, no norms).
    max_norm: longest row of weights into one unit, 0 for no limit.   dropout: share of the head's inputs, 0..1.
    ema: decay of the moving average that is scored and kept, 0 for none.
    patience: epochs without a better score after which the training ends, 0 for never.
    evaluate_every: epochs between two scorings.   clip: largest gradient norm, 0 for no limit.
    label_smoothing: share of a label's target that goes to all labels.
    class_balance: rare labels weigh more in the loss, or their pictures are drawn more often.
    mix: share of training pictures that are joined from two in feature space, and half are mirrored if augment.flip.
    mixup, cutmix: α of the Beta distribution that says how much of each of two pictures is shown, 0 for none.
    fit: how a picture comes into the square input.   input_size: pixels, 0 to choose.
    normalization: what pixels become before the network sees them; 'network' is what its weights were trained with.
    multi_scale: the input size varies by up to so many times 32 pixels (detectors).
    freeze: 'auto' freezes what has pretrained weights, and second.blocks says the rest.
    mixed_precision: 'auto' uses it where it helps.   augment: what training views vary.   second: see SecondPhase.
    method: how a detector finds its boxes (tasks/detection/methods.py); it comes with defaults of its own.
    anchors: box shapes that yolo looks for in the training pictures' labels.
    head: of classifiers, whether it is trained, or answers the label whose mean is nearest (training/nearest_mean.py).
    shots: training pictures of each label, 0 for all.
    refine_windows: whether sliding_window corrects the window that found something, or answers the window itself.
    """

    epochs: int = 30
    steps: int = 0
    least_steps: int = 0
    batch: int = 32
    views: int = 4
    optimizer: Optimizer = "adamw"
    rate: float = 1e-3
    momentum: float = 0.9
    nesterov: bool = True
    schedule: Schedule = "one-cycle"
    warm_up: float = 0.0
    step_epochs: int = 10
    step_factor: float = 0.1
    weight_decay: float = 0.05
    l1: float = 0.0
    l2: float = 0.0
    max_norm: float = 0.0
    dropout: float = 0.0
    ema: float = 0.0
    patience: int = 0
    evaluate_every: int = 1
    clip: float = 0.0
    label_smoothing: float = 0.0
    class_balance: Balance = "none"
    mix: float = 0.0
    mixup: float = 0.0
    cutmix: float = 0.0
    fit: Fit = "letterbox"
    input_size: int = 0
    normalization: Scaling = "network"
    multi_scale: int = 0
    freeze: Freeze = "auto"
    mixed_precision: Literal["auto", "on", "off"] = "auto"
    method: Method = "grid"
    anchors: int = 5
    refine_windows: bool = True
    head: Head = "trained"
    shots: int = 0
    augment: AugmentRecipe = PRESETS["classify"]
    second: SecondPhase = SecondPhase()


def parse_recipe(text: str, defaults: Recipe) -> Recipe:
    """The defaults with what a TOML text changes.

    augment may be a preset's name, or a table of changes to the default (preset = "NAME" in it: to that preset). The
    presets light, standard, strong and characters are relative to the defaults' augment.
    Raises UserError that names the field: not TOML, unknown, of the wrong type, out of range.
    """
    try:
        given = _with_preset(msgspec.toml.decode(text), defaults.augment)
        _check_augment_fields(given)
        merged = _merge(msgspec.to_builtins(defaults), given)
        recipe = msgspec.convert(merged, Recipe)
    except msgspec.DecodeError as error:
        message = str(error).replace("Object contains unknown field", "there is no field")
        raise UserError(
            "recipe",
            f"The recipe cannot be used: {message}.",
            f"Its fields are: {', '.join(Recipe.__struct_fields__)}.",
        ) from error
    _check_ranges(recipe)
    return recipe


def named_method(text: str) -> str:
    """The method that a recipe's TOML text names, '' if it names none. What is wrong in it, parse_recipe says."""
    try:
        return msgspec.toml.decode(text, type=_NamesMethod).method
    except msgspec.DecodeError:
        return ""


class _NamesMethod(msgspec.Struct):
    method: str = ""


def recipe_toml(recipe: Recipe) -> str:
    """TOML that parse_recipe reads back to an equal recipe."""
    return table_toml(msgspec.to_builtins(recipe))


def table_toml(plain: Mapping[str, object]) -> str:
    """A table of values and tables of values as TOML."""
    lines = [f"{name} = {_toml(value)}" for name, value in plain.items() if not isinstance(value, dict)]
    for name, table in plain.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _with_preset(given: dict[str, object], usual: AugmentRecipe) -> dict[str, object]:
    augment = given.get("augment")
    table = {"preset": augment} if isinstance(augment, str) else augment
    if not isinstance(table, dict) or "preset" not in table:
        return given
    name = table["preset"]
    presets = PRESETS | {relative: augment_presets(usual)[relative] for relative in RELATIVE}
    if not isinstance(name, str) or name not in presets:
        raise msgspec.ValidationError(f"augment has no preset {name!r} (there are: {', '.join(presets)})")
    changes = {key: value for key, value in table.items() if key != "preset"}
    return {**given, "augment": {**msgspec.to_builtins(presets[name]), **changes}}


def _check_augment_fields(given: Mapping[str, object]) -> None:
    # msgspec refuses unknown fields of its own structs, not those of a dataclass.
    known = {field.name for field in dataclasses.fields(AugmentRecipe)}
    table = given.get("augment")
    for name in table if isinstance(table, dict) else ():
        if name not in known:
            raise msgspec.ValidationError(f"there is no field `{name}` in augment (there are: {', '.join(known)})")


def _merge(base: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _toml(value: object) -> str:
    # JSON's strings, numbers, booleans and arrays are TOML's too.
    return msgspec.json.encode(value).decode()


def _check_ranges(recipe: Recipe) -> None:
    second = recipe.second
    claims = {
        "epochs must be at least 1": recipe.epochs >= 1 or recipe.steps >= 1,
        "steps must not be negative": recipe.steps >= 0 and recipe.least_steps >= 0,
        "batch must not be negative": recipe.batch >= 0 and second.batch >= 0,
        "views must be at least 1": recipe.views >= 1 and second.views >= 0,
        "rate must be above 0 and at most 10": 0 < recipe.rate <= 10 and 0 < second.rate <= 10,
        "momentum must be at least 0 and below 1": 0 <= recipe.momentum < 1,
        "warm_up must be at least 0 and at most 0.9": 0 <= recipe.warm_up <= 0.9,
        "step_epochs must be at least 1": recipe.step_epochs >= 1,
        "step_factor must be above 0 and at most 1": 0 < recipe.step_factor <= 1,
        "second.block_rate must be in 0..1": 0 < second.block_rate <= 1,
        "weight_decay must not be negative": recipe.weight_decay >= 0 and second.weight_decay >= 0,
        "l1 and l2 must not be negative": recipe.l1 >= 0 and recipe.l2 >= 0,
        "max_norm must not be negative": recipe.max_norm >= 0,
        "dropout must be at least 0 and at most 0.9": 0 <= recipe.dropout <= 0.9,
        "ema must be at least 0 and below 1": 0 <= recipe.ema < 1 and 0 <= second.ema < 1,
        "patience must not be negative": recipe.patience >= 0,
        "evaluate_every must be at least 1": recipe.evaluate_every >= 1,
        "clip must not be negative": recipe.clip >= 0,
        "label_smoothing must be at least 0 and below 1": 0 <= recipe.label_smoothing < 1,
        "mix must be in 0..1": 0 <= recipe.mix <= 1,
        "mixup and cutmix must be in 0..4": 0 <= recipe.mixup <= 4 and 0 <= recipe.cutmix <= 4,
        "input_size must be 0 or a multiple of 32 from 32 to 2048": recipe.input_size == 0
        or (recipe.input_size % 32 == 0 and 32 <= recipe.input_size <= MOST_SIZE),
        "multi_scale must be in 0..8": 0 <= recipe.multi_scale <= 8,
        "shots must not be negative": recipe.shots >= 0,
        "anchors must be in 1..20": 1 <= recipe.anchors <= 20,
        "second.blocks must not be negative": second.blocks >= 0,
        "second.epochs must be at least 1": second.epochs >= 1,
        "freeze = 'top' needs second.blocks, the number of blocks that learn": recipe.freeze != "top"
        or second.blocks >= 1,
    }
    for claim, holds in claims.items():
        if not holds:
            raise UserError("recipe", f"The recipe cannot be used: {claim}.", "Change that field of the recipe.")
