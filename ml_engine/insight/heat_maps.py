"""The job behind "Why?": which part of the picture decided, and whether the map can be believed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.arrays import pack_array, unpack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import CheckStep, HeatMap, JobDone, JobStarted, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.inference.preparation import prepare_picture
from ml_engine.insight.answers import Value, choose_target, read_answers
from ml_engine.insight.attribution import (
    FloatMap,
    Weighed,
    integrated_gradients,
    occlusion,
    unsigned,
    usual_window,
    weigh,
    weigh_deciding,
    window_places,
)
from ml_engine.insight.layer_maps import watch_map_blocks
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject
from ml_engine.insight.warm import warm_networks
from ml_engine.insight.weight_check import cascade, rank_correlation
from ml_engine.jobs.insight_specs import HEAT_METHODS, LAYER_METHODS, HeatMapJob, HeatMethod
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.training.device import choose_device
from ml_engine.training.model import TrainedModel


@dataclass(frozen=True, slots=True)
class Choices:
    """How a map is made. layer: '' but for LAYER_METHODS, and there until the usual one is known."""

    method: str
    layer: str
    signed: bool
    window: int
    stride: int
    steps: int

    def passes(self, side: int) -> int:
        """How many pictures go through the network for one map."""
        if self.method == "occlusion":
            return len(list(window_places(side, side, self.window, self.stride)))
        return self.steps if self.method == "integrated-gradients" else 1


def show_heat_map(job: HeatMapJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one HeatMap.

    Raises UserError if network, picture, label, box or layer cannot be had; Cancelled.
    """
    started = time.monotonic()
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    subject = warm_networks().subject(job.network, choice.device, lambda words: emit(Notice("weights", words)))
    emit(heat_map(subject, job, emit, should_stop))
    return JobDone(time.monotonic() - started)


def heat_map(subject: Subject, job: HeatMapJob, emit: Emit, should_stop: ShouldStop) -> HeatMap:
    """As the job asks for, of a network that is open already. Errors as show_heat_map."""
    model = subject.model
    picture = prepare_picture(Path(job.image), model.spec)
    pixels = as_pixels(picture.pixels, model.mean.device)
    with torch.no_grad(), watch_map_blocks(model) as blocks:
        outputs = model(pixels)
    answers = read_answers(subject, outputs, picture.view)
    target = choose_target(subject, outputs, picture.view, job.label, job.box)
    choices = _choices(job, subject, pixels.shape[2])
    weighed = None
    if choices.method in LAYER_METHODS and not choices.layer:
        weighed = weigh_deciding(model, pixels, target.value, blocks)
        choices = replace(choices, layer=weighed.layer)
    passes = choices.passes(pixels.shape[2])
    with ProgressMeter(emit, "heat map", passes * (1 + job.checks)) as meter:

        def advance(count: int) -> None:
            meter.advance(count)
            if should_stop():
                raise Cancelled

        values, error = make_map(model, pixels, target.value, choices, advance, weighed)
        checks = _checks(model, pixels, target.value, choices, values, job.checks, advance) if job.checks else ()
    return HeatMap(
            image=job.image, method=choices.method, label=subject.names[target.label], score=target.score,
            target=target.words, layer=choices.layer, signed=job.signed, values=pack_array(values), view=picture.view,
            answers=answers.labels, boxes=answers.boxes, box=target.box, checks=checks, error=error,
    )  # fmt: skip


def strongest_place(found: HeatMap) -> tuple[float, float]:
    """x, y of the hottest place, its middle, in pixels of the upright picture."""
    values = unpack_array(found.values)
    row, column = np.unravel_index(int(np.argmax(values)), values.shape)
    x = (float(column) + 0.5) / values.shape[1] * found.view.input_width
    y = (float(row) + 0.5) / values.shape[0] * found.view.input_height
    place = found.view.to_image(np.array([[x, y, x, y]]))[0]
    return float(place[0]), float(place[1])


def make_map(
    model: TrainedModel, pixels: Tensor, value: Value, choices: Choices, advance: Callable[[int], None],
    weighed: Weighed | None = None,
) -> tuple[FloatMap, float]:  # fmt: skip
    """(h, w), and the error of integrated gradients (else 0). advance: told of every few passes.

    weighed: of LAYER_METHODS, what a pass through this very network has found already.
    """
    if choices.method in LAYER_METHODS:
        weighed = weighed or weigh(model, pixels, value, choices.layer)
        cam = weighed.grad_cam if choices.method == "grad-cam" else weighed.hires_cam
        advance(1)
        return cam(signed=choices.signed), 0.0
    error = 0.0
    if choices.method == "integrated-gradients":
        found, error = integrated_gradients(model, pixels, value, choices.steps, advance)
    else:
        found = occlusion(model, pixels, value, choices.window, choices.stride, advance)
    return (found if choices.signed else unsigned(found, choices.method)), error


def usual_method(subject: Subject) -> HeatMethod:
    """What shows best why such a network answers as it does."""
    return "grad-cam" if subject.kind in ("classify", "several") else "hires-cam"


def _choices(job: HeatMapJob, subject: Subject, side: int) -> Choices:
    """All but the usual layer. side: of the input, pixels. Raises UserError for what cannot be."""
    method = job.method or usual_method(subject)
    if method not in HEAT_METHODS:
        raise UserError("no-method", f"There is no method {method!r}.", f"Choose {', '.join(HEAT_METHODS)}.")
    window, stride = usual_window(side)
    window, stride = job.window or window, job.stride or (max(1, job.window // 2) if job.window else stride)
    if not 1 <= stride <= window <= side:
        raise UserError(
            "window", f"A window of {window} pixels moved by {stride} does not fit {side} pixels.", "Use a smaller one."
        )
    if not 1 <= job.steps <= 1000:
        raise UserError("steps", f"{job.steps} steps cannot be taken.", "Choose between 1 and 1000.")
    layer = job.layer if method in LAYER_METHODS else ""
    return Choices(method, layer, job.signed, window, stride, job.steps)


def _checks(
    model: TrainedModel, pixels: Tensor, value: Value, choices: Choices, true: FloatMap, steps: int,
    advance: Callable[[int], None],
) -> tuple[CheckStep, ...]:  # fmt: skip
    found = []
    for upto, shuffled in cascade(model, steps):
        values, _ = make_map(shuffled, pixels, value, choices, advance)
        found.append(CheckStep(upto, rank_correlation(true, values), pack_array(values)))
    return tuple(found)
