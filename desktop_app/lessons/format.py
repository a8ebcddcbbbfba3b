"""What a lesson is: typed values, as they stand in its one TOML file. Reading and its errors are reading.py's.

A lesson is data, never code: what a step asks is a condition over named values (values.py), what it says is text with
places for them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = 1
Fact = str | int | float | bool | tuple[int, ...]
Data = Literal["any", "desk", "digits", "things", "pack"]
LANGUAGES = ("en", "es")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in both languages; one of them may be absent in a teacher's own lesson."""

    en: str = ""
    es: str = ""

    def said(self, language: str) -> str:
        """In a language, else in the other one."""
        return (self.es or self.en) if language == "es" else (self.en or self.es)

    def __bool__(self) -> bool:
        return bool(self.en or self.es)


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"equals": "is", "differs": "not"}):
    """One question to the app's state. value: a name of values.py; just one of the others is set.

    equals, differs: written 'is' and 'not'.   at_least, at_most: bounds of a number, or of the length of a tuple.
    among: one of these.   changed: it is not what it was when the step began.   more: a number that has grown by so
    much since then.   known: it is there at all.   same_as: the name of another value.   has: letters in a word.
    """

    value: str
    equals: Fact | None = None
    differs: Fact | None = None
    at_least: float | None = None
    at_most: float | None = None
    among: tuple[Fact, ...] | None = None
    changed: bool | None = None
    more: float | None = None
    known: bool | None = None
    same_as: str | None = None
    has: str | None = None

    @property
    def comparisons(self) -> tuple[str, ...]:
        """Which of them are set, as they are written."""
        given = {
            "is": self.equals, "not": self.differs, "at_least": self.at_least, "at_most": self.at_most,
            "among": self.among, "changed": self.changed, "more": self.more, "known": self.known,
            "same_as": self.same_as, "has": self.has,
        }  # fmt: skip
        return tuple(name for name, value in given.items() if value is not None)


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked at the end. With `choices`, `right` is the place of the right one, from 1.

    answer: else a number, or the name of a value that is one (or a word, then `choose_from` names a value with the
    words to choose from, with commas between).   tolerance: how far off a number may be, as a share of it.
    well, not_yet: what is said then.
    """

    ask: Text
    choices: tuple[Text, ...] = ()
    right: int = 0
    answer: str | float = ""
    choose_from: str = ""
    tolerance: float = 0.0
    well: Text = Text()
    not_yet: Text = Text()


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do. do: short sentences.   place: 'lab sizes', as Session.go_to has it.   point: an objectName.

    check: all of these hold when it was done; without any, reading is all there is to do.   after: what it means, in
    the learner's numbers.   hint: what helps when it takes long.   recipe: name of a recipe that comes with the lesson
    and can be taken for the next training with one button.   network: as recipe, of a network by name ('lenet5').
    """

    id: str
    do: Text
    title: Text = Text()
    place: str = ""
    point: str = ""
    check: tuple[Condition, ...] = ()
    after: Text = Text()
    hint: Text = Text()
    hint_after_s: int = 40
    recipe: str = ""
    question: Question | None = None


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"steps": "step"}):
    """id: kebab-case, progress is kept under it.   minutes: that it takes.   order: among those of the program.

    data: what it needs: any project with pictures, one of our own samples, or the pictures of its own pack.
    """

    format: int
    id: str
    title: Text
    about: Text
    steps: tuple[Step, ...]
    minutes: int = 10
    order: int = 100
    icon: str = "graduation-cap"
    data: Data = "any"

    def step(self, step_id: str) -> int:
        """The place of a step, 0 for one that there is not (any more)."""
        return next((place for place, step in enumerate(self.steps) if step.id == step_id), 0)
