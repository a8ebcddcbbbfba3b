"""A backbone that takes pictures as they are decoded: the one place where frozen features are normalised."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ml_engine.networks.backbones import FeatureKind
from ml_engine.networks.build import Backbone


class FromPixels(nn.Module):
    """(B, S, S, 3) uint8 RGB → normalised → the features of one kind, as a tuple."""

    mean: Tensor
    factor: Tensor

    def __init__(self, backbone: Backbone, kind: FeatureKind) -> None:
        super().__init__()
        self.backbone = backbone
        self.kind: FeatureKind = kind
        normalization = backbone.info.normalization
        self.register_buffer("mean", torch.tensor(normalization.mean).reshape(1, 3, 1, 1) * 255)
        self.register_buffer("factor", 1 / (torch.tensor(normalization.std).reshape(1, 3, 1, 1) * 255))

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        normalised = (pixels.permute(0, 3, 1, 2).float() - self.mean) * self.factor
        return self.backbone.features(normalised, self.kind)
