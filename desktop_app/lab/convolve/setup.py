"""Everything that is set on the page Convolution, as one value; what it makes of a signal. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.convolution import Convolution, depthwise, prepare
from ml_engine.lab.kernels import find_kernel
from ml_engine.lab.matrices import parse_stack
from ml_engine.lab.sizes import (
    PaddingName,
    convolution_formula,
    convolution_parameters,
    separable_parameters,
)

FloatArray = npt.NDArray[np.float64]
Kind = Literal["plain", "line", "depthwise", "separable", "pointwise", "volume"]
KINDS: tuple[Kind, ...] = ("plain", "line", "depthwise", "separable", "pointwise", "volume")
LARGEST_KERNEL, MOST_FILTERS = 11, 8


def _first_kernel() -> FloatArray:
    return parse_stack("1 0 1;0 1 0;1 0 1")[None]


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """kernels: (filters, planes, rows, columns); a plane is a channel of the input, in 3-D a slice of the kernel.

    name: of the course's kernel it is, '' for one's own.   bias: one a filter.   mixing: (filters, channels) of the
    1 × 1 convolution after a depthwise one.   stage: of a separable convolution: 0 depthwise, 1 mixing.
    """

    kind: Kind = "plain"
    kernels: FloatArray = field(default_factory=_first_kernel)
    name: str = ""
    bias: tuple[float, ...] = (0.0,)
    mixing: FloatArray = field(default_factory=lambda: np.ones((1, 1)))
    stride: int = 1
    padding: int | PaddingName = 0
    dilation: int = 1
    activation: str = "none"
    stage: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of a kernel."""
        return int(self.kernels.shape[2]), int(self.kernels.shape[3])

    @property
    def filters(self) -> int:
        return len(self.kernels)

    @property
    def planes(self) -> int:
        return int(self.kernels.shape[1])

    def with_kernels(self, kernels: FloatArray, name: str = "") -> Setup:
        """Other kernels; a bias is kept for each filter that is still there."""
        bias = tuple((*self.bias, *([0.0] * len(kernels)))[: len(kernels)])
        return replace(self, kernels=kernels, name=name, bias=bias)

    def with_size(self, rows: int, columns: int) -> Setup:
        """Kernels of other sides: cut, or with zeros around, the middle staying in the middle."""
        filters, planes, *old = self.kernels.shape
        kernels = np.zeros((filters, planes, rows, columns))
        here = tuple(_middle(new, side) for new, side in zip((rows, columns), old, strict=True))
        there = tuple(_middle(side, new) for new, side in zip((rows, columns), old, strict=True))
        kernels[:, :, here[0], here[1]] = self.kernels[:, :, there[0], there[1]]
        return self.with_kernels(kernels)

    def with_cell(self, plane: tuple[int, int], row: int, column: int, value: float) -> Setup:
        """One number of one kernel. plane: filter and plane."""
        kernels = self.kernels.copy()
        kernels[plane][row, column] = value
        return self.with_kernels(kernels)

    def with_weight(self, filter_: int, channel: int, value: float) -> Setup:
        """One number of the mixing table."""
        mixing = self.mixing.copy()
        mixing[min(filter_, len(mixing) - 1), channel] = value
        return replace(self, mixing=mixing)

    def named(self, name: str) -> Setup:
        """A kernel of the course, on every plane of every filter; its name is told while it is unchanged."""
        matrix = find_kernel(name).matrix
        kernels = np.broadcast_to(matrix, (self.filters, self.planes, *matrix.shape)).copy()
        kind: Kind = "plain" if self.kind in ("line", "pointwise") else self.kind
        return replace(self, kind=kind, stage=0).with_kernels(kernels, name)

    def at_stage(self, stage: int) -> Setup:
        """Look at the other half of a separable convolution."""
        return replace(self, stage=stage)

    def with_planes(self, planes: int) -> Setup:
        """So many planes a filter: cut, or the first one again."""
        turned = _repeated(self.kernels.transpose(1, 0, 2, 3), planes).transpose(1, 0, 2, 3)
        return self.with_kernels(turned, self.name)

    def with_filters(self, count: int) -> Setup:
        """So many filters; a new one is turned a quarter, so that it looks for something else."""
        if self.kind == "separable":
            mixing = np.ones((count, self.mixing.shape[1]))
            kept = min(count, len(self.mixing))
            mixing[:kept] = self.mixing[:kept]
            return replace(self, mixing=mixing, stage=self.stage)
        kernels = list(self.kernels[:count])
        while len(kernels) < count:
            last = kernels[-1]
            is_square = last.shape[1] == last.shape[2]
            kernels.append(np.rot90(last, axes=(1, 2)) if is_square else last[:, ::-1, ::-1])
        return self.with_kernels(np.stack(kernels), self.name if count <= self.filters else "")

    def with_kind(self, kind: Kind) -> Setup:
        """Another kind of convolution, with kernels of a shape that it can have."""
        if kind == self.kind:
            return self
        setup = replace(self, kind=kind, stage=0)
        rows, columns = self.size
        match kind:
            case "line":
                return setup.with_size(1, max(columns, 1)).with_kernels(
                    self.kernels[:1, :, rows // 2 : rows // 2 + 1], ""
                )
            case "pointwise":
                return setup.with_size(1, 1)
            case "volume":
                one = self.kernels[:1, :1]
                return setup.with_kernels(np.concatenate([one, one], axis=1), self.name)
            case _:
                return setup.with_kernels(self.kernels[:, :1], self.name) if self.kind == "volume" else setup

    def fitted(self, channels: int) -> Setup:
        """With as many planes and filters as a signal of so many channels asks for."""
        if self.kind == "volume":
            return self.with_kernels(self.kernels[:1], self.name)
        if self.kind in ("depthwise", "separable"):
            kernels = _repeated(self.kernels[:, :1], channels)
            mixing = self.mixing
            if mixing.shape[1] != channels:
                mixing = np.ones((len(mixing), channels))
            return replace(self.with_kernels(kernels, self.name), mixing=mixing)
        if self.planes == channels:
            return self
        return self.with_planes(channels)

    def prepared(self, signal: FloatArray) -> Convolution:
        """Ready to be walked through. signal: (C, rows, columns); in 3-D (slices, rows, columns). UserError."""
        sides: tuple[int, int] | int = (1, self.stride) if self.kind == "line" else self.stride
        padding = (0, self.padding) if self.kind == "line" and isinstance(self.padding, int) else self.padding
        match self.kind:
            case "volume":
                if self.planes > len(signal) and self.padding in (0, "valid"):
                    raise UserError(
                        "kernel-too-large",
                        f"The kernel has {self.planes} slices, and the input {len(signal)}.",
                        "Put | between the slices of the input.",
                    )
                return prepare(
                    signal[None], self.kernels[:, None], dimensions=3, stride=self.stride, padding=self.padding,
                    dilation=self.dilation, bias=self.bias, activation=self.activation,
                )  # fmt: skip
            case "separable" if self.stage == 1:
                between = depthwise(signal, self.kernels[:, 0], stride=self.stride, padding=self.padding)
                return prepare(between, self.mixing[:, :, None, None], activation=self.activation)
            case "depthwise" | "separable":
                return prepare(
                    signal, self.kernels, stride=self.stride, padding=self.padding, dilation=self.dilation,
                    groups=len(signal), bias=self.bias if self.kind == "depthwise" else None,
                    activation=self.activation if self.kind == "depthwise" else "none",
                )  # fmt: skip
            case _:
                return prepare(
                    signal, self.kernels, stride=sides, padding=padding, dilation=self.dilation, bias=self.bias,
                    activation=self.activation,
                )  # fmt: skip

    def plain_parameters(self, channels: int) -> int:
        """What a plain convolution in the place of a separable one would have; 0 for other kinds."""
        return convolution_parameters(self.size, channels, len(self.mixing)) if self.kind == "separable" else 0

    def parameters(self, channels: int) -> str:
        """The count of weights and biases with its formula."""
        if self.kind == "volume":
            sides = "·".join(map(str, (self.planes, *self.size)))
            return f"{sides} + 1 = {self.kernels[0].size + 1}"
        if self.kind == "depthwise":
            return convolution_formula(self.size, channels, channels, groups=channels)
        if self.kind == "separable":
            filters = len(self.mixing)
            count = separable_parameters(self.size, channels, filters)
            sides = "·".join(map(str, self.size))
            return f"{sides}·{channels} + ({channels} + 1)·{filters} = {count}"
        return convolution_formula(self.size, channels, self.filters)


def _middle(side: int, other: int) -> slice:
    """The part of a side that the middle of another, perhaps smaller one, takes."""
    begin = max((side - other) // 2, 0)
    return slice(begin, begin + min(side, other))


def _repeated(kernels: FloatArray, count: int) -> FloatArray:
    """(count, …): cut, or the first one again."""
    if len(kernels) >= count:
        return kernels[:count]
    return np.concatenate([kernels, np.repeat(kernels[:1], count - len(kernels), axis=0)])
