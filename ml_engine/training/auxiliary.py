"""Classifiers in the middle of a network that learns whole: they bring the gradient down, and are dropped afterwards.

GoogLeNet has two and Inception-v3 one. What a training loop sees is a model that gives more outputs while it learns.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from ml_engine.networks.build import Backbone
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec


class AuxiliaryModel(TrainedModel):
    """A TrainedModel that in training mode answers with its auxiliary heads' logits after its own, (B, labels) each."""

    def __init__(self, spec: ModelSpec, backbone: Backbone, head: nn.Module) -> None:
        super().__init__(spec, backbone, head)
        self.auxiliary = nn.ModuleList(head.build(len(spec.labels)) for head in backbone.auxiliary)

    def forward(self, pixels: Tensor, targets: Sequence[ImageTargets] | None = None) -> tuple[Tensor, ...]:
        # Inception-v3's head has a batch norm on a single place: one picture alone has no variance.
        if not self.training or len(pixels) == 1:
            return super().forward(pixels, targets)
        places = [head.stage for head in self.backbone.auxiliary]
        embedding, seen = self.backbone.embed_and((pixels - self.mean) / self.std, places)
        own = self.head_outputs((embedding,))
        return (*own, *(head(x) for head, x in zip(self.auxiliary, seen, strict=True)))


def whole_network(spec: ModelSpec, backbone: Backbone, head: nn.Module) -> TrainedModel:
    """What learns when everything does: with the backbone's auxiliary heads where a classifier is trained."""
    kind = AuxiliaryModel if backbone.auxiliary and spec.features == "embedding" else TrainedModel
    return kind(spec, backbone, head)
