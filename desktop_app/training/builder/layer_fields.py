"""The parameters of one layer, each with the means to change it, made from the layer's own fields."""

from __future__ import annotations

from functools import partial
from typing import Literal, get_args, get_origin, get_type_hints

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, Toggle, set_role
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.recipe_words import number_words
from desktop_app.training.builder.words import field_help, field_title, kind_help, kind_title
from desktop_app.training.form.editors import NumberEdit
from ml_engine.networks.layer_recipe import AnyLayer, Layer, layer_kind

FIELD_WIDTH = 150
PADDINGS = ("valid", "same")


class LayerFields(QWidget):
    """Signals: changed(str, object): a parameter was given this value."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", role="strong", wrap=True)
        self._title.setObjectName("builder-layer-title")
        self._help = PlainLabel("", role="small", wrap=True)
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("builder-layer-wrong")
        self._holder = QWidget()
        self._kind = ""
        self._edits: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        for part in (self._title, self._help, self._wrong, self._holder):
            self._column.addWidget(part)

    def show_layer(self, layer: AnyLayer | None, number: int, wrong: str) -> None:
        """Show its parameters. wrong: what is, in the window's language."""
        kind = layer_kind(layer) if layer is not None else ""
        if kind != self._kind:
            self._make(layer)
        self._kind = kind
        title = self.tr("{n}. {kind}").format(n=number, kind=kind_title(kind)) if layer is not None else ""
        self._title.setText(title or self.tr("No layer is chosen"))
        self._help.setText(kind_help(kind) if layer is not None else self.tr("Add one, or choose one in the list."))
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if layer is not None:
            for name, edit in self._edits.items():
                _show(edit, getattr(layer, name))

    def _make(self, layer: AnyLayer | None) -> None:
        self._column.removeWidget(self._holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = QWidget()
        self._edits = {}
        form = QFormLayout(self._holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        for name in layer.__struct_fields__ if layer is not None else ():
            edit = self._edit(type(layer), name)
            edit.setToolTip(field_help(layer_kind(layer), name) if layer is not None else "")
            label = PlainLabel(field_title(name))
            label.setToolTip(edit.toolTip())
            form.addRow(label, edit)
            self._edits[name] = edit
        self._column.addWidget(self._holder)

    def _edit(self, layer: type[Layer] | type, name: str) -> QWidget:
        hint = get_type_hints(layer)[name]
        title, object_name = field_title(name), f"builder-field-{name}"
        if hint is bool:
            toggle = Toggle("")
            toggle.setObjectName(object_name)
            toggle.setAccessibleName(title)
            toggle.toggled.connect(partial(self._tell, name))
            return toggle
        if get_origin(hint) is Literal:
            choice: Choice[str] = Choice(object_name, title)
            choice.setMinimumWidth(FIELD_WIDTH)
            choice.view().setObjectName(f"{object_name}-list")
            choice.view().setAccessibleName(title)
            choice.set_choices([(value, value) for value in get_args(hint)])
            choice.currentIndexChanged.connect(partial(self._on_choice_changed, name, choice))
            return choice
        if hint in (int, float):
            number = NumberEdit(object_name, title, whole=hint is int)
            number.setFixedWidth(FIELD_WIDTH)
            number.textChanged.connect(partial(self._on_number_changed, name, number))
            return number
        line = SizeEdit(object_name, title, takes_words=name == "padding")
        line.setFixedWidth(FIELD_WIDTH)
        line.textChanged.connect(partial(self._on_size_changed, name, line))
        return line

    def _tell(self, name: str, value: object) -> None:
        self.changed.emit(name, value)

    def _on_choice_changed(self, name: str, choice: Choice[str], _: int) -> None:
        self.changed.emit(name, choice.value)

    def _on_number_changed(self, name: str, edit: NumberEdit, _: str) -> None:
        number = edit.number
        set_role(edit, "wrong" if number is None else "")
        if number is not None:
            self.changed.emit(name, number)

    def _on_size_changed(self, name: str, edit: SizeEdit, _: str) -> None:
        value = edit.size
        set_role(edit, "wrong" if value is None else "")
        if value is not None:
            self.changed.emit(name, value)


class SizeEdit(QLineEdit):
    """'3', '3×5'; with words: 'valid', 'same' or pixels."""

    def __init__(self, name: str, accessible: str, *, takes_words: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._takes_words = takes_words

    @property
    def size(self) -> int | str | tuple[int, int] | None:  # type: ignore[override]  # a layer's, not the widget's
        """None for what is no such thing."""
        return read_size(self.text(), takes_words=self._takes_words)


def read_size(text: str, *, takes_words: bool) -> int | str | tuple[int, int] | None:
    """A size that a person typed; None for what is none."""
    plain = text.strip().lower().replace(" ", "").replace("x", "×").replace(",", "×")
    if takes_words and plain in PADDINGS:
        return plain
    parts = plain.split("×")
    if not all(part.isdecimal() for part in parts) or len(parts) > (1 if takes_words else 2):
        return None
    return int(parts[0]) if len(parts) == 1 else (int(parts[0]), int(parts[1]))


def _show(edit: QWidget, value: object) -> None:
    with QSignalBlocker(edit):
        match edit:
            case Toggle():
                edit.setChecked(bool(value))
            case Choice():
                edit.show_value(value)
            case NumberEdit() if isinstance(value, int | float) and edit.number != value:
                edit.setText(number_words(value))
            case SizeEdit() if edit.size != value:
                edit.setText(f"{value[0]}×{value[1]}" if isinstance(value, tuple) else str(value))
            case _:
                pass
    if isinstance(edit, QLineEdit):
        set_role(edit, "")
