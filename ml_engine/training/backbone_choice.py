"""Which backbone a run starts from and where its weights come from, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.catalogue import CATALOGUE
from ml_engine.networks.weights import WeightsFile, find_weights, weights_folder

PREFERRED = "mobilenet_v2"
FALLBACK = "bundled"


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
    """The named backbone, else mobilenet_v2 where its weights are found, else the bundled one.

    Raises UserError if the named backbone or its weights are not there, or the file is damaged or another network's.
    """
    named = Path(job.weights) if job.weights else None
    folders = tuple(Path(folder) for folder in job.weights_dirs)
    info, weights = _find(job.backbone, named, folders)
    backbone = build_backbone(info.name, weights, confirmed=named is not None)
    emit(Notice("backbone", _sentence(info, weights, chosen=not job.backbone)))
    return ChosenBackbone(backbone, weights)


def _find(name: str, named: Path | None, folders: Sequence[Path]) -> tuple[BackboneInfo, WeightsFile | None]:
    info = BACKBONES.get(name or PREFERRED)
    if info.trains_whole:
        if named is not None:
            raise UserError(
                "weights-not-wanted",
                f"{info.title} has no pretrained weights, so {named} cannot be used with it.",
                "Leave the weights file out, or name the backbone that it belongs to.",
            )
        return info, None
    weights = find_weights(info, named, folders)
    if weights is not None:
        return info, weights
    if not name:
        return BACKBONES.get(FALLBACK), None
    file = CATALOGUE[info.weights_key][0].file if info.weights_key in CATALOGUE else f"{info.name}-….safetensors"
    raise UserError(
        "weights-missing",
        f"The weights of {info.title} are not on this machine.",
        f"Put {file} into {weights_folder()}, name a file with --weights, or use --backbone {FALLBACK}.",
    )


def _sentence(info: BackboneInfo, weights: WeightsFile | None, *, chosen: bool) -> str:
    if weights is not None:
        return f"Backbone {info.title}, frozen, with the weights in {weights.path} ({weights.origin})."
    if chosen:
        preferred = BACKBONES.get(PREFERRED)
        return (
            f"Backbone {info.title}: no weights of {preferred.title} were found on this machine, so a small network "
            "is trained whole. Pretrained weights need fewer pictures and give better results."
        )
    return f"Backbone {info.title}: it has no pretrained weights, so it is trained whole."
