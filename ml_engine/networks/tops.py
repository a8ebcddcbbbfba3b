"""Pretrained networks with their own classifier: the top that build.py cuts off, put back on the backbone's last block.

The backbone stays the one that everything else looks into, so a layer has the same name with its top and without.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.build import Backbone, load_strictly, todays_name
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.weights import WeightsFile
from ml_engine.networks.weights_reader import load_state


class MeanOfMaps(nn.Module):
    """(B, labels, H, W) → (B, labels)."""

    def forward(self, maps: Tensor) -> Tensor:
        return maps.mean(dim=(2, 3))


def build_with_top(
    info: BackboneInfo, weights: WeightsFile | None, *, confirmed: bool = False
) -> tuple[Backbone, nn.Module]:
    """The backbone, and its own classifier: from what its last block answers to (B, labels) logits; both in eval mode.

    weights: None for random ones.   confirmed: as in build_backbone.
    Raises UserError if the network never had labels, or the file holds no classifier that fits.
    """
    network, cut = cut_network(info)
    backbone = Backbone(info, cut)
    top = own_top(info, network)
    if weights is not None:
        state = load_state(weights, confirmed)
        load_strictly(network, backbone, state, info, str(weights.path))
        _load_top(network, top, {todays_name(name): tensor for name, tensor in state.items()}, info, weights)
    return backbone.eval(), top.eval()


def own_top(info: BackboneInfo, network: nn.Module) -> nn.Module:
    """What the network does behind its last block, sharing its modules. network: as cut_network builds it.

    Raises UserError if it has no labels of its own.
    """
    if not info.labels:
        raise _no_answers(f"{info.title} was never taught labels of its own: it is made of features only.")
    if info.recipe is not None:
        return list(network.children())[-1]
    parts = dict(network.named_children())
    found = next((parts[name] for name in ("fc", "classifier", "last_linear") if name in parts), None)
    if found is None:
        raise _no_answers(f"{info.title} has no classifier.")
    family = info.name.partition("_")[0].rstrip("0123456789")
    if family in ("alexnet", "vgg"):
        return list(found.children())[-1]
    if family == "squeezenet":
        return nn.Sequential(found, nn.Flatten())
    if family == "nin":
        return nn.Sequential(found, MeanOfMaps())
    pool = nn.AdaptiveAvgPool2d(1)
    if family == "convnext":
        return nn.Sequential(pool, found)
    between = [parts[name] for name in ("conv_head", "norm_head", "act2") if name in parts]
    return nn.Sequential(pool, *between, nn.Flatten(), found)


def _load_top(
    network: nn.Module, top: nn.Module, given: dict[str, Tensor], info: BackboneInfo, weights: WeightsFile
) -> None:
    used = {id(tensor) for tensor in top.state_dict(keep_vars=True).values()}
    wanted = {name: tensor for name, tensor in network.state_dict(keep_vars=True).items() if id(tensor) in used}
    if missing := [name for name in wanted if name not in given and not name.endswith("num_batches_tracked")]:
        raise _no_answers(
            f"{weights.path} holds {info.title} without its classifier ({missing[0]} is not there), "
            "so it has no answers of its own."
        )
    if wrong := [name for name in wanted if name in given and given[name].shape != wanted[name].shape]:
        labels = len(given[wrong[-1]])
        raise _no_answers(f"{weights.path} was taught {labels} other labels, not ImageNet's {info.labels}.")
    with torch.no_grad():
        for name, tensor in wanted.items():
            if name in given:
                tensor.copy_(given[name])


def _no_answers(message: str) -> UserError:
    return UserError(
        "no-top",
        message,
        "Choose a network whose weights were published with their classifier, or a run of your own.",
    )
