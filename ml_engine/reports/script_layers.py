"""A network of one's own layers as the lines of a script that build it: a line a layer, as layer_build.py builds it."""

from __future__ import annotations

import math

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
    Pool,
    Separable,
    Transposed,
)
from ml_engine.networks.layer_shapes import Shape, calculate_layers, pair, transposed_pads, window_of, window_pads

_ACTIVATIONS = {
    "relu": "ReLU", "leaky_relu": "LeakyReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "gelu": "GELU", "silu": "SiLU",
    "elu": "ELU", "relu6": "ReLU6", "hardswish": "Hardswish",
}  # fmt: skip
_BEGIN = (Conv, Depthwise, Separable, Transposed, Dense)
WIDEST = 100
Pads = tuple[tuple[int, int], tuple[int, int]]


def layer_lines(recipe: LayerRecipe) -> tuple[str, ...]:
    """Lines that make `body`, without the dense layer at the end: the head takes its place."""
    shapes = [calculate_layers(recipe).input, *(row.shape for row in calculate_layers(recipe).rows)]
    body = recipe.layers[:-1] if isinstance(recipe.layers[-1], Dense) else recipe.layers
    lines = ["    Grey(),"] if recipe.input[2] == 1 else []
    for index, layer in enumerate(body):
        written = _layer(layer, *shapes[index : index + 2]) + ","
        if isinstance(layer, _BEGIN) or not lines or len(lines[-1]) + 1 + len(written) > WIDEST:
            lines.append(_broken(f"    {written}"))
        else:  # an activation or a pool stands beside the layer that it follows
            lines[-1] += f" {written}"
    return ("body = nn.ModuleList([", *lines, "])")


def averages_at_borders(recipe: LayerRecipe) -> bool:
    """Whether the lines ask for `Average`, because torch has no such pool."""
    return any("Average(" in line for line in layer_lines(recipe))


def _broken(line: str) -> str:
    return line if len(line) <= WIDEST else line.replace(", started(", ",\n        started(")


def _layer(layer: AnyLayer, before: Shape, after: Shape) -> str:
    match layer:
        case Conv():
            return _windowed(layer, before, after[0], layer.groups, layer.bias)
        case Depthwise():
            return _windowed(layer, before, after[0], before[0], layer.bias)
        case Separable():
            bias = "" if layer.bias else ", bias=False"
            first = _windowed(layer, before, before[0], before[0], bias=False)
            return f"nn.Sequential({first}, started(nn.Conv2d({before[0]}, {after[0]}, 1{bias})))"
        case Transposed():
            return _transposed(layer, before, after)
        case Pool():
            return _pool(layer, before)
        case BatchNorm():
            return f"nn.BatchNorm{'2d' if len(before) == 3 else '1d'}({before[0]})"
        case LocalResponseNorm():
            return f"nn.LocalResponseNorm({layer.size}, {layer.alpha}, {layer.beta}, {layer.k})"
        case Activation():
            return f"nn.{_ACTIVATIONS[layer.function]}()"
        case Dropout():
            return f"nn.Dropout({layer.rate})"
        case Flatten():
            return "nn.Flatten()"
        case Dense():
            return f"started(nn.Linear({before[0]}, {after[0]}{'' if layer.bias else ', bias=False'}))"
        case GlobalAverage():
            return "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())"


def _windowed(layer: Conv | Depthwise | Separable, before: Shape, channels: int, groups: int, bias: bool) -> str:
    kernel, stride, dilation = window_of(layer)
    pads = window_pads(layer, before)
    even = _is_even(pads)
    words = [f"{before[0]}, {channels}, {_size(kernel)}"]
    words += [f"stride={_size(stride)}"] if math.prod(stride) > 1 else []
    words += [f"padding={_size((pads[0][0], pads[1][0]))}"] if even and any(map(any, pads)) else []
    words += [f"dilation={_size(dilation)}"] if math.prod(dilation) > 1 else []
    words += [f"groups={groups}"] if groups > 1 else []
    words += [] if bias else ["bias=False"]
    convolution = f"started(nn.Conv2d({', '.join(words)}))"
    return convolution if even else f"nn.Sequential(nn.ZeroPad2d({_border(pads)}), {convolution})"


def _pool(layer: Pool, before: Shape) -> str:
    size, stride, _ = window_of(layer)
    pads = window_pads(layer, before)
    padded = any(map(any, pads))
    window = _size(size) if size == stride else f"{_size(size)}, {_size(stride)}"
    # What torch's pools can do themselves; an average leaves the border out.
    own = _is_even(pads) and all(2 * pad[0] <= side for pad, side in zip(pads, size, strict=True))
    padding = f", padding={_size((pads[0][0], pads[1][0]))}" if padded else ""
    match layer.mode:
        case "max" if own:
            return f"nn.MaxPool2d({window}{padding})"
        case "max":
            return f"nn.Sequential(nn.ConstantPad2d({_border(pads)}, -math.inf), nn.MaxPool2d({window}))"
        case "average" if own:
            return f"nn.AvgPool2d({window}{padding}{', count_include_pad=False' if padded else ''})"
        case "average":
            return f"Average({_size(size)}, {_size(stride)}, {_border(pads)})"
        case "sum" if own:
            return f"nn.AvgPool2d({window}{padding}, divisor_override=1)"
        case "sum":
            return f"nn.Sequential(nn.ZeroPad2d({_border(pads)}), nn.AvgPool2d({window}, divisor_override=1))"


def _transposed(layer: Transposed, before: Shape, after: Shape) -> str:
    padding, (below, right) = transposed_pads(layer)
    words = [f"{before[0]}, {after[0]}, {_size(pair(layer.kernel))}, {_size(pair(layer.stride))}"]
    words += [_size(padding)] if any(padding) else []
    words += [] if layer.bias else ["bias=False"]
    convolution = f"nn.ConvTranspose2d({', '.join(words)})"
    cut = f"nn.ZeroPad2d((0, {-right}, 0, {-below}))"  # a negative border takes away
    return f"nn.Sequential({convolution}, {cut})" if below or right else convolution


def _is_even(pads: Pads) -> bool:
    return all(before == after for before, after in pads)


def _border(pads: Pads) -> str:
    """As torch writes borders: left, right, above, below."""
    return str((*pads[1], *pads[0]))


def _size(size: tuple[int, int]) -> str:
    return str(size[0]) if size[0] == size[1] else str(size)
