"""How long until a classifier is good: the loop that tutorials teach against Vistazo, in one run on one machine.

Run:  python -m benchmarks.transfer_classify [--epochs 25] [--seed 0] [--threads N] [--json]

Both start cold, from unpacked pictures of clothing10 (400 to learn from, 341 to validate) and the same weights of
MobileNetV2, and are timed from the start of their process.
  loop     the network is frozen but for a new last layer and run on every picture in every epoch; random crop and
           flip, a DataLoader, SGD with rate 0.01, batch 32, 25 epochs, scored after each
  Vistazo  `vistazo new --labels-from-folders`, then `vistazo train --split-from folders` with its defaults
Reported are the loop's best accuracy and when it came, when Vistazo first scored as much, and the ratio of the two
times (goal: 30 or more). Packs and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last
line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.packs import REPOSITORY, add_shared_option, unpack, weights_file

LOOP = "--only-the-loop"  # this script starts itself with it, so that both sides pay for their imports
GOAL = 30.0


class Score(msgspec.Struct, tag_field="event", tag="EpochEnd"):
    """What both sides say after an epoch. metrics: of the validation pictures."""

    epoch: int
    metrics: dict[str, float]


@dataclass(frozen=True, slots=True)
class Reached:
    """An accuracy, and the seconds from the start of the process until it was known."""

    accuracy: float
    epoch: int
    seconds: float


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="vistazo-transfer-") as name:
        folder = Path(name)
        pack = options.pack or unpack(options.shared, "clothing10", folder)
        weights = weights_file(options.shared, "mobilenet_v2")
        if options.only_the_loop:
            tutorial_loop(pack, weights, options)
            return
        theirs = list(watch(loop_command(pack, options), 0.0, "loop"))
        best = max(theirs, key=lambda reached: reached.accuracy)
        ours = list(ours_from_start(pack, weights, folder, options))
    equal = next((reached for reached in ours if reached.accuracy >= best.accuracy), None)
    top = max(ours, key=lambda reached: reached.accuracy)
    ratio = best.seconds / equal.seconds if equal else None
    print(f"loop     best {best.accuracy:.3f} in epoch {best.epoch}, after {best.seconds:.1f} s")
    print(f"Vistazo  best {top.accuracy:.3f} in epoch {top.epoch}, after {top.seconds:.1f} s")
    if equal is None or ratio is None:
        print(f"Vistazo never reached {best.accuracy:.3f}")
    else:
        verdict = f"goal of {GOAL:.0f}× {'reached' if ratio >= GOAL else 'missed'}"
        print(f"         {equal.accuracy:.3f} after {equal.seconds:.1f} s: {ratio:.1f}× sooner ({verdict})")
    if options.json:
        figures = {
            "loop_accuracy": best.accuracy, "loop_epoch": best.epoch, "loop_seconds": best.seconds,
            "vistazo_seconds": equal.seconds if equal else None, "vistazo_best_accuracy": top.accuracy,
            "ratio": ratio, "epochs": options.epochs, "seed": options.seed,
        }  # fmt: skip
        print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=25, help="of the loop (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="of both sides; 0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    parser.add_argument("--pack", type=Path, help="the unpacked clothing10, to unpack it only once")
    parser.add_argument(LOOP, action="store_true", help=argparse.SUPPRESS)
    add_shared_option(parser)
    return parser.parse_args()


def loop_command(pack: Path, options: argparse.Namespace) -> list[str]:
    words = [LOOP, "--pack", pack, "--shared", options.shared, "--epochs", options.epochs, "--seed", options.seed]
    return [sys.executable, "-m", "benchmarks.transfer_classify", *map(str, words), "--threads", str(options.threads)]


def ours_from_start(pack: Path, weights: Path, folder: Path, options: argparse.Namespace) -> Iterator[Reached]:
    """Our epochs; the clock runs from the first command, with empty caches of the user too."""
    vistazo = [sys.executable, "-m", "desktop_app", "--json"]
    project = str(folder / "project")
    train = ["train", project, "--task", "classify", "--backbone", "mobilenet_v2", "--weights", str(weights)]
    more = ["--split-from", "folders", "--seed", str(options.seed), "--threads", str(options.threads)]
    caches = {"XDG_CACHE_HOME": str(folder / "cache"), "LOCALAPPDATA": str(folder / "cache")}
    began = time.perf_counter()
    create = [*vistazo, "new", project, str(pack), "--labels-from-folders"]
    subprocess.run(create, cwd=REPOSITORY, check=True, capture_output=True)
    spent = time.perf_counter() - began
    yield from watch([*vistazo, *train, *more], spent, "Vistazo", caches)


def watch(command: list[str], spent_s: float, who: str, extra: dict[str, str] | None = None) -> Iterator[Reached]:
    """Run a command and time the epochs that it says as JSON lines. spent_s: what the clock stood at before."""
    began = time.perf_counter() - spent_s
    environment = {**os.environ, **(extra or {})}
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            try:
                score = msgspec.json.decode(line, type=Score)
            except msgspec.MsgspecError:
                continue
            if "accuracy" in score.metrics:
                reached = Reached(score.metrics["accuracy"], score.epoch, time.perf_counter() - began)
                print(f"{who:8} epoch {reached.epoch:3}  {reached.accuracy:.3f}  {reached.seconds:7.1f} s", flush=True)
                yield reached
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")


def tutorial_loop(pack: Path, weights: Path, options: argparse.Namespace) -> None:
    """What a tutorial on transfer learning writes, with nothing made slower than there."""
    import torch
    from torch import nn
    from torch.utils.data import DataLoader

    from ml_engine.compat.torchvision_ops import torchvision

    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folders, v2 = torchvision.datasets.ImageFolder, torchvision.transforms
    normalise = [v2.ToTensor(), v2.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))]
    varied = v2.Compose([v2.RandomResizedCrop(224), v2.RandomHorizontalFlip(), *normalise])
    plain = v2.Compose([v2.Resize(256), v2.CenterCrop(224), *normalise])
    workers = min(2, os.cpu_count() or 1)
    pictures_train, pictures_validation = folders(pack / "train", varied), folders(pack / "validation", plain)
    train = DataLoader(pictures_train, batch_size=32, shuffle=True, num_workers=workers)
    validation = DataLoader(pictures_validation, batch_size=32, num_workers=workers)
    model = torchvision.models.mobilenet_v2(weights=None)
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.requires_grad_(False)
    model.classifier[1] = nn.Linear(model.last_channel, len(pictures_train.classes))
    optimizer = torch.optim.SGD(model.classifier.parameters(), lr=0.01)
    for epoch in range(1, options.epochs + 1):
        model.train()
        for pictures, truth in train:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(pictures), truth)
            torch.autograd.backward(loss)
            optimizer.step()
        model.eval()
        right = 0
        with torch.no_grad():
            for pictures, truth in validation:
                right += int((model(pictures).argmax(dim=1) == truth).sum())
        score = Score(epoch, {"accuracy": right / len(pictures_validation)})
        print(msgspec.json.encode(score).decode(), flush=True)


if __name__ == "__main__":
    main()
