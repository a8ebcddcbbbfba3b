"""The search for a learning rate: one at a time, with the options of the next training; nothing is trained or kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.project.run_start import inferred_task
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.following import OneJob
from desktop_app.session.runs import Runs
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Notice, Progress, RateCurve
from ml_engine.domain.snapshot import write_snapshot

FOLDER = "rate-search"  # in the project's cache


@dataclass(frozen=True, slots=True)
class Search:
    """A search as far as it has come. phase, done, total: as of a training.   curve: what was found.

    problem: why there is none, with what to do then.
    """

    options: TrainOptions
    phase: str = "prepare"
    done: int = 0
    total: int = 0
    curve: RateCurve | None = None
    problem: str = ""


class RateSearch(QObject):
    """`search` is None before the first. Signals: changed(): how far it is, or how it ended."""

    changed = Signal()

    def __init__(
        self, project: Project, background: Background, engine: EngineBridge, runs: Runs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project, self._background, self._runs = project, background, runs
        self._job = OneJob(engine)
        self._preparing: Token | None = None
        self.search: Search | None = None

    @property
    def is_running(self) -> bool:
        """Whether one is being prepared or computed."""
        return self._preparing is not None or self._job.is_running

    def start(self, options: TrainOptions) -> None:
        """With these options. Nothing happens while one runs, or a training."""
        if self.is_running or self._runs.training is not None:
            return
        self.search = Search(options)
        work = partial(_prepare, self._project, options, self._runs.history_written.emit)
        self._preparing = self._background.run(work, self._on_background_prepared, self._on_background_failed)
        self.changed.emit()

    def stop(self) -> None:
        """Without an answer."""
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._end(None)
        else:
            self._job.cancel()

    def _on_background_prepared(self, prepared: tuple[Path, str]) -> None:
        self._preparing = None
        folder, task = prepared
        if self.search is not None:
            job = replace(self._runs.job(folder, task, self.search.options), find_rate=True)
            self._job.start(replace(job, cache_dir=str(self._project.folder.cache)), self._on_job_event)
            self.changed.emit()

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._end(f"{error.message} {error.hint}".strip())

    def _on_job_event(self, event: Event) -> None:
        if self.search is None:
            return
        match event:
            case Progress():
                self.search = replace(self.search, phase=event.phase, done=event.done, total=event.total)
            case RateCurve():
                self.search = replace(self.search, curve=event)
            case JobDone():
                self._end("")
                return
            case JobFailed():
                self._end(f"{event.message} {event.hint}".strip())
                return
            case JobCancelled():
                self._end(None)
                return
            case _:
                return
        self.changed.emit()

    def _end(self, problem: str | None) -> None:
        """problem: '' if it was found, None if it was stopped: then there is nothing to show."""
        if self.search is not None:
            self.search = None if problem is None else replace(self.search, problem=problem, phase="")
        self._background.run(partial(_tidy, self._project), _ignore)
        self.changed.emit()


def _prepare(project: Project, options: TrainOptions, written: Callable[[], None], token: Token) -> tuple[Path, str]:
    """A snapshot in the cache: no run begins. Returns its folder and the task."""
    folder = project.folder.cache / FOLDER
    try:
        built = build_snapshot(
            project, split_from=options.split_from, split_base=Path.cwd(), seed=options.seed, progress=_ignore,
            should_stop=token.is_cancelled,
        )  # fmt: skip
    finally:
        written()  # the split's places are an edit, also where the search comes to nothing
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_snapshot(folder / "snapshot.jsonl", built.snapshot)
    except OSError as error:
        raise UserError(
            "folder-not-writable",
            f"A run cannot be written into {folder}: {error.strerror or error}.",
            "Free some space, or make the folder writable, then train again.",
        ) from error
    return folder, options.task or inferred_task(built.snapshot)


def _tidy(project: Project, _: Token) -> None:
    shutil.rmtree(project.folder.cache / FOLDER, ignore_errors=True)


def _ignore(_: Notice | Progress | None) -> None:
    """Nobody asks for it."""
