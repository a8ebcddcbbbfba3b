"""All that is special to SQLite: connections, journal, the file's own marks, its errors as sentences.

Another database gets a module like this one; the rest of the package speaks SQLAlchemy only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from desktop_app.project.places import is_allowed, why_shared
from ml_engine.domain.atomic_file import sync_folder
from ml_engine.domain.errors import Cancelled, UserError

APPLICATION_ID = 0x56537A6F  # 'VSzo', at byte 68 of the file
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BUSY_MS = 10_000
_STEPS_BETWEEN = 100_000  # of SQLite's machine: some milliseconds
_CHECK_LIMIT_BYTES = 64 << 20  # above this a full check would cost more than a second
Journal = Literal["wal", "truncate"]


@dataclass(frozen=True, slots=True)
class FileMarks:
    """What the first 100 bytes say. pages: length of the file in pages, 0 if the header cannot be trusted for it."""

    application_id: int
    user_version: int
    page_bytes: int
    pages: int


def read_marks(file: Path) -> FileMarks:
    """Read the header without SQLite, which could change the file. Raises UserError for a file that is not ours."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEADER_BYTES)
    except OSError as error:
        raise cannot_open(file, error.strerror or str(error)) from error
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise UserError(
            "foreign-file" if head and not head.startswith(_MAGIC[: len(head)]) else "project-damaged",
            f"{file} is not a Vistazo project: it does not begin like one.",
            "Choose another project, or put a copy from its backups/ folder in its place. The file was left as it is.",
        )

    def number(offset: int) -> int:
        return int.from_bytes(head[offset : offset + 4], "big")

    page_bytes = int.from_bytes(head[16:18], "big")
    marks = FileMarks(
        application_id=number(68),
        user_version=number(60),
        page_bytes=65_536 if page_bytes == 1 else page_bytes,
        pages=number(28) if number(24) == number(92) else 0,
    )
    if marks.application_id != APPLICATION_ID:
        raise UserError(
            "foreign-file",
            f"{file} is a database of another program, not a Vistazo project.",
            "Choose another project. The file was left as it is.",
        )
    return marks


def check_file(file: Path, marks: FileMarks) -> None:
    """Look for damage before anything may write. Raises UserError('project-damaged') and leaves the file alone."""
    size = file.stat().st_size
    log = file.with_name(file.name + "-wal")
    journal = file.with_name(file.name + "-journal")
    has_log = any(path.exists() and path.stat().st_size for path in (log, journal))
    # With a log beside it the file may rightly be shorter than its header says: a checkpoint was cut off.
    if not has_log and marks.pages and size < marks.pages * marks.page_bytes:
        raise _damaged(file, f"{marks.pages * marks.page_bytes - size} bytes are missing at its end")
    if size > _CHECK_LIMIT_BYTES or (journal.exists() and journal.stat().st_size):
        return  # a hot journal must first be rolled back, which only the writer may do
    try:
        with closing(_open_read_only(file)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise (user_error(file, error) or _damaged(file, str(error))) from error
    if verdict != "ok":
        raise _damaged(file, str(verdict).splitlines()[-1])


def writer_engine(file: Path, *, create: bool = False) -> Engine:
    """An engine for the one writing connection. Every transaction begins with BEGIN IMMEDIATE."""
    mode = "rwc" if create else "rw"
    engine = create_engine(
        f"sqlite:///{_uri(file, mode)}",
        poolclass=NullPool,
        connect_args={"isolation_level": None, "timeout": _BUSY_MS / 1000, "uri": True},
    )

    def on_connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-65536")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(file: Path) -> Engine:
    """An engine for readers: mode=ro, so that they can neither write nor checkpoint."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _open_read_only(file, threads=True),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
    )
    event.listen(engine, "begin", _begin_deferred)
    return engine


def choose_journal(connection: sqlite3.Connection, folder: Path) -> tuple[Journal, str]:
    """Set WAL, or TRUNCATE where WAL is not safe or not granted. Returns the mode and why it is not WAL, else ''."""
    why = why_shared(folder)
    if not why:
        if str(connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]).lower() == "wal":
            return "wal", ""
        why = "on a disk that cannot share memory between programs"
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    return "truncate", why


def mark_file(connection: Connection, version: int) -> None:
    """Write application_id and user_version. In the transaction of the migration: both or neither."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={int(version)}")


def raw_connection(connection: Connection) -> sqlite3.Connection:
    """The driver's connection, for what SQLAlchemy has no words for."""
    driver: object = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"not a connection of SQLite: {type(driver)}")
    return driver


def checkpoint(connection: sqlite3.Connection) -> None:
    """Move the log into the file and empty it, so that the folder can be copied."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_database(file: Path, destination: Path) -> None:
    """Copy with all that its log holds: to a temporary file, checked, synced, then renamed. Raises UserError."""
    temporary = destination.with_name(destination.name + ".partial")
    temporary.unlink(missing_ok=True)
    with sentences(file), closing(_open_read_only(file)) as source, closing(sqlite3.connect(temporary)) as target:
        source.backup(target)
        verdict = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _damaged(file, str(verdict).splitlines()[-1])
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())
    temporary.replace(destination)
    sync_folder(destination.parent)


def foreign_key_faults(connection: Connection) -> int:
    """Rows that refer to nothing."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


@contextmanager
def sentences(file: Path) -> Iterator[None]:
    """Turn what SQLite says about disks and files into UserErrors; what it says about our SQL stays a bug."""
    try:
        yield
    except DBAPIError as error:
        raise (user_error(file, error.orig) or error) from error
    except sqlite3.Error as error:
        raise (user_error(file, error) or error) from error


@contextmanager
def interruptible(connection: Connection, should_stop: Callable[[], bool]) -> Iterator[None]:
    """A long statement ends when should_stop turns true. Raises Cancelled: put it inside of the transaction."""
    raw = raw_connection(connection)
    raw.set_progress_handler(should_stop, _STEPS_BETWEEN)
    try:
        yield
    except (DBAPIError, sqlite3.OperationalError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


def user_error(file: Path, error: BaseException | None) -> UserError | None:
    """The sentence for an error of SQLite, None if it is not about disk, rights or damage."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return UserError(
            "disk-full",
            f"The disk is full: the change could not be saved in {file}.",
            "Free some space and do it again; all earlier changes are safe.",
        )
    if primary == sqlite3.SQLITE_READONLY:
        return UserError(
            "project-read-only", f"{file} cannot be written.", "Check the folder's permissions, or copy the project."
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UserError(
            "project-busy", f"Another program holds {file}.", "Close it, or wait for its backup to end, and try again."
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(file, str(error))
    if primary == sqlite3.SQLITE_IOERR:
        return UserError(
            "disk-failed",
            f"The disk failed while {file} was used: {error}.",
            "Check that the drive is connected and has free space, then open the project again.",
        )
    if primary == sqlite3.SQLITE_CANTOPEN:
        return cannot_open(file, str(error))
    return None


def cannot_open(file: Path, why: str) -> UserError:
    return UserError("project-cannot-open", f"{file} cannot be opened: {why}.", "Check the folder and its permissions.")


def _damaged(file: Path, why: str) -> UserError:
    return UserError(
        "project-damaged",
        f"{file} is damaged: {why}.",
        "The file was left as it is. Put a copy from the project's backups/ folder, or your own backup, in its place.",
    )


def _uri(file: Path, mode: str, extra: str = "") -> str:
    return f"file:{quote(os.fsencode(file))}?mode={mode}{extra}&uri=true"


def _open_read_only(file: Path, *, threads: bool = False) -> sqlite3.Connection:
    """A connection that cannot write. Where even the log's shared memory cannot be made, the file as it lies."""

    def connect(extra: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(file))}?mode=ro{extra}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_MS / 1000,
            check_same_thread=not threads,
        )
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection

    try:
        return connect("")
    except sqlite3.OperationalError:
        log = file.with_name(file.name + "-wal")
        # In a folder without write permission a file in WAL mode opens only as unchanging. That is true while there
        # is no log: nobody else is writing.
        if (log.exists() and log.stat().st_size) or is_allowed(file.parent, os.W_OK):
            raise
        return connect("&immutable=1")


def _begin_immediate(connection: Connection) -> None:
    # A deferred transaction that turns into a writing one can fail with BUSY in the middle.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
