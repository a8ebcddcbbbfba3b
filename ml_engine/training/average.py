"""The exponential moving average of a network's weights: a smoother network than the one that is being trained."""

from __future__ import annotations

import copy
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

N = TypeVar("N", bound=nn.Module)


class MovingAverage(Generic[N]):
    """Follows a network. decay: 0..1; 0 is the network itself.   names: keys of its state that training changes.

    The decay grows with the steps, min(decay, (1 + step) / (10 + step)), so that a short training is not ruled by its
    random start.
    """

    def __init__(self, network: N, decay: float, names: frozenset[str]) -> None:
        if not 0 <= decay < 1:
            raise ValueError(f"decay must be in [0, 1), got {decay}")
        self.network = copy.deepcopy(network).requires_grad_(False) if decay else network
        self._decay = decay
        self._pairs: list[tuple[Tensor, Tensor]] = []
        self._copied: list[tuple[Tensor, Tensor]] = []
        if not decay:
            return
        learnt = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
        follower = self.network.state_dict(keep_vars=True)
        for name, tensor in network.state_dict(keep_vars=True).items():
            if name in names:
                (self._pairs if name in learnt else self._copied).append((tensor, follower[name]))

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the network after a step, counted from 1. Buffers (batch-norm statistics) are copied."""
        decay = min(self._decay, (1 + step) / (10 + step))
        for tensor, average in self._pairs:
            average.lerp_(tensor, 1 - decay)
        for tensor, average in self._copied:
            average.copy_(tensor)
