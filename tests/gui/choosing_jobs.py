"""A worker for the pages of the Train place: real inspection, speeds and rates that are made up.

Not a test module. TrainJob with find_rate: a curve, its suggestion 0.02; recipe 'wait': goes on until it is told to
stop. MeasureJob: 10 pictures a second for the first network, 20 for the second, …
"""

from __future__ import annotations

import threading

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import (
    InspectedLayer,
    JobDone,
    NetworkInspected,
    Progress,
    RateCurve,
    SpeedMeasured,
)
from ml_engine.jobs.specs import InspectJob, MeasureJob, TrainJob
from ml_engine.networks.layer_shapes import predict_bytes, train_bytes
from ml_engine.networks.measured import note_measured
from tests.gui import train_place_jobs

RUNNER = "tests.gui.choosing_jobs:run"
RATES = tuple(10.0 ** (power / 4) for power in range(-24, 5))


def run(job, emit, should_stop):
    match job:
        case InspectJob():
            return inspect(job, emit)
        case MeasureJob():
            return measure(job, emit)
        case TrainJob(find_rate=True):
            return find_rate(job, emit, should_stop)
        case _:
            return train_place_jobs.run(job, emit, should_stop)


def warm_up():
    """Nothing to load."""


def inspect(job, emit):
    """Of the network with one conv and one dense layer, whatever its name; not below 8 pixels."""
    height, width, channels = job.input
    if height < 8:
        raise UserError("input-size", "This network cannot take so few pixels.", "Use a larger input.")
    layers = (
        InspectedLayer("features.conv", "Conv2d", (16, height, width), 448, 448, 4 * 16 * height * width),
        InspectedLayer("features.relu", "ReLU", (16, height, width), 0, 0, 0),
        InspectedLayer("classifier", "Linear", (10,), 170, 170, 40),
    )
    shape, maps = (channels, height, width), [layer.bytes for layer in layers]
    emit(
        NetworkInspected(
            job.backbone or "composed", "A network", shape, 10, job.batch, False, 618, 618,
            predict_bytes(shape, maps, 618), train_bytes(shape, maps, 618, job.batch), layers,
        )
    )  # fmt: skip
    return JobDone(0.1)


def measure(job, emit):
    for place, name in enumerate(job.names, start=1):
        row = SpeedMeasured(name, 10.0 * place, 224, "cpu", 2, "a runtime")
        note_measured(row)
        emit(Progress("measure", place, len(job.names)))
        emit(row)
    return JobDone(0.1)


def find_rate(job, emit, should_stop):
    emit(Progress("rates", 1, 100))
    if job.recipe.startswith("steps = 7"):
        pause = threading.Event()
        while not should_stop():
            pause.wait(0.01)
        raise Cancelled
    losses = tuple(2.0 if rate < 1e-3 else 1.0 if rate < 0.5 else 4.0 for rate in RATES)
    emit(RateCurve(RATES, losses, losses, 0.02, "The loss falls fastest there."))
    return JobDone(0.1, figures={"rate": 0.02})
