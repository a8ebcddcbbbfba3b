"""Building a backbone: any network cut into one row of blocks, with three levels tapped on the way.

One shape for all of them, so that freezing, caching and exporting know one thing only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BACKBONES, BackboneInfo, FeatureKind
from ml_engine.networks.compact import compact_stages
from ml_engine.networks.tiny import tiny_stages
from ml_engine.networks.weights import WeightsFile
from ml_engine.networks.weights_reader import load_state

_CLASSIFIER = ("classifier.", "fc.")


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a network is cut. stages: in order, each a row of blocks.   taps: the stages whose outputs are levels.

    pad: pixels of zero border before the first block of pyramid().   pools_last: the last level is a 2×2 maximum of the
    level before.
    """

    stages: list[list[nn.Module]]
    taps: tuple[int, ...]
    pad: int = 0
    pools_last: bool = False


class Backbone(nn.Module):
    """A feature extractor without its classifier. Input (B, 3, S, S) float32, normalised; S a multiple of 32.

    info: its registry entry.   trainable_from: index of the first block that learns (freeze.py sets it); the blocks
    below stay in eval mode whatever train() says.
    """

    def __init__(self, info: BackboneInfo, cut: _Cut) -> None:
        super().__init__()
        self.info = info
        self.body = nn.ModuleList([block for stage in cut.stages for block in stage])
        ends = [end - 1 for end in accumulate(len(stage) for stage in cut.stages)]
        self._taps = tuple(ends[tap] for tap in cut.taps)
        self._pad = cut.pad
        self._pools_last = cut.pools_last
        self.trainable_from = 0

    def pyramid(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Three levels (B, C_i, S / stride, S / stride) at strides 8, 16, 32, finest first."""
        self._keep_frozen_in_eval()
        if self._pad:
            x = F.pad(x, (self._pad,) * 4)
        levels: list[Tensor] = []
        for index, block in enumerate(self.body[: self._taps[-1] + 1]):
            x = block(x)
            if index in self._taps:
                levels.append(x)
        if self._pools_last:
            levels.append(F.max_pool2d(x, 2))
        fine, middle, coarse = levels
        return fine, middle, coarse

    def embed(self, x: Tensor) -> Tensor:
        """(B, D): the global average of the last feature map, before the classifier that was cut off."""
        self._keep_frozen_in_eval()
        for block in self.body:
            x = block(x)
        return x.mean(dim=(2, 3))

    def forward(self, x: Tensor) -> Tensor:
        return self.embed(x)

    def features(self, x: Tensor, kind: FeatureKind) -> tuple[Tensor, ...]:
        """embed() as a tuple of one, or pyramid()."""
        return (self.embed(x),) if kind == "embedding" else self.pyramid(x)

    def lower(self, x: Tensor, first: int, kind: FeatureKind) -> tuple[Tensor, ...]:
        """What upper() needs: the levels tapped below block `first`, then the activation that enters it."""
        self._keep_frozen_in_eval()
        if self._pad and kind == "pyramid":
            x = F.pad(x, (self._pad,) * 4)
        levels: list[Tensor] = []
        for index, block in enumerate(self.body[:first]):
            x = block(x)
            if index in self._taps and kind == "pyramid":
                levels.append(x)
        return (*levels, x)

    def upper(self, parts: Sequence[Tensor], first: int, kind: FeatureKind) -> tuple[Tensor, ...]:
        """features() from what lower() gave for the same block."""
        self._keep_frozen_in_eval()
        *levels, x = parts
        for index in range(first, len(self.blocks(kind))):
            x = self.body[index](x)
            if index in self._taps and kind == "pyramid":
                levels.append(x)
        if kind == "embedding":
            return (x.mean(dim=(2, 3)),)
        return (*levels, F.max_pool2d(x, 2)) if self._pools_last else tuple(levels)

    def blocks(self, kind: FeatureKind = "embedding") -> list[nn.Module]:
        """The blocks from input to output. pyramid() leaves out those above its last level."""
        return list(self.body) if kind == "embedding" else list(self.body)[: self._taps[-1] + 1]

    def train(self, mode: bool = True) -> Backbone:
        super().train(mode)
        for block in self.body[: self.trainable_from]:
            block.eval()
        return self

    def _keep_frozen_in_eval(self) -> None:
        # apply(), or train() called on an inner module, goes past train() above.
        for block in self.body[: self.trainable_from]:
            if any(module.training for module in block.modules()):
                block.eval()


def build_backbone(name: str, weights: WeightsFile | None, *, confirmed: bool = False) -> Backbone:
    """Build a backbone in eval mode; without weights its parameters are random.

    confirmed: the user named the weights file and said that it may be read although no hash of it is known.
    Raises UserError for an unknown name, a damaged file, or weights of another network.
    """
    info = BACKBONES.get(name)
    state = None if weights is None else load_state(weights, confirmed)
    return backbone_from_state(info, state, "" if weights is None else str(weights.path))


def backbone_from_state(info: BackboneInfo, state: Mapping[str, Tensor] | None, source: str = "") -> Backbone:
    """Build a backbone with these weights, named as torchvision names them; a classifier among them is ignored.

    source: file the weights came from, for the message. Raises UserError if they do not fit.
    """
    network, cut = _CUTS[info.name]()
    if state is not None:
        _load_strictly(network, state, info, source)
    backbone = Backbone(info, cut)
    backbone.eval()
    return backbone


def weight_names(info: BackboneInfo) -> list[str]:
    """The names of a backbone's weights in its files, in the order of Backbone.state_dict()."""
    network, cut = _CUTS[info.name]()
    names = {id(tensor): name for name, tensor in network.state_dict(keep_vars=True).items()}
    return [names[id(tensor)] for tensor in Backbone(info, cut).state_dict(keep_vars=True).values()]


def _load_strictly(network: nn.Module, state: Mapping[str, Tensor], info: BackboneInfo, source: str) -> None:
    wanted = without_classifier(network.state_dict())
    given = without_classifier(state)
    # Files from before PyTorch 0.4.1 have no batch counters; frozen batch norm never reads them.
    missing = [key for key in wanted if key not in given and not key.endswith("num_batches_tracked")]
    unknown = [key for key in given if key not in wanted]
    reshaped = [key for key, value in given.items() if key in wanted and value.shape != wanted[key].shape]
    if problem := _misfit(missing, unknown, reshaped, wanted, given):
        raise UserError(
            "weights-of-another-network",
            f"{source or 'The weights'} do not fit {info.title}: {problem}.",
            f"Choose a file with weights of {info.name}, or the backbone that this file belongs to.",
        )
    network.load_state_dict(given, strict=False)


def without_classifier(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights that features depend on."""
    return {key: value for key, value in state.items() if not key.startswith(_CLASSIFIER)}


def _misfit(
    missing: Sequence[str],
    unknown: Sequence[str],
    reshaped: Sequence[str],
    wanted: Mapping[str, Tensor],
    given: Mapping[str, Tensor],
) -> str:
    """Half a sentence with one example per kind of difference, '' where there is none."""
    parts = []
    if missing:
        parts.append(f"{len(missing)} of {len(wanted)} tensors are missing (first: {missing[0]})")
    if unknown:
        parts.append(f"{len(unknown)} tensors are not part of it (first: {unknown[0]})")
    if reshaped:
        key = reshaped[0]
        shapes = f"{key} is {tuple(given[key].shape)} instead of {tuple(wanted[key].shape)}"
        parts.append(f"{len(reshaped)} tensors have another shape ({shapes})")
    return "; ".join(parts)


_Build = Callable[[], tuple[nn.Module, _Cut]]


def _torchvision(model: str) -> nn.Module:
    from ml_engine.compat.torchvision_ops import torchvision

    return cast(nn.Module, torchvision.models.get_model(model, weights=None))


def _children(network: nn.Module, name: str) -> list[nn.Module]:
    return list(network.get_submodule(name).children())


def _mobilenet(model: str, taps: tuple[int, int, int]) -> _Build:
    def build() -> tuple[nn.Module, _Cut]:
        network = _torchvision(model)
        return network, _Cut([[block] for block in _children(network, "features")], taps)

    return build


def _efficientnet() -> tuple[nn.Module, _Cut]:
    network = _torchvision("efficientnet_b0")
    first, *stages, last = _children(network, "features")
    return network, _Cut([[first], *(list(stage.children()) for stage in stages), [last]], (3, 5, 7))


def _squeezenet() -> tuple[nn.Module, _Cut]:
    """Its first convolution has no border, and its coarsest map has stride 16.

    One pixel of border makes the maps exactly S/8 and S/16 wide; the third level is a 2×2 maximum of the second, as the
    network's own reductions are maxima.
    """
    network = _torchvision("squeezenet1_1")
    parts = _children(network, "features")
    # A pool goes with the block that it leads into: every block has parameters to unfreeze.
    stem = nn.Sequential(*parts[:2])
    first, second, third = (nn.Sequential(parts[index], parts[index + 1]) for index in (2, 5, 8))
    return network, _Cut([[stem, first, parts[4]], [second, parts[7]], [third, *parts[10:]]], (1, 2), 1, True)


def _resnet(model: str) -> _Build:
    def build() -> tuple[nn.Module, _Cut]:
        network = _torchvision(model)
        stem = nn.Sequential(*(network.get_submodule(name) for name in ("conv1", "bn1", "relu", "maxpool")))
        return network, _Cut([[stem], *(_children(network, f"layer{index}") for index in range(1, 5))], (2, 3, 4))

    return build


def _shufflenet() -> tuple[nn.Module, _Cut]:
    network = _torchvision("shufflenet_v2_x1_0")
    stem = nn.Sequential(network.get_submodule("conv1"), network.get_submodule("maxpool"))
    stages = [_children(network, name) for name in ("stage2", "stage3", "stage4")]
    return network, _Cut([[stem], *stages, [network.get_submodule("conv5")]], (1, 2, 3))


def _own(stages: Callable[[], list[nn.Module]]) -> _Build:
    """A network of ours: a stem, then stages whose first three end at strides 8, 16 and 32."""

    def build() -> tuple[nn.Module, _Cut]:
        built = stages()
        stem, *rest = built
        return nn.Sequential(*built), _Cut([[stem], *(list(stage.children()) for stage in rest)], (1, 2, 3))

    return build


_CUTS: dict[str, _Build] = {
    "mobilenet_v2": _mobilenet("mobilenet_v2", (6, 13, 17)),
    "mobilenet_v3_small": _mobilenet("mobilenet_v3_small", (3, 8, 11)),
    "mobilenet_v3_large": _mobilenet("mobilenet_v3_large", (6, 12, 15)),
    "squeezenet1_1": _squeezenet,
    "shufflenet_v2": _shufflenet,
    "resnet18": _resnet("resnet18"),
    "resnet34": _resnet("resnet34"),
    "resnet50": _resnet("resnet50"),
    "efficientnet_b0": _efficientnet,
    "bundled": _own(compact_stages),
    "tiny": _own(tiny_stages),
}
