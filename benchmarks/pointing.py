"""Do the heat maps of a trained detector lie on its objects? The pointing game on raccoon's validation boxes.

Run:  python -m benchmarks.pointing [--seed 0] [--run RUN] [--method hires-cam] [--layer L] [--split validation]
                                    [--backbone mobilenet_v2] [--threads N] [--json]

Without --run a detector is trained first, through the command line as a user would (new, import, train --task detect,
the pack's own lists; the pictures of the split are never learnt from). For each box that a person drew, the detector's
answer that overlaps it most is explained, and the box is hit if the strongest place of the heat map lies in it
(Zhang et al., "Top-down Neural Attention by Excitation Backprop", 2018, without their margin of 15 pixels). A box that
no answer overlaps by half counts as missed. Target: 80 %.

Two figures stand beside it, for objects may be large: how often a place drawn at random hits (the mean share of the
picture in the box), and how often the middle of the picture does.
Pack and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.command_line import vistazo
from benchmarks.packs import add_shared_option, unpack, weights_file
from ml_engine.domain.events import Event, HeatMap
from ml_engine.domain.geometry import box_iou
from ml_engine.domain.snapshot import SnapshotImage, read_snapshot
from ml_engine.domain.values import AnnotationKind, Split
from ml_engine.insight.heat_maps import heat_map, strongest_place
from ml_engine.insight.subject import Subject, open_subject
from ml_engine.jobs.insight_specs import HEAT_METHODS, HeatMapJob, HeatMethod, NetworkPlace

LEAST_IOU = 0.5
TARGET = 0.80


@dataclass(frozen=True, slots=True)
class Game:
    """Of one drawn box. found: an answer overlaps it.   hit: the heat is strongest in it.

    by_chance: share of the picture in it.   by_middle: whether the middle of the picture lies in it.
    """

    found: bool
    hit: bool
    by_chance: float
    by_middle: bool


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="vistazo-pointing-") as folder:
        run = options.run or train(options, Path(folder))
        games = play(run, Split(options.split), options.method, options.layer)
    figures = summary(games)
    print(
        f"raccoon {options.split}, seed {options.seed}, {options.method}: {figures['hits']} of {figures['boxes']} "
        f"boxes hit, {figures['share']:.1%} ({figures['found']} found; of those {figures['share_of_found']:.1%}); "
        f"by chance {figures['by_chance']:.1%}, the middle {figures['by_middle']:.1%}; "
        f"target {TARGET:.0%}: {'ok' if figures['share'] >= TARGET else 'MISSED'}"
    )
    if options.json:
        print(json.dumps({"split": options.split, "seed": options.seed, "method": options.method, **figures}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, help="a run that is trained already, on the pack's lists")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--split", choices=["train", "validation", "test"], default="validation")
    parser.add_argument("--method", choices=HEAT_METHODS, default="hires-cam")
    parser.add_argument("--layer", default="", help="of the cams; default: the last maps")
    parser.add_argument("--backbone", default="mobilenet_v2")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def train(options: argparse.Namespace, folder: Path) -> Path:
    """A detector of raccoons in a new project; returns the run's folder."""
    pack = unpack(options.shared, "raccoon", folder)
    project = folder / "project"
    vistazo("new", project, pack / "images")
    vistazo("import", project, pack / "annotations", "--images", pack / "images")
    weights = [] if options.backbone == "bundled" else ["--weights", weights_file(options.shared, options.backbone)]
    done = vistazo(
        "train", project, "--task", "detect", "--seed", options.seed, "--backbone", options.backbone, *weights,
        "--split-from", f"{pack}/data/train_labels.csv,,{pack}/data/test_labels.csv", "--threads", options.threads,
    )  # fmt: skip
    return Path(done.run)


def play(run: Path, split: Split, method: HeatMethod, layer: str) -> list[Game]:
    """One game a drawn box of the split."""
    subject = open_subject(NetworkPlace(model=str(run)), print)
    images = [image for image in read_snapshot(run / "snapshot.jsonl").images if image.split is split]
    return [game for image in images for game in play_picture(subject, image, method, layer)]


def play_picture(subject: Subject, image: SnapshotImage, method: HeatMethod, layer: str) -> list[Game]:
    boxes = [a.xyxy for a in image.annotations if a.kind is not AnnotationKind.TAG]
    if not boxes:
        return []
    job = HeatMapJob(str(image.image.path), NetworkPlace(), method, subject.names[0], layer=layer, device="cpu")
    whole = explained(subject, job)
    answers = np.array([box.xyxy for box in whole.boxes], dtype=np.float64).reshape(-1, 4)
    area = whole.view.image_width * whole.view.image_height
    games = []
    for box in boxes:
        x0, y0, x1, y1 = box
        overlaps = box_iou(answers, np.array([box], dtype=np.float64))[:, 0]
        found = bool(len(overlaps)) and bool(overlaps.max() >= LEAST_IOU)
        hit = False
        if found:
            x, y = strongest_place(explained(subject, dataclasses.replace(job, box=int(overlaps.argmax()))))
            hit = x0 <= x <= x1 and y0 <= y <= y1
        middle = x0 <= whole.view.image_width / 2 <= x1 and y0 <= whole.view.image_height / 2 <= y1
        games.append(Game(found, hit, (x1 - x0) * (y1 - y0) / area, middle))
    return games


def explained(subject: Subject, job: HeatMapJob) -> HeatMap:
    def ignore(_: Event) -> None:
        """Progress is not shown."""

    return heat_map(subject, job, ignore, lambda: False)


def summary(games: list[Game]) -> dict[str, float]:
    found = sum(game.found for game in games)
    hits = sum(game.hit for game in games)
    return {
        "boxes": len(games),
        "found": found,
        "hits": hits,
        "share": hits / len(games),
        "share_of_found": hits / max(found, 1),
        "by_chance": float(np.mean([game.by_chance for game in games])),
        "by_middle": float(np.mean([game.by_middle for game in games])),
    }


if __name__ == "__main__":
    main()
