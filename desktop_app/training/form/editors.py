"""The means to change one field of a recipe, by its kind: a switch, a choice, a number, a range."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel, Toggle, set_role
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.recipe_words import number_words
from ml_engine.training.recipe_fields import RecipeField, Value

WIDTH = 210


class Editor(QWidget):
    """Signals: edited(): by a person; `value` is what was given, None where it is no number."""

    edited = Signal()

    def __init__(self, field: RecipeField, title: str) -> None:
        super().__init__()
        self.field = field
        self.title = title
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE_S)
        self.setFixedWidth(WIDTH)

    @property
    def value(self) -> Value | None:
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Without telling anybody; what a person is typing means the same stays as typed."""
        raise NotImplementedError

    def show_wrong(self, is_wrong: bool) -> None:
        """Mark it."""


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, field: RecipeField, title: str) -> None:
        super().__init__(field, title)
        self._toggle = Toggle("")
        self._toggle.setObjectName(editor_name(field))
        self._toggle.setAccessibleName(title)
        self._toggle.toggled.connect(self._on_toggle_toggled)
        self.row.addWidget(self._toggle)
        self.row.addStretch(1)
        self.setFocusProxy(self._toggle)

    @property
    def value(self) -> bool:
        return self._toggle.isChecked()

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self._toggle):
            self._toggle.setChecked(bool(value))
        self._say()

    def _on_toggle_toggled(self, _: bool) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self._toggle.setText(self.tr("on") if self._toggle.isChecked() else self.tr("off"))
        self._toggle.updateGeometry()


class ChoiceEditor(Editor):
    """One of a few values; what each means is in the tooltips of the list."""

    def __init__(self, field: RecipeField, title: str, helps: dict[str, str]) -> None:
        super().__init__(field, title)
        self._choice: Choice[str] = Choice(editor_name(field), title)
        self._choice.setMinimumWidth(WIDTH)
        self._choice.view().setObjectName(f"{editor_name(field)}-list")
        self._choice.view().setAccessibleName(title)
        self._choice.set_choices([(choice.value, choice.value) for choice in field.choices])
        for place, choice in enumerate(field.choices):
            self._choice.setItemData(place, helps[choice.value], Qt.ItemDataRole.ToolTipRole)
        self._choice.currentIndexChanged.connect(self._on_choice_current_index_changed)
        self.row.addWidget(self._choice)
        self.setFocusProxy(self._choice)

    @property
    def value(self) -> str:
        return self._choice.value

    def show_value(self, value: Value) -> None:
        self._choice.show_value(str(value))

    def _on_choice_current_index_changed(self, _: int) -> None:
        self.edited.emit()


class NumberEdit(QLineEdit):
    """A number as it is typed: '0,001', '0.001' and '1e-3' are the same. whole: no fractions.

    Up and Down change whole numbers by one, others by a factor of √10: rates are thought of in powers of ten.
    """

    def __init__(self, name: str, accessible: str, *, whole: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._whole = whole

    @property
    def number(self) -> int | float | None:
        """What is typed, None if it is no number."""
        return read_number(self.text(), whole=self._whole)

    def show_number(self, value: float) -> None:
        if self.number != value:
            with QSignalBlocker(self):
                self.setText(number_words(value))
                self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        number = self.number
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and number is not None:
            up = event.key() == Qt.Key.Key_Up
            self.setText(number_words(stepped(number, up, whole=self._whole)))
            return
        super().keyPressEvent(event)


class NumberEditor(Editor):
    """One number."""

    def __init__(self, field: RecipeField, title: str) -> None:
        super().__init__(field, title)
        self._edit = NumberEdit(editor_name(field), title, whole=field.kind == "whole")
        self._edit.textChanged.connect(self._on_edit_text_changed)
        self.row.addWidget(self._edit)
        self.setFocusProxy(self._edit)

    @property
    def value(self) -> Value | None:
        return self._edit.number

    def show_value(self, value: Value) -> None:
        if isinstance(value, int | float):
            self._edit.show_number(value)

    def show_wrong(self, is_wrong: bool) -> None:
        set_role(self._edit, "wrong" if is_wrong else "")

    def _on_edit_text_changed(self, _: str) -> None:
        self.edited.emit()


class RangeEditor(Editor):
    """From and to."""

    def __init__(self, field: RecipeField, title: str) -> None:
        super().__init__(field, title)
        name = editor_name(field)
        low, high = self.tr("{field}, from").format(field=title), self.tr("{field}, to").format(field=title)
        self._edits = (NumberEdit(f"{name}-from", low, whole=False), NumberEdit(f"{name}-to", high, whole=False))
        for edit in self._edits:
            edit.textChanged.connect(self._on_edit_text_changed)
        self.row.addWidget(self._edits[0])
        self.row.addWidget(PlainLabel("–", role="dim"))
        self.row.addWidget(self._edits[1])
        self.setFocusProxy(self._edits[0])

    @property
    def value(self) -> Value | None:
        low, high = (edit.number for edit in self._edits)
        return None if low is None or high is None else (float(low), float(high))

    def show_value(self, value: Value) -> None:
        if isinstance(value, tuple):
            for edit, number in zip(self._edits, value, strict=True):
                edit.show_number(number)

    def show_wrong(self, is_wrong: bool) -> None:
        for edit in self._edits:
            set_role(edit, "wrong" if is_wrong else "")

    def _on_edit_text_changed(self, _: str) -> None:
        self.edited.emit()


def make_editor(field: RecipeField, title: str, helps: dict[str, str]) -> Editor:
    """helps: what each value of a choice means, in the window's language."""
    match field.kind:
        case "switch":
            return SwitchEditor(field, title)
        case "choice":
            return ChoiceEditor(field, title, helps)
        case "range":
            return RangeEditor(field, title)
        case _:
            return NumberEditor(field, title)


def editor_name(field: RecipeField) -> str:
    """'recipe-second-block-rate'."""
    return "recipe-field-" + field.name.replace(".", "-").replace("_", "-")


def read_number(text: str, *, whole: bool) -> int | float | None:
    """A number that a person typed, with the country's comma or a point; None for anything else."""
    plain = text.strip().replace(" ", "")
    value, is_known = QLocale().toDouble(plain)
    if not is_known:
        value, is_known = QLocale.c().toDouble(plain.replace(",", "."))
    if not is_known or value != value or abs(value) == float("inf"):
        return None
    if whole:
        return int(value) if value == int(value) else None
    return value


def stepped(number: float, up: bool, *, whole: bool) -> int | float:
    """The next number up or down: by one, or to the next of 1, 3, 10, 30 … times a power of ten."""
    if whole:
        return max(0, int(number) + (1 if up else -1))
    if number <= 0:
        return 0.0001 if up else 0.0
    steps = [digit * 10.0**power for power in range(-8, 5) for digit in (1, 3)]
    if up:
        return next((step for step in steps if step > number * 1.0001), number)
    return next((step for step in reversed(steps) if step < number * 0.9999), 0.0)
