"""Work that must not hold the window: two threads, results on the GUI thread, and tokens that make stale ones vanish.

What was asked for last is what a person looks at now, so urgent work is taken newest first.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from desktop_app.session.alive import is_alive
from ml_engine.domain.errors import Cancelled, UserError

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
THREADS = 2


class Token:
    """The right of one piece of work to be heard. cancel() may be called from any thread, any number of times."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """The work should stop soon; neither its result nor its failure is delivered."""
        self.cancelled = True

    def is_cancelled(self) -> bool:
        """For functions that take a `should_stop`."""
        return self.cancelled


@dataclass(slots=True)
class _Task(Generic[T]):
    work: Callable[[Token], T]
    done: Callable[[T], None]
    failed: Callable[[UserError], None]
    token: Token


class Background(QObject):
    """A pool of two threads.

    Signals: failed(object): the UserError of work that brought no `failed` of its own.
    idle(): the last piece of work has been delivered.
    """

    failed = Signal(object)
    idle = Signal()
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._rank = itertools.count(1)
        self._waiting: set[Token] = set()
        self._closed = False
        self._delivered.connect(self._on_delivered)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._waiting

    def run(
        self,
        work: Callable[[Token], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        urgent: bool = False,
    ) -> Token:
        """Do `work(token)` on a thread of the pool, then `done(result)` or `failed(error)` on the GUI thread.

        Neither is called after token.cancel(), nor on a QObject that is gone by then. urgent: before all that is not,
        the latest first.
        """
        token = Token()
        if self._closed:
            token.cancel()
            return token
        self._waiting.add(token)
        task = _Task(work, done, failed or self.failed.emit, token)
        self._pool.start(_Runner(task, self._hand_over), next(self._rank) if urgent else 0)
        return token

    def close(self) -> None:
        """Cancel all that waits, and wait for what runs: work that does not look at its token is waited for."""
        self._closed = True
        for token in list(self._waiting):
            token.cancel()
        self._pool.clear()
        self._pool.waitForDone()
        self._waiting.clear()

    def _hand_over(self, token: Token, call: Callable[[], None]) -> None:
        # Called on a thread of the pool: a signal is what carries it to the window's own.
        if not self._closed:
            self._delivered.emit((token, call))

    @Slot(object)
    def _on_delivered(self, parcel: tuple[Token, Callable[[], None]]) -> None:
        token, call = parcel
        self._waiting.discard(token)
        if not token.cancelled and not self._closed and is_alive(call):
            call()
        if not self._waiting:
            self.idle.emit()


class _Runner(QRunnable):
    def __init__(self, task: _Task[T], hand_over: Callable[[Token, Callable[[], None]], None]) -> None:
        super().__init__()
        self._task = task
        self._hand_over = hand_over

    def run(self) -> None:
        task = self._task
        self._hand_over(task.token, self._outcome(task))

    def _outcome(self, task: _Task[T]) -> Callable[[], None]:
        if task.token.cancelled:
            return _nothing
        try:
            return partial(task.done, task.work(task.token))
        except Cancelled:
            return _nothing
        except UserError as error:
            return partial(task.failed, error)
        except Exception as error:  # noqa: BLE001  (the pool's one net: a bug must reach the crash report, not vanish)
            _LOG.exception("background work failed")
            return partial(_raise, error)


def _nothing() -> None:
    """What is delivered for work that nobody waits for."""


def _raise(error: Exception) -> None:
    """On the GUI thread, where the excepthook shows it."""
    raise error
