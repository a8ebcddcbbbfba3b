"""Finished runs in miniature: a randomly initialised `tiny` network on 64 pixels, with pictures of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from uuid import UUID

import numpy as np
import torch
from PIL import Image

from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import ImageRef, Label, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.tasks.catalogue import TASKS, task_of
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import LabelSpec, MethodSetting, ModelSpec, needed_version
from ml_engine.training.run_folder import RunFolder

TaskName = Literal["classify", "several", "detect", "localize"]
TASK_NAMES: tuple[TaskName, ...] = ("classify", "several", "detect", "localize")
NAMES = ('añil, "quoted"', "b\nroken", "<i>c</i>")
SIZE = 64
# What methods choose from training pictures.
METHOD_SETTINGS = {
    "yolo": (MethodSetting("anchors", (12.0, 12.0, 20.0, 40.0, 45.0, 30.0)),),
    "sliding_window": (MethodSetting("refined", (1.0,)), MethodSetting("level", (0.0,))),
}


def tiny_spec(
    task: TaskName, fit: Literal["letterbox", "stretch", "crop"] = "letterbox", method: str = "grid"
) -> ModelSpec:
    labels = tuple(
        LabelSpec(UUID(int=index + 1), name, color)
        for index, (name, color) in enumerate(zip(NAMES, ("#E5484D", "#F5A524", "#30A46C"), strict=True))
    )
    several = task == "several"
    name = "classify" if several else task
    return ModelSpec(
        task=name,
        labels=labels,
        backbone="tiny",
        weights_sha256="",
        input_size=SIZE,
        fit=fit,
        normalization=BACKBONES.get("tiny").normalization,
        features=TASKS.get(name).features,
        trained_blocks=99,
        score={"detect": 0.4, "several": 0.3, "classify": 0.0, "localize": 0.0}[task],
        iou=0.55,
        vistazo="0.0.test",
        spec_version=needed_version(composed=False, several_per_picture=several, method=method),
        several_per_picture=several,
        method=method,
        method_settings=METHOD_SETTINGS.get(method, ()),
    )


def tiny_model(spec: ModelSpec) -> TrainedModel:
    """Random, but with answers: every parameter, batch-norm statistics too, differs from what a fresh network has."""
    chance = torch.Generator().manual_seed(7)
    head = task_of(spec).build_head(BACKBONES.get(spec.backbone), len(spec.labels))
    model = TrainedModel(spec, build_backbone(spec.backbone, None), head)
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if not tensor.is_floating_point():
                continue
            noise = torch.rand(tensor.shape, generator=chance)
            if name.endswith(("running_var", "feature_scale")) or (name.endswith("weight") and tensor.ndim == 1):
                tensor.copy_(0.7 + 0.6 * noise)
            elif tensor.ndim >= 2:
                fan_in = tensor[0].numel()
                tensor.copy_((noise - 0.5) * 3 / fan_in**0.5)
            else:
                tensor.copy_((noise - 0.5) * 0.4)
    return model.eval().requires_grad_(False)


def make_pictures(folder: Path, count: int = 4) -> list[Path]:
    """JPEG and PNG files of different shapes, with shapes and gradients in them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(count):
        width, height = ((90, 60), (60, 110), (200, 150), (64, 64))[index % 4]
        y, x = np.mgrid[0:height, 0:width]
        image = np.stack([x * 255 / width, y * 255 / height, 127 + 127 * np.sin((x + y) / (5 + index))], axis=2)
        image[height // 4 : height // 2, width // 4 : width // 2] = (250, 20 * index, 30)
        path = folder / f"picture {index}.{'jpg' if index % 2 else 'png'}"
        Image.fromarray(image.astype(np.uint8)).save(path, quality=95)
        paths.append(path)
    return paths


def make_run(
    folder: Path, task: TaskName, fit: Literal["letterbox", "stretch", "crop"] = "letterbox", method: str = "grid"
) -> Path:
    """A run folder as training leaves it. Its pictures lie in folder/pictures."""
    spec = tiny_spec(task, fit, method)
    run = folder / "runs" / task
    run.mkdir(parents=True)
    store = RunFolder(run)
    store.write_spec(spec)
    store.write_best(tiny_model(spec).state_dict(), {})
    labels = tuple(Label(label.id, label.name, label.color, "", rank) for rank, label in enumerate(spec.labels))
    pictures = make_pictures(folder / "pictures")
    images = tuple(
        SnapshotImage(ImageRef(index, path), Split.VALIDATION if index else Split.TRAIN, True, ())
        for index, path in enumerate(pictures)
    )
    write_snapshot(store.snapshot_file, Snapshot(labels, images))
    return run
