"""Where the words at the lines' ends go so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Place:
    """A word's rectangle in pixels. y: its middle."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Place) -> bool:
        """Whether two words would touch."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


def spread(places: Sequence[Place], top: float, bottom: float) -> list[Place]:
    """The same words, moved up or down as little as needed, within top..bottom where they fit. Order is kept."""
    result = list(places)
    for column in _columns(places):
        for index, y in zip(column, _spread_column([places[i] for i in column], top, bottom), strict=True):
            result[index] = replace(places[index], y=y)
    return result


def is_crossed(place: Place, line: Sequence[tuple[float, float]], slack: float = 3.0) -> bool:
    """Whether a line through these points, x ascending, runs through a word."""
    low, high = place.y - place.height / 2 - slack, place.y + place.height / 2 + slack
    left, right = place.x, place.x + place.width
    for (x0, y0), (x1, y1) in pairwise(line):
        if x1 < left or x0 > right:
            continue
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        enter, leave = (y0 + slope * (min(max(x, x0), x1) - x0) for x in (left, right))
        if min(enter, leave) <= high and max(enter, leave) >= low:
            return True
    return False


def free_place(
    candidates: Sequence[Place], taken: Sequence[Place], lines: Sequence[Sequence[tuple[float, float]]] = ()
) -> Place:
    """The first candidate that covers no word and no line; else the first that covers no word; else the first."""
    free = [place for place in candidates if not any(place.overlaps(other) for other in taken)]
    clear = (place for place in free if not any(is_crossed(place, line) for line in lines))
    return next(clear, next(iter(free), candidates[0]))


def _columns(places: Sequence[Place]) -> list[list[int]]:
    """Indices of words that share some of their width, straight or through others; each from top to bottom."""
    columns: list[tuple[float, float, list[int]]] = []
    for index, place in enumerate(places):
        left, right, members = place.x, place.x + place.width, [index]
        apart = []
        for column in columns:
            if column[0] < right and left < column[1]:
                left, right, members = min(left, column[0]), max(right, column[1]), [*column[2], *members]
            else:
                apart.append(column)
        columns = [*apart, (left, right, members)]
    return [sorted(members, key=lambda index: (places[index].y, index)) for _, _, members in columns]


def _spread_column(column: Sequence[Place], top: float, bottom: float) -> list[float]:
    """Middles that are a word apart and closest to the wanted ones: neighbours that touch share their shift."""
    offsets, total = [], 0.0
    for place in column:
        offsets.append(total + place.height / 2)
        total += place.height
    low, high = top, max(top, bottom - total)
    blocks: list[list[float]] = []  # sum of wanted starts, count
    for place, offset in zip(column, offsets, strict=True):
        blocks.append([place.y - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            wanted, count = blocks.pop()
            blocks[-1][0] += wanted
            blocks[-1][1] += count
    starts = [min(max(wanted / count, low), high) for wanted, count in blocks for _ in range(int(count))]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
