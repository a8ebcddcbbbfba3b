"""A worker without torch for the studio's tests: an ablation of two rows and two seeds. Not a test module.

At first it stops after the first row and waits to be told to; with resume it goes on to its end.
"""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec

from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import Ablation, JobDone, Progress
from ml_engine.jobs.specs import AblateJob
from ml_engine.reports.ablation_table import STATE_FILE, TABLE_JSON, make_rows
from tests.gui import fake_jobs

RUNNER = "tests.gui.ablation_jobs:run"
VALUES = {("none", 0): 0.5, ("none", 1): 0.6, ("flip", 0): 0.6, ("flip", 1): 0.7}


def run(job, emit, should_stop):
    if not isinstance(job, AblateJob):
        return fake_jobs.run(job, emit, should_stop)
    for done in (3, 4) if job.resume else (0, 1, 2):
        known = dict(list(VALUES.items())[:done])
        rows = make_rows(["none", "flip"], (0, 1), known)
        table = Ablation(job.run_dir, "detect", "ap50", (0, 1), rows, done, 4, 40)
        (Path(job.run_dir) / STATE_FILE).write_text("{}")
        (Path(job.run_dir) / TABLE_JSON).write_bytes(msgspec.json.encode(table))
        emit(table)
        emit(Progress("ablation", done, 4, 4.0 - done))
    if job.resume:
        return JobDone(0.1, split="validation", output=job.run_dir)
    pause = threading.Event()
    while not should_stop():
        pause.wait(0.01)
    raise Cancelled


def warm_up():
    """Nothing to load."""
