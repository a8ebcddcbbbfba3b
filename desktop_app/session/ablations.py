"""The ablation of the project: at most one runs, the newest one on disk is shown, and one that was stopped goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.run_places import cache_of_run
from desktop_app.project.run_start import StartedRun, discard_empty_ablation, start_run
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Ablation, Event, JobCancelled, JobDone, JobFailed, Notice, Progress
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import AblateJob
from ml_engine.reports.ablation_table import find_ablations, read_table
from ml_engine.training.recipe_text import recipe_for

TELL_EVERY_MS = 50


@dataclass(frozen=True, slots=True)
class AblationWork:
    """An ablation that runs. said: what it does now.   done, total, eta_s: of its trainings."""

    folder: Path | None = None
    said: str = ""
    done: int = 0
    total: int = 0
    eta_s: float | None = None
    is_stopping: bool = False


class Ablations(QObject):
    """work: None while none runs.   table: of the one that runs, else of the newest on disk, None for none.

    problem: why the last one ended, None if it came to its end or was stopped by a person.
    Signals: changed(): any of them (20 times a second at most).   history_written(): the split's places are an edit.
    """

    changed = Signal()
    history_written = Signal()

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._background, self._engine, self._settings = project, background, engine, settings
        self.work: AblationWork | None = None
        self.table: Ablation | None = None
        self.problem: UserError | None = None
        self._handle: JobHandle | None = None
        self._preparing: Token | None = None
        self._tell = QTimer(self, singleShot=True, interval=TELL_EVERY_MS)
        self._tell.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        return self.work is not None

    @property
    def can_go_on(self) -> bool:
        """Whether the one that is shown was stopped before its end."""
        return self.work is None and self.table is not None and self.table.done < self.table.total

    def refresh(self) -> None:
        """Look for the newest one on disk."""
        if self.work is None:
            work = partial(_newest, self._project.folder.runs)
            self._background.run(work, self._on_background_found)

    def start(self, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...]) -> None:
        """Gather the labels, then train row by row. Nothing happens while another one runs."""
        if self.work is not None or self._engine.is_closed:
            return
        self._begin(None)
        self._preparing = self._background.run(
            partial(_prepare, self._project, options, self.history_written.emit),
            partial(self._on_background_prepared, options, only, seeds),
            self._on_background_failed,
        )

    def go_on(self) -> None:
        """With the one that was stopped."""
        if self.can_go_on and self.table is not None and not self._engine.is_closed:
            folder = Path(self.table.run)
            self._begin(folder)
            self._submit(self._job(folder, "", TrainOptions(), (), (), resume=True))

    def stop(self) -> None:
        """What is done is kept."""
        if self.work is None:
            return
        if self._handle is not None:
            self._handle.cancel()
        elif self._preparing is not None:
            self._preparing.cancel()
            self._end(JobCancelled(False))
            return
        self.work = replace(self.work, is_stopping=True)
        self.changed.emit()

    def _begin(self, folder: Path | None) -> None:
        self.work, self.problem = AblationWork(folder), None
        if folder is None:
            self.table = None
        self.changed.emit()

    def _job(
        self, folder: Path, task: str, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...],
        *, resume: bool = False,
    ) -> AblateJob:  # fmt: skip
        settings = self._settings.value
        return AblateJob(
            run_dir=str(folder), cache_dir=str(cache_of_run(folder)), task=task, backbone=options.backbone,
            weights=options.weights, weights_dirs=weights_dirs(self._project.folder, settings),
            recipe=recipe_for(options.recipe, task),
            seeds=seeds, only=only, epochs=options.epochs, input_size=options.input_size, device=settings.device,
            threads=settings.threads, resume=resume, cache_budget_bytes=int(settings.cache_gb * 1e9),
        )  # fmt: skip

    def _submit(self, job: AblateJob) -> None:
        self._handle = self._engine.submit(job, self._on_job_event)

    def _on_background_prepared(
        self, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...], run: StartedRun
    ) -> None:
        self._preparing = None
        if self.work is None or self._engine.is_closed:
            return
        self.work = replace(self.work, folder=run.folder)
        self._submit(self._job(run.folder, run.task, options, only, seeds))

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._end(JobFailed(error.code, error.message, error.hint))

    def _on_job_event(self, event: Event) -> None:
        if self.work is None:
            return
        match event:
            case JobDone() | JobCancelled() | JobFailed():
                self._end(event)
                return
            case Ablation():
                self.table = event
            case Progress():
                self.work = replace(self.work, done=event.done, total=event.total, eta_s=event.eta_s)
            case Notice():
                self.work = replace(self.work, said=event.message)
        if not self._tell.isActive():
            self._tell.start()

    def _end(self, terminal: JobDone | JobCancelled | JobFailed) -> None:
        folder = self.work.folder if self.work is not None else None
        self.work, self._handle = None, None
        if isinstance(terminal, JobFailed):
            self.problem = UserError(terminal.code, terminal.message, terminal.hint)
        if folder is not None:
            self._background.run(partial(_tidy, folder), self._on_background_tidied)
        self._tell.stop()
        self.changed.emit()

    def _on_background_tidied(self, _: None) -> None:
        self.refresh()

    def _on_background_found(self, table: Ablation | None) -> None:
        if self.work is None and table != self.table:
            self.table = table
            self.changed.emit()


def _prepare(project: Project, options: TrainOptions, written: Callable[[], None], token: Token) -> StartedRun:
    try:
        started = start_run(
            project, options.task, options.split_from, seed=options.seed, emit=_unsaid,
            should_stop=token.is_cancelled, stem="ablation",
        )  # fmt: skip
    finally:
        written()  # the split's places are an edit, also where the ablation comes to nothing
    if token.cancelled:
        discard_empty_ablation(started.folder)
    return started


def _unsaid(_: Notice | Progress) -> None:
    """How many pictures take part stands in the Train place already."""


def _newest(runs: Path, _: Token) -> Ablation | None:
    return next((table for folder in find_ablations(runs) if (table := read_table(folder)) is not None), None)


def _tidy(folder: Path, _: Token) -> None:
    discard_empty_ablation(folder)
