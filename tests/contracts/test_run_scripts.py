"""A run's script is short, imports nothing of ours, and comes to the run's metric."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.images.fingerprint import content_hash
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.script import MOST_LINES, WIDEST, run_script
from ml_engine.training.run import train

LABELS = tuple(Label(uuid.UUID(int=place + 1), f"label {place}", "#336699", "", place) for place in range(2))
OURS = {"torch", "torchvision", "numpy", "cv2"}
SHORT = 'epochs = 3\nleast_steps = 0\nbatch = 8\nviews = 2\ninput_size = 64\nmixed_precision = "off"\n'
CASES = {
    "frozen": ("classify", "resnet18", SHORT),
    "tiny, whole": ("classify", "tiny", SHORT + "dropout = 0.1\n[second]\nviews = 2\n"),
    "detector": ("detect", "bundled", SHORT.replace("epochs = 3", "epochs = 10") + "evaluate_every = 5\n"),
}
MORE_CASES = {
    "two phases": (
        "classify",
        "resnet18",
        SHORT + "[second]\nblocks = 2\nepochs = 2\nbatch = 8\nviews = 2\n",
    ),
    "several labels": ("several", "resnet18", SHORT + "label_smoothing = 0.1\n"),
    "stretched, plain": (
        "classify",
        "mobilenet_v2",
        SHORT + 'fit = "stretch"\nschedule = "cosine"\noptimizer = "sgd"\naugment = "none"\nclip = 1.0\n',
    ),
    "cropped": ("classify", "shufflenet_v2", SHORT + 'fit = "crop"\nschedule = "step"\nema = 0.9\nl2 = 0.001\n'),
    "detector, whole": ("detect", "tiny", SHORT.replace("epochs = 3", "epochs = 10") + "[second]\nviews = 2\n"),
}
BOXES = SHORT.replace("epochs = 3", "epochs = 12") + "evaluate_every = 6\n"
METHOD_CASES = {
    "yolo": ("detect", "bundled", BOXES + 'method = "yolo"\nanchors = 2\n'),
    "yolo, whole": ("detect", "tiny", BOXES + 'method = "yolo"\ndropout = 0.1\n[second]\nviews = 2\n'),
    # Its windows are three cells of stride 8 and more: a picture of 96 pixels has room for some.
    "windows": ("detect", "resnet18", BOXES.replace("= 64", "= 96") + 'method = "sliding_window"\n'),
    "windows as they stand": (
        "detect", "tiny", BOXES + 'method = "sliding_window"\nrefine_windows = false\n[second]\nviews = 2\n'
    ),
    "grid, two phases": (
        "detect", "resnet18",
        BOXES + "patience = 9\n[second]\nblocks = 3\nepochs = 6\nbatch = 8\nviews = 2\nrate = 4e-3\n",
    ),
    "one object, two phases": (
        "localize", "mobilenet_v2", BOXES + "[second]\nblocks = 5\nepochs = 6\nbatch = 8\nviews = 0\n"
    ),
    "one object": ("localize", "resnet18", BOXES + "label_smoothing = 0.1\n"),
    "one object, whole": ("localize", "tiny", BOXES + "[second]\nviews = 2\n"),
}  # fmt: skip
# Detection methods of torchvision: frozen, and learning whole from pixels.
LONGER = SHORT.replace("epochs = 3", "epochs = 12") + "evaluate_every = 6\n"
PYRAMID_CASES = {
    "ssd": ("detect", "resnet18", LONGER + 'method = "ssd"\n'),
    "ssdlite": ("detect", "tiny", LONGER + 'method = "ssdlite"\ndropout = 0.1\n[second]\nviews = 2\n'),
    "retinanet": ("detect", "resnet18", LONGER + 'method = "retinanet"\n'),
    "retinanet, whole": ("detect", "tiny", LONGER + 'method = "retinanet"\n[second]\nviews = 2\n'),
    "fcos": ("detect", "resnet18", LONGER + 'method = "fcos"\ndropout = 0.1\nclip = 5.0\n'),
    "faster_rcnn": ("detect", "resnet18", LONGER + 'method = "faster_rcnn"\n'),
    "faster_rcnn, whole": ("detect", "tiny", LONGER + 'method = "faster_rcnn"\n[second]\nviews = 2\n'),
}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[SnapshotImage, ...]:
    """Squares of two colours on noise: a tag each, and the square's box. 24 to learn from, 24 to score."""
    folder = tmp_path_factory.mktemp("pictures")
    images = []
    for number in range(48):
        dice = np.random.default_rng(number)
        label = LABELS[number % 2]
        pixels = dice.normal(90, 30, (72, 96, 3))
        left, top = (int(value) for value in dice.integers(4, 30, 2))
        pixels[top : top + 34, left : left + 40] += (120, 0, -60) if number % 2 else (-60, 0, 120)
        path = folder / f"{number}.png"
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(path)
        box = ((float(left), float(top)), (left + 40.0, top + 34.0))
        notes = (
            Annotation(uuid.UUID(int=900 + 2 * number), number, label.id, AnnotationKind.TAG),
            Annotation(uuid.UUID(int=901 + 2 * number), number, label.id, AnnotationKind.BOX, box),
        )
        split = Split.TRAIN if number < 24 else Split.VALIDATION
        images.append(SnapshotImage(ImageRef(number, path, 96, 72, content_hash(path)), split, True, notes))
    return tuple(images)


def make_run(folder: Path, pictures: tuple[SnapshotImage, ...], task: str, backbone: str, recipe: str) -> TrainJob:
    from ml_engine.compat.torchvision_ops import torchvision

    run = folder / "runs" / "run"
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", Snapshot(LABELS, pictures, several_per_picture=task == "several"))
    weights = ""
    if backbone not in ("tiny", "bundled"):
        torch.manual_seed(0)
        network = torchvision.models.get_model(backbone.replace("shufflenet_v2", "shufflenet_v2_x1_0"), weights=None)
        weights = str(folder / f"{backbone}-random.safetensors")
        save_file(network.state_dict(), weights)
    name = "classify" if task == "several" else task
    return TrainJob(
        str(run), str(folder / "cache"), name, backbone, weights, recipe=recipe, threads=1, device="cpu", seed=3
    )


def run_the_script(text: str, folder: Path, run: str) -> float:
    file = folder / "script.py"
    file.write_text(text, encoding="utf-8")
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": "", "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, str(file), run], capture_output=True, text=True, env=environment, cwd=folder, timeout=280,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = re.search(r"(accuracy|ap|ap50|mean_iou) ([0-9.]+) \(validation\)$", done.stdout, re.M)
    assert found, done.stdout
    return float(found[2])


def imported(text: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    return names - set(sys.stdlib_module_names)


def check_script(name: str, case: tuple[str, str, str], pictures, tmp_path: Path) -> None:
    task, backbone, recipe = case
    job = make_run(tmp_path, pictures, task, backbone, recipe)
    done = train(job, lambda _: None, lambda: False)
    script = run_script(Path(job.run_dir))
    assert script.lines <= MOST_LINES[job.task]
    assert max(map(len, script.text.splitlines())) <= WIDEST
    assert imported(script.text) <= OURS
    assert "#?" not in script.text
    metric = {"classify": "accuracy", "several": "ap", "detect": "ap50", "localize": "mean_iou"}[task]
    # 24 pictures: one answer of them that falls the other way is 4.2 points.
    assert run_the_script(script.text, tmp_path, job.run_dir) == pytest.approx(done.metrics[metric], abs=0.043), name


@pytest.mark.parametrize("name", CASES)
def test_a_script_comes_to_the_metric_of_its_run(name, pictures, tmp_path) -> None:
    check_script(name, CASES[name], pictures, tmp_path)


@pytest.mark.all_backbones
@pytest.mark.parametrize("name", MORE_CASES)
def test_scripts_of_further_recipes_come_to_the_metric_too(name, pictures, tmp_path) -> None:
    check_script(name, MORE_CASES[name], pictures, tmp_path)


@pytest.mark.all_backbones
@pytest.mark.parametrize("name", METHOD_CASES)
def test_scripts_of_other_ways_to_find_boxes_come_to_the_metric_too(name, pictures, tmp_path) -> None:
    check_script(name, METHOD_CASES[name], pictures, tmp_path)


@pytest.mark.parametrize("name", PYRAMID_CASES)
def test_scripts_of_methods_on_a_pyramid_come_to_the_metric_too(name, pictures, tmp_path) -> None:
    check_script(name, PYRAMID_CASES[name], pictures, tmp_path)


def test_what_a_script_does_not_cover_is_named(pictures, tmp_path) -> None:
    job = make_run(tmp_path, pictures, "classify", "tiny", SHORT.replace("epochs = 3", "epochs = 1"))
    train(job, lambda _: None, lambda: False)
    written = Path(job.run_dir) / "recipe.toml"
    recipe = written.read_text(encoding="utf-8")
    for field, before, after in (
        ("mixup", "mixup = 0.0", "mixup = 0.2"),
        ("cutmix", "cutmix = 0.0", "cutmix = 0.2"),
        ("class_balance", 'class_balance = "none"', 'class_balance = "weights"'),
    ):
        assert before in recipe
        written.write_text(recipe.replace(before, after), encoding="utf-8")
        with pytest.raises(UserError, match=field) as refused:
            run_script(Path(job.run_dir))
        assert refused.value.code == "no-script"
