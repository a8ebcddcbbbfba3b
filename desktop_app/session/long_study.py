"""What a search and an ablation are alike in: many trainings, of which at most one study runs, stops and goes on.

What is done of it is on disk; here stands what runs now, and why the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.settings import SettingsStore
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Notice, Progress
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import Job

TELL_EVERY_MS = 50


@dataclass(frozen=True, slots=True)
class StudyWork:
    """A study that runs. folder: None while the labels are gathered.   eta_s: of all its trainings.

    said: the worker's latest notice.
    """

    folder: Path | None = None
    eta_s: float | None = None
    said: str = ""
    is_stopping: bool = False


W = TypeVar("W", bound=StudyWork)


class LongStudy(QObject, Generic[W]):
    """work: None while none runs.   problem: why the last one ended, None if it came to its end or was stopped.

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
        discard_empty: Callable[[Path], None],
        parent: QObject | None = None,
    ) -> None:
        """discard_empty: removes the folder of a study that came to nothing, and leaves any other."""
        super().__init__(parent)
        self._project, self._background, self._engine, self._settings = project, background, engine, settings
        self._discard_empty = discard_empty
        self.work: W | None = None
        self.problem: UserError | None = None
        self._handle: JobHandle | None = None
        self._preparing: Token | None = None
        self._tell = QTimer(self, singleShot=True, interval=TELL_EVERY_MS)
        self._tell.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        return self.work is not None

    def refresh(self) -> None:
        """Look what is on disk, unless one runs."""
        raise NotImplementedError

    def stop(self) -> None:
        """At the next step. What is done is kept."""
        if self.work is None or self.work.is_stopping:
            return
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._end(JobCancelled(False))
            return
        if self._handle is not None:
            self._handle.cancel()
        self.work = replace(self.work, is_stopping=True)
        self.changed.emit()

    def _begin(self, work: W) -> None:
        self.work, self.problem = work, None
        self.changed.emit()

    def _submit(self, job: Job) -> None:
        self._handle = self._engine.submit(job, self._on_job_event)

    def _hear(self, event: Event, work: W) -> W:
        """What runs, after an event that is not its last."""
        raise NotImplementedError

    def _end(self, terminal: JobDone | JobCancelled | JobFailed) -> None:
        folder = self.work.folder if self.work is not None else None
        self.work, self._handle = None, None
        if isinstance(terminal, JobFailed):
            self.problem = UserError(terminal.code, terminal.message, terminal.hint)
        if folder is not None:
            self._background.run(partial(_tidy, self._discard_empty, folder), self._on_background_tidied)
        self._tell.stop()
        self.changed.emit()

    def _on_job_event(self, event: Event) -> None:
        if self.work is None:
            return
        if isinstance(event, JobDone | JobCancelled | JobFailed):
            self._end(event)
            return
        self.work = self._hear(event, self.work)
        if not self._tell.isActive():
            self._tell.start()

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._end(JobFailed(error.code, error.message, error.hint))

    def _on_background_tidied(self, _: None) -> None:
        self.refresh()


def unsaid(_: Notice | Progress) -> None:
    """How many pictures take part stands in the Train place already."""


def _tidy(discard_empty: Callable[[Path], None], folder: Path, _: Token) -> None:
    discard_empty(folder)
