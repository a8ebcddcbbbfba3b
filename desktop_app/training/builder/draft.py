"""A network of one's own as it is composed: every change a new recipe, with the way back and forth. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from ml_engine.networks.layer_recipe import (
    Activation,
    AnyLayer,
    BatchNorm,
    Conv,
    Dense,
    Depthwise,
    Dropout,
    Flatten,
    GlobalAverage,
    LayerRecipe,
    LocalResponseNorm,
    Pool,
    Separable,
    Transposed,
)

MOST_STEPS = 500
# What is added, by its kind, with values that suit most places.
NEW_LAYERS: dict[str, AnyLayer] = {
    "conv": Conv(32, padding="same"),
    "activation": Activation(),
    "pool": Pool(),
    "flatten": Flatten(),
    "dense": Dense(128),
    "dropout": Dropout(),
    "batch_norm": BatchNorm(),
    "global_average": GlobalAverage(),
    "depthwise": Depthwise(padding="same"),
    "separable": Separable(32, padding="same"),
    "transposed": Transposed(32),
    "lrn": LocalResponseNorm(),
}


@dataclass(frozen=True, slots=True)
class Composed:
    """recipe, and which of its layers is looked at, −1 for none. what: the change that led here, so that repeats of it

    (typing a number) are one step back.
    """

    recipe: LayerRecipe
    place: int = -1
    what: str = ""


class Composing:
    """The recipe now, and those before and after it."""

    def __init__(self, recipe: LayerRecipe) -> None:
        self._steps = [Composed(recipe, 0 if recipe.layers else -1)]
        self._at = 0

    @property
    def now(self) -> Composed:
        return self._steps[self._at]

    @property
    def recipe(self) -> LayerRecipe:
        return self.now.recipe

    @property
    def place(self) -> int:
        return self.now.place

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at + 1 < len(self._steps)

    def undo(self) -> None:
        """One change back, if there is one."""
        self._at = max(0, self._at - 1)

    def redo(self) -> None:
        """One change forth, if there is one."""
        self._at = min(len(self._steps) - 1, self._at + 1)

    def look_at(self, place: int) -> None:
        """Another layer; that is no change."""
        self._steps[self._at] = replace(self.now, place=self._kept(place, self.recipe))

    def insert(self, layer: AnyLayer) -> None:
        """Behind the one that is looked at; at the end if none is."""
        place = self.place + 1 if self.place >= 0 else len(self.recipe.layers)
        layers = self.recipe.layers
        self._do((*layers[:place], layer, *layers[place:]), place)

    def remove(self, place: int) -> None:
        """Take a layer out."""
        layers = self.recipe.layers
        if 0 <= place < len(layers):
            self._do((*layers[:place], *layers[place + 1 :]), place)

    def move(self, place: int, to: int) -> None:
        """A layer to another place among the others."""
        layers = list(self.recipe.layers)
        to = min(max(to, 0), len(layers) - 1)
        if 0 <= place < len(layers) and place != to:
            layers.insert(to, layers.pop(place))
            self._do(tuple(layers), to)

    def change(self, place: int, field: str, value: object) -> None:
        """One parameter of a layer."""
        layers = list(self.recipe.layers)
        layers[place] = msgspec.structs.replace(layers[place], **{field: value})
        self._do(tuple(layers), place, f"{place} {field}")

    def change_input(self, size: tuple[int, int, int]) -> None:
        """(height, width, channels)."""
        self._push(msgspec.structs.replace(self.recipe, input=size), self.place, "input")

    def rename(self, name: str) -> None:
        self._push(msgspec.structs.replace(self.recipe, name=name), self.place, "name")

    def take(self, recipe: LayerRecipe) -> None:
        """Another network altogether: that, too, can be taken back."""
        self._push(recipe, 0, "")

    def _do(self, layers: tuple[AnyLayer, ...], place: int, what: str = "") -> None:
        self._push(msgspec.structs.replace(self.recipe, layers=layers), place, what)

    def _push(self, recipe: LayerRecipe, place: int, what: str) -> None:
        if recipe == self.recipe:
            return
        step = Composed(recipe, self._kept(place, recipe), what)
        kept = self._steps[: self._at + 1]
        if what and kept[-1].what == what and len(kept) > 1:
            kept.pop()
        self._steps = [*kept, step][-MOST_STEPS:]
        self._at = len(self._steps) - 1

    def _kept(self, place: int, recipe: LayerRecipe) -> int:
        return min(place, len(recipe.layers) - 1)
