"""Which pixels of the picture a number of a layer depends on: its receptive field, exactly, from every step on the way.

Carried along with the tensors through the network as it runs, so that skips, branches and gates count as they are:
behind a gate that averages over the whole map (squeeze and excitation) every number sees the whole picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """Position i of an axis reads the input pixels low + i · step to high + i · step, both included."""

    low: Fraction
    high: Fraction
    step: Fraction
    count: int

    @property
    def length(self) -> int:
        """Input pixels that one number reads, also those beyond the border."""
        return math.floor(self.high) - math.ceil(self.low) + 1

    def at(self, place: int) -> tuple[int, int]:
        """The first input pixel that position `place` reads and the one behind the last; may lie beyond the border."""
        return math.ceil(self.low + place * self.step), math.floor(self.high + place * self.step) + 1

    def sees_all(self, size: int) -> bool:
        """Whether every position reads all of an axis of `size` pixels."""
        ends = (self.at(0), self.at(self.count - 1))
        return all(first <= 0 and end >= size for first, end in ends)

    def slid(self, length: int, stride: int, padding: int, dilation: int, count: int) -> Span:
        """Behind a window of `length` numbers that slides over this axis."""
        low = self.low - padding * self.step
        high = self.high + ((length - 1) * dilation - padding) * self.step
        return Span(low, high, self.step * stride, count)

    def spread(self, length: int, stride: int, padding: int, dilation: int, count: int) -> Span:
        """Behind a transposed convolution: number o is made of the numbers (o + padding − k · dilation) / stride."""
        part = self.step / stride
        return Span(self.low + (padding - (length - 1) * dilation) * part, self.high + padding * part, part, count)

    def whole(self, count: int = 1) -> Span:
        """Behind something that reads every position."""
        ends = (Fraction(0), (self.count - 1) * self.step)
        return Span(self.low + min(ends), self.high + max(ends), Fraction(0), count)

    def resized(self, count: int) -> Span:
        """Behind a change of size to `count` positions, each made of its neighbours before."""
        if count == self.count:
            return self
        step = self.step * self.count / count
        reach = max(self.step, step)
        return Span(self.low - reach, self.high + reach, step, count)

    def moved(self, before: int, count: int) -> Span:
        """With `before` positions put in front, or cut off where it is negative."""
        return Span(self.low - before * self.step, self.high - before * self.step, self.step, count)


@dataclass(frozen=True, slots=True)
class Sight:
    """rows, columns: of the network's input.   axes: which of the tensor's axes are rows and columns, () if none is."""

    rows: Span
    columns: Span
    axes: tuple[int, int] | tuple[()] = (2, 3)

    def sees_all(self, side: int) -> bool:
        """Whether every number reads all of a square of `side` pixels."""
        return self.rows.sees_all(side) and self.columns.sees_all(side)

    def box(self, row: int, column: int, side: int) -> tuple[int, int, int, int]:
        """x0, y0, x1, y1 of the pixels of a square of `side` pixels that the number at this place reads."""
        (y0, y1), (x0, x1) = (
            (max(0, min(end, side)) for end in span.at(min(place, span.count - 1)))
            for span, place in ((self.rows, row), (self.columns, column))
        )
        return x0, y0, x1, y1

    def whole(self) -> Sight:
        """Of a number that reads every position."""
        return Sight(self.rows.whole(), self.columns.whole(), ())

    def with_axes(self, axes: tuple[int, int] | tuple[()]) -> Sight:
        return replace(self, axes=axes)


def first_sight(height: int, width: int) -> Sight:
    """Of the network's input itself."""
    one, none = Fraction(1), Fraction(0)
    return Sight(Span(none, none, one, height), Span(none, none, one, width))


def united(sights: Sequence[Sight], axes: tuple[int, int] | tuple[()]) -> Sight:
    """Of numbers made of one number of each. Raises ValueError without any."""
    return Sight(_union([sight.rows for sight in sights]), _union([sight.columns for sight in sights]), axes)


def _union(spans: Sequence[Span]) -> Span:
    if not spans:
        raise ValueError("there is nothing to unite")
    count = max(span.count for span in spans)
    moving = {span.step for span in spans if span.count > 1}
    if len(moving) > 1 or (moving and any(span.count == 1 < count for span in spans)):
        # One number for all positions, or a step of its own: what all positions read together holds it.
        spans = [span.whole() for span in spans]
    step = max(span.step for span in spans)
    return Span(min(span.low for span in spans), max(span.high for span in spans), step, count)
