"""A project that is open: one writer, many readers, and the rules for opening.

Opening looks before it touches: a file that is foreign, damaged or of a newer version is explained and left as it is.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select

from desktop_app.project import edits, migrate, sqlite
from desktop_app.project.edits import EditHead, Step
from desktop_app.project.folder import ProjectFolder, project_folder
from desktop_app.project.lock import WriterLock
from desktop_app.project.places import is_allowed
from desktop_app.project.query import Query
from desktop_app.project.schema import SCHEMA_VERSION, facts
from desktop_app.project.writer import Writer
from ml_engine.domain.atomic_file import sync_folder
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice
from ml_engine.domain.values import Edit

T = TypeVar("T")
_OURS = {"cache", "runs", "exports", "backups", "project.lock", "project.vistazo.new"}


class Project:
    """An open project. Made by open_project and create_project; close it, or use it in a with statement.

    notices: sentences that the user should see once (read-only and why, a slower journal, a copy before an upgrade).
    """

    def __init__(
        self,
        folder: ProjectFolder,
        readers: Engine,
        writer: Writer | None,
        lock: WriterLock | None,
        notices: tuple[Notice, ...],
    ) -> None:
        self.folder = folder
        self.notices = notices
        self.query = Query(readers, folder)
        self._readers = readers
        self._writer = writer
        self._lock = lock
        self._closed = False

    @property
    def read_only(self) -> bool:
        return self._writer is None

    def apply(self, edit: Edit, *, merge_repeats: bool = False) -> None:
        """Apply an edit and wait until it is on disk. Raises UserError; then nothing has changed.

        merge_repeats: join it with the last edit where it only goes on with it (edits.merge).
        """
        self.submit(edit, merge_repeats=merge_repeats).result()

    def submit(self, edit: Edit, *, merge_repeats: bool = False) -> Future[None]:
        """Queue an edit. The future ends when it is on disk, or with the UserError that kept it out."""
        return self.submit_work(lambda connection: edits.apply_edit(connection, edit, merge_repeats=merge_repeats))

    def undo(self) -> EditHead | None:
        """Take the last edit back, durably. None if there is none. Its records: query.edit(head.id)."""
        return self.transact(edits.undo)

    def redo(self) -> EditHead | None:
        """Apply again what was undone last, durably. None if there is nothing."""
        return self.transact(edits.redo)

    def submit_undo(self) -> Future[Step | None]:
        """Queue an undo; the future tells what changed."""
        return self.submit_work(edits.step_back)

    def submit_redo(self) -> Future[Step | None]:
        """Queue a redo; the future tells what changed."""
        return self.submit_work(edits.step_forward)

    def submit_forget_undone(self) -> Future[None]:
        """Queue that what waits for redo is dropped: it does not fit any more."""
        return self.submit_work(edits.forget_undone)

    def submit_history(self, limit: int = 1_000) -> Future[tuple[list[EditHead], list[EditHead]]]:
        """The history as it is after all that was queued before, as Query.history."""
        return self.submit_work(lambda connection: edits.history(connection, limit))

    def submit_fact(self, name: str, value: str) -> Future[None]:
        """Queue a word that the project keeps about itself (no edit, not undone). Read it with query.fact."""
        return self.submit_facts({name: value})

    def submit_facts(self, said: Mapping[str, str]) -> Future[None]:
        """Queue several such words, all or none."""

        def write(connection: Connection) -> None:
            for name, value in said.items():
                write_fact(connection, name, value)

        return self.submit_work(write)

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Run work in a transaction of the store thread and wait. For this package only."""
        return self.submit_work(work).result()

    def submit_work(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue work in a transaction of the store thread. For this package only."""
        return self.require_writer().submit(work)

    def require_writer(self) -> Writer:
        """The writer. Raises UserError('project-read-only') with the reason."""
        if self._writer is None:
            why = next((notice.message for notice in self.notices if notice.code == "read-only"), "")
            raise UserError(
                "project-read-only",
                f"{self.folder.path} is open for reading only. {why}".strip(),
                "Close the other window or command that has the project open, then try again.",
            )
        return self._writer

    def checkpoint(self) -> None:
        """Empty the log into the file, when idle: then the folder can be copied by any means."""
        self.require_writer().submit_outside(
            lambda connection: sqlite.checkpoint(sqlite.raw_connection(connection))
        ).result()

    def close(self) -> None:
        """Finish what is queued, empty the log and let the next opener write. A second call does nothing."""
        self._readers.dispose()
        if self._writer is not None and not self._closed:
            self._writer.close()
        if self._lock is not None:
            self._lock.release()
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Set a fact, whether or not it was there."""
    connection.execute(delete(facts).where(facts.c.name == name))
    connection.execute(insert(facts).values(name=name, value=value))


def create_project(path: Path) -> Project:
    """Make a new, empty project and open it. Raises UserError if one is there, or the folder cannot be written."""
    folder = project_folder(path)
    _refuse_taken(folder)
    was_there = folder.path.exists()
    try:
        _make(folder)
        return open_project(folder.path)
    except BaseException:
        folder.unmake(keep_folder=was_there)
        raise


def _make(folder: ProjectFolder) -> None:
    temporary = folder.file.with_name(folder.file.name + ".new")
    try:
        folder.make()
        temporary.unlink(missing_ok=True)
        engine = sqlite.writer_engine(temporary, create=True)
        try:
            with sqlite.sentences(folder.file):
                migrate.create_schema(engine)
                with engine.begin() as connection:
                    connection.execute(insert(facts).values(name="created", value=datetime.now(UTC).isoformat()))
        finally:
            engine.dispose()
        temporary.replace(folder.file)
        sync_folder(folder.path)
    except OSError as error:
        raise UserError(
            "folder-not-writable",
            f"A project cannot be made in {folder.path}: {error.strerror or error}.",
            "Choose a folder that you may write to, with some free space.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def open_project(path: Path, *, write: bool = True) -> Project:
    """Open a project, for writing if that is possible and asked for, else for reading; notices say why.

    Raises UserError: 'no-project', 'foreign-file', 'project-damaged', 'newer-project', 'project-cannot-open'.
    """
    folder = project_folder(path)
    if not folder.file.is_file():
        raise UserError(
            "no-project",
            f"There is no project in {folder.path}: it has no file {folder.file.name}.",
            "Make one with: vistazo new PROJECT IMAGES",
        )
    marks = sqlite.read_marks(folder.file)
    with contextlib.ExitStack() as undo:
        lock, why = _right_to_write(folder, marks.user_version) if write else (None, "")
        if lock is not None:
            undo.callback(lock.release)
        sqlite.check_file(folder.file, marks)
        notices = [Notice("read-only", why)] if why else []
        writer = None
        if lock is not None:
            engine = sqlite.writer_engine(folder.file)
            writer = Writer(engine, folder.file)
            undo.callback(writer.close)
            _, slower = writer.open()
            notices += _bring_up_to_date(writer, engine, folder, marks.user_version)
            notices += _say_once(writer, folder, slower)
        readers = sqlite.reader_engine(folder.file)
        undo.callback(readers.dispose)
        _check_readable(readers, folder, marks.user_version)
        undo.pop_all()
    return Project(folder, readers, writer, lock, tuple(notices))


def _refuse_taken(folder: ProjectFolder) -> None:
    if folder.file.exists():
        raise UserError(
            "project-exists", f"There is already a project in {folder.path}.", "Open it, or choose another folder."
        )
    if not folder.path.is_dir():
        return
    with _reading(folder.path):
        others = sorted(entry.name for entry in folder.path.iterdir() if entry.name not in _OURS)
    if others:
        raise UserError(
            "folder-not-empty",
            f"{folder.path} is not empty: it holds {others[0]!a}. A project gets a folder of its own.",
            "Choose a new folder; the pictures stay where they are.",
        )


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise sqlite.cannot_open(folder, error.strerror or str(error)) from error


def _right_to_write(folder: ProjectFolder, version: int) -> tuple[WriterLock | None, str]:
    """The lock, or why the project opens for reading only."""
    if version > SCHEMA_VERSION:
        return (
            None,
            f"It was written by a newer Vistazo (version {version} of the file; this one knows {SCHEMA_VERSION}).",
        )
    if not is_allowed(folder.file, os.W_OK) or not is_allowed(folder.path, os.W_OK):
        return None, "The folder or the file in it is write-protected."
    lock = WriterLock(folder.lock)
    try:
        if lock.acquire():
            return lock, ""
    except OSError as error:
        return None, f"The disk does not let it be locked ({error.strerror or error})."
    holder = lock.holder()
    return None, f"Another window or command has it open{f' (process {holder})' if holder else ''}."


def _bring_up_to_date(writer: Writer, engine: Engine, folder: ProjectFolder, version: int) -> list[Notice]:
    copy = writer.submit_outside(lambda _: migrate.upgrade(engine, folder, version)).result()
    if copy is None:
        return []
    return [Notice("upgraded", f"The project was brought to this version; the old file is kept as {copy}.")]


def _say_once(writer: Writer, folder: ProjectFolder, slower: str) -> list[Notice]:
    """The sentence about the slower journal, unless this project said it before."""
    if not slower:
        return []

    def remember(connection: Connection) -> bool:
        if connection.execute(select(facts.c.value).where(facts.c.name == "journal_notice")).first() is not None:
            return False
        connection.execute(insert(facts).values(name="journal_notice", value=slower))
        return True

    if not writer.submit(remember).result():
        return []
    sentence = (
        f"{folder.path} lies {slower}: saving is safe but slower there. A folder on this computer's own disk is faster."
    )
    return [Notice("slower-journal", sentence)]


def _check_readable(readers: Engine, folder: ProjectFolder, version: int) -> None:
    with sqlite.sentences(folder.file):
        missing = migrate.missing_parts(readers)
    if not missing:
        return
    if version > SCHEMA_VERSION:
        raise UserError(
            "newer-project",
            f"{folder.file} was written by a newer Vistazo and cannot be read by this one.",
            "Update Vistazo. The file was left as it is.",
        )
    raise UserError(
        "project-damaged",
        f"{folder.file} is damaged: it lacks {missing[0]}.",
        "The file was left as it is. Put a copy from the project's backups/ folder in its place.",
    )
