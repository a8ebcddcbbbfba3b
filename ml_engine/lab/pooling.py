"""Pooling: one number for a patch, the largest, the mean or the sum; without weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.matrices import factor_text, number_text
from ml_engine.lab.sizes import Padding, Sides, each_axis
from ml_engine.lab.windows import Place, Sliding, slide

FloatArray = npt.NDArray[np.float64]
PoolKind = Literal["max", "average", "sum"]
POOL_KINDS: tuple[PoolKind, ...] = ("max", "average", "sum")


@dataclass(frozen=True, slots=True, eq=False)
class PoolStep:
    """place: in the output.   corner: first number read, without padding.   patch: (*size).

    inside: False in the padding.   winner: the place in the patch that a maximum comes from, else ().
    count: what a mean divides by.
    """

    channel: int
    place: Place
    corner: Place
    patch: FloatArray
    inside: npt.NDArray[np.bool_]
    kind: PoolKind
    winner: Place
    count: int
    value: float

    def written(self) -> str:
        """'max(1, 3, 2, 0) = 3', '(1 + 3 + 2 + 0)/4 = 1.5' or '1 + 3 + 2 + 0 = 6'."""
        counted = self.patch[self.inside] if self.kind == "max" else self.patch.flatten()
        words = [(number_text if self.kind == "max" else factor_text)(value) for value in counted.tolist()]
        result = number_text(self.value)
        match self.kind:
            case "max":
                return f"max({', '.join(words)}) = {result}"
            case "sum":
                return f"{' + '.join(words)} = {result}"
            case "average":
                return f"({' + '.join(words)})/{self.count} = {result}"
        assert_never(self.kind)


@dataclass(frozen=True, slots=True, eq=False)
class Pooling:
    """signal: (C, *lengths).   count_padding: whether the zeros of the padding count in a mean."""

    signal: FloatArray
    kind: PoolKind
    sliding: Sliding
    count_padding: bool

    def output(self) -> FloatArray:
        """(C, *output)."""
        padded = self._padded()
        result: FloatArray | None = None
        for offset in self.sliding.offsets():
            read = self.sliding.read(padded, offset)
            if result is None:
                result = read.copy()
            elif self.kind == "max":
                np.maximum(result, read, out=result)
            else:
                result += read
        if result is None:
            raise ValueError("a window has at least one number")
        return result / self._counts() if self.kind == "average" else result

    def step(self, place: Place, channel: int = 0) -> PoolStep:
        """One place of one channel. Raises IndexError."""
        patch = self.sliding.patch(self._padded()[channel : channel + 1], place)[0]
        inside = self.sliding.patch(self._mask(), place)[0] > 0
        winner: Place = ()
        count = patch.size if self.count_padding else int(inside.sum())
        match self.kind:
            case "max":
                winner = tuple(int(i) for i in np.unravel_index(int(patch.argmax()), patch.shape))
                value = float(patch.max())
            case "sum":
                value = float(patch.sum())
            case "average":
                value = float(patch.sum() / count)
        shown = np.where(inside, patch, 0.0)
        corner = self.sliding.corner(place)
        return PoolStep(channel, place, corner, shown, inside, self.kind, winner, count, value)

    def steps(self, channel: int = 0) -> Iterator[PoolStep]:
        """All places of one channel, row by row."""
        return (self.step(place, channel) for place in self.sliding.places())

    def _padded(self) -> FloatArray:
        return self.sliding.padded(self.signal, -np.inf if self.kind == "max" else 0.0)

    def _mask(self) -> FloatArray:
        return self.sliding.padded(np.ones((1, *self.sliding.lengths)))

    def _counts(self) -> FloatArray:
        if self.count_padding:
            return np.full(self.sliding.output, float(np.prod(self.sliding.kernel)))
        mask = self._mask()
        counts: FloatArray = sum(
            (self.sliding.read(mask, offset)[0] for offset in self.sliding.offsets()), np.zeros(self.sliding.output)
        )
        return counts


def prepare_pool(
    signal: npt.ArrayLike,
    kind: PoolKind,
    size: Sides,
    *,
    dimensions: int = 2,
    stride: Sides | None = None,
    padding: Padding = 0,
    count_padding: bool = False,
) -> Pooling:
    """signal: (*lengths) or (C, *lengths).   stride: the size, unless given. Raises UserError where it does not fit."""
    values = np.asarray(signal, dtype=np.float64)
    values = values[None] if values.ndim == dimensions else values
    if values.ndim != dimensions + 1 or not values.size:
        raise ValueError(f"signal must have {dimensions} or {dimensions + 1} axes and numbers, got {values.shape}")
    sides = each_axis(size, dimensions)
    sliding = slide(values.shape[1:], sides, sides if stride is None else stride, padding)
    for (low, _), side in zip(sliding.pads, sides, strict=True):
        if low >= side:
            raise UserError("size", f"A padding of {low} hides a window of {side} whole.", "Take less padding.")
    return Pooling(values, kind, sliding, count_padding)


def pool(
    signal: npt.ArrayLike,
    kind: PoolKind,
    size: Sides,
    *,
    dimensions: int = 2,
    stride: Sides | None = None,
    padding: Padding = 0,
    count_padding: bool = False,
) -> FloatArray:
    """The result, with a channel axis where the signal has one."""
    ready = prepare_pool(
        signal, kind, size, dimensions=dimensions, stride=stride, padding=padding, count_padding=count_padding
    )
    result = ready.output()
    return result[0] if np.ndim(signal) == dimensions else result
