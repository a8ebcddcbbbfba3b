"""What keeps weights small: penalties that join the loss, and a limit that they are cut back to after each step.

Only weights with several axes are meant: biases and norms have no input whose influence one could want to shrink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Restraint:
    """l1 (Lasso), l2 (Ridge): factors of the penalties.   max_norm: longest row of weights. 0 for none of it."""

    l1: float = 0.0
    l2: float = 0.0
    max_norm: float = 0.0

    @property
    def penalises(self) -> bool:
        return self.l1 > 0 or self.l2 > 0


NO_RESTRAINT = Restraint()


def penalty(parameters: Sequence[nn.Parameter], restraint: Restraint) -> Tensor:
    """l1 · Σ|w| + l2 · Σw² over the weights that learn, a scalar."""
    total = torch.zeros((), device=parameters[0].device if parameters else None)
    for weight in _weights(parameters):
        if restraint.l1:
            total = total + restraint.l1 * weight.abs().sum()
        if restraint.l2:
            total = total + restraint.l2 * weight.square().sum()
    return total


@torch.no_grad()
def limit_rows(parameters: Sequence[nn.Parameter], max_norm: float) -> None:
    """Shorten, in place, the weights into each unit to this length (Srivastava et al., 2014). 0: leave them alone."""
    if max_norm:
        for weight in _weights(parameters):
            weight.copy_(torch.renorm(weight, 2, 0, max_norm))


def _weights(parameters: Sequence[nn.Parameter]) -> Iterator[nn.Parameter]:
    return (parameter for parameter in parameters if parameter.ndim > 1 and parameter.requires_grad)
