"""How many views a second each stage of training passes, beside what this machine allows, and what the cache is worth.

Run:  python -m benchmarks.training [--views 4] [--input-size 320] [--repeats 3] [--threads N] [--json]

On the training pictures of raccoon, MobileNetV2 frozen, the detector's default recipe. Figures are views per second,
medians of the repeats, which take turns so that a busy moment hits every stage:
  decode    files to RGB at the size that the views need
  augment   from decoded pictures to the network's input
  forward   the frozen network alone on ready pixels, by the runtime that was opened
  limit     of stages that share the same cores: 1 / (1/decode + 1/augment + 1/forward)
  pipeline  extract_features, cold: files to features on disk
  share     pipeline / limit, goal >= 0.85
  of_slower pipeline / the slower of decode and forward, goal >= 0.85; 1 would be a pipeline whose other stages are free
  head      an epoch of the head on cached features;  uncached: the same head, batches and steps, each view decoded,
            varied and passed through the frozen network when it is drawn
  gain      uncached / head in seconds an epoch, goal >= 3
Packs and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np
import numpy.typing as npt
import torch

from benchmarks.command_line import vistazo
from benchmarks.detection import PACKS
from benchmarks.packs import add_shared_option, unpack, weights_file
from desktop_app.project.run_start import start_run
from desktop_app.project.store import open_project
from ml_engine.augment.view import render_view
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.images.reader import read_image
from ml_engine.jobs.cores import available_cores, limit_threads
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.freeze import freeze
from ml_engine.networks.runtime import FrozenRuntime, one_thread_each, open_runtime
from ml_engine.networks.weights import find_weights
from ml_engine.tasks.catalogue import find_task
from ml_engine.training.batches import BatchSource, CachedBatches, plan_epoch
from ml_engine.training.feature_cache import FeatureRequest, FeatureSet, extract_features
from ml_engine.training.feature_pixels import needed_side
from ml_engine.training.feature_plan import PictureViews, plan_features
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec, label_specs, vistazo_version
from ml_engine.training.networks import HeadNetwork, on_device
from ml_engine.training.optimizers import OptimizerChoice, make_optimizer, split_decay
from ml_engine.training.pictures import Pictures, choose_pictures
from ml_engine.training.pixels import PixelBatches, Viewing, usable_references
from ml_engine.training.step import Chunks, Machine, Stepper

GOALS = {"share": 0.85, "of_slower": 0.85, "gain": 3.0}
STAGES = ("decode", "augment", "forward")
CPU = torch.device("cpu")
SEED = 0
DETECT = find_task("detect")
Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Bench:
    """What the stages share. decoded, pixels: what the stage before would hand over, per picture and per view."""

    backbone: Backbone
    weights_hash: str
    runtime: FrozenRuntime
    pictures: Pictures
    planned: tuple[PictureViews, ...]
    decoded: tuple[Pixels, ...]
    pixels: Pixels
    folder: Path
    input_size: int
    views: int
    cores: int


def main() -> None:
    options = arguments()
    cores = options.threads or available_cores()
    limit_threads(cores)
    with tempfile.TemporaryDirectory(prefix="vistazo-training-") as folder:
        bench = prepare(options, Path(folder), cores)
        figures = measure(bench, options.repeats)
    print(f"{len(bench.planned)} pictures × {bench.views} views, {bench.input_size} px, {cores} cores")
    for name, value in figures.items():
        goal = GOALS.get(name)
        verdict = "" if goal is None else f"   goal >= {goal:g}   {'ok' if value >= goal else 'MISSED'}"
        print(f"{name:10} {value:10.2f}{verdict}")
    if options.json:
        print(json.dumps({**figures, "pictures": len(bench.planned), "cores": cores}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--views", type=int, default=4)
    parser.add_argument("--input-size", type=int, default=320, help="pixels, a multiple of 32")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def prepare(options: argparse.Namespace, folder: Path, cores: int) -> Bench:
    pack, around = unpack(options.shared, "raccoon", folder), PACKS["raccoon"]
    project = folder / "project"
    vistazo("new", project, pack / around.pictures)
    vistazo("import", project, pack / around.annotations, "--images", pack / around.pictures)
    with open_project(project) as opened:
        run = start_run(
            opened, "detect", around.split.format(pack=pack), seed=SEED, emit=ignored, should_stop=never
        )  # fmt: skip
    pictures = choose_pictures(read_snapshot(run.folder / "snapshot.jsonl"), DETECT)
    info = BACKBONES.get("mobilenet_v2")
    weights = find_weights(info, weights_file(options.shared, info.name), ())
    if weights is None:
        raise SystemExit(f"the weights of {info.name} cannot be read")
    backbone = build_backbone(info.name, weights, confirmed=True)
    freeze(backbone)
    size, views = options.input_size, options.views
    requests = [FeatureRequest(picture.image, view) for picture in pictures.train for view in range(views)]
    plan = plan_features(requests, input_size=size, fit="letterbox", recipe=DETECT.recipe.augment, seed=SEED)
    planned = tuple(plan.pictures.values())
    decoded = tuple(map(decoded_picture, planned))
    pixels = np.concatenate([np.stack(augmented(*pair)) for pair in zip(planned, decoded, strict=True)])
    runtime = open_runtime(backbone, "pyramid", size, CPU, len(pixels), folder, cores=cores)
    return Bench(
        backbone, weights.sha256, runtime, pictures, planned, decoded, pixels, folder, size, views, cores
    )  # fmt: skip


def measure(bench: Bench, repeats: int) -> dict[str, float]:
    learners = {"head": cached_head(bench), "uncached": uncached_head(bench)}
    passes: dict[str, Callable[[int], None]] = {
        "decode": lambda _: decode(bench),
        "augment": lambda _: augment(bench),
        "forward": lambda _: forward(bench),
        "pipeline": lambda repeat: store(bench, bench.folder / f"cache-{repeat}"),
        **{name: learner.epoch for name, learner in learners.items()},
    }
    seconds: dict[str, list[float]] = {name: [] for name in passes}
    for repeat in range(repeats):
        for name, stage in passes.items():
            began = time.perf_counter()
            stage(repeat)
            seconds[name].append(time.perf_counter() - began)
    views = {name: len(bench.pixels) for name in (*STAGES, "pipeline")}
    views |= dict.fromkeys(learners, len(bench.pictures.train))
    rates = {name: views[name] / statistics.median(times) for name, times in seconds.items()}
    rates["limit"] = 1 / sum(1 / rates[name] for name in STAGES)
    # The ratios of each round by itself: a busy moment slows all stages of a round.
    stages = [sum(parts) for parts in zip(*(seconds[name] for name in STAGES), strict=True)]
    rates["share"] = median_ratio(stages, seconds["pipeline"])
    slower = [max(pair) for pair in zip(seconds["decode"], seconds["forward"], strict=True)]
    rates["of_slower"] = median_ratio(slower, seconds["pipeline"])
    rates["gain"] = median_ratio(seconds["uncached"], seconds["head"])
    return rates


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    return statistics.median(first / second for first, second in zip(above, below, strict=True))


def decode(bench: Bench) -> None:
    with ThreadPoolExecutor(bench.cores) as pool:
        drop(pool.map(decoded_picture, bench.planned))


def augment(bench: Bench) -> None:
    with ThreadPoolExecutor(bench.cores) as pool:
        drop(pool.map(augmented, bench.planned, bench.decoded))


def forward(bench: Bench) -> None:
    size = bench.runtime.batch
    batches = [bench.pixels[start : start + size] for start in range(0, len(bench.pixels), size)]
    if not bench.runtime.parallel:
        drop(map(bench.runtime.run, batches))
        return
    with one_thread_each(), ThreadPoolExecutor(bench.cores) as pool:
        drop(pool.map(bench.runtime.run, batches))


def decoded_picture(picture: PictureViews) -> Pixels:
    return read_image(picture.image.path, max(map(needed_side, picture.geometries.values())))


def augmented(picture: PictureViews, decoded: Pixels) -> list[Pixels]:
    return [
        render_view(
            decoded, geometry, recipe=DETECT.recipe.augment, seed=SEED, view=view, key=picture.content_hash
        )
        for view, geometry in picture.geometries.items()
    ]  # fmt: skip


def store(bench: Bench, folder: Path) -> None:
    features(bench, folder)


def features(bench: Bench, folder: Path) -> FeatureSet:
    return extract_features(
        [FeatureRequest(picture.image, view) for picture in bench.pictures.train for view in range(bench.views)],
        backbone=bench.backbone, weights_hash=bench.weights_hash, kind="pyramid", input_size=bench.input_size,
        fit="letterbox", augment=DETECT.recipe.augment, seed=SEED, folder=folder, threads=bench.cores, emit=ignored,
        should_stop=never,
    )  # fmt: skip


class Learning:
    """A network that takes the steps of an epoch. source: of its batches."""

    def __init__(self, network: HeadNetwork | TrainedModel, source: BatchSource) -> None:
        recipe = DETECT.recipe
        self._source = source
        self._network = on_device(network, CPU)
        learns = [parameter for parameter in self._network.parameters() if parameter.requires_grad]
        optimizer = make_optimizer(
            OptimizerChoice(recipe.optimizer, recipe.momentum, recipe.nesterov),
            split_decay(learns, recipe.rate, recipe.weight_decay),
        )
        self._stepper = Stepper(self._network, optimizer, DETECT, Machine(CPU), Chunks(0, CPU, ignored), recipe.clip)

    def epoch(self, number: int) -> None:
        self._network.train()
        source = self._source
        plan = plan_epoch(len(source.pictures), source.view_count, DETECT.recipe.batch, (SEED, 1, number))
        for places, views in plan.batches:
            self._stepper.step(source, places, views, 0.5)


def cached_head(bench: Bench) -> Learning:
    train = bench.pictures.train
    stored = features(bench, bench.folder / "cache-head")
    starts = [place * bench.views for place in range(len(train))]
    return Learning(
        HeadNetwork(head_of(bench)), CachedBatches(stored, train, starts, bench.views, DETECT, index(bench))
    )


def uncached_head(bench: Bench) -> Learning:
    viewing = Viewing(bench.input_size, "letterbox", DETECT.recipe.augment, SEED, bench.cores)
    pictures, references, _ = usable_references(bench.pictures.train, viewing)
    spec = ModelSpec(
        task=DETECT.name, labels=label_specs(bench.pictures.labels), backbone=bench.backbone.info.name,
        weights_sha256=bench.weights_hash, input_size=bench.input_size, fit="letterbox",
        normalization=bench.backbone.info.normalization, features=DETECT.features, trained_blocks=0,
        score=DETECT.thresholds.score, iou=DETECT.thresholds.iou, vistazo=vistazo_version(),
    )  # fmt: skip
    source = PixelBatches(pictures, references, bench.views, DETECT, index(bench), viewing, memory_bytes=0)
    return Learning(TrainedModel(spec, bench.backbone, head_of(bench)), source)


def head_of(bench: Bench) -> torch.nn.Module:
    torch.manual_seed(SEED)
    return DETECT.build_head(bench.backbone.info, len(bench.pictures.labels))


def index(bench: Bench) -> dict[UUID, int]:
    return {label.id: place for place, label in enumerate(bench.pictures.labels)}


def drop(results: Iterable[object]) -> None:
    """Wait for all of them."""
    for _ in results:
        pass


def ignored(*_: object) -> None:
    pass


def never() -> bool:
    return False


if __name__ == "__main__":
    main()
