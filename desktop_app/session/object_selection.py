"""Which objects of the current picture are chosen: the canvas, the list of objects and the keys all mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject, Signal


class ObjectSelection(QObject):
    """Ids of annotations and proposals of the current picture.

    Signals: changed().
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: tuple[UUID, ...] = ()

    def set(self, ids: Iterable[UUID]) -> None:
        """Choose these, in this order."""
        wanted = tuple(dict.fromkeys(ids))
        if wanted != self.ids:
            self.ids = wanted
            self.changed.emit()

    def keep(self, existing: Iterable[UUID]) -> None:
        """Let go of what is no longer there."""
        there = set(existing)
        self.set(item for item in self.ids if item in there)

    def clear(self) -> None:
        """Choose nothing."""
        self.set(())
