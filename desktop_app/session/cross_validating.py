"""The cross-validation of the open project: the one that runs, or the latest that there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.project.crossvalidation import StartedFolds, latest_crossvalidation, start_crossvalidation
from desktop_app.project.run_places import cache_of_run
from desktop_app.project.store import Project
from desktop_app.session.background import Token
from desktop_app.session.following import OneJob, Tokens
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, FoldEnd, JobCancelled, JobDone, JobFailed, Notice, Progress
from ml_engine.jobs.specs import CrossValidateJob, TrainJob
from ml_engine.reports.folds import CrossValidation, FoldResult, Folds, read_folds, read_job, read_result, summary_of
from ml_engine.tasks.defaults import primary_metric
from ml_engine.training.recipe_text import recipe_for

if TYPE_CHECKING:
    from desktop_app.session.session import Session

Tell = Callable[[Notice | Progress], None]


@dataclass(frozen=True, slots=True)
class FoldsState:
    """folder: '' for none.   results: of the folds that are done.   is_whole: all are, and their figures are written.

    phase, done, total, eta_s: of what runs.   error: how it failed.
    """

    folder: str = ""
    task: str = ""
    primary: str = ""
    folds: int = 0
    torn: int = 0
    results: tuple[FoldResult, ...] = ()
    is_running: bool = False
    is_stopping: bool = False
    phase: str = ""
    done: int = 0
    total: int = 0
    eta_s: float | None = None
    error: UserError | None = None

    @property
    def is_whole(self) -> bool:
        return self.folds > 0 and len(self.results) == self.folds

    @property
    def summary(self) -> CrossValidation:
        """Of the folds that are done."""
        return summary_of(self.results, Folds(self.folds, {}, torn=self.torn), self.task, self.primary)


class CrossValidating(QObject):
    """Signals: changed(): `state`."""

    changed = Signal()
    _told = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._job = OneJob(session.engine)
        self._tokens = Tokens()
        self._preparing: Token | None = None
        self.state = FoldsState()
        self._was_read = False
        self._told.connect(self._on_event)
        self.destroyed.connect(self._tokens.cancel_all)

    def read(self) -> None:
        """The latest one, if none runs and that was not done yet."""
        if not self._was_read and not self.state.is_running:
            self._was_read = True
            work = partial(_read_latest, self._session.project)
            self._tokens.add(self._session.background.run(work, self._on_background_read))

    def start(self, folds: int) -> None:
        """Deal the pictures and train, with what the next training is asked for. Nothing while something trains."""
        session = self._session
        if self.state.is_running or session.runs.training is not None or session.engine.is_closed:
            return
        self._set(FoldsState(folds=folds, is_running=True, phase="prepare"))
        work = partial(_prepare, session.project, session.runs.options, folds, self._told.emit)
        self._preparing = session.background.run(work, self._on_background_prepared, self._on_background_failed)

    def go_on(self) -> None:
        """With the one that was stopped."""
        if self.state.is_running or not self.state.folder or self._session.runs.training is not None:
            return
        work = partial(_read_job, Path(self.state.folder))
        self._set(replace(self.state, is_running=True, is_stopping=False, phase="prepare", error=None))
        self._tokens.add(self._session.background.run(work, self._submit, self._on_background_failed))

    def stop(self) -> None:
        """At the next step; the folds that are done stay."""
        if not self.state.is_running or self.state.is_stopping:
            return
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._set(FoldsState())
            return
        self._set(replace(self.state, is_stopping=True))
        self._job.cancel()

    def _on_background_prepared(self, started: StartedFolds) -> None:
        self._preparing = None
        options, settings = self._session.runs.options, self._session.settings.value
        train = TrainJob(
            run_dir="", cache_dir=str(cache_of_run(started.folder)), task=started.task, backbone=options.backbone,
            weights=options.weights, weights_dirs=weights_dirs(self._session.project.folder, settings),
            recipe=recipe_for(options.recipe, started.task),
            epochs=options.epochs, unfreeze=options.unfreeze, input_size=options.input_size,
            seed=options.seed, device=settings.device, threads=settings.threads,
            cache_budget_bytes=int(settings.cache_gb * 1e9), network=options.network,
        )  # fmt: skip
        self._set(replace(self.state, folder=str(started.folder), task=started.task, torn=started.folds.torn))
        self._submit(CrossValidateJob(str(started.folder), train))

    def _submit(self, job: CrossValidateJob) -> None:
        if self.state.is_running:
            self._job.start(job, self._on_event)

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._set(replace(self.state, is_running=False, phase="", error=error))

    def _on_background_read(self, state: FoldsState) -> None:
        if not self.state.is_running and not self.state.folder:
            self._set(state)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        state = self.state
        match event:
            case Progress(phase, done, total, eta):
                self._set(replace(state, phase=phase, done=done, total=total, eta_s=eta))
            case FoldEnd():
                result = FoldResult(event.fold, event.metrics, event.learnt, event.scored, event.seconds)
                others = tuple(item for item in state.results if item.fold != event.fold)
                self._set(replace(state, primary=event.metric, results=(*others, result)))
            case JobDone() | JobCancelled():
                self._set(replace(state, is_running=False, is_stopping=False, phase="", eta_s=None))
            case JobFailed(code, message, hint):
                failed = UserError(code, message, hint)
                self._set(replace(state, is_running=False, is_stopping=False, phase="", error=failed))
            case _:
                pass

    def _set(self, state: FoldsState) -> None:
        self.state = state
        self.changed.emit()


def _prepare(project: Project, options: TrainOptions, folds: int, tell: Tell, token: Token) -> StartedFolds:
    return start_crossvalidation(
        project, options.task, folds, seed=options.seed, emit=tell, should_stop=token.is_cancelled
    )


def _read_job(folder: Path, _: Token) -> CrossValidateJob:
    return read_job(folder)


def _read_latest(project: Project, _: Token) -> FoldsState:
    latest = latest_crossvalidation(project)
    if latest is None:
        return FoldsState()
    folder, found = latest
    if found is not None:
        return FoldsState(str(folder), found.task, found.primary, found.folds, found.torn, found.results)
    try:
        folds, job = read_folds(folder), read_job(folder)
    except UserError:
        return FoldsState()
    known = (read_result(folder / f"fold-{number}") for number in range(1, folds.folds + 1))
    results = tuple(result for result in known if result is not None)
    several = bool(results) and "accuracy" not in results[0].metrics  # of pictures with several labels there is none
    primary = primary_metric(job.train.task, several_per_picture=several)
    return FoldsState(str(folder), job.train.task, primary, folds.folds, folds.torn, results)
