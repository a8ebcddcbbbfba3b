"""A plot's words in another language: whatever stands in it is said anew, but for names that come from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection

from matplotlib.axis import Axis
from matplotlib.category import StrCategoryFormatter
from matplotlib.figure import Figure
from matplotlib.text import Text

Words = Callable[[str], str]


def say_figure(figure: Figure, words: Words, names: Collection[str]) -> None:
    """Say all of its texts in `words`. names: what is a name and stays."""
    for axes in figure.axes:
        _say_ticks(axes.xaxis, words)
        _say_ticks(axes.yaxis, words)
    for found in figure.findobj(Text):
        text = found.get_text() if isinstance(found, Text) else ""
        if isinstance(found, Text) and text and text not in names:
            found.set_text(words(text))


def _say_ticks(axis: Axis, words: Words) -> None:
    """The names of bars are made when they are drawn, so that they have to be given."""
    formatter = axis.get_major_formatter()
    if isinstance(formatter, StrCategoryFormatter):
        places = [float(place) for place in axis.get_majorticklocs()]
        axis.set_ticks(places, labels=[words(said) for said in formatter.format_ticks(places)])  # type: ignore[no-untyped-call]
