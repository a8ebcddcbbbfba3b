"""The composition root: the only place that builds the window's parts and connects them."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.i18n.language import Language, install
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.project.sample import make_sample, sample_places
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.about_page import AboutPage
from desktop_app.shell.crash_report import CrashReport
from desktop_app.shell.garbage import GuiThreadCollector
from desktop_app.shell.hints import Hints
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.projects import Projects
from desktop_app.shell.settings_page import SettingsPage
from desktop_app.shell.welcome import WelcomePage
from desktop_app.shell.workspace import PlaceFactory, Workspace
from ml_engine.domain.errors import UserError

_LOG = logging.getLogger(__name__)
SAMPLE_PICTURES, SAMPLE_LABELLED = 60, 40
SWITCH_S = 0.001
QUIT_PATIENCE_S = 10.0


class Desktop(QObject):
    """The window and what it is connected to. Made once by run_window; tests make their own.

    is_held_up: it was closed, all is saved, but some work did not end: a thread waits for a drive that does not answer.
    """

    def __init__(self, app: QApplication, settings: SettingsStore, runner: str = "") -> None:
        super().__init__(app)
        # A thread that computes in Python may hold the interpreter for this long before the window gets it back;
        # Python's own 5 ms are a third of a frame.
        sys.setswitchinterval(SWITCH_S)
        self.settings = settings
        self._runner = runner
        self.look = Look(self)
        self._language = settings.value.language
        self._apply_settings()
        self._geometry = QSettings(str(settings.file.with_name("window.ini")), QSettings.Format.IniFormat, self)
        self.background = Background(self)
        self.crashes = CrashReport(self.look, self)
        self.collector = GuiThreadCollector(self)
        self.window = MainWindow(settings, self.look, self._geometry)
        self.projects = Projects(settings, self._make_engine, self)
        self._welcome: WelcomePage | None = None
        self._page: QWidget | None = None
        self._page_name = ""
        self._hints: Hints | None = None
        self._is_closed = False
        self.is_held_up = False
        self._is_drawing = False
        self._connect()
        self._show_welcome()
        self.background.run(_read_places, _nothing)  # so that the first project finds them read

    def open(self, path: Path) -> None:
        """Open what a path means."""
        self.projects.open(path)

    def try_sample(self) -> None:
        """Draw the sample if it is not there yet, and open it."""
        place = Path(platformdirs.user_documents_dir()) / "Vistazo" / "sample"
        if (place / "project" / "project.vistazo").is_file():
            self.projects.open(place / "project")
            return
        if self._is_drawing:
            return
        self._is_drawing = True
        if self._welcome is not None:
            self._welcome.show_busy(self.tr("Drawing the sample"))
        self.background.run(partial(_draw_sample, place), self._on_background_sample, self._on_sample_failed)

    def close(self) -> None:
        """End everything; a training saves itself first. A second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._drop_hints()
        if self.window.workspace is not None:
            self.window.workspace.release()
        self.background.retire()
        has_ended = self.projects.shut_down(QUIT_PATIENCE_S)
        self.is_held_up = not (self.background.wait(QUIT_PATIENCE_S if has_ended else 0) and has_ended)
        self.crashes.release()
        self.collector.release()

    def _make_engine(self) -> EngineBridge:
        return EngineBridge(self._runner) if self._runner else EngineBridge()

    def _connect(self) -> None:
        window, projects = self.window, self.projects
        window.open_wanted.connect(self.open)
        window.paths_wanted.connect(self._on_window_paths_wanted)
        window.sample_wanted.connect(self.try_sample)
        window.close_project_wanted.connect(projects.close_soon)
        window.page_wanted.connect(self._on_window_page_wanted)
        window.closing.connect(self.close)
        projects.opened.connect(self._on_projects_opened)
        projects.closing.connect(self._on_projects_closing)
        projects.closed.connect(self._on_projects_busy)
        projects.busy.connect(self._on_projects_busy)
        projects.failed.connect(self._on_projects_failed)
        projects.raise_wanted.connect(self._on_projects_raise_wanted)
        projects.already_open.connect(self._on_projects_already_open)
        self.settings.changed.connect(self._on_settings_changed)

    def _show_welcome(self) -> None:
        old = self._welcome
        self._welcome = WelcomePage(self.settings, self.look, self.background)
        self._welcome.open_folder_wanted.connect(self.window.ask_folder)
        self._welcome.open_project_wanted.connect(self.window.ask_project)
        self._welcome.sample_wanted.connect(self.try_sample)
        self._welcome.recent_wanted.connect(self.open)
        self._welcome.paths_dropped.connect(self.window.take_paths)
        self.window.show_page(self._welcome)
        self._on_projects_busy()
        if old is not None:
            self.window.drop_page(old)

    def _make_workspace(self, session: Session) -> None:
        self._drop_hints()
        workspace = Workspace(session, self.look, self._geometry, _place_factories())
        self.window.set_workspace(workspace)
        workspace.show_place(self.settings.value.place)
        self._hints = Hints(workspace, session, self.look)

    def _on_projects_opened(self, session: Session) -> None:
        session.project_wanted.connect(self.open)
        self._make_workspace(session)
        if self.window.workspace is not None:
            self.window.workspace.say_notices()
        if self._welcome is not None:
            self.window.drop_page(self._welcome)
            self._welcome = None

    def _on_projects_closing(self) -> None:
        """The session takes no more: nothing of it may be shown while it saves itself."""
        self._drop_hints()
        self._drop_page()
        self.window.set_workspace(None)
        if self._welcome is None:
            self._show_welcome()
        self._on_projects_busy()

    def _on_projects_busy(self) -> None:
        if self._welcome is None:
            return
        words = ""
        if self.projects.leaving:
            words = self.tr("Closing {project}: saving what is on its way").format(project=self.projects.leaving)
        elif self.projects.opening:
            words = self.tr("Opening {path}").format(path=self.projects.opening)
        self._welcome.show_busy(words)

    def _on_window_paths_wanted(self, paths: list[Path]) -> None:
        self.projects.open(*paths)

    def _on_projects_failed(self, error: UserError) -> None:
        if self._welcome is not None:
            self._welcome.show_error(error)
            self._on_projects_busy()
        else:
            self.window.show_error(error)

    def _on_projects_raise_wanted(self, path: str) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        window.raise_()
        window.activateWindow()
        if self.projects.session is not None and Path(path).is_file():
            self.projects.session.show_file(Path(path))

    def _on_projects_already_open(self) -> None:
        if self.projects.session is None and not self.projects.leaving:
            self.window.close()
            return
        self.window.say(Message("info", self.tr("That project is open in another window, which is in front now.")))

    def _on_background_sample(self, project: Path) -> None:
        self._is_drawing = False
        self.projects.open(project)

    def _on_sample_failed(self, error: UserError) -> None:
        self._is_drawing = False
        self._on_projects_failed(error)

    def _on_window_page_wanted(self, name: str) -> None:
        self._drop_page()
        page: SettingsPage | AboutPage
        if name == "settings":
            workspace = self.window.workspace
            specs = workspace.actions_registry.specs if workspace is not None else self.window.window_actions()
            page = SettingsPage(self.settings, self.look, self.background, self.projects.session, specs)
        else:
            page = AboutPage(self.look, self.background)
        page.closed.connect(self._on_page_closed)
        self._page, self._page_name = page, name
        self.window.show_page(page)

    def _on_page_closed(self) -> None:
        if not self.window.leave_page() and self._welcome is not None:
            self.window.show_page(self._welcome)
        self._drop_page()

    def _drop_hints(self) -> None:
        if self._hints is not None:
            self._hints.release()
            self._hints = None

    def _drop_page(self) -> None:
        if self._page is not None:
            self.window.drop_page(self._page)
            self._page, self._page_name = None, ""

    def _on_settings_changed(self) -> None:
        if self._language != self.settings.value.language:
            self._language = self.settings.value.language
            self._apply_settings()
            self._speak_anew()
            return
        self._apply_settings()

    def _apply_settings(self) -> None:
        value = self.settings.value
        self.look.set_mode(value.theme)
        self.look.set_font_scale(value.font_scale)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            install(app, _language(value.language))

    def _speak_anew(self) -> None:
        """Everything that is shown is made again in the new language; what runs goes on."""
        name = self._page_name
        if self.window.workspace is not None:
            self.window.workspace.remember()
        if self.projects.session is not None:
            self._make_workspace(self.projects.session)
        else:
            self._show_welcome()
        self.window.retranslate()
        if name:
            self._on_window_page_wanted(name)


def run_window(path: Path | None) -> int:
    """Show the window, open the path if there is one, and stay until it is closed. Returns the exit status.

    Raises UserError where there is no display.
    """
    _require_display()
    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise TypeError("there is a QCoreApplication already")
    app.setApplicationName("vistazo")
    app.setApplicationDisplayName("Vistazo")
    app.setDesktopFileName("vistazo")
    desktop = Desktop(app, SettingsStore())
    desktop.crashes.install()
    desktop.window.show()
    if path is not None:
        desktop.open(path)
    status = app.exec()
    desktop.close()
    if desktop.is_held_up:
        _LOG.warning("work in the background did not end: the program leaves without it")
        logging.shutdown()
        os._exit(status)  # all else would wait for the thread, behind a window that is gone
    return status


def _place_factories() -> dict[str, PlaceFactory]:
    """The places by name. Their code is read here and not at the start: the window is up a tenth of a second sooner."""
    from desktop_app.export.place import ExportPlace
    from desktop_app.insight.place import InsidePlace
    from desktop_app.lab.place import LabPlace
    from desktop_app.lessons.place import LessonsPlace
    from desktop_app.results.place import ResultsPlace
    from desktop_app.training.place import TrainPlace

    return {
        "train": TrainPlace, "results": ResultsPlace, "inside": InsidePlace, "export": ExportPlace, "lab": LabPlace,
        "lessons": LessonsPlace,
    }  # fmt: skip


def _read_places(_: Token) -> None:
    _place_factories()


def _require_display() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        raise UserError(
            "no-display",
            "There is no display to show a window on.",
            "Every main job works from the command line: see vistazo --help.",
        )


def _language(name: str) -> Language:
    return name if name in ("en", "es") else "system"  # type: ignore[return-value]


def _nothing(_: None) -> None:
    pass


def _draw_sample(place: Path, token: Token) -> Path:
    """Draw beside its place and move it there: a sample that was cut off is drawn again, never opened."""
    beside = place.with_name(f"{place.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    make_sample(beside, pictures=SAMPLE_PICTURES, labelled=SAMPLE_LABELLED, should_stop=token.is_cancelled).close()
    try:
        beside.rename(place)
    except OSError as error:
        raise UserError(
            "folder-not-empty", f"There is something else at {place}.", "Move it away, then try the sample again."
        ) from error
    return sample_places(place).project
