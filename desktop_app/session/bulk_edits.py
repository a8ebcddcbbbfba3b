"""Edits over many pictures at once: made on the store thread, told to the window when they are on disk.

An edit of one gesture is seen before it is saved; one of 100,000 records would hold the window for that.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.project.built_edits import Build, submit_built
from desktop_app.project.edits import Step
from ml_engine.domain.errors import UserError

if TYPE_CHECKING:
    from desktop_app.session.session import Session

Done = Callable[[Step | None], None]


class BulkEdits(QObject):
    """Edits that are on their way.

    Signals: changed(): `is_busy` is another.
    """

    changed = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._count = 0
        self._ended.connect(self._on_ended)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being written: what pictures carry in memory may be about to change."""
        return self._count > 0

    def apply(self, build: Build, done: Done | None = None) -> None:
        """Make and do an edit, in the order in which it was asked for among all others. done: told what was done."""
        try:
            future = submit_built(self._session.project, build)
        except UserError as error:
            self._session.say_error(error)
            return
        self._count += 1
        self.changed.emit()
        future.add_done_callback(partial(self._hand_over, done))

    def _hand_over(self, done: Done | None, future: Future[Step | None]) -> None:
        # On the store thread.
        error = future.exception()
        self._ended.emit(done, None if error else future.result(), error)

    @Slot(object, object, object)
    def _on_ended(self, done: Done | None, step: Step | None, error: BaseException | None) -> None:
        self._count -= 1
        self.changed.emit()
        if isinstance(error, UserError):
            self._session.say_error(error)
        elif error is not None:
            raise error
        elif step is not None:
            self._show(step)
        if error is None and done is not None:
            done(step)

    def _show(self, step: Step) -> None:
        session = self._session
        session.tell_saved()
        session.history.resync()
        if step.edit is None:  # too much to tell record by record
            session.labels.reload()
            session.documents.reload()
            session.documents.touched.emit(frozenset())
        else:
            session.labels.apply(step.edit)
            session.documents.apply(step.edit)
