"""A worker for the tests of the Train place. Not a test module.

TrainJob.recipe: as in fake_jobs; 'samples' shows answers for the first picture and waits; 'deaf' goes on 60 s whatever
it is told; 'bug' breaks. BackbonesJob downloads in two steps, 'resnet50' in vain. DoctorJob says what it has.
"""

from __future__ import annotations

import threading
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import (
    EpochEnd,
    JobDone,
    JobStarted,
    Notice,
    PicturePrediction,
    PictureSample,
    PredictedBox,
    Progress,
    SamplePredictions,
    StepEnd,
    TruthBox,
)
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.jobs.specs import BackbonesJob, DoctorJob, TrainJob
from tests.gui import fake_jobs

RUNNER = "tests.gui.train_place_jobs:run"


def run(job, emit, should_stop):
    match job:
        case BackbonesJob():
            emit(Progress("download", 1, 2))
            if job.download == "resnet50":
                raise UserError("download", "The server did not answer.", "Try again later.")
            return JobDone(0.1)
        case DoctorJob():
            emit(JobStarted("cpu", "no CUDA device and no Apple GPU found"))
            emit(Notice("torch", "9.9"))
            return JobDone(0.1)
        case TrainJob(recipe="samples"):
            return with_samples(job, emit, should_stop)
        case TrainJob(recipe="deaf"):
            emit(Progress("train", 1, 100))
            threading.Event().wait(60)
            return JobDone(60.0)
        case TrainJob(recipe="nothing found"):
            emit(EpochEnd(1, 3, 1.0, {"ap50": 0.0}, False, 0.1))
            (Path(job.run_dir) / "job.json").write_text('{"task": "detect", "backbone": "bundled"}')
            (Path(job.run_dir) / "last.ckpt").write_bytes(b"state")
            while not should_stop():
                threading.Event().wait(0.01)
            raise Cancelled
        case TrainJob(recipe="bug"):
            emit(EpochEnd(1, 3, 1.0, {"ap50": 0.5}, True, 0.1))
            raise ZeroDivisionError("seven by nothing")
        case _:
            return fake_jobs.run(job, emit, should_stop)


def warm_up():
    """Nothing to load."""


def with_samples(job, emit, should_stop):
    folder = Path(job.run_dir)
    (folder / "job.json").write_text('{"task": "detect", "backbone": "tiny"}')
    (folder / "best.safetensors").write_bytes(b"weights")
    image = next(item for item in read_snapshot(folder / "snapshot.jsonl").images if item.annotations).image
    emit(Notice("pictures", "8 pictures to learn from."))
    emit(Progress("train", 3, 30, 12.0))
    for epoch in (1, 2):
        emit(StepEnd(epoch, 2.0 / epoch, 1e-3))
        emit(EpochEnd(epoch, 10, 2.0 / epoch, {"ap50": 0.25 * epoch}, True, 0.1))
        truth = (TruthBox("coin", (20.0, 20.0, 90.0, 90.0)),)
        boxes = (PredictedBox("coin", 0.4 * epoch, (30.0, 30.0, 100.0, 100.0)),)
        sample = PictureSample(image.id, (), truth, PicturePrediction(str(image.path), boxes=boxes))
        emit(SamplePredictions(epoch, (sample,)))
    pause = threading.Event()
    while not should_stop():
        pause.wait(0.01)
    return JobDone(0.3, job.run_dir, "validation", {"ap50": 0.5})
