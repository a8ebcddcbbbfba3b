"""The network whose answers are looked into: a run's model, or a pretrained network with its own ImageNet labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.insight.open_network import ChoosesNetwork, check_input_size, open_network
from ml_engine.jobs.insight_specs import NetworkPlace
from ml_engine.networks.available import check_suits, find_backbone
from ml_engine.networks.build import Backbone
from ml_engine.networks.imagenet import COUNT, imagenet_labels
from ml_engine.networks.tops import build_with_top
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec, vistazo_version

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
    return subject_of(open_answering(place, warn))


def open_answering(place: NetworkPlace, warn: Warn) -> TrainedModel:
    """A run's model, or a pretrained network with its own top. As open_subject."""
    return open_network(place, warn, place.epoch) if place.model else open_with_own_top(place)


def subject_of(model: TrainedModel) -> Subject:
    """What a model of open_answering answers."""
    spec = model.spec
    if isinstance(model, WithOwnTop):
        labels = imagenet_labels()
        names, wordnets = tuple(label.name for label in labels), tuple(label.wordnet for label in labels)
        return Subject(model, spec.info.title, "classify", names, wordnets)
    kinds: dict[str, Kind] = {"detect": "detect", "localize": "localize"}
    kind = kinds.get(spec.task, "several" if spec.several_per_picture else "classify")
    return Subject(model, spec.info.title, kind, spec.label_names)


def open_with_own_top(job: ChoosesNetwork) -> WithOwnTop:
    """A pretrained network as it was published. Raises UserError if it has no weights, or labels without names."""
    check_input_size(job.input_size)
    named = Path(job.weights) if job.weights else None
    choice = find_backbone(job.backbone, named, [Path(folder) for folder in job.weights_dirs])
    info = choice.info
    if choice.weights is None:
        raise UserError(
            "no-top",
            f"{info.title} has no pretrained weights, so it has no answers yet.",
            "Train it, or choose a network whose weights were published with their classifier.",
        )
    # What it was published with, no multiple of 32: its answers are to be its own.
    size = job.input_size or info.input_size
    check_suits(info, "embedding", size)
    backbone, top = build_with_top(info, choice.weights, confirmed=named is not None)
    if info.labels != COUNT:
        raise UserError(
            "no-top", f"{info.title} answers {info.labels} labels whose names are not known.", "Train it on your own."
        )
    return _model(backbone, top, choice.weights.sha256, size)


def _model(backbone: Backbone, top: nn.Module, sha256: str, size: int) -> WithOwnTop:
    info = backbone.info
    spec = ModelSpec(
        task="classify", labels=(), backbone=info.name, weights_sha256=sha256, input_size=size, fit="crop",
        normalization=info.normalization, features="embedding", trained_blocks=0, score=0.0, iou=1.0,
        vistazo=vistazo_version(),
    )  # fmt: skip
    return WithOwnTop(spec, backbone, top).eval().requires_grad_(False)
