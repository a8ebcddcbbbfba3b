"""The studio's left side: preset, what is left as it is, and every transform with its switch and sliders."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import LabelledSlider, PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.training.studio.controls import controls, preset_title
from desktop_app.training.studio.transform_row import TransformRow
from ml_engine.augment.cautions import cautions
from ml_engine.augment.presets import augment_presets, find_preset
from ml_engine.augment.recipe import AugmentRecipe, Border
from ml_engine.augment.transforms import TRANSFORMS
from ml_engine.training.recipe_fields import find_field

WIDTH = 400


class SettingsColumn(QScrollArea):
    """Signals: recipe_changed(object): an AugmentRecipe that a person's hand made."""

    recipe_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe, self._usual = AugmentRecipe(), AugmentRecipe()
        self._labels: tuple[str, ...] = ()
        self._preset: Choice[str] = Choice("augment-preset", self.tr("Preset"))
        self._preset.setToolTip(self.tr("Light and strong are half and twice of what this task does unasked."))
        self._preset.currentIndexChanged.connect(self._on_preset_changed)
        self._untouched = LabelledSlider(self.tr("Always left as they are"), 0, 1)
        self._untouched.slider.setObjectName("augment-untouched")
        self._untouched.setToolTip(in_words(find_field("augment.untouched").help))
        self._untouched.value_changed.connect(self._on_untouched_changed)
        self._border: Choice[Border] = Choice("augment-border", self.tr("Beyond the edge"))
        self._border.set_choices((("grey", self.tr("Grey")), ("mirror", self.tr("Mirrored picture"))))
        self._border.setToolTip(in_words(find_field("augment.border").help))
        self._border.currentIndexChanged.connect(self._on_border_changed)
        self.caution = PlainLabel("", role="warn", wrap=True)
        self.caution.setObjectName("augment-caution")
        self.rows = tuple(TransformRow(transform, controls()[transform.name]) for transform in TRANSFORMS)
        for row in self.rows:
            row.recipe_changed.connect(self.recipe_changed)
        self._lay_out()

    def set_task(self, usual: AugmentRecipe, labels: Sequence[str]) -> None:
        """usual: what the task does unasked.   labels: names, for warnings."""
        self._usual, self._labels = usual, tuple(labels)
        names = list(augment_presets(usual))
        self._preset.set_choices((name, preset_title(name)) for name in names)

    def show_recipe(self, recipe: AugmentRecipe) -> None:
        """Bring everything in step; tells nobody."""
        self._recipe = recipe
        self._preset.show_value(find_preset(recipe, self._usual), preset_title(""))
        self._border.show_value(recipe.border)
        with QSignalBlocker(self._untouched):
            self._untouched.set_value(recipe.untouched)
        for row in self.rows:
            row.show_recipe(recipe)
        said = " ".join(in_words(text) for text in cautions(recipe, self._labels))
        self.caution.setText(said)
        self.caution.setVisible(bool(said))

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_S)
        for words, widget in ((self.tr("Preset"), self._preset), (self.tr("Beyond the edge"), self._border)):
            line = QHBoxLayout()
            line.addWidget(PlainLabel(words))
            line.addStretch(1)
            line.addWidget(widget)
            column.addLayout(line)
        column.addWidget(self._untouched)
        column.addWidget(self.caution)
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)

    @Slot()
    def _on_preset_changed(self) -> None:
        presets = augment_presets(self._usual)
        if self._preset.value in presets:
            self.recipe_changed.emit(presets[self._preset.value])

    @Slot()
    def _on_border_changed(self) -> None:
        self.recipe_changed.emit(dataclasses.replace(self._recipe, border=self._border.value))

    @Slot(float)
    def _on_untouched_changed(self, value: float) -> None:
        self.recipe_changed.emit(dataclasses.replace(self._recipe, untouched=value))
