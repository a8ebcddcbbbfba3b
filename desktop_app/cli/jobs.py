"""Run jobs for a command: through the engine and its workers as the window does, or in this process."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from typing import Self

from desktop_app.cli.app import Session
from desktop_app.cli.interrupt import on_interrupt
from ml_engine.domain.events import Event, TerminalEvent
from ml_engine.jobs.engine import RUNNER, Engine
from ml_engine.jobs.outcome import run_to_end
from ml_engine.jobs.specs import Job

STOPPING = "Stopping after this step; what was learnt is kept. Ctrl-C again stops at once."
STOPPING_AT_ONCE = "Stopping at once."


def run_job(session: Session, job: Job, watch: Callable[[Event], None] | None = None) -> TerminalEvent:
    """Run one job to its end, events to the console (and to watch)."""
    with JobRunner(session) as runner:
        return runner.run(job, watch)


class JobRunner:
    """Runs jobs one after the other with the same warm workers. Ctrl-C stops after the step, a second one at once."""

    def __init__(self, session: Session) -> None:
        self._console = session.console
        self._in_process = session.in_process
        self._engine: Engine | None = None

    def run(
        self,
        job: Job,
        watch: Callable[[Event], None] | None = None,
        shown: Callable[[Event], Event | None] | None = None,
    ) -> TerminalEvent:
        """Run a job to its end; failures are events, not exceptions.

        watch: is given every event too.   shown: what the console gets in an event's place, None for nothing.
        """

        def report(event: Event) -> None:
            said = shown(event) if shown else event
            if said is not None:
                self._console.event(said)
            if watch is not None:
                watch(event)

        return self._run_here(job, report) if self._in_process else self._run_in_worker(job, report)

    def warm_up(self, *, looker: bool = False) -> None:
        """Let the worker that trains, or the one that looks, load its libraries beside what is done meanwhile."""
        if not self._in_process:
            self._engine = self._engine or Engine()
            self._engine.warm_up(looker=looker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._engine is not None:
            self._engine.close()

    def _run_in_worker(self, job: Job, report: Callable[[Event], None]) -> TerminalEvent:
        self._engine = self._engine or Engine()
        handle = self._engine.submit(job)

        def stop(again: bool) -> None:
            self._console.say(STOPPING_AT_ONCE if again else STOPPING)
            handle.cancel(force=again)

        with on_interrupt(stop):
            for event in handle.events():
                report(event)
        return handle.wait()

    def _run_here(self, job: Job, report: Callable[[Event], None]) -> TerminalEvent:
        stopped = threading.Event()
        # By name: this process must not import torch unless it was asked to run the job itself.
        module, function = RUNNER.split(":")

        def stop(again: bool) -> None:
            if again:
                raise KeyboardInterrupt
            self._console.say(STOPPING)
            stopped.set()

        with on_interrupt(stop):
            terminal = run_to_end(getattr(importlib.import_module(module), function), job, report, stopped.is_set)
        report(terminal)
        return terminal
