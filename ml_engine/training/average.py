"""The exponential moving average of a network's weights: a smoother network than the one that is being trained."""

from __future__ import annotations

import copy

import torch
from torch import nn


class MovingAverage:
    """Follows a network. decay: 0..1, 0 copies it as it is.

    The decay grows with the steps, min(decay, (1 + step) / (10 + step)), so that a short training is not ruled by its
    random start.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        if not 0 <= decay < 1:
            raise ValueError(f"decay must be in [0, 1), got {decay}")
        self.network = copy.deepcopy(network).eval()
        self.network.requires_grad_(False)
        self._decay = decay
        # Frozen parameters never differ: averaging them would cost time and round them away.
        trained = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
        pairs = zip(network.named_parameters(), self.network.parameters(), strict=True)
        self._parameters = [(source, average) for (name, source), average in pairs if name in trained]
        self._buffers = list(zip(network.buffers(), self.network.buffers(), strict=True))

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the network after a step, counted from 1. Buffers (batch-norm statistics) are copied."""
        decay = min(self._decay, (1 + step) / (10 + step)) if self._decay else 0.0
        for source, average in self._parameters:
            average.lerp_(source.to(average.dtype), 1 - decay)
        for source, average in self._buffers:
            average.copy_(source)
