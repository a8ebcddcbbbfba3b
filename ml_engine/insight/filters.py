"""The first layer's filters as pictures: the only ones whose weights are colours."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import FilterPictures, JobDone, JobStarted, Notice
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.insight_specs import FiltersJob
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.model import TrainedModel

COLOURS, BRIGHTNESS = 3, 1


def show_filters(job: FiltersJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one FilterPictures. Raises UserError if the network cannot be had, or begins with no convolution."""
    started = time.monotonic()
    emit(JobStarted("cpu", "the weights are only read"))
    place, cpu = job.network, torch.device("cpu")
    model = warm_networks().open(place, cpu, lambda words: emit(Notice("weights", words)), place.epoch).model
    name, convolution = first_convolution(model)
    pixels, largest = filter_pictures(convolution)
    emit(
        FilterPictures(
            layer=name,
            kind=type(convolution).__name__,
            channels=convolution.in_channels,
            pixels=pack_array(pixels),
            largest=tuple(largest.tolist()),
        )
    )
    return JobDone(time.monotonic() - started)


def first_convolution(model: TrainedModel) -> tuple[str, nn.Conv2d]:
    """Name and layer of the first convolution that a picture meets. Raises UserError if it reads no colours."""
    met: list[str] = []
    convolutions = {name: module for name, module in model.named_modules() if isinstance(module, nn.Conv2d)}
    handles = [
        module.register_forward_pre_hook(lambda _module, _inputs, name=name: met.append(name))
        for name, module in convolutions.items()
    ]
    side = model.spec.input_size
    try:
        with torch.no_grad():
            model(torch.zeros(1, 3, side, side))
    finally:
        for handle in handles:
            handle.remove()
    found = convolutions[met[0]] if met else None
    if found is not None and found.groups == 1 and found.in_channels in (COLOURS, BRIGHTNESS):
        return met[0], found
    raise UserError(
        "no-filters", "The network's first layer does not read colours.", "Look at what excites its units instead."
    )


def filter_pictures(convolution: nn.Conv2d) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """(n, h, w, 3) uint8: weight 0 is middle grey, the largest by absolute value of each filter black or white.

    And those largest values, (n,).
    """
    weights = convolution.weight.detach().cpu().float().expand(-1, COLOURS, -1, -1)
    largest = weights.abs().amax(dim=(1, 2, 3))
    shares = weights / largest.clamp_min(1e-12)[:, None, None, None]
    pixels = (127.5 + 127.5 * shares).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous()
    return pixels.numpy(), largest.numpy()
