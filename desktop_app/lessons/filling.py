"""Places in a lesson's texts, {lab.output_size} or {run.accuracy:percent}: filled with the learner's own values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

PLACE = re.compile(r"\{([^{}]*)\}")
HOW = ("", "percent", "0", "1", "2", "3", "minutes")


def places_of(text: str) -> Iterator[tuple[str, str]]:
    """(name, how it is written) of each place in a text."""
    for match in PLACE.finditer(text):
        name, _, how = match[1].partition(":")
        yield name.strip(), how.strip()


def fill(text: str, say: Callable[[str, str], str]) -> str:
    """The text with its places filled. say: a value by name and how, in words."""
    return PLACE.sub(lambda match: say(*next(places_of(match[0]))), text)
