"""A recipe of layers built with torch: what layer_shapes.py has calculated, as modules."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
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
from ml_engine.networks.layer_shapes import (
    LayerProblem,
    Shape,
    calculate_layers,
    pair,
    transposed_pads,
    window_of,
    window_pads,
)

_ACTIVATIONS: dict[str, type[nn.Module]] = {
    "relu": nn.ReLU,
    "leaky_relu": nn.LeakyReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "elu": nn.ELU,
    "relu6": nn.ReLU6,
    "hardswish": nn.Hardswish,
}


def check_layers(recipe: LayerRecipe) -> None:
    """Raises UserError with the first thing that is wrong with the recipe."""
    problems = calculate_layers(recipe).problems
    if problems:
        raise UserError("network-recipe", problem_sentence(recipe, problems[0]), "Change that layer of the network.")


def check_trainable(recipe: LayerRecipe) -> None:
    """Raises UserError if the network cannot be built, or if pictures cannot be brought into its input."""
    check_layers(recipe)
    height, width, channels = recipe.input
    if height != width:
        wrong = f"a training shows square pictures, not {height}×{width}"
    elif channels not in (1, 3):
        wrong = f"a picture has 3 channels, or 1, not {channels}"
    else:
        return
    raise UserError(
        "network-recipe", f"The network {recipe.name!r} cannot be trained: {wrong}.", "Change the input of the network."
    )


def problem_sentence(recipe: LayerRecipe, problem: LayerProblem) -> str:
    """With the layer's place, counted from 1."""
    if problem.index < 0:
        return f"The network {recipe.name!r} cannot be built: {problem.message}"
    return f"Layer {problem.index + 1} of the network {recipe.name!r} cannot be built: {problem.message}"


def build_layers(recipe: LayerRecipe) -> list[nn.Module]:
    """One module a layer. Raises UserError if they do not fit together."""
    shapes = layer_shapes(recipe)
    return [
        _module(layer, before, after)
        for layer, before, after in zip(recipe.layers, shapes[:-1], shapes[1:], strict=True)
    ]


def layer_shapes(recipe: LayerRecipe) -> list[Shape]:
    """The shapes between the layers: of the input first, of the output last. Raises UserError as build_layers does."""
    check_layers(recipe)
    calculated = calculate_layers(recipe)
    return [calculated.input, *(row.shape for row in calculated.rows)]


class Border(nn.Module):
    """Puts a border around maps, or takes one away. pads: ((above, below), (left, right)) pixels, negative to take.

    value: of its numbers.
    """

    def __init__(self, pads: tuple[tuple[int, int], tuple[int, int]], value: float = 0.0) -> None:
        super().__init__()
        self.pads = [*pads[1], *pads[0]]
        self.value = value

    def forward(self, x: Tensor) -> Tensor:
        return F.pad(x, self.pads, value=self.value)


class AveragePool(nn.Module):
    """The average, or the sum, of the numbers of a window that are not border."""

    share: Tensor

    def __init__(self, layer: Pool, before: Shape) -> None:
        super().__init__()
        self.size, self.stride, _ = window_of(layer)
        self.border = Border(window_pads(layer, before))
        inside = F.avg_pool2d(self.border(torch.ones(1, 1, *before[1:])), self.size, self.stride)
        # avg_pool2d divides by the whole window: this makes up for it.
        share = torch.full_like(inside, math.prod(self.size)) if layer.mode == "sum" else 1 / inside
        self.register_buffer("share", share, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(self.border(x), self.size, self.stride) * self.share


def _module(layer: AnyLayer, before: Shape, after: Shape) -> nn.Module:
    match layer:
        case Conv():
            return _windowed(layer, before, after[0], layer.groups, layer.bias)
        case Depthwise():
            return _windowed(layer, before, after[0], before[0], layer.bias)
        case Separable():
            depthwise = _windowed(layer, before, before[0], before[0], bias=False)
            return nn.Sequential(depthwise, _started(nn.Conv2d(before[0], after[0], 1, bias=layer.bias)))
        case Transposed():
            padding, (below, right) = transposed_pads(layer)
            kernel, stride = pair(layer.kernel), pair(layer.stride)
            convolution = nn.ConvTranspose2d(before[0], after[0], kernel, stride, padding, bias=layer.bias)
            cut = Border(((0, -below), (0, -right)))
            return nn.Sequential(convolution, cut) if below or right else convolution
        case Pool():
            return _pool(layer, before)
        case BatchNorm():
            return nn.BatchNorm2d(before[0]) if len(before) == 3 else nn.BatchNorm1d(before[0])
        case LocalResponseNorm():
            return nn.LocalResponseNorm(layer.size, layer.alpha, layer.beta, layer.k)
        case Activation():
            return _ACTIVATIONS[layer.function]()
        case Dropout():
            return nn.Dropout(layer.rate)
        case Flatten():
            return nn.Flatten()
        case Dense():
            return _started(nn.Linear(before[0], after[0], bias=layer.bias))
        case GlobalAverage():
            return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())


def _windowed(
    layer: Conv | Depthwise | Separable, before: Shape, channels: int, groups: int, bias: bool
) -> nn.Module:  # fmt: skip
    kernel, stride, dilation = window_of(layer)
    (above, below), (left, right) = pads = window_pads(layer, before)
    even = above == below and left == right
    convolution = _started(
        nn.Conv2d(before[0], channels, kernel, stride, (above, left) if even else 0, dilation, groups=groups, bias=bias)
    )
    return convolution if even else nn.Sequential(Border(pads), convolution)


def _pool(layer: Pool, before: Shape) -> nn.Module:
    if layer.mode != "max":
        return AveragePool(layer, before)
    size, stride, _ = window_of(layer)
    pads = window_pads(layer, before)
    pool = nn.MaxPool2d(size, stride)
    return nn.Sequential(Border(pads, -math.inf), pool) if any(map(any, pads)) else pool


def _started(module: nn.Conv2d | nn.Linear) -> nn.Module:
    """Glorot's start, which the course's library uses: weights of one scale from layer to layer, biases of zero."""
    nn.init.xavier_uniform_(module.weight)
    if module.bias is not None:
        nn.init.zeros_(module.bias)
    return module
