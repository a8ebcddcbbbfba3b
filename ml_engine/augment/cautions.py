"""What a recipe may spoil: mirrored or turned digits and letters become other ones, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ml_engine.augment.recipe import AugmentRecipe

LARGE_TURN = 30.0  # degrees, from which 6 and 9, or N and Z, come near each other
_WORDS = frozenset(
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    }
)  # fmt: skip
_MARKED = re.compile(
    r"(?:digit|number|letter|char|character|sign|class|dígito|digito|número|numero|letra|signo)[\s_-]*(.+)"
)


def looks_like_character(name: str) -> bool:
    """Whether a label's name is a digit, a letter, a number of up to three digits, or says so ('digit 7')."""
    word = name.strip().casefold()
    marked = _MARKED.fullmatch(word)
    if marked:
        word = marked[1]
    return (len(word) == 1 and word.isalnum()) or (word.isdecimal() and len(word) <= 3) or word in _WORDS


def are_characters(names: Sequence[str]) -> bool:
    """Whether at least half of the labels, and two of them, look like digits or letters."""
    count = sum(map(looks_like_character, names))
    return count >= 2 and 2 * count >= len(names)


def cautions(recipe: AugmentRecipe, label_names: Sequence[str]) -> tuple[str, ...]:
    """Sentences about what changes the answer with the picture, () where nothing does."""
    if not are_characters(label_names):
        return ()
    effective, found = recipe.effective, []
    if effective.flip or effective.flip_vertical:
        found.append(
            "The labels look like digits or letters: mirrored, a b becomes a d and a 2 becomes nothing. "
            "Better leave mirroring out."
        )
    if effective.rotate_degrees > LARGE_TURN:
        found.append(
            "The labels look like digits or letters: turned far, a 6 becomes a 9. "
            f"Better turn by less than {LARGE_TURN:.0f} degrees."
        )
    return tuple(found)
