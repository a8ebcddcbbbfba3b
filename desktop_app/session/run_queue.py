"""The trainings that wait for the one that runs: put in here, taken out, started one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.project.run_start import discard_unstarted, start_run
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobFailed
from ml_engine.domain.snapshot import count_by_split
from ml_engine.domain.values import Split
from ml_engine.jobs import run_queue
from ml_engine.jobs.run_queue import RunQueue
from ml_engine.jobs.specs import TrainJob

if TYPE_CHECKING:
    from desktop_app.session.runs import Runs


class WaitingRuns(QObject):
    """What the queue holds. The files are the truth: the command line puts trainings there too.

    Signals: changed(): value, error or is_adding.
    """

    changed = Signal()

    def __init__(self, runs: Runs, project: Project, background: Background) -> None:
        super().__init__(runs)
        self._runs, self._project, self._background = runs, project, background
        self.value = RunQueue()
        self.error: UserError | None = None
        self.adding = 0
        runs.training_ended.connect(self._on_runs_training_ended)

    @property
    def names(self) -> set[str]:
        """Of the folders that wait."""
        return {run.name for run in self.value.runs}

    def refresh(self) -> None:
        """Look again."""
        self._do(lambda _: None)

    def add(self, options: TrainOptions, make_job: Callable[[Path, str, TrainOptions], TrainJob]) -> None:
        """Gather the labels as they are now, and wait. make_job: the job of a folder, a task and options."""
        self.adding += 1
        self.error = None
        self.changed.emit()
        self._background.run(
            partial(_add, self._project, options, make_job, self._runs.history_written.emit),
            self._on_background_added,
            self._on_background_not_added,
        )

    def remove(self, name: str) -> None:
        """Not this one after all."""
        self._do(lambda folder: run_queue.remove(folder, name))

    def move(self, name: str, place: int) -> None:
        """Put it at a place, from 1."""
        self._do(lambda folder: run_queue.move(folder, name, place))

    def set_stops_on_failure(self, stops: bool) -> None:
        """Whether a training that fails holds the others."""
        self._do(lambda folder: run_queue.set_stops_on_failure(folder, stops))

    def start(self) -> None:
        """Begin with the first, also where a failure held them. Nothing happens while a training runs."""
        if self._runs.training is None:
            self._background.run(partial(_take, self._project, True), self._on_background_taken, self._on_failed)

    @Slot(str, object)
    def _on_runs_training_ended(self, name: str, terminal: object) -> None:
        failed = name if isinstance(terminal, JobFailed) else ""
        self._background.run(partial(_take_after, self._project, failed), self._on_background_taken, self._on_failed)

    def _do(self, change: Callable[[Path], None]) -> None:
        self._background.run(
            partial(_change, self._project, change), self._on_background_read, self._on_failed, urgent=True
        )

    def _on_background_read(self, value: RunQueue) -> None:
        if value != self.value or self.error is not None:
            self.value, self.error = value, None
            self.changed.emit()

    def _on_background_added(self, value: RunQueue) -> None:
        self.adding -= 1
        self.value = value
        self.changed.emit()
        # What it waited for may have ended meanwhile.
        if self._runs.training is None and not value.held_by:
            self.start()

    def _on_background_not_added(self, error: UserError) -> None:
        self.adding -= 1
        self._on_failed(error)

    def _on_background_taken(self, taken: tuple[TrainJob | None, RunQueue]) -> None:
        job, value = taken
        if value != self.value:
            self.value = value
            self.changed.emit()
        if job is None:
            return
        if self._runs.training is None:
            self._runs.resume(Path(job.run_dir).name, job.task)
        else:  # a person was faster
            self._do(partial(_put_back, job))

    def _on_failed(self, error: UserError) -> None:
        self.error = error
        self.changed.emit()


def _add(
    project: Project,
    options: TrainOptions,
    make_job: Callable[[Path, str, TrainOptions], TrainJob],
    written: Callable[[], None],
    token: Token,
) -> RunQueue:
    try:
        run = start_run(
            project, options.task, options.split_from, seed=options.seed, emit=_nobody, should_stop=token.is_cancelled
        )
    finally:
        written()  # the split's places are an edit
    try:
        job = make_job(run.folder, run.task, options)
        pictures = count_by_split(run.snapshot.images)[Split.TRAIN]
        run_queue.enqueue(job, run_queue.guess_seconds(job, pictures))
    except UserError:
        discard_unstarted(run.folder)
        raise
    return run_queue.read_queue(project.folder.runs)


def _put_back(job: TrainJob, folder: Path) -> None:
    run_queue.enqueue(job)
    run_queue.move(folder, Path(job.run_dir).name, 1)


def _nobody(_: object) -> None:
    """What takes part is said when the training begins."""


def _change(project: Project, change: Callable[[Path], None], _: Token) -> RunQueue:
    change(project.folder.runs)
    return run_queue.read_queue(project.folder.runs)


def _take(project: Project, anyway: bool, _: Token) -> tuple[TrainJob | None, RunQueue]:
    folder = project.folder.runs
    if anyway:
        run_queue.let_go(folder)
    return run_queue.take_next(folder), run_queue.read_queue(folder)


def _take_after(project: Project, failed: str, token: Token) -> tuple[TrainJob | None, RunQueue]:
    value = run_queue.read_queue(project.folder.runs)  # also what the command line put there
    if not value.runs:
        return None, value
    if failed:
        run_queue.note_failure(project.folder.runs, failed)
    return _take(project, False, token)
