"""What the loop trains: the head alone, head and top blocks behind a frozen boundary, or everything from pixels.

Their parameters have the same names ('head.…', 'backbone.…'), so one checkpoint format fits them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from ml_engine.networks.backbones import FeatureKind
from ml_engine.networks.build import Backbone
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model import TrainedModel, head_outputs
from ml_engine.training.run_folder import AUXILIARY_PREFIX, BACKBONE_PREFIX, HEAD_PREFIX


class HeadNetwork(nn.Module):
    """Features → raw outputs."""

    def __init__(self, head: nn.Module) -> None:
        super().__init__()
        self.head = head

    def forward(self, *features: Tensor, targets: Sequence[ImageTargets] | None = None) -> tuple[Tensor, ...]:
        return head_outputs(self.head, features, targets)


class UpperNetwork(nn.Module):
    """What leaves the frozen blocks → raw outputs. first: the first block that learns.

    The blocks keep the batch-norm statistics of their pretraining: a few hundred pictures would only spoil them.
    """

    def __init__(self, backbone: Backbone, head: nn.Module, first: int, kind: FeatureKind) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head
        self._first = first
        self._kind = kind

    def forward(self, *parts: Tensor, targets: Sequence[ImageTargets] | None = None) -> tuple[Tensor, ...]:
        return head_outputs(self.head, self.backbone.upper(parts, self._first, self._kind), targets)

    def train(self, mode: bool = True) -> UpperNetwork:
        super().train(mode)
        for module in self.backbone.modules():
            if isinstance(module, _BatchNorm):
                module.eval()
        return self


N = TypeVar("N", bound=nn.Module)


def on_device(network: N, device: torch.device) -> N:
    """Move a network, its convolutions laid out for inputs with their channels last."""
    moved: N = network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return moved


def trained_names(network: HeadNetwork | UpperNetwork | TrainedModel) -> frozenset[str]:
    """Keys of the network's state that training changes: the heads, and the blocks that are not frozen."""
    names = [name for name in network.state_dict() if name.startswith((HEAD_PREFIX, AUXILIARY_PREFIX))]
    if not isinstance(network, HeadNetwork):
        for index, block in enumerate(network.backbone.body):
            if any(parameter.requires_grad for parameter in block.parameters()):
                prefix = f"{BACKBONE_PREFIX}body.{index}."
                names += [prefix + key for key in block.state_dict()]
    return frozenset(names)
