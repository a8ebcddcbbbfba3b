"""The recipe of the next training as its fields' values: what differs from the usual, what is wrong, and back to text.

No Qt. The epochs, the input size and the unfrozen blocks lie in options of their own, so that "More choices" and the
form say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.errors import UserError
from ml_engine.tasks.defaults import TASK_DEFAULTS
from ml_engine.training.recipe import Recipe, parse_recipe, recipe_toml
from ml_engine.training.recipe_fields import NO_USE, RECIPE_FIELDS, Value, field_values, wrong_value

_APART = {"epochs": "epochs", "input_size": "input_size", "second.blocks": "unfreeze"}


@dataclass(frozen=True, slots=True)
class Draft:
    """usual: what the task does unasked.   values: of every field by its path, as they are now."""

    usual: Mapping[str, Value]
    values: Mapping[str, Value]

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that differ from the usual, in the recipe's order."""
        return tuple(name for name, value in self.values.items() if not same(value, self.usual[name]))

    def with_value(self, name: str, value: Value) -> Draft:
        return replace(self, values={**self.values, name: value})

    def is_changed(self, name: str) -> bool:
        return not same(self.values[name], self.usual[name])


def usual_recipe(task: str) -> Recipe:
    """What a training of the task does unasked; of a detector while nothing says which."""
    return TASK_DEFAULTS.get(task, TASK_DEFAULTS["detect"])


def draft_of(options: TrainOptions, task: str) -> Draft:
    """What the next training would do. A recipe that cannot be read counts as none."""
    usual = usual_recipe(task)
    try:
        recipe = parse_recipe(options.recipe, usual)
    except UserError:
        recipe = usual
    values = dict(field_values(recipe))
    if options.epochs:
        # As the worker does it: a number of epochs stands over a number of steps.
        values |= {"epochs": options.epochs, "steps": 0, "least_steps": 0}
    if options.input_size:
        values["input_size"] = options.input_size
    if options.unfreeze:
        values["second.blocks"] = options.unfreeze
    return Draft(field_values(usual), values)


def options_of(draft: Draft, options: TrainOptions) -> TrainOptions:
    """The options that make the next training do what the draft says."""
    changed = list(draft.changed)
    apart = dict.fromkeys(_APART.values(), 0)
    for name, option in _APART.items():
        # The number of epochs of the options lets no number of steps stand beside it.
        if name == "epochs" and (draft.values["steps"] or draft.values["least_steps"]):
            continue
        value = draft.values[name]
        if name in changed and isinstance(value, int) and value:
            apart[option] = value
            changed.remove(name)
    if apart["epochs"]:
        changed = [name for name in changed if name not in ("steps", "least_steps")]
    return replace(
        options,
        recipe=changes_toml(draft, changed),
        epochs=apart["epochs"],
        input_size=apart["input_size"],
        unfreeze=apart["unfreeze"],
    )


def changes_toml(draft: Draft, names: list[str] | None = None) -> str:
    """TOML of these fields alone, of all that differ if none are named; '' for nothing."""
    tables: dict[str, list[str]] = {}
    for name in draft.changed if names is None else names:
        table, _, key = name.rpartition(".")
        tables.setdefault(table, []).append(f"{key} = {_toml(draft.values[name])}")
    blocks = ["\n".join(tables.pop("", []))]
    blocks += ["\n".join([f"[{table}]", *lines]) for table, lines in tables.items()]
    return "\n\n".join(block for block in blocks if block)


def whole_toml(draft: Draft) -> str:
    """Every choice, as a run writes it down. Raises UserError as recipe_of."""
    return recipe_toml(recipe_of(draft))


def recipe_of(draft: Draft) -> Recipe:
    """The recipe of the values. Raises UserError for what does not go together."""
    return parse_recipe(changes_toml(draft, list(draft.values)), Recipe())


def draft_from_toml(text: str, task: str) -> Draft:
    """What a text of changes to the usual comes to. Raises UserError that names the field."""
    usual = usual_recipe(task)
    return Draft(field_values(usual), field_values(parse_recipe(text, usual)))


def problems_of(draft: Draft, task: str) -> dict[str, str]:
    """What is wrong, by the field that can be changed about it; '' for what concerns none alone. English."""
    found = {field.name: wrong for field in RECIPE_FIELDS if (wrong := wrong_value(field, draft.values[field.name]))}
    for field in RECIPE_FIELDS:
        if task and task not in field.tasks and draft.is_changed(field.name):
            found.setdefault(field.name, NO_USE)
    if found:
        return found
    try:
        recipe_of(draft)
    except UserError as error:
        return {_blamed(error.message): error.message}
    return {}


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same choice: 1 and 1.0 are, 1 and true are not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _blamed(message: str) -> str:
    """The field that a sentence is about: the first that it names."""
    words = re.findall(r"[a-z_0-9.]+", message)
    names = {field.name for field in RECIPE_FIELDS}
    return next((word.strip(".") for word in words if word.strip(".") in names), "")


def _toml(value: Value) -> str:
    return msgspec.json.encode(value).decode()
