"""The question at the end of a lesson: choices, or a field for a number; the answer is checked on the learner's own."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop_app.lessons.format import Fact
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton, ThinProgress, set_role


class QuestionCard(Card):
    """Signals: answered(object): the place of a choice from 1, a number, or a word."""

    answered = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson-question")
        self._ask = PlainLabel("", role="strong", wrap=True)
        self._ask.setObjectName("lesson-question-text")
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE_S)
        self._group = QButtonGroup(self)
        self._words: tuple[str, ...] = ()
        self._by_word = False
        self._field = QLineEdit()
        self._field.setObjectName("lesson-answer")
        self._field.setAccessibleName(self.tr("Your answer, a number"))
        self._field.setPlaceholderText(self.tr("A number"))
        self._wait = ThinProgress()
        self._check = QuietButton(self.tr("Check"), look, icon="check")
        self._check.setObjectName("lesson-answer-check")
        self._check.setAccessibleName(self.tr("Check the answer"))
        self._says = PlainLabel("", wrap=True)
        self._says.setObjectName("lesson-answer-says")
        self._lay_out()
        self._field.returnPressed.connect(self._on_field_return)
        self._check.clicked.connect(self._on_check_clicked)
        self._group.idClicked.connect(self._on_group_clicked)

    def show_question(self, ask: str, choices: tuple[str, ...], *, by_word: bool) -> None:
        """Another question, nothing answered. choices: () for a number.   by_word: the answer is a choice's word."""
        if (ask, choices, by_word) == (self._ask.text(), self._words, self._by_word):
            return
        self._ask.setText(ask)
        self._words, self._by_word = choices, by_word
        for button in self._group.buttons():
            self._group.removeButton(button)
            row = button.parentWidget()
            if row is not None:
                self._choices.removeWidget(row)
                row.deleteLater()
        for number, words in enumerate(choices, 1):
            self._choices.addWidget(self._row(number, words))
        self._field.clear()
        for widget in (self._field, self._check):
            widget.setVisible(not choices)
        self.show_answer("", is_right=False)

    def show_waiting(self, waits: bool) -> None:
        """Whether what is right is still being counted: then nothing can be answered."""
        self._wait.setVisible(waits)
        self._wait.set_fraction(None if waits else 0.0)
        for widget in (self._field, self._check, *self._group.buttons()):
            widget.setEnabled(not waits)
        if waits:
            self.show_answer(self.tr("The layers of your network are being counted."), is_right=False)
            set_role(self._says, "dim")

    def show_answer(self, text: str, *, is_right: bool) -> None:
        """What is said of the answer that was given, '' for nothing yet."""
        self._says.setText(text)
        self._says.setVisible(bool(text))
        set_role(self._says, "ok" if is_right else "warn")

    def _row(self, number: int, words: str) -> QWidget:
        """A choice: a radio button cannot break its line, so its words stand beside it."""
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_S)
        button = QRadioButton()
        button.setObjectName(f"lesson-choice-{number}")
        button.setAccessibleName(words)
        button.setFixedWidth(20)
        label = _ChoiceWords(words, button)
        self._group.addButton(button, number)
        across.addWidget(button)
        across.addWidget(label, 1)
        return row

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_S)
        column.addWidget(self._ask)
        column.addLayout(self._choices)
        column.addWidget(self._field)
        column.addWidget(self._check, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._wait)
        column.addWidget(self._says)

    def _on_group_clicked(self, number: int) -> None:
        self.answered.emit(self._words[number - 1] if self._by_word else number)

    def _on_check_clicked(self, _: bool = False) -> None:
        self._on_field_return()

    def _on_field_return(self) -> None:
        number = read_number(self._field.text())
        if number is None:
            self.show_answer(self.tr("Write a number, in digits."), is_right=False)
        else:
            self.answered.emit(number)


def read_number(text: str) -> Fact | None:
    """A number as people write it, with the separators of their country or none; None if it is none."""
    locale = QLocale()
    plain = text.strip().replace(" ", "").replace("\u202f", "").replace("\u00a0", "").removesuffix("%")
    for of_it in (locale, QLocale.c()):
        value, is_number = of_it.toDouble(plain)
        if is_number:
            return value
    return None


class _ChoiceWords(PlainLabel):
    """The words of a choice: a click on them is one on its button."""

    def __init__(self, words: str, button: QRadioButton) -> None:
        super().__init__(words, wrap=True)
        self._button = button

    def mousePressEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        self._button.click()
