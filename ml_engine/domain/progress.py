"""How far a phase has come, said at most ten times a second.

Training, cache, scan and export count in different units and at very different speeds; one meter keeps the stream of
Progress events thin and its guess of the time left calm.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock
from types import TracebackType

from ml_engine.domain.events import Progress

INTERVAL_S = 0.1
WINDOW_S = 20.0
FIRST_GUESS_S = 0.5


class ProgressMeter:
    """Counts steps of one phase and emits Progress: at 0, then every 0.1 s at most, and once at the end.

    emit: is called with Progress events, never by two threads at once.   total: steps of the phase, 0 if unknown.
    clock: seconds, monotonic.   May be advanced from several threads.
    As a context manager it finishes at the end, but not when an exception leaves the block.
    """

    def __init__(
        self,
        emit: Callable[[Progress], None],
        phase: str,
        total: int,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if total < 0:
            raise ValueError(f"total must be >= 0, got {total}")
        self._emit = emit
        self._phase = phase
        self._total = total
        self._clock = clock
        self._lock = Lock()
        self._done = 0
        self._finished = False
        self._last_emit = clock()
        # (time, done) of the last WINDOW_S: steps answered from a cache at the start must not rule the guess for long.
        self._marks: deque[tuple[float, int]] = deque([(self._last_emit, 0)])
        emit(Progress(phase, 0, total))

    @property
    def done(self) -> int:
        """Steps so far."""
        return self._done

    def advance(self, n: int = 1) -> None:
        """Count n steps more. Cheap: most calls only add."""
        with self._lock:
            self._done += n
            now = self._clock()
            if self._finished or now - self._last_emit < INTERVAL_S:
                return
            self._last_emit = now
            self._emit(Progress(self._phase, self._done, self._total, self._eta_s(now)))

    def finish(self) -> None:
        """Emit where the phase ended, which may be short of total. Again: does nothing."""
        with self._lock:
            if self._finished:
                return
            self._finished = True
            self._emit(Progress(self._phase, self._done, self._total, 0.0))

    def _eta_s(self, now: float) -> float | None:
        self._marks.append((now, self._done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= WINDOW_S:
            self._marks.popleft()
        since, done_then = self._marks[0]
        steps, seconds = self._done - done_then, now - since
        if self._total == 0 or steps <= 0 or seconds < FIRST_GUESS_S:
            return None
        return max(self._total - self._done, 0) * seconds / steps

    def __enter__(self) -> ProgressMeter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
