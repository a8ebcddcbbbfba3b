"""Transposed convolution: each number stamps the kernel, times itself, onto a larger map.

It goes the way of a convolution's gradient, so it makes a map larger where a convolution with the same stride makes it
smaller.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.sizes import Sides, each_axis, transposed_formula, transposed_length
from ml_engine.lab.windows import Place, at_offset

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """place: of the number that is read.   value: it, (C,).   corner: where its stamp begins in the output, may be < 0.

    stamp: (F, *kernel), what is added.   after: (F, *output), what is there then.
    """

    place: Place
    value: FloatArray
    corner: Place
    stamp: FloatArray
    after: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Transposed:
    """signal: (C, *lengths).   kernels: (C, F/groups, *kernel), as torch keeps them.   formulas: of the sizes."""

    signal: FloatArray
    kernels: FloatArray
    groups: int
    stride: Place
    padding: Place
    dilation: Place
    shape: Place
    formulas: tuple[str, ...]

    def output(self) -> FloatArray:
        """(F, *output)."""
        whole = np.zeros((self._filters, *self._canvas))
        values = self.signal.reshape(self.groups, -1, *self.signal.shape[1:])
        weights = self.kernels.reshape(self.groups, -1, *self.kernels.shape[1:])
        for offset in itertools.product(*(range(side) for side in self.kernels.shape[2:])):
            kernel = weights[at_offset(offset, 3)]
            added = np.einsum("gcf,gc...->gf...", kernel, values).reshape(self._filters, *self.signal.shape[1:])
            rows = zip(offset, self.dilation, self.stride, self.signal.shape[1:], strict=True)
            whole[(slice(None), *(slice(o * d, o * d + s * (n - 1) + 1, s) for o, d, s, n in rows))] += added
        return whole[self._cut]

    def stamps(self) -> Iterator[Stamp]:
        """Number by number, row by row; the last one's `after` is the output."""
        whole = np.zeros((self._filters, *self._canvas))
        for place in itertools.product(*(range(n) for n in self.signal.shape[1:])):
            value = self.signal[at_offset(place, 1)]
            grouped = value.reshape(self.groups, -1)
            weights = self.kernels.reshape(self.groups, -1, *self.kernels.shape[1:])
            stamp = np.einsum("gc,gcf...->gf...", grouped, weights).reshape(self._filters, *self.kernels.shape[2:])
            rows = list(zip(place, self.stride, self.dilation, self.kernels.shape[2:], strict=True))
            whole[(slice(None), *(slice(p * s, p * s + d * (k - 1) + 1, d) for p, s, d, k in rows))] += stamp
            corner = tuple(p * s - pad for p, s, pad in zip(place, self.stride, self.padding, strict=True))
            yield Stamp(place, value, corner, stamp, whole[self._cut].copy())

    @property
    def _filters(self) -> int:
        return int(self.kernels.shape[1]) * self.groups

    @property
    def _cut(self) -> tuple[slice, ...]:
        return (slice(None), *(slice(p, p + n) for p, n in zip(self.padding, self.shape, strict=True)))

    @property
    def _canvas(self) -> Place:
        """All that is stamped on, before the padding is cut off."""
        rows = zip(self.signal.shape[1:], self.stride, self.dilation, self.kernels.shape[2:], strict=True)
        stamped = [(n - 1) * s + d * (k - 1) + 1 for n, s, d, k in rows]
        wanted = (n + 2 * p for n, p in zip(self.shape, self.padding, strict=True))
        return tuple(max(a, b) for a, b in zip(stamped, wanted, strict=True))


def prepare_transposed(
    signal: npt.ArrayLike,
    kernels: npt.ArrayLike,
    *,
    dimensions: int = 2,
    stride: Sides = 1,
    padding: Sides = 0,
    extra: Sides = 0,
    dilation: Sides = 1,
    groups: int = 1,
) -> Transposed:
    """signal: (*lengths) or (C, *lengths).   kernels: (*kernel) or (C, F/groups, *kernel).

    extra: rows and columns more at the end, less than the stride or the dilation. Raises UserError.
    """
    values, weights = np.asarray(signal, dtype=np.float64), np.asarray(kernels, dtype=np.float64)
    values = values[None] if values.ndim == dimensions else values
    weights = weights[None, None] if weights.ndim == dimensions else weights
    if values.ndim != dimensions + 1 or weights.ndim != dimensions + 2:
        raise ValueError(f"{values.shape} and {weights.shape} are no signal and kernels of {dimensions} axes")
    if len(weights) != len(values) or groups < 1 or len(values) % groups:
        raise UserError(
            "channels",
            f"A filter reads {len(weights)} channels, and there are {len(values)}.",
            "Give the kernel one matrix for each channel, with | between them.",
        )
    strides, dilations = each_axis(stride, dimensions), each_axis(dilation, dimensions)
    pads, more = each_axis(padding, dimensions, least=0), each_axis(extra, dimensions, least=0)
    for rows, s, d in zip(more, strides, dilations, strict=True):
        if rows and rows >= max(s, d):
            raise UserError(
                "size", f"{rows} extra rows are not fewer than the stride.", "Take fewer, or a larger stride."
            )
    rows_of = list(zip(values.shape[1:], weights.shape[2:], strides, pads, more, dilations, strict=True))
    return Transposed(
        values, weights, groups, strides, pads, dilations,
        tuple(transposed_length(*row) for row in rows_of), tuple(transposed_formula(*row) for row in rows_of),
    )  # fmt: skip


def convolve_transposed(
    signal: npt.ArrayLike,
    kernels: npt.ArrayLike,
    *,
    dimensions: int = 2,
    stride: Sides = 1,
    padding: Sides = 0,
    extra: Sides = 0,
    dilation: Sides = 1,
    groups: int = 1,
) -> FloatArray:
    """The result: (*output) for a single kernel without channel axes, else (F, *output)."""
    ready = prepare_transposed(
        signal, kernels, dimensions=dimensions, stride=stride, padding=padding, extra=extra, dilation=dilation,
        groups=groups,
    )  # fmt: skip
    result = ready.output()
    return result[0] if np.ndim(kernels) == dimensions else result
