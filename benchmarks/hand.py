"""A person at the window: waits, real mouse and drags, real keys. For scripts that work as people do.

The mouse goes through the window, as the system's does: what lies over a button, or out of sight, gets the click.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QSlider, QStyle, QStyleOptionSlider, QWidget

from desktop_app.app import Desktop
from desktop_app.session.session import Session
from desktop_app.shell.workspace import Workspace
from ml_engine.domain.values import Annotation, Proposal

Box = tuple[float, float, float, float]
LOOK_EVERY_S = 0.01
NOTCH = QPoint(0, 120)
MOST_NOTCHES = 200
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


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

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focused(), key, modifier)

    def type(self, text: str) -> None:
        """Type words where the focus is; a new line is Return."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key(Qt.Key.Key_Return)
            QTest.keyClicks(self._focused(), line)

    def click(self, widget: QWidget) -> None:
        """Bring a widget into sight by the wheel and click its middle. Raises RuntimeError if something covers it."""
        self._bring_into_sight(widget)
        QTest.mouseClick(self._window(), LEFT, NO_KEY, self._spot(widget, widget.rect().center()))

    def pull(self, slider: QSlider, value: int) -> None:
        """Drag the handle of a slider to a value."""
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        parts = (QStyle.ComplexControl.CC_Slider, option)
        handle = slider.style().subControlRect(*parts, QStyle.SubControl.SC_SliderHandle, slider)
        groove = slider.style().subControlRect(*parts, QStyle.SubControl.SC_SliderGroove, slider)
        share = (value - slider.minimum()) / (slider.maximum() - slider.minimum())
        end = QPoint(round(groove.left() + handle.width() / 2 + share * (groove.width() - handle.width())), 0)
        start = handle.center()
        self._drag(self._spot(slider, start), self._spot(slider, start) + QPoint(end.x() - start.x(), 0))

    def drop(self, *paths: Path, at: QWidget | None = None) -> None:
        """Drag files over a widget, else over the middle of the window, and let go. Raises RuntimeError if refused."""
        drop_files(at or self.desktop.window, *paths)

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
        (left, top), (right, bottom) = view.camera.to_view(box[:2]), view.camera.to_view(box[2:])
        start, end = QPoint(round(left), round(top)), QPoint(round(right), round(bottom))
        port = view.viewport()
        first = QPoint(min(max(start.x(), 0), port.width() - 1), min(max(start.y(), 0), port.height() - 1))
        self._drag(self._spot(port, first), port.mapTo(self.desktop.window, end))

    def _drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in two steps, let go. start, end: in the window."""
        window = self._window()
        QTest.mousePress(window, LEFT, NO_KEY, start)
        QTest.mouseMove(window, (start + end) / 2)
        QTest.mouseMove(window, end)
        QTest.mouseRelease(window, LEFT, NO_KEY, end)

    def _spot(self, widget: QWidget, point: QPoint) -> QPoint:
        """A point of a widget in the window. Raises RuntimeError if another widget gets what is done there."""
        window = self.desktop.window
        spot = widget.mapTo(window, point)
        found = window.childAt(spot)
        if found is None or not (found is widget or widget.isAncestorOf(found)):
            raise RuntimeError(f"{widget.objectName()!r} is not what lies there, but {found}")
        return spot

    def _bring_into_sight(self, widget: QWidget) -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        port = area.viewport()
        for _ in range(MOST_NOTCHES):
            middle = widget.mapTo(port, widget.rect().center()).y()
            if 0 <= middle < port.height():
                return
            over = QPointF(port.mapTo(self.desktop.window, QPoint(port.width() // 2, 2)))
            QTest.wheelEvent(self._window(), over, NOTCH if middle < 0 else -NOTCH)
            self.wait(LOOK_EVERY_S)

    def _window(self) -> QWindow:
        return self.desktop.window.windowHandle()

    def _focused(self) -> QWidget:
        return self.desktop.window.focusWidget() or self.desktop.window


def drop_files(over: QWidget, *paths: Path, ctrl: bool = False) -> None:
    """Drag files over the middle of a widget and let go, as the system tells its window: what lies there takes them.

    ctrl: the key is held.   Raises RuntimeError if they are refused.
    """
    window, middle = over.window(), over.rect().center()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = over.mapTo(window, middle), Qt.DropAction.CopyAction
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else NO_KEY
    enter = QDragEnterEvent(place, copy, data, LEFT, keys)
    QApplication.sendEvent(window.windowHandle(), enter)
    move = QDragMoveEvent(place, copy, data, LEFT, keys)
    move.setAccepted(enter.isAccepted())  # as Qt does: to take the drag when it enters suffices
    QApplication.sendEvent(window.windowHandle(), move)
    if not move.isAccepted():
        raise RuntimeError(f"nothing takes {[path.name for path in paths]} there")
    QApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(place), copy, data, LEFT, keys))


def _holds(is_true: Callable[[], object]) -> bool:
    try:
        return bool(is_true())
    except LookupError:
        return False
