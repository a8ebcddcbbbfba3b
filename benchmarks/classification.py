"""How good and how fast the classifier is on real photos, driven through the command line as a user would.

Run:  python benchmarks/classification.py [--case clothing10|clothing10-unfrozen|flowers17|all] [--seeds 0,1,2]
                                          [--backbone B] [--threads N] [--json]

Each seed makes a new project whose labels and splits are the pack's folders, and trains. Reported are the accuracy,
the seconds of both commands together (nothing is cached between seeds), and the medians.
  clothing10           folders train and validation, 400/341, frozen     accuracy >= 0.755 in <= 20 s on 2 cores
  clothing10-unfrozen  the same with the second phase                    accuracy >= 0.78
  flowers17            folders train and test, 272/136, frozen           accuracy >= 0.97
clothing10 has no test folder: its validation pictures choose the epoch and are scored. flowers17 is scored on its test
pictures; its validation part is cut from the training pictures.
Packs and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.command_line import vistazo
from benchmarks.packs import add_shared_option, unpack, weights_file

SECOND_PHASE_BLOCKS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """What is trained and what is expected of it. split: of which the metrics must be.

    splits_by_folders: the pack has folders train, validation, test; else the seed draws the parts.
    """

    pack: str
    unfreeze: int
    split: str
    least_accuracy: float
    most_seconds: float | None = None
    splits_by_folders: bool = True


CASES = {
    "clothing10": Case("clothing10", 0, "validation", 0.755, 20.0),
    "clothing10-unfrozen": Case("clothing10", SECOND_PHASE_BLOCKS, "validation", 0.78),
    "flowers17": Case("flowers17", 0, "test", 0.97),
}
SIGNDIGITS = Case("signdigits10", 0, "test", 0.0, splits_by_folders=False)  # benchmarks/backbones.py sets its goals


@dataclass(frozen=True, slots=True)
class Figures:
    """One training. seconds: of all commands."""

    case: str
    seed: int
    accuracy: float
    f1: float
    seconds: float


def main() -> None:
    options = arguments()
    names = list(CASES) if options.case == "all" else [options.case]
    seeds = [int(seed) for seed in options.seeds.split(",")]
    rows: list[Figures] = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="vistazo-classify-") as folder:
            pack = unpack(options.shared, CASES[name].pack, Path(folder))
            for seed in seeds:
                row = measure(name, CASES[name], pack, seed, Path(folder) / f"project-{seed}", start(options))
                rows.append(row)
                print(f"{name:20} seed {seed}  accuracy {row.accuracy:.4f}  {row.seconds:6.1f} s", flush=True)
    medians = {name: median([row for row in rows if row.case == name]) for name in names}
    for name, figures in medians.items():
        print(
            f"{name:20} median  accuracy {figures['accuracy']:.4f}  {figures['seconds']:6.1f} s"
            f"  {verdict(name, figures)}"
        )
    if options.json:
        print(json.dumps({"seeds": seeds, "median": medians, "runs": [asdict(row) for row in rows]}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", choices=[*CASES, "all"], default="all")
    parser.add_argument("--seeds", default="0,1,2", help="numbers with commas between them")
    parser.add_argument("--backbone", default="mobilenet_v2")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def start(options: argparse.Namespace) -> list[object]:
    """What `train` starts from, as words of its command."""
    weights = weights_file(options.shared, options.backbone)
    return ["--backbone", options.backbone, "--weights", weights, "--threads", options.threads]


def measure(name: str, case: Case, pack: Path, seed: int, project: Path, start: list[object]) -> Figures:
    """New project, train; the clock runs from the first command to the end of the last. start: words of `train`."""
    split = ["--split-from", "folders"] if case.splits_by_folders else []
    began = time.perf_counter()
    vistazo("new", project, pack, "--labels-from-folders")
    done = vistazo("train", project, "--task", "classify", "--seed", seed, *split, "--unfreeze", case.unfreeze, *start)
    seconds = time.perf_counter() - began
    if done.split != case.split:
        raise SystemExit(f"{name}: the metrics are of the split {done.split!r}, not of {case.split!r}")
    return Figures(name, seed, done.metrics["accuracy"], done.metrics["f1"], seconds)


def median(rows: list[Figures]) -> dict[str, float]:
    return {key: statistics.median(getattr(row, key) for row in rows) for key in ("accuracy", "f1", "seconds")}


def verdict(name: str, figures: dict[str, float]) -> str:
    case = CASES[name]
    good = figures["accuracy"] >= case.least_accuracy
    fast = case.most_seconds is None or figures["seconds"] <= case.most_seconds
    limit = "" if case.most_seconds is None else f" in <= {case.most_seconds:.0f} s"
    return f"target {case.least_accuracy:g}{limit}: {'ok' if good and fast else 'MISSED'}"


if __name__ == "__main__":
    main()
