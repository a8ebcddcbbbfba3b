"""Scores a run again by a job of the engine: for runs whose answers were not written down."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.project.run_places import cache_of_run
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Progress
from ml_engine.jobs.specs import EvaluateJob


class Rescoring(QObject):
    """At most one run at a time.

    run: which is being scored, '' for none.   fraction: 0..1, None if unknown.   phase: of the job, '' at first.
    failure: the last one, of `failed_run`.
    Signals: changed(): any of these.   ended(str): a run has been scored.
    """

    changed = Signal()
    ended = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job = OneJob(session.engine, keep_running=True)
        self.run = ""
        self.fraction: float | None = None
        self.phase = ""
        self.failed_run = ""
        self.failure: JobFailed | None = None
        self.destroyed.connect(self._job.let_go)

    def start(self, name: str) -> None:
        """Score a run; nothing while another is being scored."""
        if self.run:
            return
        folder, settings = self._session.runs.folder(name), self._session.settings.value
        self.run, self.fraction, self.phase = name, None, ""
        self.failed_run, self.failure = "", None
        job = EvaluateJob(
            str(folder),
            str(cache_of_run(folder)),
            device=settings.device,
            threads=settings.threads,
            weights_dirs=weights_dirs(self._session.project.folder, settings),
        )
        self._job.start(job, self._on_job_event)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop scoring; the run stays as it is."""
        self._job.cancel()

    def _on_job_event(self, event: Event) -> None:
        match event:
            case Progress():
                self.phase = event.phase
                self.fraction = event.done / event.total if event.total else None
            case JobDone():
                name, self.run = self.run, ""
                self.ended.emit(name)
            case JobCancelled():
                self.run = ""
            case JobFailed():
                self.failed_run, self.failure, self.run = self.run, event, ""
            case _:
                return
        self.changed.emit()
