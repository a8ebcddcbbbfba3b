"""More choices, folded away: epochs, the second phase, input size, seed, and the recipe as text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton, Toggle, set_role
from desktop_app.session.session import Session
from desktop_app.session.training_state import TrainOptions
from desktop_app.training.planner import Planner
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe, parse_recipe

SIZES = (0, 128, 160, 192, 224, 256, 288, 320, 384, 448, 512, 640)
USUAL_BLOCKS = 2
FIELD_LETTERS = 26
WAIT_MS = 400


class Advanced(Card):
    """A drawer. What is wrong with the recipe is said below it, and is not taken.

    Signals: page_wanted(str): a page of the place.
    """

    page_wanted = Signal(str)

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__()
        self.setObjectName("train-advanced")
        self._session, self._planner = session, planner
        self._button = QuietButton(self.tr("More choices"), look, icon="chevron-right")
        self._button.setObjectName("train-advanced-open")
        self._button.setAccessibleName(self._button.text())
        self._button.setCheckable(True)
        set_role(self._button, "link")
        self._button.toggled.connect(self._on_button_toggled)
        self._reset = QuietButton(self.tr("Back to the usual"), look, icon="rotate-ccw")
        self._reset.setObjectName("train-advanced-reset")
        self._reset.setAccessibleName(self._reset.text())
        set_role(self._reset, "small-quiet")
        self._reset.clicked.connect(self._on_reset_clicked)
        self._all = QuietButton(self.tr("All choices…"), look, icon="sliders-horizontal")
        self._all.setObjectName("train-recipe-open")
        self._all.setAccessibleName(self._all.text())
        self._all.setToolTip(self.tr("The whole recipe as a form: every choice, explained"))
        set_role(self._all, "small-quiet")
        self._all.clicked.connect(partial(self.page_wanted.emit, "recipe"))
        self._better = QuietButton(self.tr("Search for better settings…"), look, icon="text-search")
        self._better.setObjectName("train-search-open")
        self._better.setAccessibleName(self._better.text())
        self._better.setToolTip(self.tr("Many trainings with different choices, and which of them was best"))
        set_role(self._better, "small-quiet")
        self._better.clicked.connect(partial(self.page_wanted.emit, "search"))
        self._epochs = self._spin("train-epochs", self.tr("Epochs"), 0, 10_000, self.tr("as usual"))
        self._blocks = self._spin("train-blocks", self.tr("Blocks of the second phase"), 1, 64, "")
        self._seed = self._spin("train-seed", self.tr("Seed"), 0, 2**31 - 1, "")
        self._unfreeze = Toggle(self.tr("Then unfreeze the top blocks"))
        self._unfreeze.setObjectName("train-unfreeze")
        self._unfreeze.toggled.connect(self._on_field_changed)
        self._size = self._size_box()
        self._recipe = QPlainTextEdit()
        self._recipe.setObjectName("train-recipe")
        self._recipe.setAccessibleName(self.tr("Recipe"))
        self._recipe.setProperty("role", "code")
        self._recipe.setPlaceholderText('rate = 0.002\nbatch = 16\naugment = "none"')
        self._recipe.setTabChangesFocus(True)
        self._recipe.setFixedHeight(self.fontMetrics().height() * 7)
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("train-recipe-wrong")
        self._wrong.hide()
        self._typed = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._typed.timeout.connect(self._on_field_changed)
        self._recipe.textChanged.connect(self._typed.start)
        self._is_filling = False
        self._lay_out()
        session.runs.options_changed.connect(self._on_runs_options_changed)
        self._on_runs_options_changed()
        self._on_button_toggled(self._is_unusual())

    def commit(self) -> bool:
        """Take what was typed last. False if the recipe is wrong: then it is in sight, with what is wrong below it."""
        for box in (self._epochs, self._blocks, self._seed):
            box.interpretText()
        if self._typed.isActive():
            self._typed.stop()
            self._on_field_changed()
        if self._wrong.text():
            self._button.setChecked(True)
            self._recipe.setFocus()
        return not self._wrong.text()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        for title, field in (
            (self.tr("Epochs"), self._epochs), (self.tr("Input size"), self._size), (self.tr("Seed"), self._seed),
            (self.tr("Second phase"), self._unfreeze), (self.tr("Blocks"), self._blocks),
        ):  # fmt: skip
            label = PlainLabel(title)
            label.setMinimumHeight(field.sizeHint().height())  # in line with the words beside it
            form.addRow(label, field)
        recipe = QVBoxLayout()
        recipe.setSpacing(SPACE_S)
        recipe.addWidget(
            PlainLabel(self.tr("Recipe (TOML): what it names is changed, the rest stays as usual"), "small")
        )
        recipe.addWidget(self._recipe)
        recipe.addWidget(self._wrong)
        recipe.addStretch(1)
        self._inside = QWidget()
        inside = QHBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_L * 2)
        inside.addLayout(form, 1)
        inside.addLayout(recipe, 1)
        head = QHBoxLayout()
        head.addWidget(self._button)
        head.addStretch(1)
        head.addWidget(self._reset)
        head.addWidget(self._better)
        head.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addWidget(self._inside)

    def _spin(self, name: str, title: str, low: int, high: int, zero: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setRange(low, high)
        box.setSpecialValueText(zero)
        box.setFixedWidth(self.fontMetrics().averageCharWidth() * FIELD_LETTERS)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_field_changed)
        return box

    def _size_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("train-input-size")
        box.setAccessibleName(self.tr("Input size"))
        box.setFixedWidth(self.fontMetrics().averageCharWidth() * FIELD_LETTERS)
        box.view().setObjectName("train-input-size-list")
        box.view().setAccessibleName(self.tr("Input size"))
        for size in SIZES:
            box.addItem(self.tr("{n} pixels").format(n=size) if size else self.tr("chosen for you"), size)
        box.currentIndexChanged.connect(self._on_field_changed)
        return box

    def _is_unusual(self) -> bool:
        options, usual = self._session.runs.options, TrainOptions()
        mine = (options.epochs, options.unfreeze, options.input_size, options.seed, options.recipe)
        return mine != (usual.epochs, usual.unfreeze, usual.input_size, usual.seed, usual.recipe)

    @Slot()
    def _on_runs_options_changed(self) -> None:
        options = self._session.runs.options
        self._is_filling = True
        self._epochs.setValue(options.epochs)
        self._unfreeze.setChecked(options.unfreeze > 0)
        self._blocks.setValue(options.unfreeze or USUAL_BLOCKS)
        self._blocks.setEnabled(options.unfreeze > 0)
        self._size.setCurrentIndex(max(0, self._size.findData(options.input_size)))
        self._seed.setValue(options.seed)
        if self._recipe.toPlainText().strip() != options.recipe and not self._recipe.hasFocus():
            self._recipe.setPlainText(options.recipe)
            self._typed.stop()  # nobody typed it
            self._say_wrong("")
        self._is_filling = False
        self._reset.setVisible(self._is_unusual())

    @Slot()
    def _on_field_changed(self, *_: object) -> None:
        if self._is_filling:
            return
        recipe = self._recipe.toPlainText().strip()
        wrong = recipe_problem(recipe)
        self._say_wrong(wrong)
        options = self._session.runs.options
        self._session.runs.set_options(
            replace(
                options,
                epochs=self._epochs.value(),
                unfreeze=self._blocks.value() if self._unfreeze.isChecked() else 0,
                input_size=int(self._size.currentData() or 0),
                seed=self._seed.value(),
                recipe=options.recipe if wrong else recipe,
            )
        )

    def _say_wrong(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))

    @Slot(bool)
    def _on_button_toggled(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._button.set_icon("chevron-down" if is_open else "chevron-right")

    @Slot()
    def _on_reset_clicked(self) -> None:
        options, usual = self._session.runs.options, TrainOptions()
        self._recipe.clear()
        self._typed.stop()
        self._say_wrong("")
        self._session.runs.set_options(
            replace(options, epochs=usual.epochs, unfreeze=usual.unfreeze, input_size=usual.input_size,
                    seed=usual.seed, recipe=usual.recipe)
        )  # fmt: skip


def recipe_problem(text: str) -> str:
    """What is wrong with a recipe, '' if nothing is."""
    try:
        parse_recipe(text, Recipe())
    except UserError as error:
        return f"{in_words(error.message)} {in_words(error.hint)}".strip()
    return ""
