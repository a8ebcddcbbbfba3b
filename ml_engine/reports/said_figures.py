"""A report's words in another language: whatever stands in a plot is said anew, but for names from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

Words = Callable[[str], str]
_MARK = 0xE000  # of Unicode's private use: no catalogue has them


def keeping_names(words: Words, names: Collection[str]) -> Words:
    """`words`, but names stay as they are, also within a sentence: a label may be called "recall"."""
    known = sorted((name for name in names if name), key=len, reverse=True)
    marks = {name: chr(_MARK + place) for place, name in enumerate(known)}
    of_marks = {mark: name for name, mark in marks.items()}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known)) if known else None

    def say(text: str) -> str:
        if text in marks:
            return text
        marked = pattern.sub(lambda found: marks[found[0]], text) if pattern else text
        said = words(marked)
        if said == marked:  # the name was one of the sentence's own words
            return words(text)
        return "".join(of_marks.get(char, char) for char in said)

    return say


def say_figure(figure: Figure, words: Words) -> None:
    """Say all of its texts in `words`."""
    for axes in figure.axes:
        _say_ticks(axes.xaxis, words)
        _say_ticks(axes.yaxis, words)
    for found in figure.findobj(Text):
        if isinstance(found, Text) and found.get_text():
            found.set_text(words(found.get_text()))


def _say_ticks(axis: Axis, words: Words) -> None:
    """Names on an axis are made anew when it is drawn, so that they have to be given."""
    labels = [label.get_text() for label in axis.get_majorticklabels()]
    if any(char.isalpha() for label in labels for char in label):
        axis.set_ticks([float(place) for place in axis.get_majorticklocs()], labels=[words(label) for label in labels])
