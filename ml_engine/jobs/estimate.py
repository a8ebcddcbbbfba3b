"""How long a training will take, from how fast this machine was the last times; without torch.

A worker notes its speeds at the end of each run; before the first, constants of a small two-core machine serve. Times
follow from three speeds: pixels through the frozen backbone, a step of the head, pixels through a network that learns
whole.
"""

from __future__ import annotations

import math
import platform
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.jobs.cores import available_cores
from ml_engine.networks.backbones import BACKBONES

GRID = "grid"  # the usual method of detection
START_S = 0.5  # of a warm worker
END_S = 1.5  # thresholds, card and plots
DECODE_CORE_S = 0.040  # a core's seconds per megapixel of input, to decode and fit pictures
NETWORK_CORE_S: Mapping[str, float] = {
    "mobilenet_v2": 0.068,
    "mobilenet_v3_small": 0.019,
    "mobilenet_v3_large": 0.074,
    "squeezenet1_1": 0.050,
    "shufflenet_v2": 0.040,
    "resnet18": 0.28,
    "resnet34": 0.57,
    "resnet50": 0.63,
    "efficientnet_b0": 0.11,
    "bundled": 0.027,
}
PRODUCTS_CORE_S = 1 / 110  # per billion products, of a backbone that is not in the table
WHOLE_CORE_S = 0.35  # a core's seconds per megapixel that a whole network learns from
WHOLE_TIMES = 4  # forward and backward by torch, against forward alone by the faster runtime
DETECT_CORE_S = 2.1  # a core's seconds per step of the detector's head and megapixel of one input
LOCALIZE_CORE_S = 0.8  # as DETECT_CORE_S, of the localiser's
# A step of a method's head against one of the grid's: torchvision's heads cost two to four, see
# tasks/detection/methods.py, so this is the middle; benchmarks/methods.py measures it.
ROUGH_TIMES: Mapping[str, float] = {"ssd": 3, "ssdlite": 3, "retinanet": 3, "fcos": 3, "faster_rcnn": 3}
CLASSIFY_STEP_S = 0.0016
REMEMBERED = 0.5  # share of what was known before in a new note


@dataclass(frozen=True, slots=True)
class UsualTraining:
    """What a task does unasked. views: cached per training picture.   steps: in all.   batch: pictures a step."""

    views: int
    steps: int
    batch: int
    input_size: int


def usual_training(task: str, train_pictures: int, backbone: str, method: str = GRID) -> UsualTraining:
    """The defaults of the tasks' recipes, for an estimate before a worker has been asked. method: of detection."""
    info = BACKBONES.get(backbone)
    if task in ("detect", "localize"):
        batches = math.ceil(max(train_pictures, 1) / 16)
        size = 320
        epochs, least_steps = _length(method)
        return UsualTraining(8, max(epochs, math.ceil(least_steps / batches)) * batches, 16, size)
    batches = math.ceil(max(train_pictures, 1) / 32)
    size = info.usual_size if info.trains_whole else round(info.input_size * 9 / 7 / 32) * 32
    return UsualTraining(3, 30 * batches, 32, size)


def _length(method: str) -> tuple[int, int]:
    """Epochs, and steps at the least, of a method of detection."""
    if method in ("", GRID):
        return 30, 400
    # Recipes import the augmentation, which an estimate of the usual need not wait for.
    from ml_engine.tasks.detection.methods import METHODS

    recipe = METHODS.get(method).recipe
    return recipe.epochs, recipe.least_steps


def estimate_training_seconds(
    task: str,
    backbone: str,
    pictures: int,
    cached_pictures: int = 0,
    *,
    threads: int = 0,
    input_size: int = 0,
    views: int = 0,
    steps: int = 0,
    device: str = "cpu",
    speeds: Mapping[str, float] | None = None,
    method: str = GRID,
) -> float:
    """Seconds from the start to the end of a training on a warm worker; a guess within a factor of two.

    pictures: to learn from.   cached_pictures: of them, those whose features are there.   threads: 0 for all cores.
    input_size, views, steps: 0 for the task's usual ones.   device: 'cpu', 'cuda', ….   speeds: None to read this
    machine's notes.   method: of detection; of one that is not knows_method() here, the grid's step times ROUGH_TIMES.
    """
    usual = usual_training(task, pictures, backbone, method)
    side, steps = input_size or usual.input_size, steps or usual.steps
    cores = threads or available_cores()
    known = read_speeds() if speeds is None else speeds
    megapixels = side * side / 1e6
    if BACKBONES.get(backbone).trains_whole:
        whole_s = max(WHOLE_CORE_S, WHOLE_TIMES * network_core_seconds(backbone)) if device == "cpu" else WHOLE_CORE_S
        per_megapixel = known.get(speed_key("whole", backbone, device, cores), whole_s / cores)
        return START_S + steps * usual.batch * megapixels * per_megapixel + END_S
    network_s = network_core_seconds(backbone) if device == "cpu" else 0.0
    per_megapixel = known.get(speed_key("features", backbone, device, cores), (DECODE_CORE_S + network_s) / cores)
    rest = max(pictures - cached_pictures, 0)
    features_s = rest * (views or usual.views) * megapixels * per_megapixel
    if task in ("detect", "localize"):
        core_s = LOCALIZE_CORE_S if task == "localize" else DETECT_CORE_S
        grid_s = known.get(speed_key(task, "head", device, cores), core_s / cores)
        rough_s = grid_s * (ROUGH_TIMES.get(method, 1.0) if task == "detect" else 1.0)
        step_s = known.get(speed_key(task, _head(task, method), device, cores), rough_s) * megapixels
    else:
        step_s = known.get(speed_key("classify", "head", device, cores), CLASSIFY_STEP_S)
    return START_S + features_s + steps * step_s + END_S


def knows_method(
    task: str, method: str, *, threads: int = 0, device: str = "cpu", speeds: Mapping[str, float] | None = None
) -> bool:
    """Whether this machine has timed a training of the method: each has a head of its own, and only the usual one's
    time is known beforehand.
    """
    if _head(task, method) == "head":
        return True
    known = read_speeds() if speeds is None else speeds
    return speed_key(task, method, device, threads or available_cores()) in known


def _head(task: str, method: str) -> str:
    return method if task == "detect" and method not in ("", GRID) else "head"


def network_core_seconds(backbone: str) -> float:
    """A core's seconds for a megapixel through the frozen network, on a small machine: measured, or by its products."""
    return NETWORK_CORE_S.get(backbone) or PRODUCTS_CORE_S * BACKBONES.get(backbone).products


def speed_key(what: str, whose: str, device: str, cores: int) -> str:
    """Names a speed. what, whose: 'features' or 'whole' of a backbone; a task of the 'head' or of a method.

    Homes may be shared by machines: the machine's name is part of it.
    """
    return f"{platform.node()} {device.partition(':')[0]} {cores} {what} {whose}"


def read_speeds(path: Path | None = None) -> dict[str, float]:
    """Seconds by key: per megapixel, of a classifier's head per step; {} before the first."""
    try:
        found = msgspec.json.decode((path or speeds_file()).read_bytes(), type=dict[str, float])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {key: value for key, value in found.items() if value > 0 and math.isfinite(value)}


def note_speeds(measured: Mapping[str, float], path: Path | None = None) -> None:
    """Keep what a run measured, mixed with what was known. A disk that takes nothing is no trouble."""
    if not measured:
        return
    place = path or speeds_file()
    known = read_speeds(place)
    for key, value in measured.items():
        known[key] = known.get(key, value) * REMEMBERED + value * (1 - REMEMBERED)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, msgspec.json.encode(known), sync=False)


def speeds_file() -> Path:
    return platformdirs.user_cache_path("vistazo", appauthor=False) / "speeds.json"
