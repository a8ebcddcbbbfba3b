"""What a recipe of layers comes to, without torch: shapes, parameters, memory, and what is wrong, in its place.

Quick enough to be calculated anew at every key: the window shows it while a person composes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ml_engine.networks.layer_recipe import (
    Activation,
    AnyLayer,
    BatchNorm,
    Conv,
    Dense,
    Depthwise,
    Dropout,
    Flatten,
    GlobalAverage,
    LayerRecipe,
    LocalResponseNorm,
    Padding,
    Pool,
    Separable,
    Size,
    Transposed,
    layer_kind,
)

BYTES = 4  # of a number in float32
LARGEST = 1 << 16  # pixels, filters, units: more is a slip of the finger
MOST_PARAMETERS = 1 << 31
Shape = tuple[int, ...]  # (channels, height, width) or (length,)
IN_PLACE = (Activation, Dropout, Flatten)


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """One layer. shape: of its output for one picture, (C, H, W) or (D,).   bytes: of that output, one picture.

    bytes is 0 where the layer writes over its input (activation, dropout) or only reads it otherwise (flatten).
    """

    index: int
    kind: str
    shape: Shape
    parameters: int
    bytes: int


@dataclass(frozen=True, slots=True)
class LayerProblem:
    """What is wrong with the layer at this index (−1: with the input), in a sentence."""

    index: int
    message: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """rows: the layers before the first problem.   problems: in the order of the layers; none: it can be built."""

    input: Shape
    rows: tuple[LayerFacts, ...]
    problems: tuple[LayerProblem, ...]

    @property
    def parameters(self) -> int:
        return sum(row.parameters for row in self.rows)

    @property
    def output(self) -> Shape:
        return self.rows[-1].shape if self.rows else self.input


def calculate_layers(recipe: LayerRecipe) -> Calculation:
    """Go through the layers. Never raises: problems are values."""
    height, width, channels = recipe.input
    shape: Shape = (channels, height, width)
    if not (1 <= height <= LARGEST and 1 <= width <= LARGEST and 1 <= channels <= LARGEST):
        size = f"{height}×{width}×{channels}"
        return Calculation(shape, (), (LayerProblem(-1, f"The input {size} is no height × width × channels."),))
    problems = [LayerProblem(i, wrong) for i, layer in enumerate(recipe.layers) if (wrong := _wrong_field(layer))]
    bad = {problem.index for problem in problems}
    rows: list[LayerFacts] = []
    for index, layer in enumerate(recipe.layers):
        if index in bad:
            break
        answer = layer_output(layer, shape)
        if isinstance(answer, str):
            problems.append(LayerProblem(index, answer))
            break
        parameters = _parameters(layer, shape, answer)
        if parameters > MOST_PARAMETERS:
            problems.append(LayerProblem(index, f"This layer alone would have {parameters:,} parameters."))
            break
        shape = answer
        map_bytes = 0 if isinstance(layer, IN_PLACE) else BYTES * math.prod(shape)
        rows.append(LayerFacts(index, layer_kind(layer), shape, parameters, map_bytes))
    if not recipe.layers:
        problems.append(LayerProblem(-1, "A network needs a layer."))
    elif not problems and not sum(row.parameters for row in rows):
        problems.append(LayerProblem(len(rows) - 1, "No layer has anything to learn: add a conv or a dense."))
    return Calculation((channels, *recipe.input[:2]), tuple(rows), tuple(sorted(problems, key=lambda p: p.index)))


def predict_bytes(input_shape: Shape, maps: Sequence[int], parameters: int) -> int:
    """Memory of one prediction: the two largest consecutive maps (the input is the first) and the parameters.

    maps: bytes of each layer's output for one picture; zeros are passed over. Source: Géron, "Hands-On Machine
    Learning", chapter 14.
    """
    sizes = [BYTES * math.prod(input_shape), *(size for size in maps if size)]
    pairs = [sum(sizes[i : i + 2]) for i in range(max(1, len(sizes) - 1))]
    return max(pairs) + BYTES * parameters


def train_bytes(input_shape: Shape, maps: Sequence[int], parameters: int, batch: int) -> int:
    """Memory of a training step: all maps and the input for the whole batch, and the parameters.

    Gradients and an optimiser's moments come on top of it.
    """
    return batch * (BYTES * math.prod(input_shape) + sum(maps)) + BYTES * parameters


def layer_output(layer: AnyLayer, shape: Shape) -> Shape | str:
    """The shape of a layer's output, or the sentence that says why it cannot follow here."""
    return _OUTPUTS[type(layer)](layer, shape)


def pair(size: Size) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else (size[0], size[1])


def window_pads(layer: Conv | Depthwise | Separable | Pool, shape: Shape) -> tuple[tuple[int, int], tuple[int, int]]:
    """Pixels ((above, below), (left, right)) of the border for an input (C, H, W)."""
    kernel, stride, dilation = window_of(layer)
    axes = zip(shape[1:], kernel, stride, dilation, strict=True)
    rows, columns = (_pads(layer.padding, *axis) for axis in axes)
    return rows, columns


def window_of(layer: Conv | Depthwise | Separable | Pool) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """kernel, stride, dilation as (height, width)."""
    if isinstance(layer, Pool):
        return pair(layer.size), pair(layer.stride or layer.size), (1, 1)
    return pair(layer.kernel), pair(layer.stride), pair(layer.dilation)


def transposed_pads(layer: Transposed) -> tuple[tuple[int, int], tuple[int, int]]:
    """(padding as PyTorch takes it, pixels to cut off below and right of the answer), each (height, width)."""
    if layer.padding != "same":
        pixels = 0 if layer.padding == "valid" else layer.padding
        return (pixels, pixels), (0, 0)
    surplus = [kernel - stride for kernel, stride in zip(pair(layer.kernel), pair(layer.stride), strict=True)]
    return (surplus[0] // 2, surplus[1] // 2), (surplus[0] % 2, surplus[1] % 2)


def _pads(padding: Padding, length: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    if padding == "valid":
        return 0, 0
    if isinstance(padding, int):
        return padding, padding
    reach = (kernel - 1) * dilation + 1
    total = max((-(-length // stride) - 1) * stride + reach - length, 0)
    return total // 2, total - total // 2


def _window(layer: Conv | Depthwise | Separable | Pool, shape: Shape, channels: int) -> Shape | str:
    if problem := _no_map(layer, shape):
        return problem
    kernel, stride, dilation = window_of(layer)
    sides: list[int] = []
    for length, size, step, gap, pads in zip(
        shape[1:], kernel, stride, dilation, window_pads(layer, shape), strict=True
    ):
        reach = (size - 1) * gap + 1
        if length + sum(pads) < reach:
            return (
                f"Its window is {reach} pixels, but only {length + sum(pads)} are left: pool less before it, "
                "or use padding."
            )
        sides.append((length + sum(pads) - reach) // step + 1)
    return (channels, *sides)


def _conv(layer: Conv, shape: Shape) -> Shape | str:
    if len(shape) == 3 and (shape[0] % layer.groups or layer.filters % layer.groups):
        return f"{shape[0]} maps and {layer.filters} filters cannot be shared out over {layer.groups} groups."
    return _window(layer, shape, layer.filters)


def _transposed(layer: Transposed, shape: Shape) -> Shape | str:
    if problem := _no_map(layer, shape):
        return problem
    if layer.padding == "same" and any(
        kernel < stride for kernel, stride in zip(pair(layer.kernel), pair(layer.stride), strict=True)
    ):
        return "With padding 'same' its kernel must be at least as large as its stride."
    padding, cut = transposed_pads(layer)
    sides = [
        (length - 1) * stride - 2 * pad + kernel - less
        for length, stride, pad, kernel, less in zip(
            shape[1:], pair(layer.stride), padding, pair(layer.kernel), cut, strict=True
        )
    ]
    return (layer.filters, *sides) if min(sides) >= 1 else "Its padding leaves nothing of the map."


def _dense(layer: Dense, shape: Shape) -> Shape | str:
    return (layer.units,) if len(shape) == 1 else "Flatten is missing before dense."


def _vector(layer: AnyLayer, shape: Shape) -> Shape | str:
    if problem := _no_map(layer, shape):
        return problem
    return (shape[0],) if isinstance(layer, GlobalAverage) else (math.prod(shape),)


def _no_map(layer: AnyLayer, shape: Shape) -> str:
    if len(shape) == 3:
        return ""
    return f"There is no map left for {layer_kind(layer)}: it must come before flatten, dense and global_average."


_OUTPUTS: dict[type, Callable[..., Shape | str]] = {
    Conv: _conv,
    Depthwise: lambda layer, shape: _window(layer, shape, shape[0] * layer.multiplier),
    Separable: lambda layer, shape: _window(layer, shape, layer.filters),
    Transposed: _transposed,
    Pool: lambda layer, shape: _window(layer, shape, shape[0]),
    BatchNorm: lambda _, shape: shape,
    LocalResponseNorm: lambda layer, shape: _no_map(layer, shape) or shape,
    Activation: lambda _, shape: shape,
    Dropout: lambda _, shape: shape,
    Flatten: _vector,
    Dense: _dense,
    GlobalAverage: _vector,
}


def _parameters(layer: AnyLayer, before: Shape, after: Shape) -> int:
    match layer:
        case Conv():
            return after[0] * (math.prod(pair(layer.kernel)) * before[0] // layer.groups + layer.bias)
        case Depthwise():
            return after[0] * (math.prod(pair(layer.kernel)) + layer.bias)
        case Separable():
            return before[0] * math.prod(pair(layer.kernel)) + after[0] * (before[0] + layer.bias)
        case Transposed():
            return before[0] * after[0] * math.prod(pair(layer.kernel)) + layer.bias * after[0]
        case BatchNorm():
            return 2 * before[0]
        case Dense():
            return (before[0] + layer.bias) * layer.units
        case _:
            return 0


def _wrong_field(layer: AnyLayer) -> str:
    """The first field whose value makes no sense wherever the layer stands, '' for none."""
    for name in ("filters", "units", "kernel", "size", "stride", "dilation", "groups", "multiplier"):
        value = getattr(layer, name, 1)
        least = 0 if isinstance(layer, Pool) and name == "stride" else 1
        if not all(least <= number <= LARGEST for number in (value if isinstance(value, tuple) else (value,))):
            return f"{name} must be from {least} to {LARGEST}, not {value}."
    padding = getattr(layer, "padding", 0)
    if isinstance(padding, int) and not 0 <= padding <= LARGEST:
        return f"padding must not be negative, but it is {padding}."
    if isinstance(layer, Pool) and isinstance(padding, int) and padding >= min(pair(layer.size)):
        return "Its padding must be smaller than its window."
    if isinstance(layer, Dropout) and not 0 <= layer.rate < 1:
        return f"rate must be at least 0 and below 1, not {layer.rate}."
    if isinstance(layer, LocalResponseNorm) and not (layer.k > 0 and layer.alpha >= 0 and layer.beta >= 0):
        return "k must be above 0, alpha and beta must not be negative."
    return ""
