"""A stopwatch from what a person does to the picture on the screen: one and the same for our window and the peers'.

It runs with whatever Qt the measured program runs with. The platform's own pause before a frame (5 ms, for everybody)
is left out by QT_QPA_UPDATE_IDLE_TIME=0, which benchmarks/window.py sets for all that it measures.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING or find_spec("PySide6"):
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
    from PySide6.QtWidgets import QWidget
else:
    from PyQt5.QtCore import QEvent, QEventLoop, QObject, QTimer
    from PyQt5.QtWidgets import QWidget

GIVE_UP_S = 60


class Frames(QObject):
    """Watches a widget being painted. count: how often it was."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        self._loop: QEventLoop | None = None
        self._is_it: Callable[[], bool] = bool
        widget.installEventFilter(self)

    def time(self, act: Callable[[], object], is_it: Callable[[], bool]) -> float:
        """Milliseconds from an act to the end of the frame in which the widget is painted while something holds."""
        self._loop, self._is_it = QEventLoop(), is_it
        ends = QTimer()
        ends.setSingleShot(True)
        ends.timeout.connect(self._give_up)
        ends.start(GIVE_UP_S * 1000)
        begin = time.perf_counter()
        act()
        if self._loop is not None:  # else it was painted before the act had returned
            self._loop.exec()
        seconds = time.perf_counter() - begin
        ends.stop()
        return seconds * 1000

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            if self._loop is not None and self._is_it():
                # The loop ends when this turn of it does: then the whole frame has been painted and shown.
                self._loop.quit()
                self._loop = None
        return False

    def _give_up(self) -> None:
        raise SystemExit("waited in vain for a frame")
