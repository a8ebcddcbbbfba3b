"""Run one job for a command: through the engine and its worker as the window does, or in this process."""

from __future__ import annotations

import importlib
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from desktop_app.cli.console import Console
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, TerminalEvent
from ml_engine.jobs.engine import RUNNER, Engine
from ml_engine.jobs.specs import Job

STOPPING = "Stopping after this step; what was learnt is kept. Ctrl-C again stops at once."
STOPPING_AT_ONCE = "Stopping at once."


def run_job(
    job: Job, console: Console, *, in_process: bool, watch: Callable[[Event], None] | None = None
) -> TerminalEvent:
    """Run to the end, events to the console (and to watch). Ctrl-C stops after the step, a second one at once."""

    def report(event: Event) -> None:
        console.event(event)
        if watch is not None:
            watch(event)

    return _run_here(job, report, console) if in_process else _run_in_worker(job, report, console)


def _run_in_worker(job: Job, report: Callable[[Event], None], console: Console) -> TerminalEvent:
    with Engine() as engine:
        handle = engine.submit(job)

        def stop(again: bool) -> None:
            console.say(STOPPING_AT_ONCE if again else STOPPING)
            handle.cancel(force=again)

        with _on_interrupt(stop):
            for event in handle.events():
                report(event)
        return handle.wait()


def _run_here(job: Job, report: Callable[[Event], None], console: Console) -> TerminalEvent:
    stopped = threading.Event()
    # By name: this process must not import torch unless it was asked to run the job itself.
    module, function = RUNNER.split(":")

    def stop(again: bool) -> None:
        if again:
            raise KeyboardInterrupt
        console.say(STOPPING)
        stopped.set()

    terminal: TerminalEvent
    with _on_interrupt(stop):
        try:
            terminal = getattr(importlib.import_module(module), function)(job, report, stopped.is_set)
        except Cancelled:
            terminal = JobCancelled(forced=False, run=getattr(job, "run_dir", ""))
        except UserError as error:
            terminal = JobFailed(error.code, error.message, error.hint)
    assert isinstance(terminal, JobDone | JobCancelled | JobFailed)  # noqa: S101  (narrows what the import hides)
    report(terminal)
    return terminal


@contextmanager
def _on_interrupt(stop: Callable[[bool], None]) -> Iterator[None]:
    """While inside, Ctrl-C and SIGTERM call stop(False), later ones stop(True). Only in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    count = 0

    def handle(_signal: int, _frame: FrameType | None) -> None:
        nonlocal count
        count += 1
        stop(count > 1)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
