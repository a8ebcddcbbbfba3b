"""The window's end of the engine: jobs in, events out on the GUI thread, to whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.session.alive import is_alive
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed
from ml_engine.jobs.engine import RUNNER, Engine
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import Job

OnEvent = Callable[[Event], None]


class EngineBridge(QObject):
    """Owner of the window's Engine.

    Signals: job_ended(str, object): id and terminal event of any job, after its own follower was told.
    """

    job_ended = Signal(str, object)
    _arrived = Signal(str, object)

    def __init__(self, runner: str = RUNNER, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._followers: dict[str, OnEvent] = {}
        self._closed = False
        self._arrived.connect(self._on_arrived)
        self._engine = Engine(on_event=self._hand_over, runner=runner)

    def submit(self, job: Job, on_event: OnEvent) -> JobHandle:
        """Queue a job; its events go to `on_event` on the GUI thread, exactly one terminal one last."""
        handle = self._engine.submit(job)
        # Events come through the event loop: none can have been delivered before this line is reached.
        self._followers[handle.id] = on_event
        return handle

    def unfollow(self, handle: JobHandle) -> None:
        """Nobody listens any more (a place was closed); the job itself goes on."""
        if handle.id in self._followers:
            self._followers[handle.id] = _ignore

    def warm_up(self) -> None:
        """Let the trainer load torch now, so that the first job need not wait for it."""
        self._engine.warm_up()

    @property
    def is_closed(self) -> bool:
        """Whether no job is taken any more."""
        return self._closed

    def retire(self) -> None:
        """Take no more jobs and tell nothing more: close() follows, on whatever thread may wait."""
        self._closed = True

    def close(self, patience_s: float = 5.0) -> None:
        """Cancel all jobs and end the workers; a run that trains saves itself first. Waits at most about patience_s."""
        self._closed = True
        self._engine.close(patience_s)

    def _hand_over(self, job_id: str, event: Event) -> None:
        # On the engine's thread: the signal carries it to the window's.
        if not self._closed:
            self._arrived.emit(job_id, event)

    @Slot(str, object)
    def _on_arrived(self, job_id: str, event: Event) -> None:
        if self._closed:
            return
        ends = isinstance(event, JobDone | JobCancelled | JobFailed)
        follower = self._followers.pop(job_id, None) if ends else self._followers.get(job_id)
        if follower is not None and is_alive(follower):
            follower(event)
        if ends:
            self.job_ended.emit(job_id, event)


def _ignore(_: Event) -> None:
    """The follower of a job whose place is gone."""
