"""Dense layers as convolutions: the same weights and numbers, on inputs of any size.

A dense layer over a C × h × w map is a convolution whose kernel covers that map. On a larger map it gives the answer of
every place that such a map fits, and shares what neighbouring places have in common: a sliding window for the price of
one pass (Sermanet et al., "OverFeat", 2014; Long et al., "Fully Convolutional Networks", 2015).
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional


def dense_as_convolution(dense: nn.Linear, channels: int, height: int, width: int) -> nn.Conv2d:
    """A convolution with the weights of a dense layer over an unrolled (channels, height, width) map, copied.

    (B, channels, H, W) → (B, outputs, H − height + 1, W − width + 1). Raises ValueError if the map does not fit.
    """
    if dense.in_features != channels * height * width:
        raise ValueError(f"a map of {channels} × {height} × {width} is not the {dense.in_features} inputs of the layer")
    convolution = nn.Conv2d(
        channels, dense.out_features, (height, width), bias=dense.bias is not None,
        dtype=dense.weight.dtype, device=dense.weight.device,
    )  # fmt: skip
    with torch.no_grad():
        convolution.weight.copy_(dense.weight.reshape(dense.out_features, channels, height, width))
        if dense.bias is not None and convolution.bias is not None:
            convolution.bias.copy_(dense.bias)
    return convolution


def slide_dense(dense: nn.Linear, maps: Tensor, height: int, width: int) -> Tensor:
    """As dense_as_convolution, with the layer's own weights, so that it learns from every place it slides over.

    maps: (B, C, H, W) with C · height · width = the layer's inputs.
    """
    return functional.conv2d(maps, dense.weight.reshape(dense.out_features, -1, height, width), dense.bias)


def fully_convolutional(layers: Iterable[nn.Module], channels: int, height: int, width: int) -> nn.Sequential:
    """The classifier behind a (channels, height, width) map, from its flatten layer on, as convolutions.

    The first dense layer becomes a convolution over the whole map, the others 1 × 1; flattening goes, whole channels
    are dropped instead of numbers, a norm of vectors becomes one of maps with the same statistics. What acts on each
    number alone stays as it is. Raises ValueError for a layer that has no form that slides.
    """
    converted: list[nn.Module] = []
    for layer in layers:
        if isinstance(layer, nn.Flatten | nn.Identity):
            continue
        if isinstance(layer, nn.Linear):
            converted.append(dense_as_convolution(layer, channels, height, width))
            channels, height, width = layer.out_features, 1, 1
        elif isinstance(layer, nn.Dropout):
            converted.append(nn.Dropout2d(layer.p))
        elif isinstance(layer, nn.BatchNorm1d):
            converted.append(_norm_of_maps(layer))
        elif isinstance(layer, nn.Softmax | nn.LogSoftmax):
            converted.append(type(layer)(dim=1))
        elif next(layer.parameters(), None) is None and not isinstance(layer, nn.AdaptiveAvgPool2d):
            converted.append(layer)
        else:
            raise ValueError(f"{type(layer).__name__} has no form that slides over a map")
    return nn.Sequential(*converted).train(all(layer.training for layer in converted))


def window_places(height: int, width: int, window: int) -> tuple[int, int]:
    """Rows and columns of the places at which a square window fits into a grid, both 0 where it is too large."""
    rows, columns = height - window + 1, width - window + 1
    return (rows, columns) if rows > 0 and columns > 0 else (0, 0)


def _norm_of_maps(norm: nn.BatchNorm1d) -> nn.BatchNorm2d:
    """The same statistics and weights, channel by channel."""
    made = nn.BatchNorm2d(norm.num_features, norm.eps, norm.momentum, norm.affine, norm.track_running_stats)
    made.load_state_dict(norm.state_dict())
    return made.train(norm.training)
