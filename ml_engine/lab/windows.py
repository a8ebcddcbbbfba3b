"""A window that slides over numbers with any number of axes: where it stands, and what it reads there.

Convolution and pooling share it; all places are read at once, offset by offset, so that memory stays flat.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.lab.sizes import Padding, Sides, axis_pads, each_axis, output_length, pad_lengths, size_formula

FloatArray = npt.NDArray[np.float64]
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sliding:
    """lengths: of the axes that it slides over.   kernel, stride, dilation: one number an axis.

    padding: as it was asked for, an axis.   pads: the zeros before and after each axis.
    """

    lengths: Place
    kernel: Place
    stride: Place
    padding: tuple[int | str, ...]
    pads: tuple[tuple[int, int], ...]
    dilation: Place
    output: Place
    formulas: tuple[str, ...]

    def places(self) -> Iterator[Place]:
        """All places, row by row."""
        return itertools.product(*(range(length) for length in self.output))

    def corner(self, place: Place) -> Place:
        """The first number that is read, counted without padding: negative in the padding. Raises IndexError."""
        if len(place) != len(self.output) or not all(0 <= p < n for p, n in zip(place, self.output, strict=True)):
            raise IndexError(f"place {place} is not in an output of {self.output}")
        return tuple(p * s - low for p, s, (low, _) in zip(place, self.stride, self.pads, strict=True))

    def padded(self, values: FloatArray, filler: float = 0.0) -> FloatArray:
        """values: (C, *lengths) → (C, *lengths with padding)."""
        return np.pad(values, ((0, 0), *self.pads), constant_values=filler)

    def offsets(self) -> Iterator[Place]:
        """The places inside the kernel."""
        return itertools.product(*(range(side) for side in self.kernel))

    def read(self, padded: FloatArray, offset: Place) -> FloatArray:
        """What all places read at one offset of the kernel: a view of (C, *output)."""
        axes = zip(offset, self.dilation, self.stride, self.output, strict=True)
        return padded[(slice(None), *(slice(o * d, o * d + s * (n - 1) + 1, s) for o, d, s, n in axes))]

    def patch(self, padded: FloatArray, place: Place) -> FloatArray:
        """What one place reads: (C, *kernel)."""
        self.corner(place)
        axes = zip(place, self.stride, self.dilation, self.kernel, strict=True)
        return padded[(slice(None), *(slice(p * s, p * s + d * (k - 1) + 1, d) for p, s, d, k in axes))]


def at_offset(offset: Place, free: int) -> tuple[slice | int, ...]:
    """An index that leaves so many first axes whole and takes one place of the others."""
    return (*(slice(None),) * free, *offset)


def slide(
    lengths: Sequence[int], kernel: Sequence[int], stride: Sides = 1, padding: Padding = 0, dilation: Sides = 1
) -> Sliding:
    """Raises UserError where the window does not fit."""
    axes = len(lengths)
    strides, dilations = each_axis(stride, axes), each_axis(dilation, axes)
    asked = axis_pads(padding, axes)
    rows = list(zip(lengths, kernel, strides, asked, dilations, strict=True))
    return Sliding(
        tuple(lengths),
        tuple(kernel),
        strides,
        asked,
        tuple(pad_lengths(p, n, k, s, d) for n, k, s, p, d in rows),
        dilations,
        tuple(output_length(*row) for row in rows),
        tuple(size_formula(*row) for row in rows),
    )
