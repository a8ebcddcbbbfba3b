"""The network whose answers are looked into: a run's model, or a pretrained network with its own ImageNet labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.insight.open_network import open_network
from ml_engine.jobs.insight_specs import NetworkPlace
from ml_engine.jobs.specs import LayersJob
from ml_engine.networks.available import check_suits, find_backbone
from ml_engine.networks.backbones import STRIDES
from ml_engine.networks.build import Backbone
from ml_engine.networks.imagenet import COUNT, imagenet_labels
from ml_engine.networks.tops import build_with_top
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec, vistazo_version
from ml_engine.training.run_folder import load_model

Warn = Callable[[str], None]
Kind = Literal["classify", "several", "detect", "localize"]


class WithOwnTop(TrainedModel):
    """A pretrained network as it was published: its head reads what the last block of the backbone answers."""

    def forward(self, pixels: Tensor, targets: Sequence[ImageTargets] | None = None) -> tuple[Tensor, ...]:  # noqa: ARG002
        x = (pixels - self.mean) / self.std
        for block in self.backbone.body:
            x = block(x)
        return (self.head(x),)


@dataclass(frozen=True, slots=True)
class Subject:
    """names, wordnets: of its labels in the order of its outputs; wordnets () where they have none."""

    model: TrainedModel
    title: str
    kind: Kind
    names: tuple[str, ...]
    wordnets: tuple[str, ...] = ()

    def label_index(self, wanted: str) -> int:
        """Of a name or WordNet id. Raises UserError that names a few there are."""
        for known in (self.names, self.wordnets):
            if wanted in known:
                return known.index(wanted)
        some = ", ".join(self.names[:5]) + (", …" if len(self.names) > 5 else "")
        raise UserError("no-label", f"The network has no label {wanted!r}.", f"Choose one of its labels: {some}")

    def wordnet(self, index: int) -> str:
        return self.wordnets[index] if self.wordnets else ""


def open_subject(place: NetworkPlace, warn: Warn) -> Subject:
    """In eval mode on the CPU, none of its parameters trainable.

    Raises UserError if the network or its weights cannot be had, or it has no answers of its own.
    """
    if place.model:
        return _run(place, warn)
    return _pretrained(place)


def open_layers(place: NetworkPlace, warn: Warn) -> TrainedModel:
    """The network for those who need its layers but not its answers: a backbone may be without labels. As open_subject.

    A backbone with random weights is told to warn.
    """
    if place.model:
        return _run(place, warn).model
    job = LayersJob("", place.backbone, place.weights, place.weights_dirs, place.input_size)
    return open_network(job, warn)


def _run(place: NetworkPlace, warn: Warn) -> Subject:
    folders = [Path(folder) for folder in place.weights_dirs]
    model = load_model(Path(place.model), folders, warn, epoch=place.epoch)
    spec = model.spec
    if place.input_size:
        _check_size(place.input_size)
        check_suits(spec.info, spec.features, place.input_size)
        model.spec = replace(spec, input_size=place.input_size)
    kinds: dict[str, Kind] = {"detect": "detect", "localize": "localize"}
    kind = kinds.get(spec.task, "several" if spec.several_per_picture else "classify")
    return Subject(model, spec.info.title, kind, spec.label_names)


def _pretrained(place: NetworkPlace) -> Subject:
    named = Path(place.weights) if place.weights else None
    choice = find_backbone(place.backbone, named, [Path(folder) for folder in place.weights_dirs])
    info = choice.info
    if choice.weights is None:
        raise UserError(
            "no-top",
            f"{info.title} has no pretrained weights, so it has no answers yet.",
            "Train it, or choose a network whose weights were published with their classifier.",
        )
    # What it was published with, no multiple of 32: its answers are to be its own.
    size = place.input_size or info.input_size
    if place.input_size:
        _check_size(size)
    check_suits(info, "embedding", size)
    backbone, top = build_with_top(info, choice.weights, confirmed=named is not None)
    labels = imagenet_labels()
    if info.labels != COUNT:
        raise UserError(
            "no-top", f"{info.title} answers {info.labels} labels whose names are not known.", "Train it on your own."
        )
    return Subject(
        _model(backbone, top, choice.weights.sha256, size),
        info.title,
        "classify",
        tuple(label.name for label in labels),
        tuple(label.wordnet for label in labels),
    )


def _model(backbone: Backbone, top: nn.Module, sha256: str, size: int) -> TrainedModel:
    info = backbone.info
    spec = ModelSpec(
        task="classify", labels=(), backbone=info.name, weights_sha256=sha256, input_size=size, fit="crop",
        normalization=info.normalization, features="embedding", trained_blocks=0, score=0.0, iou=1.0,
        vistazo=vistazo_version(),
    )  # fmt: skip
    return WithOwnTop(spec, backbone, top).eval().requires_grad_(False)


def _check_size(size: int) -> None:
    if size % STRIDES[-1] or not STRIDES[-1] <= size <= 2048:
        raise UserError("input-size", f"The input size {size} cannot be used.", "Choose a multiple of 32 up to 2048.")


def as_pixels(picture: object, device: torch.device) -> Tensor:
    """(S, S, 3) uint8 as (1, 3, S, S) float32, 0..255."""
    return torch.as_tensor(picture, device=device).permute(2, 0, 1)[None].float()
