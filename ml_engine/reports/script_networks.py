"""A network as the lines of a script that build it: a row of blocks called body, in the order of its weights' file.

Networks of torchvision are cut; a network of one's own layers is written out layer by layer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ml_engine.networks.backbones import BackboneInfo
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
    layer_kind,
)
from ml_engine.networks.layer_shapes import Shape, calculate_layers, window_of, window_pads

# What a classifier's script and a detector's say after `network = …`: the latter knows its stages by name.
_RESNET = (
    (
        "*stem, one, two, three, four, _, _ = network.children()",
        "body = nn.ModuleList([nn.Sequential(*stem), *one, *two, *three, *four])",
    ),
    (
        "*stem, one, two, three, four, _, _ = network.children()",
        "stages = [nn.Sequential(*stem)], one, two, three, four",
    ),
)
_MOBILE = (("body = nn.ModuleList(network.features)",), ("stages = [[block] for block in network.features]",))
_ALL = "body = nn.ModuleList(block for stage in stages for block in stage)"
_EFFICIENT = "first, *stages, last = network.features"
_CUTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mobilenet_v2": _MOBILE,
    "mobilenet_v3": _MOBILE,
    "resnet": _RESNET,
    "resnext": _RESNET,
    **dict.fromkeys(
        ("efficientnet", "efficientnet_v2"),
        (
            (_EFFICIENT, "body = nn.ModuleList([first, *(block for stage in stages for block in stage), last])"),
            (_EFFICIENT, "stages = [first], *stages, [last]"),
        ),
    ),
    "convnext": (
        ("p = list(network.features)", "stages = [[p[i], *p[i + 1]] for i in (0, 2, 4, 6)]", _ALL),
        ("p = list(network.features)", "stages = [[p[i], *p[i + 1]] for i in (0, 2, 4, 6)]"),
    ),
    "shufflenet": (
        (
            "one, pool, *stages, last, _ = network.children()",
            "stages = [nn.Sequential(one, pool)], *stages, [last]",
            _ALL,
        ),
        ("one, pool, *stages, last, _ = network.children()", "stages = [nn.Sequential(one, pool)], *stages, [last]"),
    ),
}
# Which stages end at strides 8, 16 and 32, where it depends on the family alone.
_TAPS: dict[str, tuple[int, int, int]] = {
    "resnet": (2, 3, 4),
    "resnext": (2, 3, 4),
    "efficientnet": (3, 5, 7),
    "efficientnet_v2": (3, 5, 7),
    "convnext": (1, 2, 3),
    "shufflenet": (1, 2, 3),
    "mobilenet_v2": (6, 13, 17),
}
_OWN_TAPS: dict[str, tuple[int, int, int]] = {
    "mobilenet_v3_small": (3, 8, 11),
    "mobilenet_v3_large": (6, 12, 15),
    "efficientnet_v2_s": (3, 5, 6),
    "tiny": (1, 2, 3),
    "bundled": (1, 2, 3),
}
_MODELS = {"shufflenet_v2": "shufflenet_v2_x1_0"}
_WIDE = 100  # characters
# Ours, written out in files of the same names.
_WRITTEN = ("tiny", "bundled")
_ACTIVATIONS = {
    "relu": "ReLU", "leaky_relu": "LeakyReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "gelu": "GELU", "silu": "SiLU",
    "elu": "ELU", "relu6": "ReLU6", "hardswish": "Hardswish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScriptNetwork:
    """lines: that build `body`.   piece: the file in scripts/ that they stand in instead, '' for none.

    flat: its last block answers vectors.   taps: of its stages, () if it finds no places.
    """

    lines: tuple[str, ...]
    piece: str
    flat: bool
    taps: tuple[int, ...]
    uses_torchvision: bool


class NoFewLinesError(Exception):
    """layer: the kind of layer that takes more than a line, '' for a network of another library."""

    def __init__(self, layer: str) -> None:
        super().__init__(layer)
        self.layer = layer


def script_network(info: BackboneInfo, task: str) -> ScriptNetwork:
    """Raises NoFewLinesError for a network that a script with torch and torchvision alone cannot build."""
    if info.recipe is not None:
        last = calculate_layers(info.recipe).rows[-2 if isinstance(info.recipe.layers[-1], Dense) else -1]
        return ScriptNetwork(_composed(info.recipe), "", len(last.shape) == 1, (), False)
    family = info.family.name
    taps = _OWN_TAPS.get(info.name, _TAPS.get(family, ()))
    if info.name in _WRITTEN:
        return ScriptNetwork((), info.name, False, taps, info.name == "bundled")
    if info.source != "torchvision" or family not in _CUTS:
        raise NoFewLinesError("")
    model = _MODELS.get(info.name, info.name)
    lines = (f"network = torchvision.models.{model}(weights=None)", *_CUTS[family][task == "detect"])
    if task == "classify":  # a line less: there are few
        lines = (lines[1].replace("network", f"torchvision.models.{model}(weights=None)"), *lines[2:])
    return ScriptNetwork(lines, "", False, taps, True)


def _composed(recipe: LayerRecipe) -> tuple[str, ...]:
    """A line a layer and its activation. Raises NoFewLinesError for a layer that takes more than a line."""
    shapes = [calculate_layers(recipe).input, *(row.shape for row in calculate_layers(recipe).rows)]
    body = recipe.layers[:-1] if isinstance(recipe.layers[-1], Dense) else recipe.layers
    lines: list[str] = []
    for place, layer in enumerate(body):
        line = f"{_layer(layer, *shapes[place : place + 2])},"
        if isinstance(layer, Activation) and lines and len(lines[-1]) + len(line) < _WIDE:  # beside what it bends
            lines[-1] += f" {line}"
        else:
            lines.append(f"    {line}")
    if recipe.input[2] == 1:
        lines.insert(0, "    Grey(),")
    # The recipe's own classifier is built and forgotten, so that chance goes on from the same place.
    return ("body = nn.ModuleList([", *lines, "])")


def _layer(layer: AnyLayer, before: Shape, after: Shape) -> str:
    match layer:
        case Conv() | Depthwise():
            groups = layer.groups if isinstance(layer, Conv) else before[0]
            return f"started({_convolution(layer, before, after[0], groups, layer.bias)})"
        case Separable():
            first = f"started({_convolution(layer, before, before[0], before[0], bias=False)})"
            bias = "" if layer.bias else ", bias=False"
            return f"nn.Sequential({first}, started(nn.Conv2d({before[0]}, {after[0]}, 1{bias})))"
        case Pool() if layer.mode != "sum" and not any(map(any, window_pads(layer, before))):
            size, stride, _ = window_of(layer)
            kind = "MaxPool2d" if layer.mode == "max" else "AvgPool2d"
            return f"nn.{kind}({_size(size)}, {_size(stride)})"
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
    raise _no_line(layer)


def _convolution(layer: Conv | Depthwise | Separable, before: Shape, channels: int, groups: int, bias: bool) -> str:
    kernel, stride, dilation = window_of(layer)
    (above, below), (left, right) = window_pads(layer, before)
    if above != below or left != right:
        raise _no_line(layer)
    words = [f"{before[0]}, {channels}, {_size(kernel)}"]
    words += [f"stride={_size(stride)}"] if math.prod(stride) > 1 else []
    words += [f"padding={_size((above, left))}"] if above or left else []
    words += [f"dilation={_size(dilation)}"] if math.prod(dilation) > 1 else []
    words += [f"groups={groups}"] if groups > 1 else []
    words += [] if bias else ["bias=False"]
    return f"nn.Conv2d({', '.join(words)})"


def _size(size: tuple[int, int]) -> str:
    return str(size[0]) if size[0] == size[1] else str(size)


def _no_line(layer: AnyLayer) -> NoFewLinesError:
    return NoFewLinesError(layer_kind(layer))
