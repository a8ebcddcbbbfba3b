"""Frozen means eval mode, batch-norm statistics included: only then are features a pure function of the picture."""

from __future__ import annotations

from ml_engine.networks.backbones import FeatureKind
from ml_engine.networks.build import Backbone


def freeze(backbone: Backbone, trainable_top_blocks: int = 0, kind: FeatureKind = "embedding") -> None:
    """Freeze all blocks but the topmost ones that the features of this kind come from.

    trainable_top_blocks: 0 for none; more than there are means all.   kind: what the head reads; blocks that pyramid()
    never runs are not counted and stay frozen.
    Frozen blocks stay in eval mode whatever train() says afterwards; the others take the mode of the backbone.
    Raises ValueError for a negative count.
    """
    if trainable_top_blocks < 0:
        raise ValueError(f"trainable_top_blocks must be >= 0, got {trainable_top_blocks}")
    used = len(backbone.blocks(kind))
    backbone.trainable_from = max(0, used - trainable_top_blocks) if trainable_top_blocks else len(backbone.body)
    for index, block in enumerate(backbone.body):
        block.requires_grad_(backbone.trainable_from <= index < used)
    backbone.train(backbone.training)
