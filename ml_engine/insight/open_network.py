"""The network to look into: a run's model, or a pretrained backbone alone, as one module that takes pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.images.upright import ByteImage
from ml_engine.networks.available import check_suits, find_backbone
from ml_engine.networks.backbones import STRIDES
from ml_engine.networks.build import build_backbone
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec, vistazo_version
from ml_engine.training.run_folder import load_model


class ChoosesNetwork(Protocol):
    """What every job that looks inside says of its network; see LayersJob."""

    @property
    def model(self) -> str: ...
    @property
    def backbone(self) -> str: ...
    @property
    def weights(self) -> str: ...
    @property
    def weights_dirs(self) -> tuple[str, ...]: ...
    @property
    def input_size(self) -> int: ...


class NoHead(nn.Module):
    """Stands where a head would: a backbone alone answers with its embedding."""

    def forward(self, embedding: Tensor) -> tuple[Tensor]:
        return (embedding,)


def open_network(job: ChoosesNetwork, warn: Callable[[str], None], epoch: int = 0) -> TrainedModel:
    """In eval mode on the CPU, none of its parameters trainable; its spec says how a picture comes in.

    warn: told when weights are not what one would expect.   epoch: of a run, a kept one; 0 for its best.
    Raises UserError if the model or the weights cannot be found or read, or the input size is none.
    """
    check_input_size(job.input_size)
    folders = [Path(folder) for folder in job.weights_dirs]
    if job.model:
        model = load_model(Path(job.model), folders, warn, epoch=epoch)
        if job.input_size:
            # A detector reads what the last level needs; what lies above it in the backbone never runs.
            check_suits(model.spec.info, model.spec.features, job.input_size)
            model.spec = replace(model.spec, input_size=job.input_size)
        return model
    named = Path(job.weights) if job.weights else None
    choice = find_backbone(job.backbone, named, folders)
    if choice.weights is None:
        warn(f"{choice.info.title} has no pretrained weights: its numbers are random.")
    torch.manual_seed(0)
    if job.input_size:
        check_suits(choice.info, "embedding", job.input_size)
    backbone = build_backbone(choice.info, choice.weights, confirmed=named is not None)
    spec = ModelSpec(
        task="", labels=(), backbone=choice.info.name, weights_sha256=choice.weights.sha256 if choice.weights else "",
        input_size=job.input_size or choice.info.usual_size, fit="letterbox", normalization=choice.info.normalization,
        features="embedding", trained_blocks=0, score=0.0, iou=1.0, vistazo=vistazo_version(),
    )  # fmt: skip
    return TrainedModel(spec, backbone, NoHead()).eval().requires_grad_(False)


def check_input_size(size: int) -> None:
    """Raises UserError for a size that no network takes. 0 stands for the network's own."""
    if size and (size % STRIDES[-1] or not STRIDES[-1] <= size <= 2048):
        raise UserError("input-size", f"The input size {size} cannot be used.", "Choose a multiple of 32 up to 2048.")


def as_pixels(picture: ByteImage, device: torch.device) -> Tensor:
    """(H, W, 3) uint8 as (1, 3, H, W) float32, 0..255."""
    return torch.from_numpy(picture).to(device).permute(2, 0, 1)[None].float()
