"""What a layer answers for pictures whose features lie in a project's cache: read, with no pass of the backbone.

A cache holds what the backbone hands on to a head: one embedding, or the three levels of a pyramid. Some layers answer
just that; those of the head are worked out from it.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from ml_engine.insight.layer_maps import find_layer, forward_to
from ml_engine.networks.backbones import FeatureKind
from ml_engine.training.known_features import KnownFeatures, Levels
from ml_engine.training.model import TrainedModel

Read = Callable[[Levels], Tensor]


class KeptAnswers:
    """Of one layer. known: the features it is read from.   read: levels of one picture → (C, h, w) or (D,)."""

    def __init__(self, known: KnownFeatures, read: Read) -> None:
        self._known = known
        self._read = read

    def find(self, content_hash: str) -> Tensor | None:
        """What the layer answers for the picture as it is, (C, h, w) or (D,), to half precision; None if not there."""
        levels = self._known.find(content_hash)
        return None if levels is None else self._read(levels)


def kept_answers(model: TrainedModel, layer: str, cache: Path) -> KeptAnswers | None:
    """Where a training has left what this layer answers, in the model's own size, fit and normalisation.

    cache: of features.   None if it is no layer whose answers are kept, or nothing was kept.
    Raises UserError if there is no such layer.
    """
    find_layer(model, layer)
    spec = model.spec
    if not spec.weights_sha256:
        return None
    kinds: list[FeatureKind] = ["pyramid", "embedding"] if spec.info.has_pyramid else ["embedding"]
    for kind in kinds:
        read = _reader(model, layer, kind)
        if read is None:
            continue
        # What lies below the blocks that were trained is as frozen as in the runs that filled the cache.
        known = KnownFeatures(cache, replace(spec, features=kind, trained_blocks=0))
        if len(known):
            return KeptAnswers(known, read)
    return None


def _reader(model: TrainedModel, layer: str, kind: FeatureKind) -> Read | None:
    spec = model.spec
    if layer.split(".")[0] == "head":
        return _through_head(model, layer) if kind == spec.features and not spec.trained_blocks else None
    frozen = len(model.backbone.blocks(spec.features)) - spec.trained_blocks
    parts = layer.split(".")
    if parts[:2] != ["backbone", "body"] or int(parts[2]) >= frozen:
        return None
    place = level_of(model, layer, kind)
    return None if place is None else lambda levels: torch.from_numpy(levels[place])


def level_of(model: TrainedModel, layer: str, kind: FeatureKind) -> int | None:
    """Which of the backbone's features a layer's answer is, the very same numbers; None if none of them."""
    side = model.spec.input_size
    answers: list[tuple[weakref.ref[Tensor], int]] = []

    def after(_module: nn.Module, _inputs: object, output: object) -> None:
        if isinstance(output, Tensor):
            answers.append((weakref.ref(output), output._version))

    handle = find_layer(model, layer).register_forward_hook(after)
    try:
        with torch.no_grad():
            levels = model.backbone.features(torch.zeros(1, 3, side, side, device=model.mean.device), kind)
    finally:
        handle.remove()
    for place, level in enumerate(levels):
        # One that was written into afterwards is another one.
        if any(answer() is level and version == level._version for answer, version in answers[:1]):
            return place
    return None


def _through_head(model: TrainedModel, layer: str) -> Read:
    module, device = find_layer(model, layer), model.mean.device

    def read(levels: Levels) -> Tensor:
        features = tuple(torch.from_numpy(level)[None].to(device) for level in levels)
        with torch.no_grad():
            return forward_to(lambda: model.head_outputs(features), module)[0].cpu()

    return read
