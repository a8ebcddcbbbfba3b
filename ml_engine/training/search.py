"""The job of a search: one training after the other, each with the values that the ones before suggest.

Every trial is an ordinary run beside the others, on the same cached features. It is judged by the validation pictures
alone; what a trial says of the test pictures is not looked at.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, Event, JobCancelled, JobDone, JobFailed, Notice, Progress, TrialState
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.jobs.outcome import Emit, ShouldStop, run_to_end
from ml_engine.jobs.specs import SearchJob, TrainJob
from ml_engine.reports.kept_epochs import EPOCHS_FOLDER
from ml_engine.reports.run_reader import read_curves
from ml_engine.reports.search_file import BEST_FILE, SearchFile, Trial, read_search, write_search
from ml_engine.reports.search_plots import write_search_plots
from ml_engine.tasks.defaults import primary_metric
from ml_engine.training.recipe import recipe_toml
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.search_ranges import SearchRanges, chosen_values, parse_ranges
from ml_engine.training.search_study import Judge, importance, load_optuna, propose
from ml_engine.training.tensor_file import write_bytes

MOST_FAILURES = 3  # at the beginning, after which it is not the values' fault
DISK_CODES = ("disk-write", "disk-full")


def search(job: SearchJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Make the trials that are still wanted, then say what was best and what mattered.

    JobDone: run of the best trial, metrics = {metric: value} of validation, output = search_dir.
    Raises UserError (no Optuna, ranges that cannot be, every training fails), Cancelled (it can be gone on with).
    """
    load_optuna()
    return _Search(job, emit, should_stop).run()


class _Search:
    def __init__(self, job: SearchJob, emit: Emit, should_stop: ShouldStop) -> None:
        self._job = job
        self._emit = emit
        self._should_stop = should_stop
        self._folder = Path(job.search_dir)
        self._file = read_search(self._folder)
        self._ranges = self._read_ranges()
        self._started = time.monotonic()

    def run(self) -> JobDone:
        file = self._file
        while (trial := self._next()) is not None:
            self._tell_progress()
            self._make(trial)
            file.importance = importance(self._ranges, file)
            write_search(self._folder, file)
            self._thin()
            self._check_failures()
        self._tell_progress()
        best = file.best
        if best is None or best.value is None:
            raise UserError(
                "search-failed",
                f"None of the {len(file.trials)} trainings came to its end.",
                "Look at why they failed, then search again.",
            )
        recipe = self._ranges.apply(chosen_values(best.values))
        write_bytes(self._folder / BEST_FILE, recipe_toml(recipe).encode())
        write_search_plots(self._folder, file)
        pruned = sum(trial.result == "pruned" for trial in file.trials)
        return JobDone(
            time.monotonic() - self._started,
            run=str(self._folder.parent / best.run),
            split="validation",
            metrics={file.metric: best.value},
            output=str(self._folder),
            figures={"trials": float(len(file.trials)), "pruned": float(pruned), "best_trial": float(best.number)},
        )

    def _read_ranges(self) -> SearchRanges:
        snapshot = read_snapshot(RunFolder(self._folder).snapshot_file)
        task = self._file.job.task
        primary = primary_metric(task, several_per_picture=snapshot.several_per_picture)
        ranges = parse_ranges(self._file.ranges, task, primary)
        self._file.metric, self._file.rises = ranges.metric, ranges.rises
        return ranges

    def _next(self) -> Trial | None:
        """The trial that was cut off, else a new one; None where no more are wanted."""
        file = self._file
        if file.trials and file.trials[-1].result == "running":
            return file.trials[-1]
        if len(file.trials) >= file.wanted or (file.minutes and file.seconds > 60 * file.minutes):
            return None
        number = len(file.trials) + 1
        values = propose(self._ranges, file, number)
        if values is None:
            self._emit(Notice("search-exhausted", "Every combination of the ranges was tried."))
            return None
        return Trial(number, f"{self._folder.name}-{number:03d}", values)

    def _make(self, trial: Trial) -> None:
        """Train it, or go on with it. Raises Cancelled: then it stays to be gone on with."""
        file, run_dir = self._file, self._folder.parent / trial.run
        if trial not in file.trials:
            file.trials.append(trial)
            write_search(self._folder, file)
        watch = _Watch(self._ranges, file, trial, run_dir, self._emit)
        watch.tell()
        try:
            job = self._train_job(trial, run_dir)
        except UserError as error:  # values that do not go together
            trial.result, trial.message = "failed", error.message
            watch.tell()
            return
        began, before = time.monotonic(), trial.seconds

        def stops() -> bool:
            return self._should_stop() or watch.gives_up

        terminal = run_to_end(_train, job, watch.hear, stops)
        trial.seconds = before + time.monotonic() - began
        match terminal:
            case JobDone():
                watch.read()
                trial.result = "done"
            case JobCancelled() if watch.gives_up and not self._should_stop():
                trial.result = "pruned"
            case JobCancelled():
                write_search(self._folder, file)
                raise Cancelled
            case JobFailed(code=code, message=message, hint=hint):
                if code in DISK_CODES:
                    raise UserError(code, message, hint)
                trial.result, trial.message = "failed", message
        watch.tell()

    def _train_job(self, trial: Trial, run_dir: Path) -> TrainJob:
        job = self._job
        # The recipe has all: fields of the job's own would overrule what is searched.
        recipe = self._ranges.apply(chosen_values(trial.values))
        try:
            run_dir.mkdir(exist_ok=True)
            _copy(RunFolder(self._folder).snapshot_file, RunFolder(run_dir).snapshot_file)
        except OSError as error:
            raise UserError(
                "disk-write", f"{run_dir} cannot be written: {error.strerror}.", "Free some disk space, then go on."
            ) from error
        return dataclasses.replace(
            self._file.job, run_dir=str(run_dir), cache_dir=job.cache_dir, recipe=recipe_toml(recipe), epochs=0,
            unfreeze=0, input_size=0, device=job.device, threads=job.threads, find_rate=False,
            weights_dirs=(*job.weights_dirs, *self._file.job.weights_dirs),
            resume=RunFolder(run_dir).job_file.is_file(), cache_budget_bytes=job.cache_budget_bytes,
        )  # fmt: skip

    def _thin(self) -> None:
        """What no trial but the best needs any more goes; each stays a run whose best model answers."""
        best = self._file.best
        for trial in () if self._file.keep_all else self._file.ended:
            run_dir = self._folder.parent / trial.run
            if best is None or trial.number != best.number:
                for name in ("last.ckpt", "last.previous.ckpt", "best.previous.safetensors"):
                    (run_dir / name).unlink(missing_ok=True)
                shutil.rmtree(run_dir / EPOCHS_FOLDER, ignore_errors=True)

    def _tell_progress(self) -> None:
        file = self._file
        done, spent = len(file.ended), file.seconds
        left = spent / done * (file.wanted - done) if done else None
        if left is not None and file.minutes:
            left = min(left, max(0.0, 60 * file.minutes - spent))
        self._emit(Progress("search", done, file.wanted, left))

    def _check_failures(self) -> None:
        trials = self._file.trials
        if len(trials) == MOST_FAILURES and all(trial.result == "failed" for trial in trials):
            raise UserError(
                "search-failed",
                f"The first {MOST_FAILURES} trainings of the search failed. The last: {trials[-1].message}",
                "Try a training with the usual recipe first, then narrow the ranges.",
            )


class _Watch:
    """Hears one trial and judges it. gives_up: it falls behind."""

    def __init__(self, ranges: SearchRanges, file: SearchFile, trial: Trial, run_dir: Path, emit: Emit) -> None:
        self._ranges = ranges
        self._file = file
        self._trial = trial
        self._run_dir = run_dir
        self._emit = emit
        self._judge: Judge | None = None
        self._epochs = 0
        self.gives_up = False

    def hear(self, event: Event) -> None:
        """What the training says; most of it is nobody's business but its own."""
        if isinstance(event, EpochEnd) and event.epoch:
            self._epochs = event.epochs
            self.read()
            self._judge = self._judge or Judge(self._ranges, self._file, self._trial, event.epochs)
            self.gives_up = self._judge.gives_up(self._trial.epochs)
            self.tell()

    def read(self) -> None:
        """The scores so far, from the run's own file: an event may hold a first look at a few pictures."""
        metric, trial = self._file.metric, self._trial
        rows = [row for row in read_curves(self._run_dir) if metric in row.metrics]
        trial.epochs = [(row.epoch, row.metrics[metric]) for row in rows]
        if best := [row for row in rows if row.best]:
            trial.value, trial.best_epoch = best[-1].metrics[metric], best[-1].epoch

    def tell(self) -> None:
        trial, best = self._trial, self._file.best
        running = trial.result == "running"
        self._emit(
            TrialState(
                trial.number, self._file.wanted, trial.run, trial.result, dict(trial.values),
                trial.epochs[-1][0] if trial.epochs else 0, self._epochs,
                trial.epochs[-1][1] if running and trial.epochs else trial.value,
                best is not None and best.number == trial.number, trial.seconds, trial.message,
            )
        )  # fmt: skip


def _train(job: object, emit: Emit, should_stop: ShouldStop) -> JobDone:
    if not isinstance(job, TrainJob):
        raise TypeError(f"a trial is a TrainJob, got {type(job).__name__}")
    return train(job, emit, should_stop)


def _copy(source: Path, goal: Path) -> None:
    if goal.is_file():
        return
    partial = goal.with_name(goal.name + ".tmp")
    partial.unlink(missing_ok=True)
    try:  # nobody writes into a snapshot: one file with two names will do
        os.link(source, partial)
    except OSError:
        shutil.copyfile(source, partial)
    partial.replace(goal)
