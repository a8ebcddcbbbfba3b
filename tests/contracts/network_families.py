"""Which networks stand for all in tests that would take too long for every one: the cheapest of each way of cutting."""

from __future__ import annotations

import torch
from torch import Tensor

from ml_engine.networks.backbones import BACKBONES, BackboneInfo, FeatureKind

FAMILIES = (
    "lenet5", "tutorial_cifar10", "alexnet", "nin", "vgg11", "googlenet", "inception_v3", "inception_v4", "resnet18",
    "resnet34_units", "resnext50_32x4d", "xception", "densenet121", "squeezenet1_0", "squeezenet1_1", "se_resnet18",
    "mobilenet_v1", "mobilenet_v2", "mobilenet_v3_small", "mobilenet_v4_small", "shufflenet_v2_x0_5", "efficientnet_b0",
    "efficientnet_v2_s", "convnext_tiny", "bundled", "tiny",
)  # fmt: skip


def least_side(info: BackboneInfo, least: int = 64) -> int:
    """The smallest input from `least` on that the network takes."""
    return info.input_size if info.fixed_input else max(least, info.smallest_input)


def kinds_of(name: str) -> tuple[FeatureKind, ...]:
    """The features that it has."""
    return ("embedding", "pyramid") if BACKBONES.get(name).has_pyramid else ("embedding",)


def noise(info: BackboneInfo, count: int = 2, least: int = 64) -> Tensor:
    """(B, 3, S, S) normalised, always the same."""
    side = least_side(info, least)
    return torch.randn(count, 3, side, side, generator=torch.Generator().manual_seed(1))
