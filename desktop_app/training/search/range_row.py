"""One choice of the recipe in a search: whether it is varied, and how far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.tokens import SPACE_L, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout, PlainLabel, Toggle, set_role
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.session.recipe_words import bounds_words, value_words, when_words
from desktop_app.training.form.editors import NumberEdit
from desktop_app.training.search.words import choice_tip
from ml_engine.training.recipe_fields import NO_NUMBER, RecipeField, Value
from ml_engine.training.search_ranges import NEEDS_TWO, Range

NUMBER_WIDTH, TITLE_WIDTH, CHIP = 88, 252, 30


class RangeRow(QWidget):
    """Signals: changed(): by a person; `range`, `problem` and `is_on` are what they are now."""

    changed = Signal()

    def __init__(self, field: RecipeField, suggested: Range) -> None:
        super().__init__()
        self.field = field
        self._suggested = suggested
        self._title = in_words(field.title)
        self._name = "search-field-" + field.name.replace(".", "-").replace("_", "-")
        self.setObjectName(f"{self._name}-row")
        self.toggle = Toggle(self._title)
        self.toggle.setObjectName(self._name)
        self.toggle.setToolTip(escaped(self._help()))
        self.toggle.setFixedWidth(TITLE_WIDTH)
        self._numbers: tuple[NumberEdit, NumberEdit] | None = None
        self._log = Toggle(self.tr("equal factors"))
        self._chips: list[tuple[Value, Chip]] = []
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName(f"{self._name}-wrong")
        self._wrong.hide()
        self._now = PlainLabel("", role="small")
        self._now.setMinimumHeight(CHIP)
        self._editor = self._choices_editor() if suggested.choices else self._numbers_editor()
        self._lay_out()
        self.show_range(suggested)
        self._editor.hide()
        self.toggle.toggled.connect(self._on_toggle_toggled)

    @property
    def is_on(self) -> bool:
        return self.toggle.isChecked()

    @property
    def range(self) -> Range | None:
        """What is set, None where a number is missing or fewer than two values are chosen."""
        if self._numbers is None:
            chosen = tuple(value for value, chip in self._chips if chip.isChecked())
            return Range(choices=chosen) if len(chosen) > 1 else None
        low, high = (edit.number for edit in self._numbers)
        return None if low is None or high is None else Range(low=low, high=high, log=self._log.isChecked())

    @property
    def problem(self) -> str:
        """Why there is no range, in English; '' if there is."""
        if self.range is not None:
            return ""
        return NO_NUMBER if self._numbers is not None else NEEDS_TWO

    def set_on(self, is_on: bool) -> None:
        """Whether it is varied. Tells nobody."""
        with QSignalBlocker(self.toggle):
            self.toggle.setChecked(is_on)
        self._show_on()

    def show_range(self, range_: Range) -> None:
        """Another range. Tells nobody."""
        if self._numbers is not None:
            for edit, number in zip(self._numbers, (range_.low, range_.high), strict=True):
                if number is not None:
                    edit.show_number(number)
            with QSignalBlocker(self._log):
                self._log.setChecked(range_.log)
        for value, chip in self._chips:
            with QSignalBlocker(chip):
                chip.setChecked(value in range_.choices)

    def show_now(self, value: Value) -> None:
        """What the next training has unasked."""
        self._now.setText(self.tr("now {value}").format(value=value_words(value)))

    def say_wrong(self, wrong: str) -> None:
        """In English; '' for nothing."""
        self._wrong.setText(in_words(wrong))
        self._wrong.setVisible(bool(wrong) and self.is_on)
        for edit in self._numbers or ():
            set_role(edit, "wrong" if wrong and self.is_on else "")

    def matches(self, words: Sequence[str]) -> bool:
        """Whether all words that are looked for are in its name or help."""
        text = " ".join(
            (self.field.name, self._title, in_words(self.field.help), in_words(self.field.group))
        ).casefold()
        return all(word in text for word in words)

    def _help(self) -> str:
        parts = [in_words(self.field.help), when_words(self.field)]
        if bounds := bounds_words(self.field):
            parts.append(self.tr("It can be {bounds}.").format(bounds=bounds))
        return " ".join(part for part in parts if part)

    def _numbers_editor(self) -> QWidget:
        whole = self.field.kind == "whole"
        names = (self.tr("{field}, from").format(field=self._title), self.tr("{field}, to").format(field=self._title))
        low = NumberEdit(f"{self._name}-low", names[0], whole=whole)
        high = NumberEdit(f"{self._name}-high", names[1], whole=whole)
        self._numbers = (low, high)
        self._log.setObjectName(f"{self._name}-log")
        self._log.setAccessibleName(self.tr("{field}, equal factors").format(field=self._title))
        self._log.setToolTip(
            self.tr("On: 0.001 to 0.01 is tried as often as 0.01 to 0.1. Right for rates and penalties, which are "
                    "thought of in powers of ten.")
        )  # fmt: skip
        self._log.toggled.connect(self._on_editor_changed)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for edit, word in ((low, self.tr("from")), (high, self.tr("to"))):
            edit.setFixedWidth(NUMBER_WIDTH)
            edit.textChanged.connect(self._on_editor_changed)
            row.addWidget(PlainLabel(word, role="dim"))
            row.addWidget(edit)
        row.addSpacing(SPACE_S)
        row.addWidget(self._log)
        row.addStretch(1)
        return made

    def _choices_editor(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, SPACE_XS)
        for place, value in enumerate(self._suggested.choices):
            word = value_words(value)
            chip = Chip(word, checkable=True)
            chip.setObjectName(f"{self._name}-choice-{place}")
            chip.setAccessibleName(f"{self._title}: {word}")
            tip = choice_tip(self.field.name, str(value))
            chip.setToolTip(escaped(tip) if tip else "")
            chip.toggled.connect(self._on_editor_changed)
            self._chips.append((value, chip))
            flow.addWidget(chip)
        self._log.hide()
        return made

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(SPACE_XS)
        right.addWidget(self._editor)
        right.addWidget(self._wrong)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        layout.setSpacing(SPACE_L)
        self.toggle.setMinimumHeight(CHIP)  # in line with what stands beside it
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)
        layout.addWidget(self._now, 0, Qt.AlignmentFlag.AlignTop)

    def _show_on(self) -> None:
        self._editor.setVisible(self.is_on)
        self._now.setVisible(not self.is_on)
        self._wrong.setVisible(self.is_on and bool(self._wrong.text()))

    def _on_toggle_toggled(self, _: bool) -> None:
        self._show_on()
        self.changed.emit()

    def _on_editor_changed(self, *_: object) -> None:
        self.changed.emit()
