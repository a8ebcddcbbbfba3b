"""Ctrl-C as a request: work that looks at a flag between two steps stops there and leaves nothing half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from desktop_app.cli.console import Console


@contextmanager
def on_interrupt(stop: Callable[[bool], None]) -> Iterator[None]:
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


@contextmanager
def stop_flag(console: Console) -> Iterator[Callable[[], bool]]:
    """A should_stop that turns true at Ctrl-C; a second one interrupts at once."""
    stopped = threading.Event()

    def stop(again: bool) -> None:
        if again:
            raise KeyboardInterrupt
        console.say("Stopping after this step.")
        stopped.set()

    with on_interrupt(stop):
        yield stopped.is_set
