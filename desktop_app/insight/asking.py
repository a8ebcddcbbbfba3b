"""One question to the worker at a time: what was asked, how far it is, and the answer or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.i18n.messages import in_words
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, InsightEvent, JobCancelled, JobDone, JobFailed, Notice, Progress
from ml_engine.domain.insight_events import Dreamed, ExcitingPatches, FilterPictures, HeatMap, Nudged, TopAnswers
from ml_engine.jobs.specs import Job

_ANSWERS = (HeatMap, Nudged, Dreamed, FilterPictures, ExcitingPatches, TopAnswers)


class Asking(QObject):
    """found: the latest answer, None before it.   is_busy: an answer is on its way.   fraction: 0..1, None if unknown.

    failure: why there is no answer.   notice: what the worker had to say beside it.   was_stopped: a person ended it.
    Signals: changed(): any of these.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = OneJob(session.engine)
        self._clear()
        self.destroyed.connect(self._job.let_go)

    def _clear(self) -> None:
        self.found: InsightEvent | None = None
        self.is_busy = False
        self.fraction: float | None = None
        self.failure: UserError | None = None
        self.notice = ""
        self.was_stopped = False

    @property
    def failure_words(self) -> str:
        """Why there is no answer and what to do, in the window's language; '' where nothing went wrong."""
        if self.failure is None:
            return ""
        return f"{in_words(self.failure.message)} {in_words(self.failure.hint)}"

    def start(self, job: Job, *, keep: bool = False) -> None:
        """Ask; the question before is let go. keep: the answer before stays to be seen until the new one is there."""
        before = self.found if keep else None
        self._clear()
        self.found, self.is_busy = before, True
        self._job.start(job, self._on_event)
        self.changed.emit()

    def cancel(self) -> None:
        """End it; what was found so far stays."""
        self._job.cancel()

    def clear(self) -> None:
        """Nothing is wanted any more."""
        self._job.let_go()
        self._clear()
        self.changed.emit()

    def _on_event(self, event: Event) -> None:
        match event:
            case Progress(done=done, total=total):
                self.fraction = done / total if total else None
            case Notice(message=message):
                self.notice = message
            case JobFailed():
                self.failure = UserError(event.code, event.message, event.hint)
                self.found, self.is_busy = None, False
            case JobCancelled():
                self.is_busy, self.was_stopped = False, True
            case JobDone():
                self.is_busy = False
            case _ if isinstance(event, _ANSWERS):
                self.found = event
            case _:
                return
        self.changed.emit()
