"""The small controls that all pages of the Lab are set with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_S, SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout, PlainLabel
from desktop_app.look.widgets.plain_label import plain_tooltip

SPIN_WIDTH = 104


class NumberSpin(QSpinBox):
    """A whole number. The wheel scrolls the column that it is in, and changes nothing here."""

    def __init__(self, name: str, accessible: str, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setRange(lowest, highest)
        self.setFixedWidth(SPIN_WIDTH)

    def show_value(self, value: int) -> None:
        """Show it without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


class Chips(QWidget):
    """One of a few words, side by side, in as many lines as they need.

    Signals: chosen(str): a person chose another one; its id.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        """choices: id and word."""
        super().__init__(parent)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        self._value = ""
        self._flow = FlowLayout(self, SPACE_XS)
        self._group.buttonClicked.connect(self._on_group_clicked)
        self.set_choices(choices)

    @property
    def value(self) -> str:
        """The id of the chosen one."""
        return self._value

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other words; those that are the same stay."""
        if [(key, chip.text()) for key, chip in self._chips.items()] == list(choices):
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.setParent(None)  # at once: its name is free for the next one
            chip.deleteLater()
        self._chips = {}
        for key, word in choices:
            chip = Chip(word, checkable=True)
            chip.setObjectName(f"{self.objectName()}-{key}")
            chip.setAccessibleName(word)
            self._chips[key] = chip
            self._group.addButton(chip)
            self._flow.addWidget(chip)
        self.show_value(self._value)
        self.updateGeometry()

    def set_tip(self, key: str, tip: str) -> None:
        """What a choice means, in a sentence."""
        self._chips[key].setToolTip(plain_tooltip(tip))
        self._chips[key].setAccessibleDescription(tip)

    def show_value(self, key: str) -> None:
        """Show this one as chosen; no signal."""
        self._value = key
        if key in self._chips:
            self._chips[key].setChecked(True)

    def _on_group_clicked(self, button: QAbstractButton) -> None:
        key = next(key for key, chip in self._chips.items() if chip is button)
        if key != self._value:
            self._value = key
            self.chosen.emit(key)


def labelled(words: str, widget: QWidget, tip: str = "") -> QWidget:
    """A control with its name before it. tip: what it is, in a sentence or two."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    label = PlainLabel(words)
    label.setToolTip(tip)
    label.setBuddy(widget)
    if tip:
        widget.setToolTip(plain_tooltip(tip))
        widget.setAccessibleDescription(tip)
    row.addWidget(label, 1)
    row.addWidget(widget)
    return holder


def section(title: str, *rows: QWidget) -> QVBoxLayout:
    """Controls that belong together, under a heading."""
    column = QVBoxLayout()
    column.setSpacing(SPACE_S)
    column.addWidget(PlainLabel(title, role="strong"))
    for row in rows:
        column.addWidget(row)
    return column


def below(words: QLabel, widget: QWidget) -> QVBoxLayout:
    """A small heading over a widget."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_XS)
    column.addWidget(words)
    column.addWidget(widget, 1)
    return column
