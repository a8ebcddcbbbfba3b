"""Everything that is chosen before a run begins, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.build import Backbone
from ml_engine.tasks.task import Task
from ml_engine.training.fit import Emit
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.multi_scale import training_sizes
from ml_engine.training.pictures import Pictures
from ml_engine.training.recipe import Recipe
from ml_engine.training.scoring import Surroundings


@dataclass(frozen=True, slots=True)
class RunSetup:
    """Everything chosen before a run begins. backbone: in eval mode, on the CPU."""

    spec: ModelSpec
    task: Task
    recipe: Recipe
    pictures: Pictures
    backbone: Backbone
    seed: int
    around: Surroundings

    @property
    def emit(self) -> Emit:
        return self.around.emit

    @property
    def whole(self) -> bool:
        """Whether the backbone learns from the first step."""
        return learns_whole(self.recipe, self.backbone.info)

    @property
    def trained_blocks(self) -> int:
        """Blocks that learn at some time, from the top."""
        available = len(self.backbone.blocks(self.task.features))
        if self.whole:
            return available
        return 0 if self.recipe.freeze == "all" else min(self.recipe.second.blocks, available)

    @property
    def views(self) -> int:
        plain = self.recipe.augment.changes_nothing or self.recipe.head == "nearest-mean"
        return 1 if plain else self.recipe.views

    @property
    def sizes(self) -> tuple[int, ...]:
        """Input sizes that training pictures are shown at, the run's own first."""
        own = self.spec.input_size
        return (own, *(size for size in training_sizes(own, self.recipe.multi_scale) if size != own))

    @property
    def label_index(self) -> dict[UUID, int]:
        return {label.id: place for place, label in enumerate(self.spec.labels)}


def learns_whole(recipe: Recipe, info: BackboneInfo) -> bool:
    """Whether nothing is frozen. Raises UserError if a network without pretrained weights was to be frozen."""
    if info.trains_whole and recipe.freeze in ("all", "top"):
        raise UserError(
            "recipe",
            f"{info.title} has no pretrained weights, so there is nothing worth freezing in it.",
            'Set freeze = "auto" in the recipe, or choose a backbone with weights.',
        )
    return info.trains_whole or recipe.freeze == "nothing"
