"""The rate finder: a short training whose rate rises exponentially shows which rates learn and which explode.

Source: L. Smith, "Cyclical Learning Rates for Training Neural Networks", 2017, section 3.3.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, RateCurve
from ml_engine.domain.progress import ProgressMeter
from ml_engine.training.batches import plan_epoch
from ml_engine.training.optimizers import OptimizerChoice, make_optimizer
from ml_engine.training.phases import Phases, Prepared
from ml_engine.training.run_setup import RunSetup
from ml_engine.training.step import Chunks, LossNotFinite, Stepper

STEPS = 100
FIRST_RATE, LAST_RATE = 1e-6, 10.0
SMOOTHING = 0.9  # how much of the losses before stays in the smoothed curve
EXPLODED = 4.0  # times the lowest smoothed loss: nothing is learnt beyond
MARGIN = 10.0  # the suggestion lies below the rate of the lowest loss by at least this factor
FEWEST = 10
WINDOW = 4  # steps on each side over which the fall of the loss is measured


@dataclass(frozen=True, slots=True)
class Suggestion:
    rate: float
    reason: str


def find_rate(setup: RunSetup, phases: Phases) -> RateCurve:
    """Try the rates on the phase that the run would begin with. Nothing is written, the weights are thrown away.

    Raises Cancelled, UserError if the loss explodes before anything can be seen.
    """
    if setup.recipe.head == "nearest-mean":
        raise UserError("recipe", "With head = 'nearest-mean' nothing is trained, so there is no rate to find.",
                        "Take it out of the recipe.")  # fmt: skip
    with phases.first() as prepared:
        rates, losses = _try(setup, prepared)
    smooth = smoothed(losses)
    found = suggest(rates, smooth)
    return RateCurve(tuple(rates), tuple(losses), tuple(smooth), found.rate, found.reason)


def job_done(curve: RateCurve, started: float) -> JobDone:
    return JobDone(time.monotonic() - started, figures={"rate": curve.rate, "steps": float(len(curve.rates))})


def rising_rates(steps: int = STEPS) -> list[float]:
    """FIRST_RATE to LAST_RATE, each the same factor above the one before."""
    factor = (LAST_RATE / FIRST_RATE) ** (1 / (steps - 1))
    return [FIRST_RATE * factor**step for step in range(steps)]


def smoothed(losses: Sequence[float]) -> list[float]:
    """The moving average of the losses, corrected for its start (Kingma and Ba, 2015)."""
    average, smooth = 0.0, []
    for count, loss in enumerate(losses, start=1):
        average = SMOOTHING * average + (1 - SMOOTHING) * loss
        smooth.append(average / (1 - SMOOTHING**count))
    return smooth


def suggest(rates: Sequence[float], smooth: Sequence[float]) -> Suggestion:
    """The rate where the smoothed loss falls fastest, at most a tenth of the rate where it is lowest.

    Rounded to one digit. Raises UserError with too few points.
    """
    if len(smooth) < FEWEST:
        raise UserError(
            "rate-not-found",
            f"The loss exploded after {len(smooth)} steps, so no rate can be suggested.",
            "Look for broken pictures or labels, or use smaller penalties in the recipe.",
        )
    lowest = min(range(len(smooth)), key=lambda place: smooth[place])
    inner = range(WINDOW, max(WINDOW + 1, min(lowest + 1, len(smooth) - WINDOW)))
    steepest = min(inner, key=lambda place: smooth[min(place + WINDOW, len(smooth) - 1)] - smooth[place - WINDOW])
    rate = rounded(min(rates[steepest], rates[lowest] / MARGIN))
    return Suggestion(
        rate,
        f"The loss falls fastest at a rate of {rates[steepest]:.2g} and is lowest at {rates[lowest]:.2g}, beyond which "
        f"it grows: {rate:g} learns fast and leaves room.",
    )


def rounded(value: float) -> float:
    """To one significant digit."""
    return float(f"{value:.0e}")


def _try(setup: RunSetup, prepared: Prepared) -> tuple[list[float], list[float]]:
    plan, around, learner = prepared.plan, setup.around, prepared.learner
    torch.manual_seed(setup.seed)
    optimizer = make_optimizer(OptimizerChoice(plan.optimizer, plan.momentum, plan.nesterov), learner.groups)
    top = max(group["peak"] for group in optimizer.param_groups)
    chunks = Chunks(0, around.machine.device, lambda _before, _after: None)
    stepper = Stepper(learner.network, optimizer, setup.task, around.machine, chunks, plan.clip, plan.restraint)
    rates: list[float] = []
    losses: list[float] = []
    learner.network.train()
    with ProgressMeter(around.emit, "rates", STEPS) as meter:
        batches: list[tuple[list[int], list[int]]] = []
        for epoch, rate in enumerate(rising_rates()):
            if around.should_stop():
                raise Cancelled
            if not batches:
                pictures, views = len(prepared.train.pictures), prepared.train.view_count
                batches = list(plan_epoch(pictures, views, plan.batch, (setup.seed, 0, epoch), plan.shares).batches)
            for group in optimizer.param_groups:
                # Groups keep their proportion: pretrained blocks learn more slowly here too.
                group["lr"] = rate * group["peak"] / top
            places, drawn = batches.pop(0)
            try:
                loss = stepper.step(prepared.train, places, drawn, 0.0)
            except LossNotFinite:
                break
            rates.append(rate)
            losses.append(loss)
            meter.advance()
            smooth = smoothed(losses)
            if len(smooth) >= FEWEST and (not math.isfinite(smooth[-1]) or smooth[-1] > EXPLODED * min(smooth)):
                break
    return rates, losses
