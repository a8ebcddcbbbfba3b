"""The stage of the scenes: one window on its own copy of the trained sample, led from state to state."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor, QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QMenu, QScrollArea, QWidget

from benchmarks.hand import Hand
from desktop_app.app import Desktop
from desktop_app.project.query import ImageFilter
from desktop_app.project.sample import make_sample, sample_places
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.shell.hint_list import HINTS
from ml_engine.domain.events import JobDone

PICTURES, LABELLED = 60, 40
EVERY_HINT = tuple(hint.id for hint in HINTS)
_RECIPE = "least_steps = 0\nbatch = 8\nrate = 6e-3\nmix = 0.0\ninput_size = 224\nevaluate_every = 10\n"
QUICK, LONGER = f"steps = 400\n{_RECIPE}", f"steps = 1200\n{_RECIPE}"
FIRST_SIZE = (1440, 900)
AWAY = QPoint(4000, 2200)  # where the pointer hovers over nothing
_MARGIN = 12  # pixels above what is brought into sight


@dataclass(frozen=True, slots=True)
class Scene:
    """A state. lead: the way to it, from wherever the window is.   anew: led to for every photograph (pop-ups)."""

    name: str
    lead: Callable[[Stage], None]
    anew: bool = False


class Stage:
    """A window and the folder it works in.

    folder: a copy of the trained sample, called as the project shall be.   language: 'en', 'es'.
    """

    def __init__(self, folder: Path, language: str) -> None:
        app = QApplication.instance() or QApplication([])
        if not isinstance(app, QApplication):
            raise TypeError("no window can be shown here")
        self.folder, self.language = folder, language
        self.settings = SettingsStore(folder / "settings")
        self.settings.change(language=language, theme="light", hints_seen=EVERY_HINT, recent=(), place="label")
        self.hand = Hand(Desktop(app, self.settings))
        self.window = self.hand.desktop.window
        self.window.resize(*FIRST_SIZE)
        self.window.show()
        self.window.activateWindow()

    def leave(self) -> None:
        """Close the window; what trains saves itself."""
        self.rest()
        self.hand.desktop.close()
        self.window.close()

    @property
    def session(self) -> Session:
        """Of the open project. Raises RuntimeError."""
        return self.hand.session

    @property
    def is_spanish(self) -> bool:
        return self.language == "es"

    def rest(self) -> None:
        """Away with what the last scene left over the window."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.hand.desktop.crashes.release()
        for hint in self.seen("drop-hint"):
            hint.hide()
        for bubble in self.seen("hint-close"):
            _press(bubble)
        self.settings.change(hints_seen=EVERY_HINT)
        QCursor.setPos(AWAY)
        self.window.activateWindow()
        if self.window.workspace is not None:
            for _ in range(2):  # the gesture, then the tool
                self.hand.key(Qt.Key.Key_Escape)
            for view in self.seen("canvas-view"):
                QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
            self.window.leave_page()
            self.hand.workspace.messages.clear()
        self.hand.wait(0.1)

    def open(self, path: Path) -> None:
        """Open a folder or a project, and wait for its pictures."""
        before = self.hand.desktop.projects.session
        self.hand.desktop.open(path)
        self.hand.wait_until(lambda: self.hand.desktop.projects.session not in (None, before), 60)
        self.hand.wait_until(lambda: self.session.folders.work is None and self.session.background.is_idle, 60)
        self.hand.wait(0.4)

    def close_project(self) -> None:
        """Back to the welcome page."""
        if self.window.workspace is not None:
            self.hand.desktop.projects.close_soon()
            self.hand.wait_until(lambda: self.window.workspace is None, 30)

    def sample(self) -> None:
        """The trained sample is open, and shows all its pictures as a grid."""
        self.go(self.folder)

    def copy(self, name: str) -> Path:
        """Another copy of the trained sample as it was at first; made once. Returns its folder."""
        place = self.folder.with_name(name)
        if not place.is_dir():
            self.close_project()
            shutil.copytree(self.folder.parent / "untouched", place)
        return place

    def go(self, folder: Path) -> None:
        """The sample in that folder is open."""
        project = sample_places(folder).project
        session = self.hand.desktop.projects.session
        if session is None or session.project.folder.path != project:
            self.open(project)
            self.rest()
        if self.session.pictures.filter != ImageFilter() or self.session.pictures.is_fixed:
            self.session.pictures.set_filter(ImageFilter())
            self.hand.wait_until(lambda: len(self.session.pictures.ids) >= PICTURES)

    def drawer(self) -> None:
        """A folder of twelve pictures that brings nothing else is open."""
        pictures = self.folder.with_name("Cajón" if self.is_spanish else "Drawer")
        if not pictures.is_dir():
            pictures.mkdir()
            for path in sorted(sample_places(self.folder).pictures.iterdir())[40:52]:
                shutil.copy(path, pictures)
        session = self.hand.desktop.projects.session
        if session is None or session.name != pictures.name:
            self.open(pictures)

    def place(self, name: str) -> None:
        """'label', 'train', 'results', 'inside', 'export'."""
        self.window.leave_page()
        self.hand.workspace.show_place(name)
        self.hand.wait(0.4)

    def picture(self, index: int) -> None:
        """A picture of the list on the canvas."""
        self.place("label")
        self.session.show(self.session.pictures.ids[index])
        self.hand.wait_for_picture()

    def page(self, name: str, tab: str = "") -> None:
        """'settings', 'about'."""
        self.window.page_wanted.emit(name)
        self.wait_for(f"{name}-page")
        if tab:
            self.click(tab)

    def seen(self, name: str) -> list[QWidget]:
        """The widgets of an object name that are on screen."""
        return [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]

    def wait_for(self, name: str, timeout_s: float = 20.0) -> QWidget:
        """Until a widget is on screen. Raises LookupError that names it."""
        try:
            self.hand.wait_until(lambda: self.seen(name), timeout_s)
        except TimeoutError as error:
            raise LookupError(f"no widget {name!r} came on screen") from error
        self.hand.wait(0.2)
        return self.seen(name)[0]

    def click(self, name: str) -> None:
        """Press what has this object name. Raises LookupError."""
        widget = self.hand.find(name)
        if isinstance(widget, QAbstractButton):
            _press(widget)
        else:
            self.hand.click(widget)
            # A click that was sent leaves the pointer there, as it seems to the widget.
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.hand.wait(0.2)

    def right_click(self, name: str, at: QPoint, open_below: str = "") -> QMenu:
        """The context menu at a point of a widget. open_below: the submenu that is opened. Raises LookupError."""
        widget = self.hand.find(name)
        port = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
        QApplication.sendEvent(port, event)
        self.hand.wait(0.2)
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise LookupError(f"no menu opened over {name!r}")
        self._bring_in(menu)
        if open_below:
            self.open_below(menu, open_below)
        return menu

    def open_below(self, menu: QMenu, name: str) -> None:
        """Open a submenu. Raises LookupError."""
        for action in menu.actions():
            below = action.menu()
            if isinstance(below, QMenu) and below.objectName() == name:
                menu.setActiveAction(action)
                below.popup(self._beside(menu, action, below))
                self.hand.wait(0.2)
                return
        raise LookupError(f"the menu has no {name!r}")

    def _bring_in(self, menu: QMenu) -> None:
        """Within the window, as on a screen of its size."""
        room = self.window.rect().translated(self.window.mapToGlobal(QPoint()))
        out = QPoint(max(menu.geometry().right() - room.right(), 0), max(menu.geometry().bottom() - room.bottom(), 0))
        menu.move(menu.pos() - out)

    def _beside(self, menu: QMenu, action: QAction, below: QMenu) -> QPoint:
        """Right of its line, or left of the menu where the window ends: as on a screen of the window's size."""
        line = menu.actionGeometry(action)
        right, left = menu.mapToGlobal(line.topRight()), menu.mapToGlobal(line.topLeft())
        width = below.sizeHint().width()
        end = self.window.mapToGlobal(self.window.rect().topRight()).x()
        return right if right.x() + width <= end else QPoint(left.x() - width, left.y())

    def drag_over(self, widget: QWidget, path: Path) -> None:
        """A file is held over a widget, and not dropped."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(os.fspath(path))])
        middle, left, none = widget.rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(widget, event)
        self.hand.wait(0.2)

    def scroll(self, within: str, part: float) -> None:
        """Scroll the first scroll area of a widget. part: 0 its top, 1 its end. Raises LookupError."""
        holder = self.hand.find(within)
        areas = [area for area in holder.findChildren(QScrollArea) if area.isVisible()]
        if not areas:
            raise LookupError(f"nothing scrolls in {within!r}")
        bar = areas[0].verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))
        self.hand.wait(0.1)

    def bring(self, name: str) -> None:
        """Scroll until a widget's top is at the top of what shows it. Raises LookupError if nothing scrolls there."""
        widget = self.hand.find(name)
        holder: QWidget | None = widget.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        inside = None if holder is None else holder.widget()
        if holder is None or inside is None:
            raise LookupError(f"nothing scrolls around {name!r}")
        holder.verticalScrollBar().setValue(widget.mapTo(inside, QPoint(0, 0)).y() - _MARGIN)
        self.hand.wait(0.1)

    def start_training(self, epochs: int) -> None:
        """Start, and wait for that many epochs."""
        runs = self.session.runs
        runs.start(TrainOptions(task="detect", backbone="bundled", recipe=QUICK))
        self.hand.wait_until(lambda: runs.training is not None and len(runs.training.epochs) >= epochs, 300)


def _press(button: QWidget) -> None:
    if isinstance(button, QAbstractButton):
        button.click()


def trained_sample(folder: Path) -> None:
    """The sample with 40 of 60 pictures labelled, and two runs trained in the window on it."""
    make_sample(folder, pictures=PICTURES, labelled=LABELLED).close()
    stage = Stage(folder, "en")
    stage.sample()
    runs = stage.session.runs
    for recipe in (QUICK, LONGER):
        runs.start(TrainOptions(task="detect", backbone="bundled", recipe=recipe))
        stage.hand.wait_until(lambda: runs.training is None, 900)
        if runs.ended is None or not isinstance(runs.ended.terminal, JobDone):
            raise RuntimeError(f"the sample was not trained: {runs.ended}")
        stage.hand.wait_until(lambda: runs.rows and all(run.state == "finished" for run in runs.rows))
    stage.leave()
