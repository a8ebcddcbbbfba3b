"""Which backbone a run starts from and where its weights come from, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ml_engine.domain.events import Event, Notice
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.available import find_backbone
from ml_engine.networks.backbones import BackboneInfo, recipe_info
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.layer_build import check_trainable
from ml_engine.networks.layer_recipe import parse_layers
from ml_engine.networks.weights import WeightsFile


@dataclass(frozen=True, slots=True)
class ChosenBackbone:
    """backbone: in eval mode, on the CPU.   weights: None if the whole network is trained here."""

    backbone: Backbone
    weights: WeightsFile | None

    @property
    def info(self) -> BackboneInfo:
        return self.backbone.info

    @property
    def sha256(self) -> str:
        return self.weights.sha256 if self.weights else ""


def choose_backbone(job: TrainJob, emit: Callable[[Event], None]) -> ChosenBackbone:
    """The job's own layers, else the named backbone, else mobilenet_v2 where its weights are found, else the bundled
    one.

    weights 'random': the whole network is trained here. Raises UserError if the named backbone or its weights are not
    there, or the file is damaged or another network's.
    """
    if job.network:
        recipe = parse_layers(job.network)
        check_trainable(recipe)
        info = recipe_info(recipe)
        backbone = build_backbone(info, None)
        emit(Notice("backbone", f"Backbone {info.title}: its own layers, trained whole from random weights."))
        return ChosenBackbone(backbone, None)
    named = Path(job.weights) if job.weights else None
    folders = tuple(Path(folder) for folder in job.weights_dirs)
    choice = find_backbone(job.backbone, named, folders)
    backbone = build_backbone(choice.info, choice.weights, confirmed=named is not None)
    emit(Notice("backbone", choice.reason))
    return ChosenBackbone(backbone, choice.weights)
