"""Opening and closing: at most one session, made and ended off the GUI thread where that takes time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.look.message import Message
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.opening import Dropped, Opened, is_project, open_all, pictures_of, project_place, sort_paths
from desktop_app.shell.single_instance import SingleInstance
from ml_engine.domain.errors import Cancelled, UserError


class Projects(QObject):
    """The session that is open, if any.

    make_engine: what gives a session its engine.
    Signals: opened(object): Session.   closing(): the session is let go, and its project is being closed.   closed():
    that is done, the project is free.   busy(): `opening` or `leaving` is another.   failed(object): UserError.
    raise_wanted(str): another start asked for a path of the open project.   already_open(): another window has what was
    asked for, and was told to show itself.
    """

    opened = Signal(object)
    closing = Signal()
    closed = Signal()
    busy = Signal()
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
        self._leaving: Session | None = None
        self._after_end: list[Callable[[], None]] = []
        self.opening = ""
        self.session: Session | None = None

    @property
    def leaving(self) -> str:
        """The name of the project that is being closed, '' for none."""
        return "" if self._leaving is None else self._leaving.name

    def open(self, *paths: Path) -> None:
        """Open a project, a folder, a picture or annotations, or several folders as one project; what is open is closed
        first. A second call while one is on its way does nothing.
        """
        if not self.opening:
            self._set_opening(str(paths[0]))
            self._background.run(partial(_find, paths), self._on_background_found, self._on_failed)

    def close_soon(self) -> None:
        """End the session: a training saves itself and is paused. Nobody waits; `closed` tells."""
        if self.session is not None:
            self._end_session(_nothing)

    def shut_down(self, patience_s: float) -> bool:
        """The program ends: here all that must be written is waited for.

        patience_s: for work that does not look whether it should stop (a drive that does not answer). What was edited
        is written in any case. Returns whether all work has ended: else the threads of the session are still at it.
        """
        session, self.session = self.session or self._leaving, None
        self._let_go()  # a start that comes now must not be sent to a window that is going
        if session is not None:
            session.retire()
        self._background.retire()
        has_ended = self._background.wait(patience_s)
        if session is not None:
            has_ended = session.end(work_patience_s=patience_s if has_ended else 0) and has_ended
        if session is not None and has_ended:
            session.deleteLater()
        self._leaving = None
        return has_ended

    def _on_background_found(self, found: _Found) -> None:
        path, place = str(found.dropped.first), found.place
        if place is not None and self.session is not None and place == self.session.project.folder.path:
            self._set_opening("")
            self.raise_wanted.emit(path)
            return
        is_left = self._leaving is not None and place == self._leaving.project.folder.path
        # What we are just closing is claimed by ourselves.
        instance = SingleInstance(place, self) if place is not None and not is_left else None
        if instance is not None and not instance.claim(path):
            self._set_opening("")
            self.already_open.emit()
            return
        self._end_session(partial(self._open_next, found.dropped, instance))

    def _end_session(self, then: Callable[[], None]) -> None:
        """Let the session go, and do `then` when its project is free."""
        self._after_end.append(then)
        if self._leaving is not None:
            return
        session, self.session = self.session, None
        if session is None:
            self._run_after_end()
            return
        self._leaving = session
        session.said.connect(self._on_leaving_said)
        self.closing.emit()
        session.retire()
        self._background.run(partial(_end, session), self._on_background_ended, self._on_background_end_failed)

    def _on_leaving_said(self, message: Message) -> None:
        """The window of a session that is going cannot say any more that the disk refused something."""
        if message.kind == "bad":
            self.failed.emit(UserError("not-saved", message.text, message.hint))

    def _on_background_ended(self, _: None) -> None:
        session, self._leaving = self._leaving, None
        self._let_go()
        if session is not None:
            session.deleteLater()
        self.closed.emit()
        self._run_after_end()

    def _on_background_end_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self._on_background_ended(None)

    def _run_after_end(self) -> None:
        waiting, self._after_end = self._after_end, []
        for then in waiting:
            then()

    def _open_next(self, dropped: Dropped, instance: SingleInstance | None) -> None:
        self._instance = instance
        if instance is not None:
            instance.asked.connect(self._on_instance_asked)
        self._background.run(partial(_open, dropped), self._on_background_opened, self._on_failed)

    def _on_instance_asked(self, path: str) -> None:
        self.raise_wanted.emit(path)
        if self.session is None:  # it is being closed: open it again
            self.open(Path(path))

    def _on_background_opened(self, opened: Opened) -> None:
        self._set_opening("")
        session = Session(opened.project, Background(), self._make_engine(), self._settings)
        session.background.setParent(session)
        session.engine.setParent(session)
        self.session = session
        if self._instance is None:
            self._instance = SingleInstance(opened.project.folder.path, self)
            self._instance.claim(str(opened.project.folder.path))
            self._instance.asked.connect(self._on_instance_asked)
        self._settings.remember_project(opened.project.folder.path)
        self.opened.emit(session)
        session.start()
        if opened.picture is not None:
            session.show_file(opened.picture)
        for source in opened.annotations:
            session.folders.import_when_ready(source)
        self._say_added(session, opened)
        if not session.read_only:
            session.engine.warm_up()

    def _say_added(self, session: Session, opened: Opened) -> None:
        if opened.added:
            words = self.tr("%n folder(s) were opened as one project: {name}.", "", len(opened.added) + 1)
            hint = self.tr("Under “Folders of this project” in the menu each can be taken out again.")
            session.say(Message("info", words.format(name=session.name), hint))
        for error in opened.refused:
            session.say_error(error)

    def _on_failed(self, error: UserError) -> None:
        self._set_opening("")
        self._let_go()
        self.failed.emit(error)

    def _set_opening(self, path: str) -> None:
        self.opening = path
        self.busy.emit()

    def _let_go(self) -> None:
        if self._instance is not None:
            self._instance.release()
            self._instance.deleteLater()
            self._instance = None


@dataclass(frozen=True, slots=True)
class _Found:
    """place: the project's folder as far as it is known before opening, None if only opening tells."""

    dropped: Dropped
    place: Path | None


def _find(paths: Sequence[Path], _: Token) -> _Found:
    with _in_words(paths[0]):
        dropped = sort_paths([path.absolute() for path in paths])
        path = dropped.first
        if is_project(path):
            return _Found(dropped, path if path.is_dir() else path.parent)
        folder = pictures_of(path)
        return _Found(dropped, project_place(folder) if folder.is_dir() else None)


def _open(dropped: Dropped, token: Token) -> Opened:
    with _in_words(dropped.first):
        opened = open_all(dropped)
    if token.cancelled:  # the program ended meanwhile
        opened.project.close()
        raise Cancelled
    return opened


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


def _end(session: Session, _: Token) -> None:
    session.end()
