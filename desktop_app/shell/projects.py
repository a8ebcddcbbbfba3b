"""Opening and closing: at most one session, made and ended off the GUI thread where that takes time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.opening import Opened, is_project, open_path, project_place
from desktop_app.shell.single_instance import SingleInstance
from ml_engine.domain.errors import UserError

CLOSE_PATIENCE_S = 10.0


class Projects(QObject):
    """The session that is open, if any.

    make_engine: what gives a session its engine.
    Signals: opened(object): Session.   closed().   busy(str): a path is being opened, '' when it is done.
    failed(object): UserError.   raise_wanted(str): another start asked for a path of the open project.
    already_open(): another window has what was asked for, and was told to show itself.
    """

    opened = Signal(object)
    closed = Signal()
    busy = Signal(str)
    failed = Signal(object)
    raise_wanted = Signal(str)
    already_open = Signal()

    def __init__(
        self, settings: SettingsStore, make_engine: Callable[[], EngineBridge], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._make_engine = make_engine
        self._background = Background(self)
        self._instance: SingleInstance | None = None
        self._opening = ""
        self._after_end: list[Callable[[], None]] = []
        self.session: Session | None = None

    def open(self, path: Path) -> None:
        """Open a project, a folder, a picture or annotations; what is open is closed first. A second call waits not."""
        if self._opening:
            return
        self._opening = str(path)
        self.busy.emit(self._opening)
        self._background.run(partial(_find, path), partial(self._on_background_found, path), self._on_failed)

    def close(self) -> None:
        """End the session: a training saves itself and is paused. Waits for it."""
        session, self.session = self.session, None
        if session is None:
            return
        self._let_go()  # a start that comes now must not be sent to a window that is going
        session.folders.cancel()
        session.engine.close(CLOSE_PATIENCE_S)
        session.background.close()
        session.close()
        session.deleteLater()

    def close_soon(self) -> None:
        """As close, but the window stays alive meanwhile; `closed` tells."""
        if self.session is not None:
            self._end_engine(_nothing)

    def shut_down(self) -> None:
        """The program ends."""
        self.close()
        self._background.close()

    def _on_background_found(self, path: Path, place: Path | None) -> None:
        """place: the project's folder as far as it is known before opening."""
        if place is not None and self.session is not None and place == self.session.project.folder.path:
            self._done_opening()
            self.raise_wanted.emit(str(path))
            return
        instance = SingleInstance(place, self) if place is not None else None
        if instance is not None and not instance.claim(str(path)):
            self._done_opening()
            self.already_open.emit()
            return
        self._end_engine(partial(self._open_next, path, instance))

    def _end_engine(self, then: Callable[[], None]) -> None:
        if self.session is None:
            then()
            return
        self.session.engine.retire()
        self._after_end.append(then)
        if len(self._after_end) == 1:
            self._background.run(partial(_close_engine, self.session.engine), self._on_background_engine_closed)

    def _on_background_engine_closed(self, _: None) -> None:
        self.close()
        self.closed.emit()
        waiting, self._after_end = self._after_end, []
        for then in waiting:
            then()

    def _open_next(self, path: Path, instance: SingleInstance | None) -> None:
        self._instance = instance
        if instance is not None:
            instance.asked.connect(self.raise_wanted)
        self._background.run(partial(_open, path), self._on_background_opened, self._on_failed)

    def _on_background_opened(self, opened: Opened) -> None:
        self._done_opening()
        session = Session(opened.project, Background(), self._make_engine(), self._settings)
        session.background.setParent(session)
        session.engine.setParent(session)
        self.session = session
        if self._instance is None:
            self._instance = SingleInstance(opened.project.folder.path, self)
            self._instance.claim(str(opened.project.folder.path))
            self._instance.asked.connect(self.raise_wanted)
        self._settings.remember_project(opened.project.folder.path)
        self.opened.emit(session)
        session.start()
        if opened.picture is not None:
            session.show_file(opened.picture)
        if opened.annotations is not None:
            session.folders.import_when_ready(opened.annotations)
        if not session.read_only:
            session.engine.warm_up()

    def _on_failed(self, error: UserError) -> None:
        self._done_opening()
        self._let_go()
        self.failed.emit(error)

    def _done_opening(self) -> None:
        self._opening = ""
        self.busy.emit("")

    def _let_go(self) -> None:
        if self._instance is not None:
            self._instance.release()
            self._instance.deleteLater()
            self._instance = None


def _find(path: Path, _: Token) -> Path | None:
    """The folder of the project that will be opened, None if only opening tells."""
    path = path.absolute()
    with _in_words(path):
        if is_project(path):
            return path if path.is_dir() else path.parent
        folder = path if path.is_dir() else path.parent
        return project_place(folder) if folder.is_dir() else None


def _open(path: Path, _: Token) -> Opened:
    with _in_words(path):
        return open_path(path)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """A disk that refuses is no bug: a folder that may not be entered, a drive that went away."""
    try:
        yield
    except OSError as error:
        raise UserError(
            "folder-unreadable", f"{path} cannot be read: {error.strerror or error}.", "Check its permissions."
        ) from error


def _nothing() -> None:
    """What follows where only an end was wanted."""


def _close_engine(engine: EngineBridge, _: Token) -> None:
    engine.close(CLOSE_PATIENCE_S)
