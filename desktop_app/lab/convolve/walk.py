"""A convolution as a walk: at each place what is read, what it is multiplied with and what comes out. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.lab.convolution import Convolution, Step

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One place of a walk, one plane of it.

    values, inside, marked: (rows, columns) of the padded input.   input_plane: which one.   kernel, patch, products,
    patch_inside: of this plane.   output: (rows, columns).   cell: of it.   sums: of every plane.   step: all of it.
    """

    values: FloatArray
    inside: BoolArray
    marked: BoolArray
    input_plane: int
    kernel: FloatArray
    patch: FloatArray
    patch_inside: BoolArray
    products: FloatArray
    output: FloatArray
    cell: tuple[int, int]
    sums: tuple[float, ...]
    step: Step


class Walk:
    """convolution: with 2 axes, or 3 where the planes are slices."""

    def __init__(self, convolution: Convolution) -> None:
        self.convolution = convolution
        sliding = convolution.sliding
        self.is_volume = len(sliding.output) == 3
        self._padded = sliding.padded(convolution.signal)
        self._mask = sliding.padded(np.ones((1, *sliding.lengths)))[0] > 0
        self._output = convolution.output()

    @property
    def output(self) -> FloatArray:
        """(planes of the output, rows, columns)."""
        return self._output[0] if self.is_volume else self._output

    @property
    def planes(self) -> int:
        """How many planes a filter reads."""
        kernels = self.convolution.kernels
        return int(kernels.shape[2] if self.is_volume else kernels.shape[1])

    @property
    def count(self) -> int:
        """Places of one plane of the output."""
        rows, columns = self.output.shape[1:]
        return int(rows * columns)

    @property
    def formulas(self) -> tuple[str, ...]:
        """Of the sizes: down and across, in 3-D slices before them."""
        return self.convolution.sliding.formulas

    def plane_numbers(self, filter_: int) -> list[int]:
        """Which planes of the input a filter reads, from 1; in 3-D those of its place, 0 and less in the padding."""
        if not self.is_volume:
            return [plane + 1 for plane in range(self.planes)]
        sliding = self.convolution.sliding
        first = filter_ * sliding.stride[0] - sliding.pads[0][0] + 1
        return [first + plane * sliding.dilation[0] for plane in range(self.planes)]

    def frame(self, index: int, filter_: int = 0, plane: int = 0) -> Frame:
        """index: of the place, row by row.   filter_: of the output's planes.   plane: of those that are read."""
        convolution, sliding = self.convolution, self.convolution.sliding
        row, column = divmod(index, int(self.output.shape[2]))
        if self.is_volume:
            step = convolution.step((filter_, row, column), 0)
            deep = filter_ * sliding.stride[0] + plane * sliding.dilation[0]
            values, inside = self._padded[0][deep], self._mask[deep]
            patch, products, weights = step.patch[0], step.products[0], step.weights[0]
            patch_inside = step.inside[plane]
            sums = tuple(products.reshape(len(products), -1).sum(axis=1).tolist())
        else:
            step = convolution.step((row, column), filter_)
            deep = filter_ * convolution.groups // len(convolution.kernels) * self.planes + plane
            values, inside = self._padded[deep], self._mask
            patch, products, weights = step.patch, step.products, step.weights
            patch_inside = step.inside
            sums = tuple(step.channel_sums.tolist())
        marked = np.zeros(values.shape, dtype=bool)
        axes = zip((row, column), sliding.stride[-2:], sliding.dilation[-2:], sliding.kernel[-2:], strict=True)
        down, across = (slice(p * s, p * s + d * (k - 1) + 1, d) for p, s, d, k in axes)
        marked[down, across] = True
        return Frame(
            values, inside, marked, deep, weights[plane], patch[plane], patch_inside, products[plane],
            self.output[filter_], (row, column), sums, step,
        )  # fmt: skip

    def place_at(self, row: int, column: int) -> int:
        """The place whose window has its middle nearest to a cell of the padded input."""
        sliding = self.convolution.sliding
        near = []
        axes = zip((row, column), sliding.stride[-2:], sliding.dilation[-2:], sliding.kernel[-2:], strict=True)
        for (cell, stride, dilation, kernel), length in zip(axes, self.output.shape[1:], strict=True):
            near.append(min(max(round((cell - dilation * (kernel - 1) / 2) / stride), 0), length - 1))
        return int(near[0] * self.output.shape[2] + near[1])
