"""Which rule takes the steps, and which weights it takes at which rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from torch import nn
from torch.optim import SGD, Adam, AdamW, Optimizer, RMSprop

from ml_engine.training.recipe import Optimizer as OptimizerName

__all__ = ["OptimizerChoice", "OptimizerName", "ParameterGroup", "make_optimizer", "split_decay"]


@dataclass(frozen=True, slots=True)
class OptimizerChoice:
    """momentum, nesterov: of 'sgd' alone; without momentum there is nothing to look ahead with."""

    name: OptimizerName
    momentum: float = 0.9
    nesterov: bool = True


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    parameters: list[nn.Parameter]
    rate: float
    weight_decay: float


def make_optimizer(choice: OptimizerChoice, groups: Sequence[ParameterGroup]) -> Optimizer:
    """A group's peak rate lies in param_groups[…]["peak"], beside the rate of the moment in "lr"."""
    rows = [{"params": g.parameters, "lr": g.rate, "peak": g.rate, "weight_decay": g.weight_decay} for g in groups]
    match choice.name:
        case "adamw":
            return AdamW(rows)
        case "adam":
            return Adam(rows)
        case "sgd":
            return SGD(rows, momentum=choice.momentum, nesterov=choice.nesterov and choice.momentum > 0)
        case "rmsprop":
            return RMSprop(rows)
    assert_never(choice.name)


def split_decay(parameters: Sequence[nn.Parameter], rate: float, weight_decay: float) -> list[ParameterGroup]:
    """Weights with decay; biases and norms, which have one axis, without."""
    matrices = [parameter for parameter in parameters if parameter.requires_grad and parameter.ndim > 1]
    vectors = [parameter for parameter in parameters if parameter.requires_grad and parameter.ndim <= 1]
    groups = [ParameterGroup(matrices, rate, weight_decay), ParameterGroup(vectors, rate, 0.0)]
    return [group for group in groups if group.parameters]
