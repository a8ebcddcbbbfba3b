"""timm, imported in one place, and only when a network of it is built."""

from __future__ import annotations

import warnings

from torch import nn

import ml_engine.compat.torchvision_ops  # noqa: F401  (timm imports torchvision, whose operators must be there first)


def timm_network(model: str) -> nn.Module:
    """A network of timm's with random weights; nothing is ever downloaded."""
    with warnings.catch_warnings():
        # timm warns of its own old names.
        warnings.simplefilter("ignore")
        import timm

        return timm.create_model(model, pretrained=False)
