"""The runs of the project, and the one that trains now: at most one, started and stopped here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.project.run_index import RunRow, find_runs, refresh_runs
from desktop_app.project.run_places import cache_of_run
from desktop_app.project.run_start import StartedRun, discard_unstarted, start_run
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.run_queue import WaitingRuns
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import Training, TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import EpochEnd, Event, JobCancelled, JobDone, JobFailed, Notice, Progress
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.run_reader import read_curves
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.recipe import Recipe, parse_recipe
from ml_engine.training.recipe_text import recipe_for, with_method

TELL_EVERY_MS = 50
AUGMENT_FACT = "augmentation"
METHOD_FACT = "detection-method"


@dataclass(frozen=True, slots=True)
class TrainingEnd:
    """How the last training of this window ended. name: of its run, '' if it never had one."""

    name: str
    training: Training
    terminal: JobDone | JobCancelled | JobFailed


class Runs(QObject):
    """Runs, newest first; which one is looked at; and the training.

    Signals: changed(): rows.   chosen_changed().   training_changed(): `training` is another one (20 times a second at
    most).   training_ended(str, object): name and terminal event; `ended` has the whole.   options_changed(): what the
    next training is asked for.
    """

    changed = Signal()
    chosen_changed = Signal()
    training_changed = Signal()
    training_ended = Signal(str, object)
    options_changed = Signal()
    history_written = Signal()
    _prepared = Signal(object)

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._background = background
        self._engine = engine
        self._settings = settings
        self.rows: list[RunRow] = []
        self.chosen = ""
        self.options = TrainOptions()
        self.training: Training | None = None
        self.ended: TrainingEnd | None = None
        self.waiting = WaitingRuns(self, project, background)
        self._handle: JobHandle | None = None
        self._preparing: Token | None = None
        self._tell = QTimer(self, singleShot=True, interval=TELL_EVERY_MS)
        self._tell.timeout.connect(self.training_changed)
        self._prepared.connect(self._on_prepared)

    def get(self, name: str) -> RunRow | None:
        """A run by its folder's name."""
        return next((run for run in self.rows if run.name == name), None)

    def folder(self, name: str) -> Path:
        """Where a run lies."""
        return self._project.folder.runs / name

    @property
    def worker_pid(self) -> int | None:
        """The process that trains, None while none does."""
        return None if self._handle is None else self._handle.worker_pid

    def number(self, name: str) -> int:
        """'Run 7': its place in time, from 1; 0 for one that is not there."""
        # The one that trains is not found by looking for runs before it ends.
        trains = {self.training.name} - {""} if self.training is not None else set()
        names = sorted({run.name for run in self.rows} | trains | self.waiting.names)
        return names.index(name) + 1 if name in names else 0

    def choose(self, name: str) -> None:
        """Look at this run: results, inside, proposals."""
        if name != self.chosen:
            self.chosen = name
            self.chosen_changed.emit()

    def set_options(self, options: TrainOptions) -> None:
        """What the next training is asked for."""
        if options != self.options:
            self.options = options
            self.options_changed.emit()

    def keep_augment(self, text: str) -> None:
        """Remember with the project how training pictures are varied, for the next time it is opened.

        text: the part of a recipe that says it, '' for as usual.
        """
        if not self._project.read_only:
            self._project.submit_fact(AUGMENT_FACT, text)

    def keep_method(self, method: str) -> None:
        """Remember with the project how detectors find their boxes. method: '' for the usual one."""
        if not self._project.read_only:
            self._project.submit_fact(METHOD_FACT, method)

    def recall_augment(self) -> None:
        """Take what keep_augment and keep_method remembered, where no recipe was given yet."""
        self._background.run(partial(_kept_augment, self._project), self._on_background_augment)

    def refresh(self) -> None:
        """Look into runs/ again: also the command line trains."""
        self._background.run(partial(_read, self._project), self._on_background_read)
        self.waiting.refresh()

    def start(self, options: TrainOptions) -> None:
        """Gather the labels and train; while another training runs, let it wait for its turn."""
        if self._engine.is_closed:
            return
        if self.training is not None:
            self.waiting.add(options, self.job)
            return
        self._begin(Training(options, time.monotonic()))
        self._preparing = self._background.run(
            partial(_prepare, self._project, options, self._prepared.emit, self.history_written.emit),
            self._on_background_prepared,
            self._on_background_failed,
        )

    def resume(self, name: str, task: str = "") -> None:
        """Go on with a run that was paused, stopped or cut off, or begin one that waited. task: where it is no row."""
        if self.training is not None or self._engine.is_closed:
            return
        row = self.get(name)
        task = row.task if row else task
        self._begin(Training(TrainOptions(task=task), time.monotonic(), name=name, task=task))
        self._background.run(
            partial(_epochs_before, self.folder(name)),
            partial(self._on_background_epochs, name),
            _without_epochs,
            urgent=True,
        )
        self._submit(self.job(self.folder(name), task, TrainOptions(), resume=True))

    def stop(self) -> None:
        """Stop and keep the best: at the next step. Ask again with stop_now() where that takes too long."""
        if self.training is None or self.training.is_stopping:
            return
        patience_s = self._handle.patience_s if self._handle else 5.0
        self.training = replace(self.training, stop_asked=time.monotonic(), patience_s=patience_s)
        if self._handle is not None:
            self._handle.cancel(then_kill=False)
        elif self._preparing is not None:
            self._preparing.cancel()
            self._end(JobCancelled(False))
            return
        self.training_changed.emit()

    def stop_now(self) -> None:
        """End the worker at once; the best weights so far are on disk."""
        if self.training is not None and self._handle is not None:
            self.training = replace(self.training, stop_asked=self.training.stop_asked or time.monotonic(), forced=True)
            self._handle.cancel(force=True)
            self.training_changed.emit()

    def job(self, folder: Path, task: str, options: TrainOptions, *, resume: bool = False) -> TrainJob:
        """What a training with these options would be, for a worker."""
        settings = self._settings.value
        return TrainJob(
            run_dir=str(folder),
            cache_dir=str(cache_of_run(folder)),
            task=task,
            backbone=options.backbone,
            weights=options.weights,
            weights_dirs=weights_dirs(self._project.folder, settings),
            recipe=recipe_for(options.recipe, task),
            epochs=options.epochs,
            unfreeze=options.unfreeze,
            input_size=options.input_size,
            seed=options.seed,
            device=settings.device,
            threads=settings.threads,
            resume=resume,
            cache_budget_bytes=int(settings.cache_gb * 1e9),
            network=options.network,
        )

    def _begin(self, training: Training) -> None:
        self.ended = None
        self.training = training
        self.training_changed.emit()

    def _submit(self, job: TrainJob) -> None:
        self._handle = self._engine.submit(job, self._on_job_event)
        self.training_changed.emit()

    @Slot(object)
    def _on_prepared(self, event: Event) -> None:
        if self.training is not None and self._handle is None:
            self.training = self.training.after(event)
            self._tell_soon()

    def _on_background_prepared(self, run: StartedRun) -> None:
        self._preparing = None
        if self.training is None or self._engine.is_closed:
            return
        self.training = replace(self.training, name=run.folder.name, task=run.task, phase="start")
        self._submit(self.job(run.folder, run.task, self.training.options))

    def _on_background_epochs(self, name: str, before: tuple[EpochEnd, ...]) -> None:
        if self.training is not None and self.training.name == name:
            known = {epoch.epoch for epoch in self.training.epochs}
            earlier = tuple(epoch for epoch in before if epoch.epoch not in known)
            self.training = replace(self.training, epochs=(*earlier, *self.training.epochs))
            self._tell_soon()

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._end(JobFailed(error.code, error.message, error.hint))

    def _on_job_event(self, event: Event) -> None:
        if self.training is None:
            return
        if isinstance(event, JobDone | JobCancelled | JobFailed):
            self._end(event)
            return
        patience_s = self._handle.patience_s if self._handle else 0.0
        self.training = replace(self.training.after(event), patience_s=patience_s)
        self._tell_soon()

    def _end(self, terminal: JobDone | JobCancelled | JobFailed) -> None:
        training, self.training, self._handle = self.training, None, None
        if training is None:
            return
        self._tell.stop()
        self.ended = TrainingEnd(training.name, training, terminal)
        if training.name:
            self._background.run(
                partial(_tidy, self._project, self.folder(training.name), isinstance(terminal, JobDone)),
                partial(self._on_background_tidied, training.name),
            )
        self.training_changed.emit()
        self.training_ended.emit(training.name, terminal)

    def _on_background_tidied(self, name: str, rows: list[RunRow]) -> None:
        self._on_background_read(rows)
        row = self.get(name)
        if row is not None and row.state != "empty":
            self.choose(name)

    def _on_background_read(self, rows: list[RunRow]) -> None:
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()
        if self.get(self.chosen) is None:
            usable = next((run.name for run in rows if run.state == "finished"), "")
            self.choose(usable)

    def _on_background_augment(self, text: str) -> None:
        if text and not self.options.recipe:
            self.set_options(replace(self.options, recipe=text))

    def _tell_soon(self) -> None:
        if not self._tell.isActive():
            self._tell.start()


def _prepare(
    project: Project,
    options: TrainOptions,
    tell: Callable[[Notice | Progress], None],
    written: Callable[[], None],
    token: Token,
) -> StartedRun:
    try:
        started = start_run(
            project, options.task, options.split_from, seed=options.seed, emit=tell, should_stop=token.is_cancelled
        )
    finally:
        written()  # the split's places are an edit, also where the run comes to nothing
    if token.cancelled:
        discard_unstarted(started.folder)
    return started


def _epochs_before(folder: Path, _: Token) -> tuple[EpochEnd, ...]:
    """What a run that goes on has behind it, so that its curves begin at their beginning.

    How many epochs it will have, the worker says with the next one: 0 until then.
    """
    rows = read_curves(folder)
    return tuple(EpochEnd(row.epoch, 0, row.train_loss, row.metrics, row.best, row.seconds) for row in rows)


def _without_epochs(_: UserError) -> None:
    """A damaged curve costs the picture of it; the worker says what else is wrong with the run."""


def _tidy(project: Project, folder: Path, done: bool, _: Token) -> list[RunRow]:
    if not done:
        discard_unstarted(folder)
    return refresh_runs(project)


def _kept_augment(project: Project, _: Token) -> str:
    """The recipe's text of what was kept; '' where nothing is kept, or nothing that can be read."""
    text = project.query.fact(AUGMENT_FACT) or ""
    try:
        parse_recipe(text, Recipe())
    except UserError:
        text = ""
    method = project.query.fact(METHOD_FACT) or ""
    return with_method(text, method) if method in METHODS else text


def _read(project: Project, _: Token) -> list[RunRow]:
    return find_runs(project.folder) if project.read_only else refresh_runs(project)
