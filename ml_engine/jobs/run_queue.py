"""Runs that wait for their turn: each a run's folder with its pictures and its job in it, and one small file of order.

So a queue outlives the window, and whoever takes its next run, window or command, takes it alone.
"""

from __future__ import annotations

import contextlib
import math
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from ml_engine.compat.file_lock import try_lock
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.jobs.estimate import estimate_training_seconds
from ml_engine.jobs.run_state import note_paused, note_queued, run_state
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.available import default_backbone
from ml_engine.reports.run_reader import JOB_FILE, read_job
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe import named_method, parse_recipe

QUEUE_FILE = "queue.json"
LOCK_FILE = "queue.lock"
LOCK_WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class QueuedRun:
    """name: of its folder in runs/.   seconds: what it will take, a guess; 0 if unknown."""

    name: str
    job: TrainJob
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RunQueue:
    """The runs in their order. stops_on_failure: whether a run that fails holds the others back.

    held_by: the run that failed and holds them now, '' for none.
    """

    runs: tuple[QueuedRun, ...] = ()
    stops_on_failure: bool = False
    held_by: str = ""

    def place(self, name: str) -> int:
        """From 1, 0 for a run that does not wait."""
        return next((place for place, run in enumerate(self.runs, start=1) if run.name == name), 0)


class _Entry(msgspec.Struct):
    name: str
    seconds: float = 0.0


class _File(msgspec.Struct):
    order: list[_Entry] = []
    stops_on_failure: bool = False
    held_by: str = ""


def read_queue(runs_dir: Path) -> RunQueue:
    """Never raises: a damaged file of order costs the order, and what cannot be read does not wait."""
    file = _read(runs_dir)
    entries = {entry.name: entry for entry in file.order}
    try:
        names = [path.name for path in runs_dir.iterdir() if path.name in entries or (path / JOB_FILE).is_file()]
    except OSError:
        names = []
    waiting = [name for name in entries if name in set(names)] + sorted(set(names) - set(entries))
    runs = []
    for name in waiting:
        if run_state(runs_dir / name) == "queued":
            with contextlib.suppress(UserError):
                entry = entries.get(name, _Entry(name))
                runs.append(QueuedRun(name, read_job(runs_dir / name), entry.seconds))
    return RunQueue(tuple(runs), file.stops_on_failure, file.held_by)


def enqueue(job: TrainJob, seconds: float = 0.0) -> int:
    """Put a run last whose folder holds its snapshot. Returns its place, from 1. Raises UserError('disk-write')."""
    folder = Path(job.run_dir)
    with _changing(folder.parent) as file:
        try:
            write_atomic(
                folder / JOB_FILE, msgspec.json.format(msgspec.json.encode(replace(job, resume=False)), indent=1)
            )
        except OSError as error:
            raise UserError(
                "disk-write", f"{folder} cannot be written: {error.strerror}.", "Free some disk space, then try again."
            ) from error
        note_queued(folder)
        file.order = [entry for entry in file.order if entry.name != folder.name]
        file.order.append(_Entry(folder.name, seconds))
        return len(file.order)


def remove(runs_dir: Path, name: str) -> None:
    """Take a run out of the queue and delete it. Raises UserError if it does not wait."""
    with _changing(runs_dir) as file:
        _must_wait(runs_dir, name)
        file.order = [entry for entry in file.order if entry.name != name]
        shutil.rmtree(runs_dir / name, ignore_errors=True)


def move(runs_dir: Path, name: str, place: int) -> None:
    """Put a waiting run at a place, from 1; beyond the ends is the end. Raises UserError if it does not wait."""
    with _changing(runs_dir) as file:
        _must_wait(runs_dir, name)
        entry = next((one for one in file.order if one.name == name), _Entry(name))
        rest = [one for one in file.order if one.name != name]
        rest.insert(max(0, place - 1), entry)
        file.order = rest


def take_next(runs_dir: Path) -> TrainJob | None:
    """The first waiting run, which from now on is the caller's to train; None where none waits or one holds them.

    A caller that dies before it trains leaves a paused run, which can be gone on with.
    """
    with _changing(runs_dir) as file:
        if file.held_by or not file.order:
            return None
        entry = file.order.pop(0)
        note_paused(runs_dir / entry.name)
        return replace(read_job(runs_dir / entry.name), resume=True)


def set_stops_on_failure(runs_dir: Path, stops: bool) -> None:
    """Whether a run that fails holds the others back. No longer: they are let go."""
    with _changing(runs_dir) as file:
        file.stops_on_failure = stops
        file.held_by = file.held_by if stops else ""


def note_failure(runs_dir: Path, name: str) -> None:
    """A run has failed: it holds the queue, if that is wanted and any run waits."""
    with _changing(runs_dir) as file:
        if file.stops_on_failure and file.order:
            file.held_by = name


def let_go(runs_dir: Path) -> None:
    """Go on although a run failed."""
    with _changing(runs_dir) as file:
        file.held_by = ""


def guess_seconds(job: TrainJob, pictures: int) -> float:
    """What a training of so many pictures will take, caches empty; 0 where there is no telling."""
    try:
        method = job.method or named_method(job.recipe)
        recipe = parse_recipe(job.recipe, default_recipe(job.task, method))
        backbone = job.backbone or default_backbone([Path(place) for place in job.weights_dirs]).info.name
        epochs = job.epochs or recipe.epochs
        steps = epochs * math.ceil(pictures / max(1, recipe.batch or 32))
        if not job.epochs:
            steps = recipe.steps or max(steps, recipe.least_steps)
        return estimate_training_seconds(
            job.task, backbone, pictures, threads=job.threads, input_size=job.input_size or recipe.input_size,
            views=recipe.views, steps=steps, method=method,
        )  # fmt: skip
    except (UserError, KeyError):
        return 0.0


def _must_wait(runs_dir: Path, name: str) -> None:
    if not name or Path(name).name != name or run_state(runs_dir / name) != "queued":
        raise UserError("not-queued", f"{name} does not wait in the queue.", "See vistazo queue for those that do.")


@contextlib.contextmanager
def _changing(runs_dir: Path) -> Iterator[_File]:
    """The file of order, only ours meanwhile; written back where nothing was raised. Raises UserError."""
    try:
        runs_dir.mkdir(parents=True, exist_ok=True)
        with (runs_dir / LOCK_FILE).open("ab") as lock:
            deadline = time.monotonic() + LOCK_WAIT_S
            while not try_lock(lock):
                if time.monotonic() > deadline:
                    raise UserError("queue-busy", f"The queue in {runs_dir} is in use.", "Try again in a moment.")
                time.sleep(0.01)
            file = _read(runs_dir)
            waiting = [run.name for run in read_queue(runs_dir).runs]
            known = {entry.name: entry for entry in file.order}
            file.order = [known.get(name, _Entry(name)) for name in waiting]
            if not waiting:
                file.held_by = ""
            yield file
            write_atomic(runs_dir / QUEUE_FILE, msgspec.json.encode(file))
    except OSError as error:
        raise UserError(
            "disk-write",
            f"The queue in {runs_dir} cannot be written: {error.strerror or error}.",
            "Check the project folder, then try again.",
        ) from error


def _read(runs_dir: Path) -> _File:
    try:
        return msgspec.json.decode((runs_dir / QUEUE_FILE).read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError):
        return _File()
