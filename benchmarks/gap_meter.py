"""How long the GUI thread was deaf: the time between two turns of its event loop, as a person's hand would feel it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 1


class GapMeter(QObject):
    """Beats every millisecond; a beat that comes late was held up by something on this thread."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Forget what was measured, and begin."""
        self.gaps_ms = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """End; gaps_ms stays."""
        self._timer.stop()

    def quantile(self, part: float) -> float:
        """The gap in ms that this part of the measured *time* did not exceed, 0..1.

        Weighted by duration: a person who looks at a random moment meets a long gap more often than a short one.
        """
        total, passed = sum(self.gaps_ms), 0.0
        for gap in sorted(self.gaps_ms):
            passed += gap
            if passed >= part * total:
                return gap
        return 0.0

    def share(self, part: float) -> float:
        """The gap in ms that this part of all gaps did not exceed, 0..1."""
        ordered = sorted(self.gaps_ms)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now
