"""Cross-validation: every picture scores once, by a model that has not seen it, and the figure comes with its spread.

Each fold is a run of its own in the folder, trained by the engine as any other; frozen features are computed once for
all of them, since they do not depend on the split.
"""

from __future__ import annotations

import dataclasses
import math
import time
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, Event, FoldEnd, JobDone, JobStarted, Notice, Progress
from ml_engine.domain.snapshot import Snapshot, read_snapshot, write_snapshot
from ml_engine.domain.split_check import SplitCheck
from ml_engine.domain.values import Split
from ml_engine.jobs.specs import CrossValidateJob
from ml_engine.reports.folds import (
    FoldResult,
    Folds,
    read_folds,
    read_result,
    result_sentence,
    summary_of,
    write_crossvalidation,
    write_job,
    write_result,
)
from ml_engine.tasks.catalogue import TASKS, find_task
from ml_engine.training.fit import Emit, ShouldStop
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import named_method
from ml_engine.training.run import train

OWN_VALIDATION = (
    "Each fold's best epoch was chosen on its own validation pictures, so on new pictures expect a little less."
)
_SILENT = ("no-test-split", "second-phase")


def cross_validate(job: CrossValidateJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Train and score every fold that is not done, and write the figures of all.

    Returns JobDone whose metrics are the means; figures holds '<metric>_spread' and '<metric>_fold_<n>'.
    Raises UserError, Cancelled: what is done stays, and the same job goes on from there.
    """
    started = time.monotonic()
    folder = Path(job.folder)
    snapshot = read_snapshot(folder / "snapshot.jsonl")
    folds = read_folds(folder)
    TASKS.get(job.train.task)
    # The method too: what it cannot do is refused before the first fold.
    method = job.train.method or named_method(job.train.recipe) or GRID
    task = find_task(job.train.task, several_per_picture=snapshot.several_per_picture, method=method)
    _write_job(folder, job)
    telling = _Telling(emit, folds.folds)
    results: list[FoldResult] = []
    for number in range(1, folds.folds + 1):
        known = read_result(fold_folder(folder, number))
        telling.fold = number
        if known is None:
            if should_stop():
                raise Cancelled
            known, kept = (
                _train_fold(job, number, folder, fold_snapshot(snapshot, folds, number), telling, should_stop),
                False,
            )
        else:
            kept = True
            telling.skip()
        results.append(known)
        emit(
            FoldEnd(
                number, folds.folds, known.metrics, task.primary_metric, known.learnt, known.scored, known.seconds, kept
            )
        )
    found = summary_of(tuple(results), folds, task.name, task.primary_metric)
    write_crossvalidation(folder, found)
    emit(Notice("cross-validated", f"{result_sentence(found)} {OWN_VALIDATION}"))
    figures = {f"{name}_spread": value for name, value in found.spread.items()}
    for result in results:
        figures |= {f"{name}_fold_{result.fold}": value for name, value in result.metrics.items()}
    return JobDone(
        time.monotonic() - started, split=Split.VALIDATION.value, metrics=found.mean, output=str(folder),
        figures=figures,
    )  # fmt: skip


def fold_folder(folder: Path, fold: int) -> Path:
    """The run of a fold, from 1."""
    return folder / f"fold-{fold}"


def fold_snapshot(snapshot: Snapshot, folds: Folds, fold: int) -> Snapshot:
    """The pictures of the folds: this one's validate, all others are learnt from. Those in no fold stay out."""
    images = tuple(
        dataclasses.replace(image, split=Split.VALIDATION if folds.of[image.image.id] == fold - 1 else Split.TRAIN)
        for image in snapshot.images
        if image.image.id in folds.of
    )
    return dataclasses.replace(snapshot, images=images, split_check=SplitCheck())


class _Telling:
    """What of a fold's training is told: once what is the same for all, and how far the whole is."""

    def __init__(self, emit: Emit, folds: int) -> None:
        self.fold = 1
        self._emit, self._folds = emit, folds
        self._said: set[str] = set()
        self._epochs = 0
        self._began = time.monotonic()
        self._skipped = 0.0

    def skip(self) -> None:
        """This fold was done before: it says nothing about how long the others take."""
        self._skipped += 1

    def tell(self, event: Event) -> None:
        match event:
            case JobStarted():
                self._once("started", event)
            case Notice(code=code, message=message):
                if code not in _SILENT:
                    self._once(message, event)
            case EpochEnd(epoch, epochs):
                self._epochs = max(epochs, 1)
                self._progress(epoch / self._epochs)
            case Progress(phase="features"):
                self._emit(event)
            case _:
                pass

    def _once(self, key: str, event: Event) -> None:
        if key not in self._said:
            self._said.add(key)
            self._emit(event)

    def _progress(self, part: float) -> None:
        done = self.fold - 1 + part
        own = done - self._skipped
        left = (time.monotonic() - self._began) * (self._folds - done) / own if own > 0 else None
        total = self._folds * self._epochs
        self._emit(Progress("folds", min(total, math.floor(done * self._epochs)), total, left))


def _train_fold(
    job: CrossValidateJob, number: int, folder: Path, snapshot: Snapshot, telling: _Telling, should_stop: ShouldStop
) -> FoldResult:
    own = fold_folder(folder, number)
    began = time.monotonic()
    try:
        own.mkdir(exist_ok=True)
        write_snapshot(own / "snapshot.jsonl", snapshot)
        resume = (own / "last.ckpt").is_file()
        done = train(dataclasses.replace(job.train, run_dir=str(own), resume=resume), telling.tell, should_stop)
        result = FoldResult(
            fold=number,
            metrics=done.metrics,
            learnt=len(snapshot.part(Split.TRAIN)),
            scored=len(snapshot.part(Split.VALIDATION)),
            seconds=time.monotonic() - began,
            best_epoch=int(done.figures.get("best_epoch", 0)),
        )
        write_result(own, result)
    except OSError as error:
        raise _unwritable(own, error) from error
    return result


def _write_job(folder: Path, job: CrossValidateJob) -> None:
    try:
        write_job(folder, job)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        "disk-write",
        f"The cross-validation could not be written into {folder}: {(error.strerror or str(error)).lower()}.",
        "Free some disk space; the folds that are done stay.",
    )
