"""A worker without torch or Optuna for the search's page: its trials are made up. Not a test module.

The seed says what becomes of it: 7 stops after two trials until it is told to stop, 8 says that Optuna is missing,
9 ends the process in its second trial; another goes on to its end. A search that has trials already goes on to its end.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, Progress, TrialState
from ml_engine.jobs.specs import SearchJob
from ml_engine.reports.search_file import Trial, read_search, write_search
from ml_engine.training.search_ranges import parse_ranges
from tests.gui import fake_jobs

RUNNER = "tests.gui.search_jobs:run"
VALUES = (0.5, 0.7, 0.6, 0.8)  # then once more
RESULTS = ("done", "done", "pruned", "done")


def run(job, emit, should_stop):
    if not isinstance(job, SearchJob):
        return fake_jobs.run(job, emit, should_stop)
    folder = Path(job.search_dir)
    file = read_search(folder)
    if file.seed == 8:
        raise UserError(
            "search-extra",
            "A search needs the package Optuna, which is not installed here.",
            "Install it with: pip install 'vistazo[search]'",
        )
    ranges = parse_ranges(file.ranges, file.job.task)
    goes_on = bool(file.trials)
    while len(file.ended) < file.wanted:
        emit(Progress("search", len(file.ended), file.wanted, 5.0))
        if not goes_on and file.seed == 7 and len(file.ended) == 2:
            wait(should_stop)
        make(folder, file, ranges, emit, dies=not goes_on and file.seed == 9)
    emit(Progress("search", len(file.ended), file.wanted, 0.0))
    return JobDone(0.1, split="validation", metrics={file.metric: 0.8}, output=job.search_dir)


def make(folder, file, ranges, emit, *, dies):
    """One trial, or the rest of one that was cut off."""
    if file.trials and file.trials[-1].result == "running":
        trial = file.trials[-1]
    else:
        number = len(file.trials) + 1
        trial = Trial(
            number, f"{folder.name}-{number:03d}", {name: one(r, number) for name, r in ranges.ranges.items()}
        )
        file.trials.append(trial)
        write_search(folder, file)
    place = (trial.number - 1) % len(VALUES)
    emit(TrialState(trial.number, file.wanted, trial.run, "running", trial.values, 0, 2))
    emit(TrialState(trial.number, file.wanted, trial.run, "running", trial.values, 1, 2, VALUES[place] / 2))
    if dies and trial.number == 2:
        os._exit(9)
    run_dir = folder.parent / trial.run
    run_dir.mkdir(exist_ok=True)
    (run_dir / "job.json").write_text(f'{{"task": "{file.job.task}", "backbone": "tiny"}}')
    (run_dir / "best.safetensors").write_bytes(b"weights")
    trial.result, trial.value, trial.best_epoch, trial.seconds = RESULTS[place], VALUES[place], 2, 1.0
    trial.epochs = [(1, VALUES[place] / 2), (2, VALUES[place])]
    if len(file.ended) >= 4:
        names = list(ranges.ranges)
        file.importance = {name: 1 / len(names) for name in names}
    write_search(folder, file)
    emit(
        TrialState(
            trial.number, file.wanted, trial.run, trial.result, trial.values, 2, 2, trial.value, False, 1.0
        )
    )  # fmt: skip


def one(range_, number):
    """A value within the range: another one for each number."""
    if range_.choices:
        choice = range_.choices[number % len(range_.choices)]
        return f"{choice[0]:g}, {choice[1]:g}" if isinstance(choice, tuple) else choice
    part = (number % 7) / 7
    value = range_.low + part * (range_.high - range_.low)
    return int(value) if isinstance(range_.low, int) else value


def wait(should_stop):
    pause = threading.Event()
    while not should_stop():
        pause.wait(0.01)
    raise Cancelled


def warm_up():
    """Nothing to load."""
