"""The export of a model that runs or has ended. It belongs to the session: the place that shows it may be made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from desktop_app.export.written_model import WrittenModel, read_written_model
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, JobStarted, Notice, Progress
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import ExportJob

Phase = Literal["idle", "waiting", "running", "stopping", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class ModelExportState:
    """waiting: for the worker, which another job has.   done, total: steps.   notices: sentences of the job.

    result: when it is done.   error: when it failed.
    """

    phase: Phase = "idle"
    run: str = ""
    format: str = ""
    folder: Path = Path()
    done: int = 0
    total: int = 0
    notices: tuple[str, ...] = ()
    result: WrittenModel | None = None
    error: UserError | None = None

    @property
    def is_running(self) -> bool:
        return self.phase in ("waiting", "running", "stopping")


class ModelExport(QObject):
    """At most one at a time. Signals: changed(): the state is another one."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("model-export")
        self._session = session
        self._handle: JobHandle | None = None
        self.state = ModelExportState()

    @classmethod
    def of(cls, session: Session) -> ModelExport:
        """The one of a session, made when it is first asked for."""
        return session.findChild(cls, "model-export") or cls(session)

    def start(self, run: str, form: str, folder: Path) -> None:
        """Export a run's best model into a new folder. Nothing happens while another export runs."""
        if self.state.is_running:
            return
        settings, place = self._session.settings.value, self._session.runs.folder(run)
        job = ExportJob(
            str(place), str(folder), form, settings.threads, weights_dirs(self._session.project.folder, settings)
        )
        self._set(ModelExportState("waiting", run, form, folder))
        self._handle = self._session.engine.submit(job, self._on_job_event)

    def cancel(self) -> None:
        """Stop at the next step; nothing stays behind."""
        if self._handle is not None and self.state.is_running:
            self._set(replace(self.state, phase="stopping"))
            self._handle.cancel()

    def _on_job_event(self, event: Event) -> None:
        state = self.state
        match event:
            case JobStarted() if state.phase == "waiting":
                self._set(replace(state, phase="running"))
            case Progress():
                self._set(replace(state, done=event.done, total=event.total))
            case Notice():
                self._set(replace(state, notices=(*state.notices, event.message)))
            case JobDone():
                work = partial(_read, Path(event.output))
                self._session.background.run(work, self._on_background_read, self._on_background_failed, urgent=True)
            case JobCancelled():
                self._end(replace(state, phase="stopped"))
            case JobFailed():
                error = UserError(event.code, event.message, event.hint)
                self._end(replace(state, phase="failed", error=error))

    def _on_background_read(self, written: WrittenModel) -> None:
        self._end(replace(self.state, phase="done", result=written))

    def _on_background_failed(self, error: UserError) -> None:
        self._end(replace(self.state, phase="failed", error=error))

    def _end(self, state: ModelExportState) -> None:
        self._handle = None
        self._set(state)

    def _set(self, state: ModelExportState) -> None:
        self.state = state
        self.changed.emit()


def _read(folder: Path, _: Token) -> WrittenModel:
    return read_written_model(folder)
