"""Undo and redo as the menus see them: names in order, while the edits themselves lie in the project's file.

The file is the truth. Whenever something else than a gesture of this window wrote edits, the names are read anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.project.edits import EditHead, merge
from desktop_app.project.store import Project
from desktop_app.session.edit_names import redo_words, undo_words
from ml_engine.domain.values import Edit

DEPTH = 1_000
Heads = tuple[list[EditHead], list[EditHead]]


class History(QObject):
    """What can be undone and redone.

    done: oldest first.   undone: what redo brings back next, last.
    Signals: changed(): names or possibilities are others.
    """

    changed = Signal()
    _read = Signal(object, int)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._last: Edit | None = None
        self._version = 0
        self._is_released = False
        self._reads = 0
        self._waiting: list[Callable[[], None]] = []
        self.done: deque[EditHead] = deque(maxlen=DEPTH)
        self.undone: list[EditHead] = []
        self._read.connect(self._on_read)
        self.resync()

    @property
    def can_undo(self) -> bool:
        return bool(self.done)

    @property
    def can_redo(self) -> bool:
        return bool(self.undone)

    @property
    def undo_text(self) -> str:
        """'Undo: Draw box', '' where there is nothing to undo."""
        return undo_words(self.done[-1].name) if self.done else ""

    @property
    def redo_text(self) -> str:
        """As undo_text."""
        return redo_words(self.undone[-1].name) if self.undone else ""

    def push(self, edit: Edit, *, merge_repeats: bool) -> None:
        """An edit was given to the project. The same rule as there decides whether it goes on with the last one."""
        self._version += 1
        merged = merge(self._last, edit) if merge_repeats and self._last is not None else None
        self._last = merged or edit
        self.undone.clear()
        if merged is None:
            self.done.append(EditHead(edit.id, edit.name, edit.time))
        self.changed.emit()

    def step_back(self) -> bool:
        """An undo is given to the project. False if there is nothing to undo."""
        if not self.done:
            return False
        self.undone.append(self.done.pop())
        self._stepped()
        return True

    def step_forward(self) -> bool:
        """A redo is given to the project. False if there is nothing to redo."""
        if not self.undone:
            return False
        self.done.append(self.undone.pop())
        self._stepped()
        return True

    def resync(self) -> None:
        """Read the names again, behind all that is on its way to the file."""
        self._last = None
        if not self._project.read_only and not self._is_released:
            self._reads += 1
            future = self._project.submit_history(DEPTH)
            future.add_done_callback(partial(self._hand_over, self._version))

    def when_read(self, call: Callable[[], None]) -> None:
        """Call when the names are those of the file: now, or when what is being read is known."""
        if self._reads:
            self._waiting.append(call)
        else:
            call()

    def release(self) -> None:
        """The project is about to be closed: it is asked no more."""
        self._is_released = True

    def _stepped(self) -> None:
        self._version += 1
        self._last = None
        self.changed.emit()

    def _hand_over(self, version: int, future: Future[Heads]) -> None:
        # On the store thread. A history that cannot be read comes with the failure of what wanted to write it.
        is_read = not future.cancelled() and future.exception() is None
        self._read.emit(future.result() if is_read else None, version)

    @Slot(object, int)
    def _on_read(self, heads: Heads | None, version: int) -> None:
        self._reads -= 1
        if self._is_released:
            return
        if heads is not None and version != self._version:  # more was done meanwhile
            self.resync()
        elif heads is not None:
            done, undone = heads
            self.done = deque(done, maxlen=DEPTH)
            self.undone = list(reversed(undone))
            self.changed.emit()
        if self._reads == 0:
            waiting, self._waiting = self._waiting, []
            for call in waiting:
                call()
