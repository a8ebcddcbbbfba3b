"""Work that must not hold the window: two threads, results on the GUI thread, and tokens that make stale ones vanish.

What was asked for last is what a person looks at now, so urgent work is taken newest first.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot

from desktop_app.session.alive import is_alive
from ml_engine.domain.errors import Cancelled, UserError

T = TypeVar("T")
INTERNAL = "internal"
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
    failed: Callable[[UserError], None] | None
    token: Token


@dataclass(frozen=True, slots=True)
class _Parcel:
    """How a piece of work ended. call: tells whoever asked for it.   bug: what nobody foresaw, for the crash report."""

    token: Token
    call: Callable[[], None]
    bug: Exception | None = None


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

        Neither is called after token.cancel(), nor on a QObject that is gone by then. A bug in the work is told to
        `failed` too, as UserError('internal'), so that nobody waits for ever; then it is raised, for the crash report.
        urgent: before all that is not, the latest first.
        """
        token = Token()
        if self._closed:
            token.cancel()
            return token
        self._waiting.add(token)
        self._pool.start(
            _Runner(_Task(work, done, failed, token), self.failed.emit, self._hand_over),
            next(self._rank) if urgent else 0,
        )
        return token

    def retire(self) -> None:
        """Cancel all, take nothing more and tell nothing more: wait() follows, on whatever thread may wait."""
        self._closed = True
        for token in list(self._waiting):
            token.cancel()
        self._pool.clear()
        self._waiting.clear()

    def wait(self, patience_s: float = math.inf) -> bool:
        """Wait for what runs still, also for work that does not look at its token. From any thread.

        Returns whether all has ended.
        """
        return self._pool.waitForDone(-1 if math.isinf(patience_s) else round(patience_s * 1000))

    def close(self) -> None:
        """retire() and wait()."""
        self.retire()
        self.wait()

    def _hand_over(self, parcel: _Parcel) -> None:
        # Called on a thread of the pool: a signal is what carries it to the window's own.
        if not self._closed:
            self._delivered.emit(parcel)

    @Slot(object)
    def _on_delivered(self, parcel: _Parcel) -> None:
        if self._closed:
            return
        self._waiting.discard(parcel.token)
        try:
            if not parcel.token.cancelled and is_alive(parcel.call):
                parcel.call()
        finally:
            if not self._waiting:
                self.idle.emit()
        if parcel.bug is not None:
            raise parcel.bug  # where the excepthook shows it


class _Runner(QRunnable):
    def __init__(
        self, task: _Task[T], tell_all: Callable[[UserError], None], hand_over: Callable[[_Parcel], None]
    ) -> None:
        super().__init__()
        self._task = task
        self._tell_all = tell_all
        self._hand_over = hand_over

    def run(self) -> None:
        self._hand_over(self._outcome(self._task))

    def _outcome(self, task: _Task[T]) -> _Parcel:
        if task.token.cancelled:
            return _Parcel(task.token, _nothing)
        try:
            return _Parcel(task.token, partial(task.done, task.work(task.token)))
        except Cancelled:
            return _Parcel(task.token, _nothing)
        except UserError as error:
            return _Parcel(task.token, partial(task.failed or self._tell_all, error))
        except Exception as error:  # noqa: BLE001  (the pool's one net: a bug must reach the crash report, not vanish)
            _LOG.exception("background work failed")
            # Who did not ask to be told of failures does not wait either: the report says enough.
            call = partial(task.failed, _in_words(error)) if task.failed is not None else _nothing
            return _Parcel(task.token, call, error)


def _nothing() -> None:
    """What is delivered for work that nobody waits for."""


def _in_words(error: Exception) -> UserError:
    text = QCoreApplication.translate("Background", "Vistazo made a mistake of its own ({error}) and gave this up.")
    hint = QCoreApplication.translate(
        "Background", "Your work is on disk. Try again; the report that is shown tells us what to mend."
    )
    return UserError(INTERNAL, text.format(error=type(error).__name__), hint)
