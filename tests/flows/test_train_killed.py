"""A training that is killed in its middle goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.jobs import run_queue
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder

REPOSITORY = Path(__file__).resolve().parents[2]
LABELS = tuple(Label(uuid.uuid4(), name, "#336699", "", place) for place, name in enumerate(("dark", "light")))
RECIPE = "epochs = 14\nbatch = 4\ninput_size = 64\nrate = 0.01\n[second]\nviews = 2\n"
# Slowed down so that the kill falls into the training on any machine; saves at every step.
CHILD = """
import sys, time, msgspec
from ml_engine.jobs.specs import TrainJob
from ml_engine.domain.events import StepEnd
import ml_engine.training.phases as phases, dataclasses
Plan = phases.Plan
phases.Plan = lambda **fields: Plan(**fields, save_every_s=0.0)
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.training.run import train
def emit(event):
    if isinstance(event, StepEnd):
        print(event.step, flush=True)
train(msgspec.json.decode(sys.argv[1], type=TrainJob), emit, lambda: False)
"""


def snapshot(folder: Path) -> Snapshot:
    folder.mkdir()
    images = []
    for number in range(30):
        label = LABELS[number % 2]
        noise = np.random.default_rng(number).normal(90 + 60 * (number % 2), 40, (48, 48, 3))
        path = folder / f"{number}.png"
        Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(path)
        tag = Annotation(uuid.uuid4(), number, label.id, AnnotationKind.TAG)
        split = Split.TRAIN if number < 20 else Split.VALIDATION
        images.append(SnapshotImage(ImageRef(number, path), split, True, (tag,)))
    return Snapshot(LABELS, tuple(images))


def job(folder: Path, data: Snapshot) -> TrainJob:
    folder.mkdir(parents=True)
    write_snapshot(folder / "snapshot.jsonl", data)
    cache = str(folder.parent.parent / "cache")
    return TrainJob(str(folder), cache, "classify", "tiny", recipe=RECIPE, device="cpu", threads=1, seed=5)


def ignore(_event: object) -> None:
    """Nobody listens."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")
@pytest.mark.parametrize(("step", "waited"), [(3, False), (41, True)])
def test_a_killed_training_resumes_to_the_same_metrics(tmp_path, step, waited):
    data = snapshot(tmp_path / "pictures")
    killed = job(tmp_path / "runs" / "killed", data)
    if waited:  # its turn came in the queue
        run_queue.enqueue(killed)
        killed = run_queue.take_next(tmp_path / "runs")
    command = [sys.executable, "-c", CHILD, msgspec.json.encode(killed).decode()]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        deadline = time.monotonic() + 200
        for line in child.stdout:
            if int(line) >= step or time.monotonic() > deadline:
                break
        child.kill()
    assert child.returncode == -signal.SIGKILL

    done = train(dataclasses.replace(killed, resume=True), ignore, lambda: False)
    whole = train(job(tmp_path / "runs" / "whole", data), ignore, lambda: False)

    assert done.metrics == whole.metrics
    rows = [RunFolder(Path(result.run)).read_metrics() for result in (done, whole)]
    assert [(row.epoch, row.metrics) for row in rows[0]] == [(row.epoch, row.metrics) for row in rows[1]]
    kept = [[(one.epoch, one.size_bytes) for one in kept_epochs(Path(result.run))] for result in (done, whole)]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 14
