"""How large an output is, with the formula filled in; how many parameters a layer has; how far a neuron sees.

Everything about sizes stands here, so that the animation, the tables and the sentences can never disagree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from ml_engine.domain.errors import UserError

PaddingName = Literal["valid", "same"]
Padding = int | Sequence[int] | PaddingName
Sides = int | Sequence[int]
LARGEST = 1 << 16


def each_axis(value: Sides, axes: int, least: int = 1) -> tuple[int, ...]:
    """One number for each axis. Raises UserError('size') if there are too few, or one is too small or too large."""
    given = (value,) * axes if isinstance(value, int) else tuple(value)
    if len(given) != axes:
        raise UserError("size", f"{len(given)} numbers are given for {axes} axes.", "Give one number, or one an axis.")
    for number in given:
        if not least <= number <= LARGEST:
            raise UserError("size", f"{number} is not between {least} and {LARGEST}.", "Choose another number.")
    return given


def reach(kernel: int, dilation: int = 1) -> int:
    """How many numbers lie between the first and the last that a dilated kernel reads, both included."""
    return dilation * (kernel - 1) + 1


def axis_pads(padding: Padding, axes: int) -> tuple[int | PaddingName, ...]:
    """Padding for each axis: a name holds for all. Raises UserError('size')."""
    if isinstance(padding, str):
        if padding not in ("valid", "same"):
            raise UserError("size", f"{padding} is no padding.", "It is a number, valid or same.")
        return (padding,) * axes
    return each_axis(padding, axes, least=0)


def pad_lengths(
    padding: int | PaddingName, length: int, kernel: int, stride: int = 1, dilation: int = 1
) -> tuple[int, int]:
    """Zeros before and after one axis. 'same': as many as make ⌈length/stride⌉ places, the odd one after."""
    if padding == "valid":
        return 0, 0
    if padding == "same":
        whole = max(0, (-(-length // stride) - 1) * stride + reach(kernel, dilation) - length)
        return whole // 2, whole - whole // 2
    return padding, padding


def output_length(length: int, kernel: int, stride: int = 1, padding: int | PaddingName = 0, dilation: int = 1) -> int:
    """⌊(n + 2p − f)/s⌋ + 1 along one axis, f being the dilated kernel's reach. Raises UserError('kernel-too-large')."""
    room = length + sum(pad_lengths(padding, length, kernel, stride, dilation)) - reach(kernel, dilation)
    if room < 0:
        raise UserError(
            "kernel-too-large",
            f"A kernel that reaches over {reach(kernel, dilation)} does not fit into {room + reach(kernel, dilation)}.",
            "Take a smaller kernel or dilation, or more padding.",
        )
    return room // stride + 1


def size_formula(length: int, kernel: int, stride: int = 1, padding: int | PaddingName = 0, dilation: int = 1) -> str:
    """The formula with its numbers: '⌊(5 + 2·0 − 3)/1⌋ + 1 = 3', '⌈75/2⌉ = 38' for 'same'."""
    found = output_length(length, kernel, stride, padding, dilation)
    if padding == "same":
        return f"⌈{length}/{stride}⌉ = {found}"
    zeros = 0 if padding == "valid" else padding
    taken = f"{kernel}" if dilation == 1 else f"({dilation}·({kernel} − 1) + 1)"
    return f"⌊({length} + 2·{zeros} − {taken})/{stride}⌋ + 1 = {found}"


def transposed_length(
    length: int, kernel: int, stride: int = 1, padding: int = 0, extra: int = 0, dilation: int = 1
) -> int:
    """(n − 1)·s − 2p + f + extra along one axis. Raises UserError('size') where nothing would be left."""
    found = (length - 1) * stride - 2 * padding + reach(kernel, dilation) + extra
    if found < 1:
        raise UserError("size", f"A padding of {padding} cuts everything away.", "Take less padding.")
    return found


def transposed_formula(
    length: int, kernel: int, stride: int = 1, padding: int = 0, extra: int = 0, dilation: int = 1
) -> str:
    """'(3 − 1)·2 − 2·0 + 2 = 6', with '+ extra' before the sign where there is one."""
    found = transposed_length(length, kernel, stride, padding, extra, dilation)
    taken = f"{kernel}" if dilation == 1 else f"({dilation}·({kernel} − 1) + 1)"
    more = f" + {extra}" if extra else ""
    return f"({length} − 1)·{stride} − 2·{padding} + {taken}{more} = {found}"


def convolution_parameters(
    kernel: Sequence[int], channels: int, filters: int, bias: bool = True, groups: int = 1
) -> int:
    """(K·K·D + 1)·F: a weight for each number that a filter reads, and a bias, of each filter.

    kernel: its sides.   channels: of the input.   groups: parts of the channels, each filter reads one of them.
    """
    return (math.prod(kernel) * channels // groups + bias) * filters


def convolution_formula(kernel: Sequence[int], channels: int, filters: int, bias: bool = True, groups: int = 1) -> str:
    """'(5·5·10 + 1)·20 = 5020'."""
    sides = "·".join(map(str, (*kernel, channels // groups)))
    found = convolution_parameters(kernel, channels, filters, bias, groups)
    return f"({sides} + 1)·{filters} = {found}" if bias else f"{sides}·{filters} = {found}"


def separable_parameters(kernel: Sequence[int], channels: int, filters: int) -> int:
    """Of a depthwise convolution without bias and the 1 × 1 convolution with bias after it."""
    depthwise = convolution_parameters(kernel, channels, channels, bias=False, groups=channels)
    return depthwise + convolution_parameters((1, 1), channels, filters)


def dense_parameters(inputs: int, outputs: int) -> int:
    """(inputs + 1) · outputs."""
    return (inputs + 1) * outputs


def dense_formula(inputs: int, outputs: int) -> str:
    """'(3600 + 1)·10 = 36010'."""
    return f"({inputs} + 1)·{outputs} = {dense_parameters(inputs, outputs)}"
