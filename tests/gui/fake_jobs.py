"""A worker without torch: trainings that end at once, wait, or die; answers that are always the same box.

Not a test module. TrainJob.recipe says what the training does: '' ends after three epochs, 'wait' goes on until it is
told to stop, 'fail' raises, 'die' ends the process.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, JobDone, JobStarted, PicturePrediction, PredictedBox, Progress, StepEnd
from ml_engine.jobs.specs import ExportJob, PredictJob, TrainJob

RUNNER = "tests.gui.fake_jobs:run"
EPOCHS = 3


def run(job, emit, should_stop):
    match job:
        case TrainJob():
            return train(job, emit, should_stop)
        case PredictJob():
            return predict(job, emit)
        case ExportJob():
            raise UserError("fake", "This worker exports nothing.", "Use the real one.")
        case _:
            return JobDone(0.0)


def warm_up():
    """Nothing to load."""


def train(job, emit, should_stop):
    folder = Path(job.run_dir)
    (folder / "job.json").write_text(f'{{"task": "{job.task}", "backbone": "tiny"}}')
    emit(JobStarted("cpu", "this worker has no other"))
    emit(Progress("features", 8, 8, 0.0))
    for epoch in range(1, EPOCHS + 1):
        emit(StepEnd(epoch, 1.0 / epoch, 1e-3))
        emit(EpochEnd(epoch, EPOCHS, 1.0 / epoch, {"ap50": 0.3 * epoch, "loss": 1.1 / epoch}, True, 0.1))
    (folder / "best.safetensors").write_bytes(b"weights")
    if job.recipe == "wait":
        pause = threading.Event()
        while not should_stop():
            pause.wait(0.01)
        raise Cancelled
    if job.recipe == "fail":
        raise UserError("too-few", "There are too few pictures.", "Label some more.")
    if job.recipe == "die":
        os._exit(9)
    (folder / "model_card.json").write_text('{"card": {"task": "detect", "metrics": {"ap50": 0.9}}}')
    return JobDone(0.3, job.run_dir, "validation", {"ap50": 0.9})


def predict(job, emit):
    for done, image in enumerate(job.images, start=1):
        boxes = (
            PredictedBox("coin", 0.9, (20.0, 20.0, 90.0, 90.0)),
            PredictedBox("key", 0.2, (200.0, 100.0, 300.0, 160.0)),
        )
        emit(PicturePrediction(image, boxes=boxes))
        emit(Progress("predict", done, len(job.images)))
    return JobDone(0.1, figures={"pictures": float(len(job.images))})
