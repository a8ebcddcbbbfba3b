"""What a search may change: ranges of a recipe's fields, as one typed TOML; no torch, no Optuna.

metric = "accuracy"                                  # optional: the task's own
[ranges]
rate = { low = 1e-4, high = 1e-1, log = true }
"second.blocks" = { low = 0, high = 3 }
optimizer = { choices = ["adamw", "sgd"] }
"augment.scale" = { choices = [[0.8, 1.0], [0.5, 1.2]] }
[recipe]                                             # optional: what is the same in all trials
epochs = 20
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.reports.search_file import Chosen
from ml_engine.tasks.defaults import default_recipe, primary_metric
from ml_engine.training.recipe import Recipe, named_method, parse_recipe, recipe_toml, table_toml
from ml_engine.training.recipe_fields import RecipeField, Value, field_values, find_field

Number = int | float
LOWER_IS_BETTER = ("loss",)
METRICS = {
    "classify": ("accuracy", "f1", "precision", "recall", "top5_accuracy", "ap", "loss"),
    "detect": ("ap", "ap50", "ap75", "precision", "recall", "f1", "mean_iou"),
    "localize": ("mean_iou", "accuracy", "ap50", "ap", "ap75", "precision", "recall", "f1"),
}

# What a form says at a range.
WRONG_ORDER = "The first number must be below the second."
NEEDS_ABOVE_0 = "With equal factors the first number must be above 0."
NEEDS_TWO = "Choose two values at least."


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Of one field: from low to high, or one of choices. log: equal factors are equally likely, not equal steps."""

    low: Number | None = None
    high: Number | None = None
    log: bool = False
    choices: tuple[bool | int | float | str | tuple[float, float], ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ranges: dict[str, Range]
    metric: str = ""
    recipe: dict[str, object] = {}


@dataclass(frozen=True, slots=True)
class SearchRanges:
    """metric: of validation.   ranges: by field.   recipe: of all trials, before they change it.

    task, given: what the recipe was made from: a method of detection that is searched comes with defaults of its own.
    """

    metric: str
    ranges: Mapping[str, Range]
    recipe: Recipe
    task: str = ""
    given: str = field(default="", compare=False)

    @property
    def rises(self) -> bool:
        """Whether more of the metric is better."""
        return self.metric not in LOWER_IS_BETTER

    def usual(self) -> dict[str, Value] | None:
        """The recipe's own values of the fields, None where one of them lies outside of its range."""
        own = field_values(self.recipe)
        values = {name: own[name] for name in self.ranges}
        return values if all(_is_within(self.ranges[name], value) for name, value in values.items()) else None

    def apply(self, values: Mapping[str, Value]) -> Recipe:
        """The recipe with these values. Raises UserError where they do not go together."""
        method = values.get("method")
        if not isinstance(method, str):
            return with_values(self.recipe, values)
        return with_values(_base(self.given, self.task, method, self.ranges), values)


def parse_ranges(text: str, task: str, primary: str = "") -> SearchRanges:
    """primary: the metric to search for where the text names none, '' for the usual one of the task.

    Raises UserError that names the field: not TOML, unknown, of the wrong kind, out of bounds."""
    try:
        file = msgspec.toml.decode(text, type=_File)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _refused(f"{error}") from error
    if task not in METRICS:
        raise _refused(f"there is no task {task!r}")
    given = table_toml(file.recipe)
    recipe = _base(given, task, named_method(given), file.ranges)
    if not file.ranges:
        raise _refused("it has no field under [ranges]")
    for name, range_ in file.ranges.items():
        _check(name, range_, task)
    metric = file.metric or primary or primary_metric(task)
    if metric not in METRICS[task]:
        raise _refused(f"there is no metric {metric!r} (there are: {', '.join(METRICS[task])})")
    return SearchRanges(metric, file.ranges, recipe, task, given)


def chosen_values(values: Mapping[str, Chosen]) -> dict[str, Value]:
    """The values of a trial as a recipe has them."""
    return {name: as_value(name, value) for name, value in values.items()}


def as_chosen(value: Value) -> Chosen:
    """A value as search.json and Optuna have it: a pair as 'A, B'."""
    return f"{value[0]:g}, {value[1]:g}" if isinstance(value, tuple) else value


def as_value(name: str, chosen: Chosen) -> Value:
    """A value as a recipe has it."""
    if find_field(name).kind == "range" and isinstance(chosen, str):
        low, high = (float(part) for part in chosen.split(","))
        return (low, high)
    return chosen


def ranges_toml(ranges: Mapping[str, Range], metric: str = "", recipe: Recipe | None = None) -> str:
    """TOML that parse_ranges reads back."""
    lines = [f'metric = "{metric}"', ""] if metric else []
    lines.append("[ranges]")
    for name, range_ in ranges.items():
        pairs = ", ".join(f"{key} = {msgspec.json.encode(value).decode()}" for key, value in _plain(range_).items())
        lines.append(f'"{name}" = {{ {pairs} }}')
    if recipe is not None:
        tables = recipe_toml(recipe).split("\n[")
        lines += ["", "[recipe]", tables[0].rstrip(), *(f"\n[recipe.{table.rstrip()}" for table in tables[1:])]
    return "\n".join(lines) + "\n"


def with_values(recipe: Recipe, values: Mapping[str, Value]) -> Recipe:
    """The recipe with fields changed by their names ('second.blocks'). Raises UserError as parse_recipe does."""
    tables: dict[str, object] = {}
    for name, value in values.items():
        head, _, tail = name.rpartition(".")
        table = tables.setdefault(head, {}) if head else tables
        if isinstance(table, dict):
            table[tail] = list(value) if isinstance(value, tuple) else value
    return parse_recipe(table_toml(tables), recipe)


def _base(given: str, task: str, method: str, ranges: Mapping[str, Range]) -> Recipe:
    """What a recipe's TOML text makes of the defaults of the task and the method."""
    named = {*ranges, *msgspec.toml.decode(given)}
    recipe = parse_recipe(given, default_recipe(task, method))
    if "epochs" in ranges and not {"steps", "least_steps"} & named:
        return msgspec.structs.replace(recipe, steps=0, least_steps=0)  # as train --epochs does
    return recipe


def _plain(range_: Range) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(range_)
    return plain


def _is_within(range_: Range, value: Value) -> bool:
    if range_.choices:
        return value in range_.choices
    return (
        isinstance(value, int | float)
        and range_.low is not None
        and range_.high is not None
        and range_.low <= value <= range_.high
    )


def _check(name: str, range_: Range, task: str) -> None:
    try:
        field = find_field(name)
    except (KeyError, UserError):
        raise _refused(f"a recipe has no field {name!r}") from None
    if task not in field.tasks:
        raise _refused(f"{name} means nothing to the task {task}")
    if range_.choices:
        if range_.low is not None or range_.high is not None or range_.log:
            raise _refused(f"{name} has choices, so it can have neither low, high nor log")
        if len(set(range_.choices)) < 2:
            raise _refused(f"{name} needs at least two choices")
        for choice in range_.choices:
            _check_value(field, choice)
        return
    if field.kind not in ("whole", "number"):
        raise _refused(f"{name} is no number: give it choices")
    low, high = range_.low, range_.high
    if low is None or high is None:
        raise _refused(f"{name} needs low and high, or choices")
    if not low < high:
        raise _refused(f"low of {name} must be below its high, got {low} and {high}")
    if range_.log and low <= 0:
        raise _refused(f"low of {name} must be above 0, because log is true")
    for bound in (low, high):
        _check_value(field, bound)


def _check_value(field: RecipeField, value: Value) -> None:
    """Raises UserError if the field cannot have that value."""
    match field.kind:
        case "whole" if isinstance(value, bool) or not isinstance(value, int):
            raise _refused(f"{field.name} takes whole numbers, not {value!r}")
        case "number" if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise _refused(f"{field.name} takes numbers, not {value!r}")
        case "switch" if not isinstance(value, bool):
            raise _refused(f"{field.name} takes true and false, not {value!r}")
        case "choice" if value not in [choice.value for choice in field.choices]:
            names = ", ".join(choice.value for choice in field.choices)
            raise _refused(f"{field.name} takes one of {names}, not {value!r}")
        case "range" if not isinstance(value, tuple):
            raise _refused(f"{field.name} takes pairs of numbers, not {value!r}")
        case _:
            pass
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = field.lowest, field.highest
        if (low is not None and value < low) or (high is not None and value > high):
            raise _refused(f"{field.name} must lie between {low:g} and {high:g}, got {value:g}")


def _refused(what: str) -> UserError:
    return UserError(
        "search-ranges",
        f"The ranges of the search cannot be used: {what}.",
        "See docs/recipes.md for an example; vistazo recipe lists all fields.",
    )
