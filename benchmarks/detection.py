"""How good and how fast the detector is on three small real sets, driven through the command line as a user would.

Run:  python benchmarks/detection.py [--pack raccoon|bccd|fruit3_voc|all] [--seeds 0,1,2]
                                     [--recipe default|prototype|FILE] [--method M] [--backbone B] [--threads N]
                                     [--json]

Each seed makes a new project from the unpacked pictures, imports the annotations and trains a detector. Reported are
the metrics of the pack's own test pictures, the seconds of all three commands together (a cold start each: nothing is
cached between seeds but the exported graph of the backbone) and the medians over the seeds.
  raccoon     160/40 pictures, the pack's own lists      AP50 >= 0.88 in <= 90 s on 2 cores
  bccd        trainval.txt and test.txt, 292/72          AP50 >= 0.85 in <= 180 s
  fruit3_voc  its folders train and test, 216/51         AP50 >= 0.80
A validation part, 15 % of the training pictures, is cut by the seed; the best epoch comes from it, never from the test.
'--recipe prototype' is benchmarks/recipes/prototype_detect.toml. Packs and weights are found under $VISTAZO_SHARED
(default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.command_line import vistazo
from benchmarks.packs import REPOSITORY, add_shared_option, unpack, weights_file

RECIPES = {"default": None, "prototype": REPOSITORY / "benchmarks" / "recipes" / "prototype_detect.toml"}


@dataclass(frozen=True, slots=True)
class Pack:
    """Where things lie in a pack. pictures, annotations: folders.   split: for --split-from, {pack} is its folder."""

    pictures: str
    annotations: str
    split: str
    least_ap50: float
    most_seconds: float | None


PACKS = {
    "raccoon": Pack("images", "annotations", "{pack}/data/train_labels.csv,,{pack}/data/test_labels.csv", 0.88, 90.0),
    "bccd": Pack(
        "JPEGImages",
        "Annotations",
        "{pack}/ImageSets/Main/trainval.txt,,{pack}/ImageSets/Main/test.txt",
        0.85,
        180.0,
    ),
    "fruit3_voc": Pack("", "", "folders", 0.80, None),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """One training. seconds: of all commands."""

    pack: str
    seed: int
    ap50: float
    ap: float
    f1: float
    seconds: float


def main() -> None:
    options = arguments()
    names = list(PACKS) if options.pack == "all" else [options.pack]
    seeds = [int(seed) for seed in options.seeds.split(",")]
    rows: list[Figures] = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="vistazo-detect-") as folder:
            pack = unpack(options.shared, name, Path(folder))
            for seed in seeds:
                project = Path(folder) / f"project-{seed}"
                rows.append(measure(name, pack, seed, project, start(options)))
                say(rows[-1])
    medians = {name: median([row for row in rows if row.pack == name]) for name in names}
    for name, figures in medians.items():
        print(f"{name:11} median  AP50 {figures['ap50']:.3f}   {figures['seconds']:6.1f} s   {verdict(name, figures)}")
    if options.json:
        print(
            json.dumps({"recipe": options.recipe, "seeds": seeds, "median": medians, "runs": [as_row(r) for r in rows]})
        )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", choices=[*PACKS, "all"], default="all")
    parser.add_argument("--seeds", default="0,1,2", help="numbers with commas between them")
    parser.add_argument("--recipe", default="default", help="default, prototype, or a TOML file")
    parser.add_argument("--method", default="", help="of detection, with its own defaults (vistazo methods)")
    parser.add_argument("--backbone", default="mobilenet_v2")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def start(options: argparse.Namespace) -> list[object]:
    """What `train` starts from, as words of its command."""
    weights = weights_file(options.shared, options.backbone)
    recipe = RECIPES.get(options.recipe, Path(options.recipe))
    words = ["--backbone", options.backbone, "--weights", weights, "--threads", options.threads]
    method = ["--method", options.method] if options.method else []
    return [*words, *method, *(["--recipe", recipe] if recipe else [])]


def measure(name: str, folder: Path, seed: int, project: Path, start: list[object]) -> Figures:
    """New project, import, train; the clock runs from the first command to the end of the last. start: of `train`."""
    pack = PACKS[name]
    split = pack.split.format(pack=folder)
    began = time.perf_counter()
    vistazo("new", project, folder / pack.pictures)
    vistazo("import", project, folder / pack.annotations, "--images", folder / pack.pictures)
    done = vistazo("train", project, "--task", "detect", "--seed", seed, "--split-from", split, *start)
    seconds = time.perf_counter() - began
    if done.split != "test":
        raise SystemExit(f"{name}: the metrics are of the split {done.split!r}, not of the test pictures")
    return Figures(name, seed, done.metrics["ap50"], done.metrics["ap"], done.metrics["f1"], seconds)


def median(rows: list[Figures]) -> dict[str, float]:
    return {key: statistics.median(getattr(row, key) for row in rows) for key in ("ap50", "ap", "f1", "seconds")}


def verdict(name: str, figures: dict[str, float]) -> str:
    pack = PACKS[name]
    good = figures["ap50"] >= pack.least_ap50
    fast = pack.most_seconds is None or figures["seconds"] <= pack.most_seconds
    limit = "" if pack.most_seconds is None else f" in <= {pack.most_seconds:.0f} s"
    return f"target {pack.least_ap50:.2f}{limit}: {'ok' if good and fast else 'MISSED'}"


def as_row(row: Figures) -> dict[str, object]:
    return {"pack": row.pack, "seed": row.seed, "ap50": row.ap50, "ap": row.ap, "f1": row.f1, "seconds": row.seconds}


def say(row: Figures) -> None:
    print(
        f"{row.pack:11} seed {row.seed}  AP50 {row.ap50:.3f}  AP {row.ap:.3f}  F1 {row.f1:.3f}  {row.seconds:6.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
