"""Changing one part of a recipe's text, so that what a person wrote in the rest of it stays as it was written."""

from __future__ import annotations

import re

import msgspec

from ml_engine.augment.presets import find_preset
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import Recipe, parse_recipe

_TABLE = re.compile(r"^\s*\[+\s*([^\]]+?)\s*\]+\s*(#.*)?$")
_METHOD = re.compile(r"^\s*[\"']?method[\"']?\s*=")
_KEY = re.compile(r"^\s*augment\s*[.=]")


def with_augment(text: str, augment: AugmentRecipe, defaults: Recipe) -> str:
    """The text with another augmentation: a preset's name, or what differs from the defaults; nothing if none does.

    text: TOML that parse_recipe takes. Comments and all other fields stay, line by line. Raises UserError if the text
    is no recipe.
    """
    parse_recipe(text, defaults)
    rest = without_augment(text)
    name = find_preset(augment, defaults.augment)
    if augment == defaults.augment:
        return rest
    if name:
        # A line of the top table must stand before the first of the others.
        return f'augment = "{name}"\n{rest}'.strip()
    plain, usual = msgspec.to_builtins(augment), msgspec.to_builtins(defaults.augment)
    changes = [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in plain.items() if value != usual[key]]
    return "\n".join([*([rest, ""] if rest else []), "[augment]", *changes])


def without_augment(text: str) -> str:
    """The text without its augmentation, in whichever of TOML's forms it is written."""
    kept, skipping, depth = [], False, 0
    top = True
    for line in text.splitlines():
        table = _TABLE.match(line) if depth == 0 else None
        if table:
            top, skipping = False, table[1] == "augment" or table[1].startswith("augment.")
        elif depth == 0 and top and _KEY.match(line):
            depth = _open(line)
            continue
        elif depth > 0 and not skipping:
            depth += _open(line)  # an inline table or a list that goes on over lines
            continue
        if not skipping:
            kept.append(line)
    return "\n".join(kept).strip()


def with_method(text: str, method: str) -> str:
    """The text with another method of detection, '' or the usual one for none. All other lines stay."""
    rest = without_method(text)
    # A line of the top table must stand before the first of the others.
    return rest if method in ("", GRID) else f'method = "{method}"\n{rest}'.strip()


def recipe_for(text: str, task: str) -> str:
    """The text as a training of the task takes it: methods are of detection. task: '' while nobody knows."""
    return text if task in ("", "detect") else without_method(text)


def without_method(text: str) -> str:
    """The text without its method: what a task other than detection can be given."""
    lines = text.splitlines()
    top = next((place for place, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    kept = [line for place, line in enumerate(lines) if place >= top or not _METHOD.match(line)]
    return text if len(kept) == len(lines) else "\n".join(kept).strip()


def _open(line: str) -> int:
    """Brackets that a line opens and leaves open."""
    code = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", line)
    return code.count("{") + code.count("[") - code.count("}") - code.count("]")
