"""Convolution (cross-correlation, as networks compute it) over 1, 2 or 3 axes, with every product of every place.

The sums of all places and the steps of one place read the same padded numbers, so the animation cannot differ from the
result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.functions import find_activation
from ml_engine.lab.matrices import factor_text, number_text
from ml_engine.lab.sizes import Padding, Sides, each_axis
from ml_engine.lab.windows import Place, Sliding, at_offset, slide

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What one filter does at one place.

    filter: its index.   place: in the output.   corner: the first number it reads, without padding, may be negative.
    patch, weights, products: (C, *kernel), C the channels that the filter reads.   inside: (*kernel) False in the
    padding.   channel_sums: (C,).   total: their sum.   value: of total + bias after the activation.
    """

    filter: int
    place: Place
    corner: Place
    patch: FloatArray
    weights: FloatArray
    products: FloatArray
    inside: npt.NDArray[np.bool_]
    channel_sums: FloatArray
    total: float
    bias: float
    activation: str
    value: float

    def written(self) -> str:
        """'1·1 + 1·0 + … = 4': every product, the bias and the activation where there are any."""
        pairs = zip(self.patch.flatten().tolist(), self.weights.flatten().tolist(), strict=True)
        said = " + ".join(f"{factor_text(a)}·{factor_text(b)}" for a, b in pairs)
        if self.bias:
            said += f" + {factor_text(self.bias)}"
        said += f" = {number_text(self.total + self.bias)}"
        return f"{said}; {self.activation} → {number_text(self.value)}" if self.activation != "none" else said


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """signal: (C, *lengths).   kernels: (F, C/groups, *kernel).   bias: (F,).   activation: a name of functions.py.

    With groups, filter number f reads the channels of group f·groups//F only.
    """

    signal: FloatArray
    kernels: FloatArray
    bias: FloatArray
    groups: int
    activation: str
    sliding: Sliding

    @property
    def output_shape(self) -> Place:
        return (len(self.kernels), *self.sliding.output)

    def sums(self) -> FloatArray:
        """(F, *output) before bias and activation."""
        return self._sums(self.kernels)

    def output(self) -> FloatArray:
        """(F, *output)."""
        axes = (1,) * len(self.sliding.output)
        return find_activation(self.activation).apply(self.sums() + self.bias.reshape(-1, *axes))

    def by_channel(self, index: int = 0) -> FloatArray:
        """(C/groups, *output): what each channel adds to one filter's sums."""
        read = self.kernels.shape[1]
        first = self._first_channel(index)
        return slide_sums(self.signal[first : first + read], self.kernels[index][:, None], read, self.sliding)

    def step(self, place: Place, index: int = 0) -> Step:
        """One place of one filter. Raises IndexError if there is no such place."""
        return self._step(self.sliding.padded(self.signal), self._mask(), place, index)

    def steps(self, index: int = 0) -> Iterator[Step]:
        """All places of one filter, row by row, as they are asked for."""
        padded, mask = self.sliding.padded(self.signal), self._mask()
        return (self._step(padded, mask, place, index) for place in self.sliding.places())

    def _sums(self, kernels: FloatArray) -> FloatArray:
        return slide_sums(self.signal, kernels, self.groups, self.sliding)

    def _first_channel(self, index: int) -> int:
        return index * self.groups // len(self.kernels) * int(self.kernels.shape[1])

    def _mask(self) -> FloatArray:
        return self.sliding.padded(np.ones((1, *self.sliding.lengths)))

    def _step(self, padded: FloatArray, mask: FloatArray, place: Place, index: int) -> Step:
        first, read = self._first_channel(index), self.kernels.shape[1]
        patch = self.sliding.patch(padded[first : first + read], place)
        weights = self.kernels[index]
        products = patch * weights
        by_channel = products.reshape(read, -1).sum(axis=1)
        total, bias = float(by_channel.sum()), float(self.bias[index])
        value = float(find_activation(self.activation).apply(np.array([total + bias]))[0])
        inside = self.sliding.patch(mask, place)[0] > 0
        return Step(
            index, place, self.sliding.corner(place), patch, weights, products, inside, by_channel, total, bias,
            self.activation, value,
        )  # fmt: skip


def slide_sums(signal: FloatArray, kernels: FloatArray, groups: int, sliding: Sliding) -> FloatArray:
    """(F, *output). signal: (C, *lengths).   kernels: (F, C/groups, *kernel)."""
    padded = sliding.padded(signal)
    filters = len(kernels)
    result = np.zeros((groups, filters // groups, *sliding.output))
    weights = kernels.reshape(groups, filters // groups, *kernels.shape[1:])
    for offset in sliding.offsets():
        read = sliding.read(padded, offset).reshape(groups, -1, *sliding.output)
        for group, kernel in enumerate(weights[at_offset(offset, 3)]):
            result[group] += np.tensordot(kernel, read[group], axes=1)
    return result.reshape(filters, *sliding.output)


def prepare(
    signal: npt.ArrayLike,
    kernels: npt.ArrayLike,
    *,
    dimensions: int = 2,
    stride: Sides = 1,
    padding: Padding = 0,
    dilation: Sides = 1,
    groups: int = 1,
    bias: Sequence[float] | None = None,
    activation: str = "none",
) -> Convolution:
    """A convolution over so many axes, ready to be computed and to be walked through.

    signal: (*lengths), or (C, *lengths).   kernels: (*kernel), (C, *kernel) for one filter, or (F, C/groups, *kernel).
    stride, dilation: one number, or one an axis.   padding: the same, 'valid' or 'same'.
    Raises UserError where these do not go together.
    """
    values, weights = _arrays(signal, kernels, dimensions)
    channels, filters = len(values), len(weights)
    if groups < 1 or channels % groups or filters % groups:
        raise UserError(
            "groups",
            f"{channels} channels and {filters} filters do not make {groups} groups.",
            "Take a divisor of both.",
        )
    if weights.shape[1] * groups != channels:
        raise UserError(
            "channels",
            f"A filter reads {weights.shape[1] * groups} channels, and there are {channels}.",
            "Give the kernel one matrix for each channel, with | between them.",
        )
    offsets = np.zeros(filters) if bias is None else np.asarray(bias, dtype=np.float64)
    if offsets.shape != (filters,):
        raise UserError("bias", f"{offsets.size} biases are given for {filters} filters.", "Give one for each filter.")
    find_activation(activation)
    sliding = slide(values.shape[1:], weights.shape[2:], stride, padding, dilation)
    return Convolution(values, weights, offsets, groups, activation, sliding)


def convolve(
    signal: npt.ArrayLike,
    kernels: npt.ArrayLike,
    *,
    dimensions: int = 2,
    stride: Sides = 1,
    padding: Padding = 0,
    dilation: Sides = 1,
    groups: int = 1,
    bias: Sequence[float] | None = None,
) -> FloatArray:
    """The result of prepare(…): (*output) for one filter that was given without a filter axis, else (F, *output)."""
    ready = prepare(
        signal, kernels, dimensions=dimensions, stride=stride, padding=padding, dilation=dilation, groups=groups,
        bias=bias,
    )  # fmt: skip
    result = ready.output()
    return result if np.ndim(kernels) == dimensions + 2 else result[0]


def depthwise(
    signal: npt.ArrayLike, kernels: npt.ArrayLike, *, stride: Sides = 1, padding: Padding = 0, dilation: Sides = 1
) -> FloatArray:
    """Each channel with a kernel of its own, and no sum over channels: (C, rows, columns) → (C, rows', columns').

    kernels: (C, h, w), or (h, w) for the same on each.
    """
    values = np.asarray(signal, dtype=np.float64)
    weights = np.asarray(kernels, dtype=np.float64)
    if weights.ndim == 2:
        weights = np.broadcast_to(weights, (len(values), *weights.shape))
    return convolve(values, weights[:, None], stride=stride, padding=padding, dilation=dilation, groups=len(values))


def pointwise(signal: npt.ArrayLike, mixing: npt.ArrayLike, bias: Sequence[float] | None = None) -> FloatArray:
    """A 1 × 1 convolution: each pixel's channels mixed anew. signal: (C, …).   mixing: (F, C).   Returns (F, …)."""
    values, weights = np.asarray(signal, dtype=np.float64), np.asarray(mixing, dtype=np.float64)
    axes = values.ndim - 1
    return convolve(values, weights.reshape(*weights.shape, *(1,) * axes), dimensions=axes, bias=bias)


@dataclass(frozen=True, slots=True, eq=False)
class Separable:
    """depthwise: (C, …) in between.   output: (F, …)."""

    depthwise: FloatArray
    output: FloatArray


def separable(
    signal: npt.ArrayLike, kernels: npt.ArrayLike, mixing: npt.ArrayLike, *, stride: Sides = 1, padding: Padding = 0,
    bias: Sequence[float] | None = None,
) -> Separable:  # fmt: skip
    """A depthwise convolution and a 1 × 1 convolution after it. kernels: (C, h, w).   mixing: (F, C)."""
    between = depthwise(signal, kernels, stride=stride, padding=padding)
    return Separable(between, pointwise(between, mixing, bias))


def split_kernel(kernel: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """A column (h, 1) and a row (1, w) whose product is the kernel: two thin passes instead of a thick one.

    Raises UserError if it is no such product.
    """
    matrix = np.asarray(kernel, dtype=np.float64)
    left, values, right = np.linalg.svd(matrix)
    if len(values) > 1 and values[1] > 1e-9 * max(values[0], 1e-300):
        raise UserError("not-separable", "This kernel is no product of a column and a row.", "Try a blur or Sobel's.")
    root = np.sqrt(values[0])
    sign = -1.0 if left[:, 0].sum() < 0 else 1.0
    return sign * root * left[:, :1], sign * root * right[:1]


def dilate(values: npt.ArrayLike, rate: Sides) -> FloatArray:
    """Zeros between the numbers, rate − 1 of them: [1, 2, 3] at rate 4 → [1, 0, 0, 0, 2, 0, 0, 0, 3]. Any axes."""
    given = np.asarray(values, dtype=np.float64)
    rates = each_axis(rate, given.ndim)
    result = np.zeros(tuple((n - 1) * r + 1 for n, r in zip(given.shape, rates, strict=True)))
    result[tuple(slice(None, None, r) for r in rates)] = given
    return result


def flipped(kernel: npt.ArrayLike) -> FloatArray:
    """Turned round on all axes: cross-correlation with it is the convolution of mathematics."""
    result: FloatArray = np.flip(np.asarray(kernel, dtype=np.float64))
    return result


def _arrays(signal: npt.ArrayLike, kernels: npt.ArrayLike, dimensions: int) -> tuple[FloatArray, FloatArray]:
    values, weights = np.asarray(signal, dtype=np.float64), np.asarray(kernels, dtype=np.float64)
    if dimensions not in (1, 2, 3):
        raise ValueError(f"dimensions must be 1, 2 or 3, got {dimensions}")
    if values.ndim not in (dimensions, dimensions + 1) or not values.size:
        raise ValueError(f"signal must have {dimensions} or {dimensions + 1} axes and numbers, got {values.shape}")
    if weights.ndim not in (dimensions, dimensions + 1, dimensions + 2) or not weights.size:
        raise ValueError(f"kernels must have {dimensions} to {dimensions + 2} axes and numbers, got {weights.shape}")
    values = values.reshape((1, *values.shape)[-(dimensions + 1) :])
    missing = dimensions + 2 - weights.ndim
    return values, reduce(lambda array, _: array[None], range(missing), weights)
