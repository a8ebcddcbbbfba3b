"""How many pictures a second go from their files to frozen features, against what this machine allows.

Run:  python benchmarks/core.py [--json] [--pictures 741] [--repeats 3] [--threads 0] [--input-size 224]

On the photos of clothing10 with MobileNet V2, letterbox, embedding; every figure is pictures per second, the median of
the repeats, which take turns so that a busy moment hits all of them:
  decode      files to the network's input, all cores                                    (ml_engine.images, augment)
  forward     the network alone on decoded pixels by the runtime that was opened, all cores
  allowed     1 / (1 / decode + 1 / forward): both stages need the same cores, so no pass can be faster
  pass        extract_features, cold: from files to features on disk, opening the runtime included
  eager_loop  a plain loop: a batch of 16 decoded on all cores, then the network in eager torch on all cores
  cached      extract_features again, everything stored
with the ratios  share = pass / allowed (>= 0.85)  and  speedup = pass / eager_loop (>= 2.5).
Packs and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from benchmarks.packs import add_shared_option, unpack
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.values import ImageRef
from ml_engine.jobs.cores import available_cores, limit_threads
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.from_pixels import FromPixels
from ml_engine.networks.runtime import FrozenRuntime, one_thread_each, open_runtime
from ml_engine.networks.weights import find_weights
from ml_engine.training.feature_cache import FeatureRequest, extract_features
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import PictureViews, plan_features

TARGETS = {"share": 0.85, "speedup": 2.5}
EAGER_BATCH = 16
PLAIN = AugmentRecipe.none()
CPU = torch.device("cpu")
Pixels = npt.NDArray[np.uint8]


def main() -> None:
    options = arguments()
    cores = options.threads or available_cores()
    limit_threads(cores)
    with tempfile.TemporaryDirectory(prefix="vistazo-core-") as folder:
        paths = unpacked_pictures(options.shared, Path(folder))[: options.pictures]
        bench = prepare(paths, options.shared, Path(folder), options.input_size, cores)
        figures = measure(bench, options.repeats)
    print(f"{len(paths)} pictures, {cores} cores, {bench.runtime.name}")
    for name, value in figures.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"   target >= {target:g}   {'ok' if value >= target else 'MISSED'}"
        print(f"{name:12} {value:10.2f}{verdict}")
    if options.json:
        print(json.dumps({**figures, "pictures": len(paths), "cores": cores}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--pictures", type=int, default=741, help="at most so many of the pack's photos")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0, help="cores to use, 0 for all")
    parser.add_argument("--input-size", type=int, default=224, help="pixels, a multiple of 32")
    add_shared_option(parser)
    return parser.parse_args()


def unpacked_pictures(shared: Path, folder: Path) -> list[Path]:
    pack = unpack(shared, "clothing10", folder / "pack")
    return sorted(path for path in pack.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg"))


@dataclass(frozen=True, slots=True)
class Bench:
    """All that the stages need. planned: the pictures, hash and size known, as the project hands them over."""

    backbone: Backbone
    weights_hash: str
    runtime: FrozenRuntime
    planned: list[PictureViews]
    pixels: Pixels
    folder: Path
    input_size: int
    cores: int


def prepare(paths: Sequence[Path], shared: Path, folder: Path, input_size: int, cores: int) -> Bench:
    info = BACKBONES.get("mobilenet_v2")
    weights = find_weights(info, None, [shared / "weights"])
    if weights is None:
        sys.exit(f"There are no weights of {info.name} under {shared / 'weights'}: set VISTAZO_SHARED or --shared.")
    backbone = build_backbone(info.name, weights, confirmed=True)
    requests = [FeatureRequest(ImageRef(number, path), 0) for number, path in enumerate(paths)]
    plan = plan_features(requests, input_size=input_size, fit="letterbox", recipe=PLAIN, seed=0)
    planned = list(plan.pictures.values())
    pixels = np.stack([decoded(picture) for picture in planned])
    runtime = open_runtime(backbone, "embedding", input_size, CPU, len(planned), folder, cores=cores)
    return Bench(backbone, weights.sha256, runtime, planned, pixels, folder, input_size, cores)


def measure(bench: Bench, repeats: int) -> dict[str, float]:
    stages = {"decode": decode, "forward": forward, "pass": cold_pass, "eager_loop": eager_loop, "cached": cached_pass}
    seconds: dict[str, list[float]] = {name: [] for name in stages}
    for repeat in range(repeats):
        for name, stage in stages.items():
            seconds[name].append(timed(stage, bench, repeat))
    rates = {name: len(bench.planned) / statistics.median(times) for name, times in seconds.items()}
    # The bound of each round by itself: a busy moment slows a round's stages together.
    shares = [
        (decoding + forwarding) / passing
        for decoding, forwarding, passing in zip(seconds["decode"], seconds["forward"], seconds["pass"], strict=True)
    ]
    speedups = [eager / ours for eager, ours in zip(seconds["eager_loop"], seconds["pass"], strict=True)]
    rates["allowed"] = 1 / (1 / rates["decode"] + 1 / rates["forward"])
    return {**rates, "share": statistics.median(shares), "speedup": statistics.median(speedups)}


def timed(stage: Callable[[Bench, int], None], bench: Bench, repeat: int) -> float:
    start = time.perf_counter()
    stage(bench, repeat)
    return time.perf_counter() - start


def decoded(picture: PictureViews) -> Pixels:
    return render_views(picture.image, picture.geometries, PLAIN, 0)[0]


def decode(bench: Bench, _repeat: int) -> None:
    with ThreadPoolExecutor(bench.cores) as pool:
        for _ in pool.map(decoded, bench.planned):
            pass


def forward(bench: Bench, _repeat: int) -> None:
    size = bench.runtime.batch
    batches = [bench.pixels[start : start + size] for start in range(0, len(bench.pixels), size)]
    with one_thread_each(), ThreadPoolExecutor(bench.cores) as pool:
        for _ in pool.map(bench.runtime.run, batches):
            pass


def cold_pass(bench: Bench, repeat: int) -> None:
    extract(bench, bench.folder / f"cache-{repeat}")


def cached_pass(bench: Bench, repeat: int) -> None:
    extract(bench, bench.folder / f"cache-{repeat}")


def extract(bench: Bench, folder: Path) -> None:
    extract_features(
        [FeatureRequest(picture.image, 0) for picture in bench.planned],
        backbone=bench.backbone,
        weights_hash=bench.weights_hash,
        kind="embedding",
        input_size=bench.input_size,
        fit="letterbox",
        augment=PLAIN,
        seed=0,
        folder=folder,
        threads=bench.cores,
        emit=lambda _event: None,
        should_stop=lambda: False,
    )


def eager_loop(bench: Bench, _repeat: int) -> None:
    network = FromPixels(bench.backbone, "embedding").eval()
    with ThreadPoolExecutor(bench.cores) as pool, torch.inference_mode():
        for start in range(0, len(bench.planned), EAGER_BATCH):
            batch = list(pool.map(decoded, bench.planned[start : start + EAGER_BATCH]))
            network(torch.from_numpy(np.stack(batch)))


if __name__ == "__main__":
    main()
