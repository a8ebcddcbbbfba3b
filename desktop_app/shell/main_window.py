"""The one window: the welcome page, or the workspace of the open project, and pages over both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.resources import resource_path
from desktop_app.look.widgets.file_dialogs import ask_folder
from desktop_app.session.actions import ActionSpec
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell import asking
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.drop_hint import DropHint
from desktop_app.shell.opening import Dropped, sort_paths
from desktop_app.shell.workspace import Workspace
from ml_engine.domain.errors import UserError

GEOMETRY = "window/geometry"
LEAST = QSize(960, 620)
FIRST = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Holds pages and knows nothing of their insides.

    Signals: open_wanted(object): Path.   paths_wanted(object): list[Path] that opens as one project.   sample_wanted().
    close_project_wanted().   closing(): the last moment.   page_wanted(str): 'settings', 'about'.
    """

    open_wanted = Signal(object)
    paths_wanted = Signal(object)
    sample_wanted = Signal()
    close_project_wanted = Signal()
    page_wanted = Signal(str)
    closing = Signal()

    def __init__(self, settings: SettingsStore, look: Look, geometry: QSettings) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Vistazo")
        self.setWindowIcon(QIcon(str(resource_path("app/vistazo.svg"))))
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST)
        self._settings = settings
        self._look = look
        self._geometry = geometry
        self._stack = QStackedWidget(self)
        self._registry = ActionRegistry(settings, look, self)
        self.workspace: Workspace | None = None
        self.setCentralWidget(self._stack)
        self._drop_hint = DropHint(look, "", self)
        self.resize(FIRST.boundedTo(self.screen().availableSize()).expandedTo(LEAST))
        kept = geometry.value(GEOMETRY)
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._bind_own()

    def show_page(self, page: QWidget) -> None:
        """Show a page that lies over what was shown (settings, about) or is the welcome page."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def leave_page(self) -> bool:
        """Back from a page to the workspace. False where there is none."""
        if self.workspace is None:
            return False
        self._stack.setCurrentWidget(self.workspace)
        return True

    def drop_page(self, page: QWidget) -> None:
        """A page is thrown away."""
        self._stack.removeWidget(page)
        page.deleteLater()

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Show the workspace of a session in place of the one before; None: there is none any more."""
        old, self.workspace = self.workspace, workspace
        if workspace is not None:
            self._registry.release()  # bound twice, a key does nothing
            self._stack.addWidget(workspace)
            self._stack.setCurrentWidget(workspace)
            workspace.bind_window_actions(self.window_actions())
            workspace.top_bar.menu_wanted.connect(self._on_top_bar_menu_wanted)
            workspace.relink_wanted.connect(self.ask_relink)
            self.setWindowTitle(f"{workspace.session.name} — Vistazo")
        else:
            self.setWindowTitle("Vistazo")
            self._bind_own()
        if old is not None:
            old.remember()
            old.release()
            old.actions_registry.release()
            self._stack.removeWidget(old)
            old.deleteLater()

    def say(self, message: Message) -> None:
        """A sentence in the workspace's message bar, if there is one."""
        if self.workspace is not None:
            self.workspace.messages.show_message(message)

    def window_actions(self) -> list[ActionSpec]:
        """What can be done without a project, and to the project as a whole."""
        return [
            ActionSpec(
                "open-folder", self.tr("Open a folder of pictures…"), self.ask_folder, ("Ctrl+O",), "folder-open"
            ),
            ActionSpec("open-project", self.tr("Open a project…"), self.ask_project, ("Ctrl+Shift+O",), "package"),
            ActionSpec("sample", self.tr("Try the sample"), self.sample_wanted.emit, (), "sparkles"),
            ActionSpec(
                "add-folder", self.tr("Add a folder to this project…"), self.ask_more, (), "plus", self._has_session
            ),
            ActionSpec(
                "import",
                self.tr("Import annotations from a file…"),
                self.ask_import,
                ("Ctrl+I",),
                "download",
                self._has_session,
            ),
            ActionSpec(
                "import-folder",
                self.tr("Import annotations from a folder…"),
                self.ask_import_folder,
                ("Ctrl+Shift+I",),
                "folder-down",
                self._has_session,
            ),
            ActionSpec(
                "rescan", self.tr("Look for new pictures"), self.rescan, ("Ctrl+R",), "refresh-cw", self._has_session
            ),
            ActionSpec(
                "close-project",
                self.tr("Close the project"),
                self.close_project_wanted.emit,
                ("Ctrl+W",),
                "x",
                self._has_session,
            ),
            ActionSpec("settings", self.tr("Settings"), self._want_settings, ("Ctrl+,",), "settings"),
            ActionSpec("about", self.tr("About Vistazo"), self._want_about, (), "info"),
            ActionSpec("menu", self.tr("Menu"), self._on_top_bar_menu_wanted, ("Alt+M",), "", None, "window", False),
            ActionSpec("full-screen", self.tr("Full screen"), self._toggle_full_screen, ("F11",), "maximize"),
            ActionSpec("quit", self.tr("Quit"), self._quit, ("Ctrl+Q",), "x"),
        ]

    def ask_folder(self) -> None:
        """Let a person choose a folder of pictures."""
        self._ask(self.tr("Open a folder of pictures"))

    def ask_project(self) -> None:
        """Let a person choose a project's folder."""
        self._ask(self.tr("Open a project"))

    def ask_more(self) -> None:
        """Let a person choose one more folder for the open project."""
        if (session := self._session()) is not None:
            asking.ask_more(self, session)

    def ask_import(self) -> None:
        """Let a person choose a file of annotations."""
        if (session := self._session()) is not None:
            asking.ask_import_file(self, session)

    def ask_import_folder(self) -> None:
        """Let a person choose a folder of annotations."""
        if (session := self._session()) is not None:
            asking.ask_import_folder(self, session)

    def ask_relink(self, folder: str) -> None:
        """Let a person say where a folder of the project lies now."""
        session = self._session()
        roots = () if session is None else session.folders.roots
        root = next((root for root in roots if os.fspath(root.path) == folder), None)
        if session is not None and root is not None:
            asking.ask_relink(self, session, root)

    def rescan(self) -> None:
        """Look into the folders again."""
        session = self._session()
        if session is not None:
            session.folders.rescan()

    def take_paths(self, paths: Sequence[Path], *, add: bool = False) -> None:
        """What was dropped: without a project all of it opens as one; else annotations go into it, all else opens.

        add: folders join the open project instead; so do several.
        """
        session = self._session()
        if session is None:
            self.paths_wanted.emit(list(paths))
            return
        session.background.run(
            partial(_sort_paths, tuple(paths)), partial(self._on_background_sorted, add), session.say_error, urgent=True
        )

    def _on_background_sorted(self, add: bool, dropped: Dropped) -> None:
        session = self._session()
        if session is None:
            return
        joins = bool(dropped.folders) and (add or len(dropped.folders) + len(dropped.annotations) > 1)
        for folder in dropped.folders if joins else ():
            session.folders.add(folder)
        for source in dropped.annotations:
            session.folders.import_when_ready(source)
        if not joins and not dropped.annotations:
            self.open_wanted.emit(dropped.first)

    def show_error(self, error: UserError) -> None:
        """A failure of opening, where no page of its own shows it."""
        self.say(Message("bad", error.message, error.hint))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._drop_hint.cover(self._drop_words())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._drop_hint.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._drop_hint.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_paths(paths, add=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Never asks: everything is saved, and a training saves itself and is paused."""
        self._geometry.setValue(GEOMETRY, self.saveGeometry())
        if self.workspace is not None:
            self.workspace.remember()
        self.hide()
        event.accept()
        self.closing.emit()

    def retranslate(self) -> None:
        """Another language: the window's own actions are made again. Pages are made again by their owner."""
        if self.workspace is None:
            self._bind_own()

    def _bind_own(self) -> None:
        self._registry.release()
        self._registry.bind(self.window_actions(), self)

    def _ask(self, title: str) -> None:
        ask_folder(self, title, self.open_wanted.emit, self._last_folder())

    def _last_folder(self) -> str:
        recent = self._settings.value.recent
        return os.fspath(Path(recent[0]).parent) if recent else ""

    def _session(self) -> Session | None:
        return None if self.workspace is None else self.workspace.session

    def _has_session(self) -> bool:
        return self.workspace is not None

    def _drop_words(self) -> str:
        if self.workspace is None:
            return self.tr("Drop a folder, pictures, annotations or a project to open it")
        return self.tr("Drop a folder to open it, with Ctrl to add it to this project. Annotations are imported.")

    def _want_settings(self) -> None:
        self.page_wanted.emit("settings")

    def _want_about(self) -> None:
        self.page_wanted.emit("about")

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _quit(self) -> None:
        self.close()

    def _add_history(self, menu: QMenu, session: Session) -> None:
        """Undo and redo by the name of what they do."""
        history = session.history
        for words, text, run, icon in (
            (history.undo_text, self.tr("Undo"), session.undo, "undo-2"),
            (history.redo_text, self.tr("Redo"), session.redo, "redo-2"),
        ):
            menu.addAction(self._look.icon(icon, "dim"), words or text, run).setEnabled(bool(words))
        menu.addSeparator()

    def _add_folders(self, menu: QMenu, session: Session) -> None:
        """The project's folders, each with what can be done to it."""
        folders = menu.addMenu(self._look.icon("folder-open", "dim"), self.tr("Folders of this project"))
        folders.setObjectName("folders-menu")
        for root in session.folders.roots:
            one = folders.addMenu(os.fspath(root.path).replace("&", "&&"))
            one.addAction(self.tr("It lies elsewhere…"), partial(self.ask_relink, os.fspath(root.path)))
            one.addAction(self.tr("Take it out; nothing is deleted"), partial(session.folders.remove, root))

    def _on_top_bar_menu_wanted(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("main-menu-popup")
        session = self._session()
        if session is not None:
            self._add_history(menu, session)
        registry = self._registry if self.workspace is None else self.workspace.actions_registry
        for spec in self.window_actions():
            if spec.in_palette:
                action = menu.addAction(self._look.icon(spec.icon, "dim"), spec.text, spec.run)
                action.setEnabled(spec.is_enabled)
                keys = registry.keys_of(spec)
                if keys:
                    action.setShortcut(keys[0])
                    action.setShortcutVisibleInContextMenu(True)
                if spec.id == "add-folder" and session is not None:
                    self._add_folders(menu, session)
        button = self.workspace.top_bar.menu_button if self.workspace is not None else self
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()) if button is not self else self.pos())


def _sort_paths(paths: Sequence[Path], _: Token) -> Dropped:
    return sort_paths(paths)
