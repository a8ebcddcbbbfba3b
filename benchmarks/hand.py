"""A person at the window: waits, real mouse drags on the canvas, real keys. For scripts that work as people do."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.app import Desktop
from desktop_app.session.session import Session
from desktop_app.shell.workspace import Workspace
from ml_engine.domain.values import Annotation, Proposal

Box = tuple[float, float, float, float]
LOOK_EVERY_S = 0.01


class Hand:
    """One hand on one window."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    @property
    def workspace(self) -> Workspace:
        found = self.desktop.window.workspace
        if found is None:
            raise RuntimeError("no project is open")
        return found

    @property
    def session(self) -> Session:
        return self.workspace.session

    @property
    def current(self) -> int:
        """The picture on the canvas. Raises RuntimeError."""
        if self.session.current is None:
            raise RuntimeError("no picture is shown")
        return self.session.current

    @property
    def boxes(self) -> tuple[Annotation, ...]:
        """Of the current picture; none while it is read."""
        return self.session.document.boxes if self.session.document is not None else ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Of the current picture; none while it is read."""
        return self.session.document.proposals if self.session.document is not None else ()

    def wait_until(self, is_true: Callable[[], object], timeout_s: float = 30.0) -> None:
        """Let the window run until something holds; what `find` does not find does not hold. Raises TimeoutError."""
        until = time.perf_counter() + timeout_s
        while not _holds(is_true):
            if time.perf_counter() > until:
                raise TimeoutError(f"it did not come about within {timeout_s} s")
            # At rest between two looks: a window that waits must leave the cores to the worker.
            self.wait(LOOK_EVERY_S)

    def wait(self, seconds: float) -> None:
        """Let the window run for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focused(), key, modifier)

    def type(self, text: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self._focused(), text)

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def find(self, name: str) -> QWidget:
        """The widget of an object name that is on screen. Raises LookupError."""
        found = [widget for widget in self.desktop.window.findChildren(QWidget, name) if widget.isVisible()]
        if not found:
            raise LookupError(f"no widget {name!r} on screen")
        return found[0]

    def wait_for_picture(self) -> None:
        """Until the current picture is on the canvas and can be drawn on."""
        canvas = self.workspace.label_place.canvas
        self.wait_until(lambda: canvas.shown_picture == self.session.current and self.session.document is not None)

    def draw(self, box: Box) -> None:
        """Draw a box by a drag. box: xyxy in pixels of the picture."""
        view = self.workspace.label_place.canvas.view
        start, end = view.camera.to_view(box[:2]), view.camera.to_view(box[2:])
        first, last = QPoint(round(start[0]), round(start[1])), QPoint(round(end[0]), round(end[1]))
        port, left = view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, left, Qt.KeyboardModifier.NoModifier, first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, left, Qt.KeyboardModifier.NoModifier, last)

    def _focused(self) -> QWidget:
        return self.desktop.window.focusWidget() or self.desktop.window


def _holds(is_true: Callable[[], object]) -> bool:
    try:
        return bool(is_true())
    except LookupError:
        return False
