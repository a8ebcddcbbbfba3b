"""The glossary of the window: what everything in it is, in two sentences, by objectName. resources/answers.toml, no Qt.

What a field of the recipe is stands in recipe_fields already; here it only gets where one learns more.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache

import msgspec

from desktop_app.lessons.format import Text
from desktop_app.look.resources import resource_path
from ml_engine.training.recipe_fields import RECIPE_FIELDS, RecipeField

FILE = "answers.toml"
FORM, STUDIO, SEARCH = "recipe-field-", "augment-", "search-field-"
# Fields that the window shows outside of the form, and those whose name there is another one.
FIELDS = {
    "train-epochs": "epochs",
    "train-input-size": "input_size",
    "train-blocks": "second.blocks",
    "augment-rotate": "augment.rotate_degrees",
    "augment-scale-low": "augment.scale",
    "augment-scale-high": "augment.scale",
}
_RANGE_ENDS = ("-from", "-to", "-low", "-high", "-log")
_CHOICE = re.compile(r"-choice-\d+$")


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """names: objectNames, with * for any letters.   text: two sentences.   learn: 'lessons ID' or 'lab PAGE', or ''."""

    names: tuple[str, ...]
    title: Text
    text: Text
    learn: str = ""


class FieldLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one learns more about fields of the recipe. names: theirs with hyphens."""

    names: tuple[str, ...]
    learn: str


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"answers": "answer", "fields": "field"}):
    """All of them; the first whose name fits counts."""

    answers: tuple[Answer, ...]
    fields: tuple[FieldLink, ...] = ()

    def find(self, name: str) -> Answer | None:
        """The answer for an objectName, None if there is none."""
        return next((one for one in self.answers if _fits(name, one.names)), None)

    def learn_of(self, field: RecipeField) -> str:
        """Where one learns more about a field of the recipe, ''."""
        name = _hyphened(field.name)
        return next((link.learn for link in self.fields if _fits(name, link.names)), "")


@cache
def read_answers() -> Answers:
    """The glossary, read once."""
    return msgspec.toml.decode(resource_path(FILE).read_text(encoding="utf-8"), type=Answers)


def field_of(name: str) -> RecipeField | None:
    """The field of the recipe that a widget changes, by the widget's objectName; None for another widget."""
    known = FIELDS.get(name)
    if known is None and name.startswith(FORM):
        known = _named(name.removeprefix(FORM))
    if known is None and name.startswith(SEARCH):
        known = _named(_CHOICE.sub("", name.removeprefix(SEARCH)))
    if known is None and name.startswith(STUDIO):
        known = _named(name)
    return next((field for field in RECIPE_FIELDS if field.name == known), None)


def _named(name: str) -> str | None:
    """'augment.blur_share' of 'augment-blur-share'; 'augment.scale' of 'augment-scale-from'."""
    for ending in ("", *_RANGE_ENDS):
        short = name.removesuffix(ending) if ending else name
        found = next((field.name for field in RECIPE_FIELDS if _hyphened(field.name) == short), None)
        if found is not None:
            return found
    return None


def _hyphened(name: str) -> str:
    return name.replace("_", "-").replace(".", "-")


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
