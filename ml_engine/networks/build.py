"""Building a backbone: any network cut into one row of blocks, with three levels tapped on the way.

One shape for all of them, so that freezing, caching and exporting know one thing only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BACKBONES, STRIDES, BackboneInfo, FeatureKind
from ml_engine.networks.cut import Auxiliary, Cut, align
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.weights import WeightsFile
from ml_engine.networks.weights_reader import load_state

# Old DenseNet files: 'denselayer1.norm.1.weight' is 'denselayer1.norm1.weight' today.
_OLD_NAME = re.compile(r"^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\..+)$")
# Tops of the libraries that we take networks from; a file may have one that this registry's network has not.
_TOPS = ("classifier.", "fc.", "head.", "last_linear.", "aux1.", "aux2.", "AuxLogits.", "conv_head.", "norm_head.")


class Backbone(nn.Module):
    """A feature extractor without its classifier. Input (B, 3, S, S) float32, normalised; S a multiple of 32.

    info: its registry entry.   trainable_from: index of the first block that learns (freeze.py sets it); the blocks
    below stay in eval mode whatever train() says.   auxiliary: classifiers that its middle can have while all of it
    learns; their stages are indices of blocks here.
    """

    def __init__(self, info: BackboneInfo, cut: Cut) -> None:
        super().__init__()
        self.info = info
        self.body = nn.ModuleList([block for stage in cut.stages for block in stage])
        ends = [end - 1 for end in accumulate(len(stage) for stage in cut.stages)]
        self._taps = tuple(ends[tap] for tap in cut.taps)
        self._grids = cut.grids
        self._flat = cut.flat
        self.auxiliary = tuple(Auxiliary(ends[head.stage], head.build) for head in cut.auxiliary)
        self._pad = cut.pad
        self._pools_last = cut.pools_last
        self.trainable_from = 0

    def pyramid(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Three levels (B, C_i, S / stride, S / stride) at strides 8, 16, 32, finest first."""
        fine, middle, coarse = self.upper(self.lower(x, 0, "pyramid"), 0, "pyramid")
        return fine, middle, coarse

    def embed(self, x: Tensor) -> Tensor:
        """(B, D): what the classifier that was cut off reads: the global average of the last feature map, or the
        answer of the dense layer below the last one."""
        (embedding,) = self.upper(self.lower(x, 0, "embedding"), 0, "embedding")
        return embedding

    def embed_and(self, x: Tensor, after: Sequence[int]) -> tuple[Tensor, list[Tensor]]:
        """embed(), and what the blocks at these indices answer, for classifiers in the middle."""
        self._keep_frozen_in_eval()
        seen: list[Tensor] = []
        for index, block in enumerate(self.body):
            x = block(x)
            if index in after:
                seen.append(x)
        return (x if self._flat else x.mean(dim=(2, 3))), seen

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
                levels.append(self._level(x, index))
        return (*levels, x)

    def upper(self, parts: Sequence[Tensor], first: int, kind: FeatureKind) -> tuple[Tensor, ...]:
        """features() from what lower() gave for the same block."""
        self._keep_frozen_in_eval()
        *levels, x = parts
        for index in range(first, len(self.blocks(kind))):
            x = self.body[index](x)
            if index in self._taps and kind == "pyramid":
                levels.append(self._level(x, index))
        if kind == "embedding":
            return (x if self._flat else x.mean(dim=(2, 3)),)
        return (*levels, F.max_pool2d(levels[-1], 2)) if self._pools_last else tuple(levels)

    def blocks(self, kind: FeatureKind = "embedding") -> list[nn.Module]:
        """The blocks from input to output. pyramid() leaves out those above its last level."""
        if kind == "embedding":
            return list(self.body)
        if not self._taps:
            raise UserError(
                "no-pyramid",
                f"{self.info.title} cannot find places: it has no maps at strides 8, 16 and 32.",
                "Choose another backbone for detection.",
            )
        return list(self.body)[: self._taps[-1] + 1]

    def _level(self, x: Tensor, index: int) -> Tensor:
        place = self._taps.index(index)
        return align(x, self._grids[place], STRIDES[place]) if self._grids else x

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


def build_backbone(which: str | BackboneInfo, weights: WeightsFile | None, *, confirmed: bool = False) -> Backbone:
    """Build a backbone in eval mode; without weights its parameters are random.

    which: a name of the registry, or an entry that need not be in it.
    confirmed: the user named the weights file and said that it may be read although no hash of it is known.
    Raises UserError for an unknown name, a damaged file, or weights of another network.
    """
    info = BACKBONES.get(which) if isinstance(which, str) else which
    state = None if weights is None else load_state(weights, confirmed)
    return backbone_from_state(info, state, "" if weights is None else str(weights.path))


def backbone_from_state(info: BackboneInfo, state: Mapping[str, Tensor] | None, source: str = "") -> Backbone:
    """Build a backbone with these weights, named as torchvision names them; a classifier among them is ignored.

    source: file the weights came from, for the message. Raises UserError if they do not fit.
    """
    network, cut = cut_network(info)
    backbone = Backbone(info, cut)
    if state is not None:
        load_strictly(network, backbone, state, info, source)
    backbone.eval()
    return backbone


def weight_names(info: BackboneInfo) -> list[str]:
    """The names of a backbone's weights in its files, in the order of Backbone.state_dict()."""
    network, cut = cut_network(info)
    names = {id(tensor): name for name, tensor in network.state_dict(keep_vars=True).items()}
    return [names[id(tensor)] for tensor in Backbone(info, cut).state_dict(keep_vars=True).values()]


def load_strictly(
    network: nn.Module, backbone: Backbone, state: Mapping[str, Tensor], info: BackboneInfo, source: str
) -> None:
    """Fill the backbone, which shares its modules with the network; a classifier in the state is ignored.

    source: file, for the message. Raises UserError if the weights do not fit.
    """
    known = network.state_dict(keep_vars=True)
    used = {id(tensor) for tensor in backbone.state_dict(keep_vars=True).values()}
    wanted = {name: tensor for name, tensor in known.items() if id(tensor) in used}
    given = {todays_name(name): tensor for name, tensor in state.items()}
    # Files from before PyTorch 0.4.1 have no batch counters; frozen batch norm never reads them.
    missing = [key for key in wanted if key not in given and not key.endswith("num_batches_tracked")]
    unknown = [key for key in given if key not in known and not key.startswith(_TOPS)]
    given = {key: value for key, value in given.items() if key in wanted or key in unknown}
    reshaped = [key for key, value in given.items() if key in wanted and value.shape != wanted[key].shape]
    if problem := _misfit(missing, unknown, reshaped, wanted, given):
        raise UserError(
            "weights-of-another-network",
            f"{source or 'The weights'} do not fit {info.title}: {problem}.",
            f"Choose a file with weights of {info.name}, or the backbone that this file belongs to.",
        )
    network.load_state_dict(given, strict=False)


def todays_name(name: str) -> str:
    """A weight's name as torchvision writes it now."""
    old = _OLD_NAME.match(name)
    return old.group(1) + old.group(2) if old else name


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
