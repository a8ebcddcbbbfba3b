"""The network that answers: normalisation, backbone and head in one.

One module holds them, so that prediction, export and a later training cannot prepare their pixels differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from ml_engine.tasks.task import ImageTargets, SeesTargets
from ml_engine.training.model_spec import ModelSpec

if TYPE_CHECKING:
    from ml_engine.networks.build import Backbone


class TrainedModel(nn.Module):
    """Normalisation, backbone and head in one network. In eval mode after load_model."""

    mean: Tensor
    std: Tensor

    def __init__(self, spec: ModelSpec, backbone: Backbone, head: nn.Module) -> None:
        super().__init__()
        self.spec = spec
        self.backbone = backbone
        self.head = head
        shape = (1, 3, 1, 1)
        self.register_buffer("mean", torch.tensor(spec.normalization.mean).reshape(shape) * 255, persistent=False)
        self.register_buffer("std", torch.tensor(spec.normalization.std).reshape(shape) * 255, persistent=False)

    def forward(self, pixels: Tensor, targets: Sequence[ImageTargets] | None = None) -> tuple[Tensor, ...]:
        """The head's raw outputs, batch first. pixels: (B, 3, S, S) float32 RGB, 0..255, S = spec.input_size.

        targets: see head_outputs.
        """
        return head_outputs(self.head, self.features(pixels), targets)

    def features(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """What the head reads: one (B, D) embedding, or the three levels of the pyramid. pixels as in forward."""
        normalised = (pixels - self.mean) / self.std
        if self.spec.features == "embedding":
            return (self.backbone.embed(normalised),)
        return tuple(self.backbone.pyramid(normalised))

    def head_outputs(self, features: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """The head's raw outputs from frozen features (the cached path)."""
        return head_outputs(self.head, features)


def head_outputs(
    head: nn.Module, features: Sequence[Tensor], targets: Sequence[ImageTargets] | None = None
) -> tuple[Tensor, ...]:
    """What a head makes of the features. targets: one per picture, given while it learns to one that needs them."""
    if targets is not None and isinstance(head, SeesTargets):
        return head.learn(features, targets)
    outputs: tuple[Tensor, ...] = head(*features)
    return outputs
