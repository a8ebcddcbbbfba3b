"""What the person has done and sees at this moment, by name: a place says it, a lesson's step asks whether it is so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

Fact = str | int | float | bool | tuple[int, ...]


class Facts(QObject):
    """Named like "lab.stride" or "inside.layer": the place first, then what; places put, lessons read.

    Signals: changed(str): the name of a fact that has another value than before.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[str, Fact] = {}

    def put(self, name: str, value: Fact) -> None:
        """Say that this is so now."""
        if name in self._facts and self._facts[name] == value:
            return
        self._facts[name] = value
        self.changed.emit(name)

    def get(self, name: str, otherwise: Fact) -> Fact:
        """The fact as it was put last, `otherwise` if nobody has said anything about it."""
        return self._facts.get(name, otherwise)

    def find(self, name: str) -> Fact | None:
        """The fact as it was put last, None if nobody has said anything about it."""
        return self._facts.get(name)

    def drop(self, name: str) -> None:
        """It is so no more."""
        if self._facts.pop(name, None) is not None:
            self.changed.emit(name)
