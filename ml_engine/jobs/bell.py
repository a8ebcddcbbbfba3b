"""Something to wake a thread with, from any thread and from a signal handler."""

from __future__ import annotations

import queue


class Bell:
    """Rung often, heard once.

    Not threading.Event: its set() takes a lock, and a handler of Ctrl-C that interrupts a set() would wait for itself.
    """

    def __init__(self) -> None:
        self._rings: queue.SimpleQueue[None] = queue.SimpleQueue()

    def ring(self) -> None:
        self._rings.put(None)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for a ring, and forget all others that came before this returns. False after the timeout."""
        try:
            self._rings.get(timeout=timeout_s)
        except queue.Empty:
            return False
        for _ in range(self._rings.qsize()):
            self._rings.get_nowait()
        return True
