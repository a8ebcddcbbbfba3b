"""A drop-down of values with their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

V = TypeVar("V")
WIDTH = 230


class Choice(QComboBox, Generic[V]):
    """The wheel scrolls the page that it is on, and changes nothing here.

    name: objectName.   accessible: what it chooses.
    """

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.view().setObjectName(f"{name}-list")
        self.view().setAccessibleName(accessible)
        self.setMinimumWidth(WIDTH)
        self._values: list[V] = []

    def set_choices(self, choices: Iterable[tuple[V, str]]) -> None:
        """Values and words, in their order. Tells nobody."""
        with QSignalBlocker(self):
            self.clear()
            self._values.clear()
            for value, words in choices:
                self._values.append(value)
                self.addItem(words)

    def show_value(self, value: V, words: str = "") -> None:
        """Show a value without telling anybody. words: for one that is not among the choices."""
        with QSignalBlocker(self):
            if value not in self._values:
                self._values.append(value)
                self.addItem(words or str(value))
            self.setCurrentIndex(self._values.index(value))

    @property
    def value(self) -> V:
        """What is chosen. Raises IndexError where there is nothing to choose."""
        return self._values[self.currentIndex()]

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()
