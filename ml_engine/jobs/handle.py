"""A submitted job, seen from outside: cancel it, wait for it, read its events."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, TerminalEvent
from ml_engine.jobs.mailbox import Mailbox
from ml_engine.jobs.specs import Job


@dataclass(frozen=True, slots=True)
class StopRequest:
    """at: time.monotonic().   force: kill at once.   pause: nobody said stop, the engine closes.

    patience_s: kill after; None for the engine's own measure, inf for never.
    """

    at: float
    force: bool = False
    patience_s: float | None = None
    pause: bool = False


class JobHandle:
    """id: unique.   job: what was submitted.   Made by Engine.submit only."""

    def __init__(self, job: Job, mailbox: Mailbox, *, own_mailbox: bool, on_cancel: Callable[[], None]) -> None:
        self.id = uuid.uuid4().hex
        self.job = job
        self._mailbox = mailbox
        self._own_mailbox = own_mailbox
        self._on_cancel = on_cancel
        self._stop: StopRequest | None = None
        self._finished = threading.Event()
        self._result: TerminalEvent | None = None
        self._read_to_end = False
        self.worker_pid: int | None = None
        self.patience_s: float = 0.0

    @property
    def result(self) -> TerminalEvent | None:
        """How the job ended, None before."""
        return self._result

    @property
    def stop_request(self) -> StopRequest | None:
        return self._stop

    def cancel(self, *, force: bool = False, then_kill: bool = True) -> None:
        """Ask the job to end at its next step; returns at once. Again, or after the end: does no harm.

        May be called from a signal handler.

        force: kill the worker now ("Stop now"); the best weights so far are on disk.
        then_kill: without an end after `patience_s`, kill it. False where the user shall say so.
        """
        self.request_stop(force=force, patience_s=None if then_kill else float("inf"))

    def request_stop(self, *, force: bool, patience_s: float | None, pause: bool = False) -> None:
        """cancel() with a patience of the caller's own. The first request's clock counts on, and so does a stop."""
        # No lock: a handler of Ctrl-C may interrupt the very thread that is in here.
        before = self._stop or StopRequest(time.monotonic(), pause=pause)
        self._stop = StopRequest(before.at, force or before.force, patience_s, before.pause and pause)
        self._on_cancel()

    def events(self) -> Iterator[Event]:
        """Every event, the last one terminal; waits for each. For one reader, and engines without on_event."""
        if not self._own_mailbox:
            raise RuntimeError("this engine gives its events to on_event")
        while not self._read_to_end:
            for _, event in self._mailbox.take():
                self._read_to_end = isinstance(event, JobDone | JobCancelled | JobFailed)
                yield event

    def wait(self, timeout_s: float | None = None) -> TerminalEvent:
        """How the job ended. Raises TimeoutError. Events that nobody has read stay for events()."""
        if self._own_mailbox:
            self._mailbox.open()
        if not self._finished.wait(timeout_s) or self._result is None:
            raise TimeoutError(f"the job has not ended within {timeout_s} s")
        return self._result

    def deliver(self, event: Event, give_up: Callable[[], bool]) -> bool:
        """For the engine: pass on an event of the running job."""
        return self._mailbox.put(self.id, event, give_up)

    def finish(self, terminal: TerminalEvent) -> None:
        """For the lane, once: how the job ended."""
        self._result = terminal
        self._mailbox.put(self.id, terminal, lambda: False)
        self._finished.set()
