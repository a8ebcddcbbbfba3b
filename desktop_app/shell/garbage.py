"""Collects reference cycles on the GUI thread only.

Python's collector runs on whatever thread allocates. A cycle with a QObject in it that is collected on the store thread
or in the pool destroys that object, its timers and its children there, and the process with them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000
FULL_EVERY = 30


class GuiThreadCollector(QObject):
    """Takes over from the automatic collector until release(). Full collections are rare: they take milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.collect()
        gc.freeze()  # what was imported stays anyway, and need not be looked at again
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def release(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.enable()

    def _on_timer_timeout(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)
