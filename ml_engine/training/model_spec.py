"""What a trained model is, without its weights: plain values, read also where torch is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal
from uuid import UUID

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.domain.predictions import Thresholds
from ml_engine.domain.values import Label
from ml_engine.networks.backbones import BACKBONES, BackboneInfo, FeatureKind, Normalization, recipe_info
from ml_engine.networks.layer_recipe import LayerRecipe

Fit = Literal["letterbox", "stretch", "crop"]
SPEC_VERSION = 4
COMPOSED_VERSION, SEVERAL_VERSION = 3, 2
GRID = "grid"


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A label as the model knows it: its index in the outputs is its rank. color: '#rrggbb'."""

    id: UUID
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class MethodSetting:
    """Numbers that a detection method chose from the training pictures ('anchors'), by name."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Everything but the weights, in builtins: model.json of a run, and the sidecar of every export.

    weights_sha256: of the frozen weights' file, '' if the whole network was trained here.
    input_size: side of the square input, pixels.   fit: how a picture comes into that square.
    trained_blocks: how many of the backbone's top blocks were trained and lie beside the head.
    score, iou: Thresholds chosen on validation pictures, 0..1.   vistazo: version that trained it.
    several_per_picture: a classifier that gives a picture every label from `score` on, each with its own probability.
    network: the layers of a composed network, whose backbone is 'composed'.
    method, method_settings: how a detector finds its boxes, and what it chose for it from the training pictures.
    spec_version: what older versions would misread, see needed_version.
    """

    task: str
    labels: tuple[LabelSpec, ...]
    backbone: str
    weights_sha256: str
    input_size: int
    fit: Fit
    normalization: Normalization
    features: FeatureKind
    trained_blocks: int
    score: float
    iou: float
    vistazo: str
    spec_version: int = 1
    several_per_picture: bool = False
    network: LayerRecipe | None = None
    method: str = GRID
    method_settings: tuple[MethodSetting, ...] = ()

    @property
    def info(self) -> BackboneInfo:
        """Of its backbone. Raises UserError if this Vistazo does not know it."""
        return recipe_info(self.network) if self.network else BACKBONES.get(self.backbone)

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.score, self.iou)

    @property
    def label_names(self) -> tuple[str, ...]:
        return tuple(label.name for label in self.labels)

    def to_json(self) -> bytes:
        """UTF-8 JSON that from_json reads back to an equal spec."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1)

    @staticmethod
    def from_json(data: bytes, source: str = "model.json") -> ModelSpec:
        """Read to_json's output. source: named in the message. Raises UserError if it is damaged or newer."""
        try:
            head = msgspec.json.decode(data, type=_SpecHead)
            if head.spec_version > SPEC_VERSION:
                raise UserError("newer-model", f"{source} was written by a newer Vistazo.", "Update Vistazo.")
            return msgspec.json.decode(data, type=ModelSpec)
        except msgspec.MsgspecError as error:
            raise UserError(
                "damaged-model", f"{source} is damaged: {error}.", "Copy the run from a backup, or train it again."
            ) from error


class _SpecHead(msgspec.Struct):
    spec_version: int = 1


def needed_version(*, composed: bool, several_per_picture: bool, method: str) -> int:
    """The lowest version that reads such a model rightly."""
    if method != GRID:
        return SPEC_VERSION
    if composed:
        return COMPOSED_VERSION
    return SEVERAL_VERSION if several_per_picture else 1


def settings_by_name(settings: tuple[MethodSetting, ...]) -> Mapping[str, tuple[float, ...]]:
    return {setting.name: setting.values for setting in settings}


def label_specs(labels: tuple[Label, ...]) -> tuple[LabelSpec, ...]:
    """Labels of a snapshot as the model keeps them, same order."""
    return tuple(LabelSpec(label.id, label.name, label.color) for label in labels)


def vistazo_version() -> str:
    """Version of the installed Vistazo, 'unknown' when it runs without being installed."""
    try:
        return version("vistazo")
    except PackageNotFoundError:
        return "unknown"
