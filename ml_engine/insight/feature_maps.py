"""What a layer makes of a picture, as small grey pictures: one a channel, each from its darkest to its brightest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import FeatureMaps, JobDone, JobStarted, Notice
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import FeatureMapJob
from ml_engine.training.device import choose_device

LARGEST_TILE = 512


@dataclass(frozen=True, slots=True)
class Tiles:
    """channels: (n,) rising.   pixels: (n, h, w) uint8.

    minimum, maximum, mean, deviation: (n,) of each channel's numbers.
    """

    channels: npt.NDArray[np.int64]
    pixels: npt.NDArray[np.uint8]
    minimum: npt.NDArray[np.float32]
    maximum: npt.NDArray[np.float32]
    mean: npt.NDArray[np.float32]
    deviation: npt.NDArray[np.float32]


def show_feature_maps(job: FeatureMapJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one FeatureMaps event for a picture that is prepared as for a prediction.

    Raises UserError if the network, the layer or the picture cannot be had; Cancelled.
    """
    started = time.monotonic()
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    opened = warm_networks().open(job, choice.device, lambda words: emit(Notice("weights", words)))
    if should_stop():
        raise Cancelled
    path = Path(job.image)
    output = opened.answer(path, job.layer)
    found = make_tiles(output, job.tiles)
    emit(
        FeatureMaps(
            image=job.image,
            layer=job.layer,
            kind=type(opened.model.get_submodule(job.layer)).__name__,
            shape=tuple(output.shape),
            channels=tuple(found.channels.tolist()),
            tiles=pack_array(found.pixels),
            minimum=tuple(found.minimum.tolist()),
            maximum=tuple(found.maximum.tolist()),
            mean=tuple(found.mean.tolist()),
            view=opened.picture(path).view,
            deviation=tuple(found.deviation.tolist()),
        )
    )
    return JobDone(time.monotonic() - started)


def make_tiles(output: Tensor, most: int) -> Tiles:
    """The channels of (C, H, W) or (D,) as tiles.

    most: so many channels at most, those whose numbers are largest by absolute value on average; 0 for all.
    """
    maps = output.float().reshape(len(output), -1)
    strength = maps.abs().mean(dim=1)
    count = min(most, len(maps)) if most else len(maps)
    channels = strength.topk(count).indices.sort().values
    chosen = maps[channels]
    low, high = chosen.amin(dim=1), chosen.amax(dim=1)
    if output.ndim == 1:
        # A number has no scale of its own.
        shown = _bytes(chosen[:, :, None], maps.amin().expand(count), maps.amax().expand(count))
    else:
        shown = _bytes(_reduced(chosen.reshape(count, *output.shape[1:])), None, None)
    return Tiles(channels.numpy(), shown, low.numpy(), high.numpy(), chosen.mean(dim=1).numpy(), _deviation(chosen))


def _deviation(maps: Tensor) -> npt.NDArray[np.float32]:
    found: npt.NDArray[np.float32] = maps.std(dim=1, correction=0).numpy()
    return found


def _reduced(maps: Tensor) -> Tensor:
    factor = -(-max(maps.shape[1:]) // LARGEST_TILE)
    return maps if factor == 1 else functional.avg_pool2d(maps[None], factor)[0]


def _bytes(maps: Tensor, low: Tensor | None, high: Tensor | None) -> npt.NDArray[np.uint8]:
    """(n, h, w) from low to high, each (n,), as 0 to 255; None for each map's own. A flat map is black."""
    low = maps.amin(dim=(1, 2)) if low is None else low
    high = maps.amax(dim=(1, 2)) if high is None else high
    span = (high - low)[:, None, None]
    scaled = (maps - low[:, None, None]) / torch.where(span > 0, span, torch.ones_like(span))
    return (scaled * 255).round().clamp(0, 255).to(torch.uint8).numpy()
