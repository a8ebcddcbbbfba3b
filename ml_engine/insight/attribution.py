"""Four ways to say which part of a picture made a network answer as it does. All equal Captum's to 1e-4.

Each explains one number, given as a function of the raw outputs (answers.Target), so that classifiers, detectors and
localisers are treated alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_engine.insight.answers import Value
from ml_engine.insight.layer_maps import check_is_map, last_block, open_at
from ml_engine.training.model import TrainedModel

FloatMap = npt.NDArray[np.float32]
Step = Callable[[int], None]  # called after each so many forward passes; may raise Cancelled
BATCH = 8


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a layer answers, and how much the explained number rises with each of its numbers; both (1, C, h, w)."""

    layer: str
    maps: Tensor
    gradient: Tensor

    def grad_cam(self, *, signed: bool = False) -> FloatMap:
        """See the function grad_cam."""
        return _heat((self.gradient.mean(dim=(2, 3), keepdim=True) * self.maps).sum(dim=1)[0], signed=signed)

    def hires_cam(self, *, signed: bool = False) -> FloatMap:
        """See the function hires_cam."""
        return _heat((self.gradient * self.maps).sum(dim=1)[0], signed=signed)


def grad_cam(model: TrainedModel, pixels: Tensor, value: Value, layer: str, *, signed: bool = False) -> FloatMap:
    """(h, w) of the layer: its maps, each weighed by how much the number rises with it on average, and summed.

    pixels: (1, 3, S, S).   signed: also where the number falls; else those places are 0.
    Raises UserError if the layer answers no maps.
    Source: Selvaraju et al., "Grad-CAM", 2017, equations 1 and 2.
    """
    return weigh(model, pixels, value, layer).grad_cam(signed=signed)


def hires_cam(model: TrainedModel, pixels: Tensor, value: Value, layer: str, *, signed: bool = False) -> FloatMap:
    """As grad_cam, but each number of a map is weighed by itself: how much the answer rises with it there.

    A box is answered by a few cells, and the mean over all places would forget which: of a detector the heat then lies
    anywhere. Of a classifier that averages the last maps, both methods are the same there.
    Sources: Draelos and Carin, "Use HiResCAM instead of Grad-CAM", 2020; Zhao and Chan, "ODAM", 2023, for detectors.
    """
    return weigh(model, pixels, value, layer).hires_cam(signed=signed)


def weigh(model: TrainedModel, pixels: Tensor, value: Value, layer: str) -> Weighed:
    """One pass there and back, to this layer. Raises UserError if it answers no maps."""
    with open_at(model, layer) as caught, torch.enable_grad():
        number = value(model(pixels))
        maps = caught.get()
        check_is_map(layer, maps.shape)
        # A layer on which the number does not depend has a gradient of 0.
        if not number.requires_grad:
            return Weighed(layer, maps.detach(), torch.zeros_like(maps))
        (gradient,) = torch.autograd.grad(number.sum(), maps, allow_unused=True, materialize_grads=True)
    return Weighed(layer, maps.detach(), gradient)


def weigh_deciding(model: TrainedModel, pixels: Tensor, value: Value, blocks: Sequence[str]) -> Weighed:
    """The last block that still knows where things are and on which the number depends; the last of all if none is.

    blocks: as watch_map_blocks found them.   A detector whose levels do not see each other answers a small thing from
    early blocks alone. Raises UserError if the network has no maps.
    """
    last = weigh(model, pixels, value, last_block(blocks))
    found = last
    for layer in reversed(blocks[:-1]):
        if bool(found.gradient.any()):
            return found
        found = weigh(model, pixels, value, layer)
    return found if bool(found.gradient.any()) else last


def integrated_gradients(
    model: TrainedModel, pixels: Tensor, value: Value, steps: int = 50, advance: Step | None = None
) -> tuple[FloatMap, float]:
    """(S, S): what each pixel adds to the number, on the way from a grey picture to this one; signed.

    pixels: (1, 3, S, S).   The grey picture is the mean colour that the network was taught with.
    Also by how much the sum misses the difference of the numbers at both ends, as a share of it: 0 were it exact.
    Source: Sundararajan et al., "Axiomatic Attribution for Deep Networks", 2017; Gauss-Legendre quadrature.
    """
    grey = model.mean.expand_as(pixels)
    points, weights = np.polynomial.legendre.leggauss(steps)
    shares = torch.tensor((points + 1) / 2, dtype=pixels.dtype, device=pixels.device)
    parts = torch.tensor(weights / 2, dtype=pixels.dtype, device=pixels.device)
    total = torch.zeros_like(pixels)
    for start in range(0, steps, BATCH):
        share, part = (row[start : start + BATCH].reshape(-1, 1, 1, 1) for row in (shares, parts))
        between = (grey + share * (pixels - grey)).requires_grad_()
        with torch.enable_grad():
            number = value(model(between)).sum()
        (gradient,) = torch.autograd.grad(number, between)
        total += (gradient * part).sum(dim=0, keepdim=True)
        if advance:
            advance(len(share))
    added = ((pixels - grey) * total).sum(dim=1)[0]
    with torch.no_grad():
        wanted = float(value(model(pixels))) - float(value(model(grey)))
    return _numpy(added), abs(float(added.sum()) - wanted) / max(abs(wanted), 1e-12)


def occlusion(
    model: TrainedModel, pixels: Tensor, value: Value, window: int, stride: int, advance: Step | None = None
) -> FloatMap:
    """(S, S): by how much the number falls where a grey window hides the pixel, averaged over the windows; signed.

    pixels: (1, 3, S, S).   window, stride: input pixels, stride <= window <= S.
    Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section 4.2.
    """
    side_y, side_x = pixels.shape[2:]
    places = list(window_places(side_y, side_x, window, stride))
    fall = torch.zeros_like(pixels[0, 0])
    seen = torch.zeros_like(fall)
    with torch.no_grad():
        whole = value(model(pixels))
        for start in range(0, len(places), BATCH):
            rows = places[start : start + BATCH]
            hidden = pixels.repeat(len(rows), 1, 1, 1)
            for picture, (y, x) in zip(hidden, rows, strict=True):
                picture[:, y : y + window, x : x + window] = model.mean[0]
            numbers = value(model(hidden))
            for (y, x), number in zip(rows, numbers, strict=True):
                fall[y : y + window, x : x + window] += whole[0] - number
                seen[y : y + window, x : x + window] += 1
            if advance:
                advance(len(rows))
    return _numpy(fall / seen)


def window_places(height: int, width: int, window: int, stride: int) -> Iterator[tuple[int, int]]:
    """Top left corners of the windows, row by row; the last one of a row may reach over the edge."""
    rows, columns = (math.ceil(max(side - window, 0) / stride) + 1 for side in (height, width))
    for row in range(rows):
        for column in range(columns):
            yield row * stride, column * stride


def usual_window(side: int) -> tuple[int, int]:
    """Window and stride for an input of this side: an eighth of it, moved by half of itself."""
    window = max(2, round(side / 8))
    return window, max(1, window // 2)


def unsigned(values: FloatMap, method: str) -> FloatMap:
    """Without a sign: how much a pixel mattered at all (integrated gradients), else where it spoke for the label."""
    found: FloatMap = np.abs(values) if method == "integrated-gradients" else np.maximum(values, 0)
    return found


def _heat(values: Tensor, *, signed: bool) -> FloatMap:
    return _numpy(values if signed else values.relu())


def _numpy(values: Tensor) -> FloatMap:
    found: FloatMap = values.detach().float().cpu().numpy()
    return found
