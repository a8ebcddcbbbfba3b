"""How long the GUI thread was deaf: the time between two turns of its event loop, as a person's hand would feel it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 1


class GapMeter(QObject):
    """Beats every millisecond; a beat that comes late was held up by something on this thread.

    gaps_ms: from beat to beat.   work_ms: of it, on the processor: where this is short and the gap is long, it was with
    somebody else.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self.work_ms: list[float] = []
        self._last = self._last_work = 0.0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Forget what was measured, and begin."""
        self.gaps_ms, self.work_ms = [], []
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> list[float]:
        """End; returns gaps_ms, which stays."""
        self._timer.stop()
        return self.gaps_ms

    def share(self, part: float) -> float:
        """The gap in ms that this part of all gaps did not exceed, 0..1."""
        ordered = sorted(self.gaps_ms)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0

    def _on_timer_timeout(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps_ms.append((now - self._last) * 1000)
        self.work_ms.append((work - self._last_work) * 1000)
        self._last, self._last_work = now, work
