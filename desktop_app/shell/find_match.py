"""How well a line of the palette answers what was typed: each word somewhere, or its letters in order.

Accents and case do not count: who types 'ano' means 'Año' too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WHOLE, WORD_START, INSIDE, LETTERS = 100.0, 60.0, 30.0, 10.0


@dataclass(frozen=True, slots=True)
class Match:
    """score: higher is better.   places: of the letters that were found, rising, to be shown bold."""

    score: float
    places: tuple[int, ...]


def find_match(typed: str, text: str) -> Match | None:
    """The match of all typed words in a text, None if one is not there. Nothing typed matches everything."""
    folded = fold(text)
    score, places = 0.0, set[int]()
    for word in fold(typed).split():
        found = _find_word(word, folded)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    # Of two lines that hold the same words the shorter one says less else.
    return Match(score - len(text) / 100, tuple(sorted(places)))


def fold(text: str) -> str:
    """Lower case without accents, letter for letter: places in it are places in the text."""
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    lower = letter.lower()
    if lower.isascii():
        return lower
    base = unicodedata.normalize("NFKD", lower)[:1]
    return base if len(base) == 1 else letter


def _find_word(word: str, text: str) -> Match | None:
    places = list(_occurrences(word, text))
    if places:
        start = next((place for place in places if _starts_word(text, place)), None)
        place = places[0] if start is None else start
        return Match(_score_of(word, text, place), tuple(range(place, place + len(word))))
    letters = _letters_in_order(word, text)
    if letters is not None:
        return Match(LETTERS + _starts(letters, text), letters)
    scattered = _letters_anywhere(word, text)
    return None if scattered is None else Match(0, scattered)


def _score_of(word: str, text: str, place: int) -> float:
    if not _starts_word(text, place):
        return INSIDE
    end = place + len(word)
    is_whole = end == len(text) or not text[end].isalnum()
    return (WHOLE if is_whole else WORD_START) - place / 10


def _occurrences(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _letters_in_order(word: str, text: str) -> tuple[int, ...] | None:
    """The first letter starts a word; every other one goes on, or starts a later word ('opfo': OPen a FOlder)."""
    for first in _occurrences(word[:1], text):
        if _starts_word(text, first):
            rest = _continue(word, 1, text, first)
            if rest is not None:
                return (first, *rest)
    return None


def _letters_anywhere(word: str, text: str) -> tuple[int, ...] | None:
    """As they come after one another, the first at the start of a word ('tn': TraiN)."""
    first = next((place for place in _occurrences(word[:1], text) if _starts_word(text, place)), None)
    places = [] if first is None else [first]
    for letter in word[1:]:
        place = text.find(letter, places[-1] + 1) if places else -1
        if place < 0:
            return None
        places.append(place)
    return tuple(places) or None


def _continue(word: str, done: int, text: str, last: int) -> tuple[int, ...] | None:
    if done == len(word):
        return ()
    candidates = [last + 1] if last + 1 < len(text) and text[last + 1] == word[done] else []
    candidates += [place for place in _occurrences(word[done], text) if place > last + 1 and _starts_word(text, place)]
    for place in candidates:
        rest = _continue(word, done + 1, text, place)
        if rest is not None:
            return (place, *rest)
    return None


def _starts_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _starts(letters: tuple[int, ...], text: str) -> int:
    return sum(_starts_word(text, place) for place in letters)
