"""A pretraining in miniature: the real loop and networks on a few coloured pictures and a teacher of random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

from ml_engine.networks.build import build_backbone, weight_names
from ml_engine.networks.weights import WeightsFile, sha256_of
from ml_engine.pretraining.pictures import Source
from ml_engine.pretraining.recipe import PretrainRecipe
from ml_engine.pretraining.run import Pretraining, normalized

RECIPE = PretrainRecipe(teacher="bundled", sizes=(32, 64), batch=4, warm_up=2, held_out=0.25)


def pictures(name: str = "pictures", count: int = 12) -> Source:
    dice = np.random.default_rng(3)
    images = tuple(
        np.repeat(np.repeat(dice.integers(0, 256, (5, 6, 3), dtype=np.uint8), 12, 0), 12, 1) for _ in range(count)
    )
    return Source(name, 1.0, tuple(f"{name} {index}" for index in range(count)), images)


def teacher(folder: Path) -> WeightsFile:
    path = folder / "teacher.safetensors"
    if not path.exists():
        torch.manual_seed(7)
        backbone = build_backbone("bundled", None)
        for module in backbone.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = 1.0
        backbone.train()
        with torch.no_grad():  # statistics of pictures, so that activations keep their size
            pixels = [np.asarray(image[:60, :72]) for image in pictures().images]
            backbone.embed(normalized(torch.from_numpy(np.stack(pixels))[:, :, :64], backbone.info.normalization))
        state = dict(zip(weight_names(backbone.info), backbone.state_dict().values(), strict=True))
        state |= {"classifier.1.weight": torch.randn(1000, 1280) / 36, "classifier.1.bias": torch.zeros(1000)}
        save_file({key: value.contiguous() for key, value in state.items()}, path)
    return WeightsFile(path, sha256_of(path), "named file")


def pretraining(folder: Path, name: str, steps: int, recipe: PretrainRecipe = RECIPE) -> Pretraining:
    return Pretraining(folder / name, [pictures()], teacher(folder), recipe, steps, torch.device("cpu"))
