"""One transform: a switch with its name, and its sliders while it is on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Card, LabelledSlider, Toggle
from desktop_app.training.studio.controls import Control, transform_title
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.transforms import Transform, changed
from ml_engine.training.recipe_fields import find_field


class TransformRow(Card):
    """Signals: recipe_changed(object): the AugmentRecipe that a person's hand makes of the one that is shown."""

    recipe_changed = Signal(object)

    def __init__(self, transform: Transform, controls: tuple[Control, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transform, self._controls = transform, controls
        self._recipe = AugmentRecipe()
        self._slides = False  # a slider of this row is the one that changes the recipe
        self._last_on = transform.tried(AugmentRecipe())  # what switching it on again brings back
        self.toggle = Toggle(transform_title(transform.name))
        self.toggle.setObjectName(f"augment-{transform.name}")
        self.toggle.setToolTip(_help(transform.fields[0]))
        self.toggle.toggled.connect(self._on_toggle_toggled)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(SPACE_L, 0, 0, SPACE_XS)
        inside.setSpacing(SPACE_XS)
        self.sliders: list[LabelledSlider] = []
        for control in controls:
            slider = LabelledSlider(control.words, control.lowest, control.highest, control.decimals)
            part = f"-{('low', 'high')[control.part]}" if control.part >= 0 else ""
            slider.slider.setObjectName(f"augment-{control.field.replace('_', '-')}{part}")
            slider.slider.setAccessibleName(f"{transform_title(transform.name)}: {control.words}")
            slider.setToolTip(_help(control.field))
            slider.value_changed.connect(partial(self._on_slider_value_changed, control))
            inside.addWidget(slider)
            self.sliders.append(slider)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.toggle)
        layout.addWidget(self._inside)
        self._inside.hide()

    def show_recipe(self, recipe: AugmentRecipe) -> None:
        """Bring switch and sliders in step; tells nobody."""
        self._recipe = recipe
        is_on = self.transform.is_on(recipe)
        if is_on:
            self._last_on = self.transform.alone(recipe)
        with QSignalBlocker(self.toggle):
            # A slider on its way through nothing must not vanish under the hand.
            self.toggle.setChecked(is_on or (self._slides and self.toggle.isChecked()))
        for control, slider in zip(self._controls, self.sliders, strict=True):
            with QSignalBlocker(slider):
                slider.set_value(control.value_of(recipe))
        self._inside.setVisible(self.toggle.isChecked())

    def _on_toggle_toggled(self, is_on: bool) -> None:
        if is_on:
            recipe = changed(self._recipe, {name: getattr(self._last_on, name) for name in self.transform.fields})
        else:
            recipe = self.transform.without(self._recipe)
        self._inside.setVisible(is_on)
        self.recipe_changed.emit(recipe)

    def _on_slider_value_changed(self, control: Control, value: float) -> None:
        self._slides = True
        try:
            self.recipe_changed.emit(changed(self._recipe, control.changes(self._recipe, value)))
        finally:
            self._slides = False


def _help(field: str) -> str:
    return in_words(find_field(f"augment.{field}").help)
