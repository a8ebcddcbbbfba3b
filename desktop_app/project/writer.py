"""The store thread: the one connection that writes, and a queue before it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from desktop_app.project import sqlite

T = TypeVar("T")


class Writer:
    """Runs functions one after the other, each in a transaction of its own, on a thread of its own."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self._file = file
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vistazo-store")
        self._connection: Connection | None = None

    def open(self) -> tuple[sqlite.Journal, str]:
        """Connect on the store thread and choose the journal. Raises UserError."""
        return self._thread.submit(self._open).result()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue a transaction. The future has its result once it is durable on disk, or the exception it failed with.

        Work must not begin or end transactions. If it raises, nothing of it stays.
        """
        return self._thread.submit(self._transact, work)

    def submit_outside(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue work that makes its own transactions (attaching a file is not allowed inside of one)."""
        return self._thread.submit(self._bare, work)

    def close(self) -> None:
        """Finish the queue, empty the log, let go of the file. Never raises for a log that cannot be emptied now."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _open(self) -> tuple[sqlite.Journal, str]:
        with sqlite.sentences(self._file):
            self._connection = self._engine.connect()
            return sqlite.choose_journal(sqlite.raw_connection(self._connection), self._file.parent)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        connection = self._open_connection()
        with sqlite.sentences(self._file), connection.begin():
            return work(connection)

    def _bare(self, work: Callable[[Connection], T]) -> T:
        with sqlite.sentences(self._file):
            return work(self._open_connection())

    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("the project is closed")
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            # A full disk cannot take the log in: it stays beside the file, and the next opener reads both.
            with contextlib.suppress(sqlite3.Error):
                sqlite.checkpoint(sqlite.raw_connection(self._connection))
            self._connection.close()
            self._connection = None
        self._engine.dispose()
