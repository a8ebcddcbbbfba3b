"""What a view has asked for and no longer wants when it is gone: pieces of background work, and jobs of the engine.

A view may be thrown away at any moment; an answer for it must then vanish instead of waking a dead widget.
"""

from __future__ import annotations

from desktop_app.session.background import Token
from desktop_app.session.engine_bridge import EngineBridge, OnEvent
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import Job


class Tokens:
    """Tokens of work on its way. cancel_all() may be connected to `destroyed`."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []

    def add(self, token: Token) -> None:
        """Remember one; those that are over are forgotten in time."""
        self._tokens = [*self._tokens[-63:], token]

    def cancel_all(self, _: object = None) -> None:
        """Nothing that was asked for is wanted any more."""
        for token in self._tokens:
            token.cancel()
        self._tokens = []


class OneJob:
    """At most one job of the engine at a time: asking again lets the one before go.

    keep_running: a job that was let go is not cancelled (scoring a run is worth finishing).
    """

    def __init__(self, engine: EngineBridge, *, keep_running: bool = False) -> None:
        self._engine = engine
        self._keep_running = keep_running
        self._handle: JobHandle | None = None
        self._on_event: OnEvent | None = None

    @property
    def is_running(self) -> bool:
        return self._handle is not None

    def start(self, job: Job, on_event: OnEvent) -> None:
        """Submit; events come on the window's thread, until another job is started."""
        self.let_go()
        if self._engine.is_closed:
            return
        self._on_event = on_event
        self._handle = self._engine.submit(job, self._take)

    def let_go(self, _: object = None) -> None:
        """Hear nothing more of the job. May be connected to `destroyed`."""
        handle, self._handle, self._on_event = self._handle, None, None
        if handle is not None:
            self._engine.unfollow(handle)
            if not self._keep_running:
                handle.cancel()

    def cancel(self) -> None:
        """Ask the job to end; its terminal event is still heard."""
        if self._handle is not None:
            self._handle.cancel()

    def _take(self, event: Event) -> None:
        on_event = self._on_event
        if isinstance(event, JobDone | JobCancelled | JobFailed):
            self._handle, self._on_event = None, None
        if on_event is not None:
            on_event(event)
