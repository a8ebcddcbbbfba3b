"""Events on their way to a consumer that may be slow: bounded, in order, and without loss where loss would matter.

Of Progress only the latest of a phase waits; of StepEnd so many that a curve keeps its shape. Everything else waits in
full, and a mailbox with too much of it makes the sender wait, which in the end makes the worker wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Progress, StepEnd

CAPACITY = 4096
STEP_CAPACITY = 256
PUT_CHECK_S = 0.1

Address = tuple[object, ...]


class Mailbox:
    """(job id, event) pairs from any thread to one consumer."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._items: dict[Address, tuple[str, Event]] = {}
        self._steps: list[tuple[int, Address]] = []
        self._step_count = 0
        self._stride = 1
        self._count = 0
        self._open = False
        self._closed = False
        self._changed = threading.Condition()

    def put(self, job_id: str, event: Event, give_up: Callable[[], bool]) -> bool:
        """Leave an event. Waits while the box is full, unless it is a terminal event.

        give_up: asked while waiting. Returns False if it said yes and the event was dropped.
        """
        terminal = isinstance(event, JobDone | JobCancelled | JobFailed)
        with self._changed:
            address = self._address(job_id, event)
            while not terminal and not self._has_room(address):
                if give_up():
                    return False
                self._changed.wait(PUT_CHECK_S)
            # Taken out first: the newest word on a phase must stand behind all that happened before it.
            self._items.pop(address, None)
            self._items[address] = (job_id, event)
            if isinstance(event, StepEnd):
                self._thin_steps(address)
            self._changed.notify_all()
        return True

    def take(self, limit: int = 1, timeout_s: float | None = None) -> list[tuple[str, Event]]:
        """The oldest events, at most limit; waits for the first. [] after close() or the timeout."""
        end = None if timeout_s is None else time.monotonic() + timeout_s
        with self._changed:
            while not self._items:
                left = None if end is None else end - time.monotonic()
                if self._closed or (left is not None and left <= 0):
                    return []
                self._changed.wait(left)
            addresses = [address for address, _ in zip(self._items, range(limit), strict=False)]
            taken = [self._items.pop(address) for address in addresses]
            self._forget_taken_steps()
            self._changed.notify_all()
            return taken

    def open(self) -> None:
        """Nobody waits at a full box any more."""
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing more will come; take() gives what is left."""
        with self._changed:
            self._open = self._closed = True
            self._changed.notify_all()

    def _address(self, job_id: str, event: Event) -> Address:
        if isinstance(event, Progress):
            return (job_id, event.phase)
        self._count += 1
        return (self._count,)

    def _has_room(self, address: Address) -> bool:
        return self._open or len(self._items) < self._capacity or address in self._items

    def _thin_steps(self, address: Address) -> None:
        """Keep every n-th step and the newest; n doubles whenever too many wait, so that the kept lie evenly."""
        if self._steps and self._steps[-1][0] % self._stride:
            del self._items[self._steps.pop()[1]]
        self._steps.append((self._step_count, address))
        self._step_count += 1
        if len(self._steps) > STEP_CAPACITY:
            self._stride *= 2
            *older, newest = self._steps
            for number, dropped in older:
                if number % self._stride:
                    del self._items[dropped]
            self._steps = [step for step in older if step[0] % self._stride == 0] + [newest]

    def _forget_taken_steps(self) -> None:
        self._steps = [step for step in self._steps if step[1] in self._items]
        if not self._steps:
            self._stride, self._step_count = 1, 0
