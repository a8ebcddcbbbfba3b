"""DeepDream: a picture changed until a layer answers it more strongly; begun with noise, it shows what a unit seeks.

Source: Mordvintsev et al., "Inceptionism: Going Deeper into Neural Networks", 2015.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Dreamed, JobDone, JobStarted, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.images.reader import read_image
from ml_engine.insight.layer_maps import find_layer, forward_to
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.insight_specs import DreamJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device
from ml_engine.training.model import TrainedModel

STRIDE = 32  # sides are multiples of it: any layer of any network takes them
NOISE = 12.0  # grey levels about the mean colour
WAKING = 5.0  # a step where there is no slope is so many times as long
SMOOTHING = 0.06  # share of a difference between neighbours that a step takes back, when begun with noise


def dream(job: DreamJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit a Dreamed after each octave; the last one is the result.

    Raises UserError if network, layer, unit or picture cannot be had; Cancelled.
    """
    started = time.monotonic()
    _check(job)
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    place, warm = job.network, warm_networks()
    model = warm.open(place, choice.device, lambda words: emit(Notice("weights", words)), place.epoch).model
    dice = torch.Generator().manual_seed(job.seed)
    whole = _first(job, model, dice).to(choice.device)
    excitement = Excitement(model, job.layer, job.unit)
    before = excitement(whole)
    change = torch.zeros_like(whole)
    with ProgressMeter(emit, "dream", job.octaves * job.steps) as meter:

        def advance() -> None:
            meter.advance()
            if should_stop():
                raise Cancelled

        for octave in range(1, job.octaves + 1):
            sides = octave_sides(whole.shape[2:], octave, job.octaves, job.scale, model.spec.info.fixed_input)
            base = _resized(whole, sides)
            picture = (base + _resized(change, sides)).clamp(0, 255)
            picture = climb(
                excitement, picture, job.steps, job.rate, job.jitter, dice, advance, smooth=not job.image
            )  # fmt: skip
            change = picture - base
            result = (whole + _resized(change, whole.shape[2:])).clamp(0, 255)
            pixels = result[0].permute(1, 2, 0).round().to(torch.uint8).cpu().contiguous().numpy()
            emit(
                Dreamed(
                    job.image, job.layer, job.unit, octave, job.octaves, pack_array(pixels),
                    float(before.detach()), float(excitement(result).detach()),
                )
            )  # fmt: skip
    return JobDone(time.monotonic() - started)


class Excitement:
    """How strongly a layer answers a picture (1, 3, H, W), 0..255: half the mean square of its numbers, or the mean of
    one channel. Differentiable; what lies above the layer is not computed."""

    def __init__(self, model: TrainedModel, layer: str, unit: int = -1) -> None:
        self._model = model
        self._module: nn.Module = find_layer(model, layer)
        self._layer = layer
        self._unit = unit

    def __call__(self, pixels: Tensor) -> Tensor:
        answer = forward_to(lambda: self._model(pixels), self._module)
        if self._unit < 0:
            return answer.square().mean() / 2
        if self._unit >= answer.shape[1]:
            raise UserError(
                "no-unit",
                f"{self._layer} has {answer.shape[1]} channels, none of number {self._unit}.",
                f"Choose one from 0 to {answer.shape[1] - 1}.",
            )
        return answer[:, self._unit].mean()


def climb(
    excitement: Callable[[Tensor], Tensor], picture: Tensor, steps: int, rate: float, jitter: int,
    dice: torch.Generator, advance: Callable[[], None], *, smooth: bool = False,
) -> Tensor:  # fmt: skip
    """The picture after so many steps uphill, each shifted about a little so that no grid of the network shows.

    rate: mean change of a number in a step, grey levels.   smooth: also away from specks, which noise begins with.
    """
    highest, best = 0.0, picture
    for _ in range(steps):
        down, right = (int(torch.randint(-jitter, jitter + 1, (), generator=dice)) for _ in range(2))
        shifted = picture.roll((down, right), (2, 3)).detach().requires_grad_()
        with torch.enable_grad():
            height = excitement(shifted)
        (gradient,) = torch.autograd.grad(height, shifted)
        slope = gradient.abs().mean()
        if float(height.detach()) > highest:
            highest, best = float(height.detach()), picture
        elif slope == 0 and highest:
            # The last step went over the edge of what wakes the unit: back, and on more carefully.
            picture, rate = best, rate / 2
            advance()
            continue
        if slope == 0:
            # A unit that answers nothing has no slope to climb: a step anywhere may wake it.
            gradient = torch.randn(shifted.shape, generator=dice).to(shifted)
            slope = gradient.abs().mean() / WAKING
        moved = shifted.detach() + rate * gradient / slope.clamp_min(1e-20)
        if smooth:
            moved = moved + SMOOTHING * (functional.avg_pool2d(moved, 3, 1, 1, count_include_pad=False) - moved)
        picture = moved.clamp(0, 255).roll((-down, -right), (2, 3))
        advance()
    if highest:
        with torch.no_grad():
            return picture if float(excitement(picture)) else best
    return picture


def octave_sides(whole: torch.Size, octave: int, octaves: int, scale: float, fixed: bool) -> tuple[int, int]:
    """Height and width of an octave, from 1 to octaves; the last is the whole. fixed: the network takes no other."""
    if fixed:
        return whole[0], whole[1]
    smaller = scale ** (octaves - octave)
    height, width = (max(STRIDE, round(side / smaller / STRIDE) * STRIDE) for side in whole)
    return height, width


def _first(job: DreamJob, model: TrainedModel, dice: torch.Generator) -> Tensor:
    """What the dream begins with, (1, 3, H, W), 0..255."""
    fixed = model.spec.input_size if model.spec.info.fixed_input else 0
    if not job.image:
        side = fixed or max(STRIDE, round(job.side / STRIDE) * STRIDE)
        return (model.mean.cpu() + NOISE * torch.randn(1, 3, side, side, generator=dice)).clamp(0, 255)
    pixels = as_pixels(np.ascontiguousarray(read_image(Path(job.image))), torch.device("cpu"))
    if fixed:
        return _resized(pixels, (fixed, fixed))
    shrink = job.side / max(pixels.shape[2:])
    height, width = (max(STRIDE, round(side * shrink / STRIDE) * STRIDE) for side in pixels.shape[2:])
    return _resized(pixels, (height, width)).clamp(0, 255)


def _resized(picture: Tensor, sides: tuple[int, ...] | torch.Size) -> Tensor:
    size = [int(side) for side in sides]
    if list(picture.shape[2:]) == size:
        return picture
    return functional.interpolate(picture, size=size, mode="bilinear", antialias=True, align_corners=False)


def _check(job: DreamJob) -> None:
    sensible = (
        STRIDE <= job.side <= 2048, 1 <= job.octaves <= 10, 1 < job.scale <= 3, 1 <= job.steps <= 500,
        0 < job.rate <= 50, 0 <= job.jitter <= STRIDE,
    )  # fmt: skip
    if not all(sensible):
        raise UserError(
            "dream",
            "A dream like that cannot be made.",
            "A side of 32 to 2048 pixels, 1 to 10 octaves of a scale up to 3, 1 to 500 steps, a rate up to 50.",
        )
