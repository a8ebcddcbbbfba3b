"""Does a heat map show what the network has learnt? It must change when the weights are shuffled.

A method whose maps stay the same then shows edges of the picture, not reasons (Adebayo et al., "Sanity Checks for
Saliency Maps", 2018): the weights are shuffled from the top down, and each map is compared with the true one.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn

from ml_engine.insight.attribution import FloatMap
from ml_engine.training.model import TrainedModel

SHUFFLED_TOGETHER = ("weight", "bias", "running_mean", "running_var")


def cascade(model: TrainedModel, steps: int, seed: int = 0) -> Iterator[tuple[str, TrainedModel]]:
    """The network with its head shuffled, then also its last blocks, …, at last all of it; in so many steps.

    Yields the name of the part that was shuffled last with a copy of the network, the same object every time.
    steps: at least 2, at most the number of parts.
    """
    shuffled = copy.deepcopy(model)
    parts: list[tuple[str, nn.Module]] = [("head", shuffled.head)]
    blocks = [(f"backbone.body.{index}", block) for index, block in enumerate(shuffled.backbone.body)]
    parts += [(name, block) for name, block in reversed(blocks) if any(True for _ in block.parameters())]
    steps = min(max(steps, 2), len(parts))
    ends = {round(place * (len(parts) - 1) / (steps - 1)) for place in range(steps)}
    dice = torch.Generator().manual_seed(seed)
    for place, (name, part) in enumerate(parts):
        shuffle_weights(part, dice)
        if place in ends:
            yield name, shuffled


def shuffle_weights(part: nn.Module, dice: torch.Generator) -> None:
    """Every weight to another place of its tensor: as large as before, and nothing that was learnt.

    The numbers of a normalisation stay together channel by channel: its means belong to its variances.
    """
    with torch.no_grad():
        for module in part.modules():
            own = dict(module.named_parameters(recurse=False)) | dict(module.named_buffers(recurse=False))
            norm = "running_mean" in own
            order = torch.randperm(len(own["running_mean"]), generator=dice) if norm else None
            for name, tensor in own.items():
                if order is not None and name in SHUFFLED_TOGETHER:
                    tensor.copy_(tensor[order.to(tensor.device)])
                elif order is None and tensor.is_floating_point():
                    tensor.copy_(_shuffled(tensor, dice))


def rank_correlation(a: FloatMap, b: FloatMap) -> float:
    """Spearman's, −1..1: whether two maps put the places in the same order. 0 if one of them is flat.

    Both of the same shape.
    """
    first, second = _ranks(a), _ranks(b)
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum() / size) if size else 0.0


def _ranks(values: FloatMap) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Of equal numbers all have the mean of their ranks: a map without a sign is 0 in many places."""
    _, place, count = np.unique(values.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks: np.ndarray[tuple[int], np.dtype[np.float64]] = (last - (count - 1) / 2.0)[place]
    return ranks


def _shuffled(tensor: Tensor, dice: torch.Generator) -> Tensor:
    order = torch.randperm(tensor.numel(), generator=dice).to(tensor.device)
    return tensor.flatten()[order].reshape(tensor.shape)
