"""Undo and redo as the menus see them: names on a QUndoStack, while the edits themselves lie in the project's file.

The file is the truth. Whenever something else than a gesture of this window wrote edits, the stack is built anew.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.project.edits import EditHead, merge
from desktop_app.project.store import Project
from desktop_app.session.edit_names import redo_words, undo_words
from ml_engine.domain.values import Edit

DEPTH = 1_000
Step = Callable[[], None]


class EditCommand(QUndoCommand):
    """An edit that is done already. It holds only its id; the file has the rest."""

    def __init__(self, edit_id: UUID, name: str, undo: Step, redo: Step) -> None:
        super().__init__(name)
        self.edit_id = edit_id
        self._undo, self._redo = undo, redo
        self._pushed = False

    def undo(self) -> None:
        self._undo()

    def redo(self) -> None:
        # Pushing a command runs it: the edit was applied before.
        if self._pushed:
            self._redo()
        self._pushed = True


class History(QObject):
    """What can be undone and redone.

    Signals: undo_wanted(), redo_wanted(): the project shall go a step.   changed(): names or possibilities are others.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    changed = Signal()
    _read = Signal(object, int)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._last: Edit | None = None
        self._version = 0
        self._rebuilding = False
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(DEPTH)
        self.stack.indexChanged.connect(self._on_stack_index_changed)
        self._read.connect(self._on_read)
        self.resync()

    @property
    def undo_text(self) -> str:
        """'Undo: Draw box', '' where there is nothing to undo."""
        return undo_words(self.stack.undoText()) if self.stack.canUndo() else ""

    @property
    def redo_text(self) -> str:
        """As undo_text."""
        return redo_words(self.stack.redoText()) if self.stack.canRedo() else ""

    def push(self, edit: Edit, *, merge_repeats: bool) -> None:
        """An edit was given to the project. The same rule as there decides whether it goes on with the last one."""
        self._version += 1
        merged = merge(self._last, edit) if merge_repeats and self._last is not None else None
        self._last = merged or edit
        if merged is None:
            self.stack.push(self._command(edit.id, edit.name))

    def forget_last(self) -> None:
        """The last edit is no longer the last: nothing can go on with it."""
        self._last = None

    def resync(self) -> None:
        """Build the stack from the file, behind all that is on its way there."""
        self._last = None
        if self._project.read_only:
            return
        future = self._project.submit_history(DEPTH)
        future.add_done_callback(partial(self._hand_over, self._version))

    def _hand_over(self, version: int, future: Future[tuple[list[EditHead], list[EditHead]]]) -> None:
        # On the store thread. A history that cannot be read comes with the failure of what wanted to write it.
        if not future.cancelled() and future.exception() is None:
            self._read.emit(future.result(), version)

    @Slot(object, int)
    def _on_read(self, history: tuple[list[EditHead], list[EditHead]], version: int) -> None:
        if version != self._version:  # edits were pushed meanwhile
            self.resync()
            return
        done, undone = history
        self._rebuilding = True
        self.stack.clear()
        for head in (*done, *undone)[-DEPTH:]:
            self.stack.push(self._command(head.id, head.name))
        self.stack.setIndex(self.stack.count() - len(undone))
        self._rebuilding = False
        self.changed.emit()

    def _command(self, edit_id: UUID, name: str) -> EditCommand:
        return EditCommand(edit_id, name, self._on_command_undo, self._on_command_redo)

    def _on_command_undo(self) -> None:
        self._step(self.undo_wanted.emit)

    def _on_command_redo(self) -> None:
        self._step(self.redo_wanted.emit)

    def _step(self, tell: Step) -> None:
        if not self._rebuilding:
            self._version += 1
            self._last = None
            tell()

    @Slot(int)
    def _on_stack_index_changed(self, _: int) -> None:
        if not self._rebuilding:
            self.changed.emit()
