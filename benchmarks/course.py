"""The course's own experiments, done again through the command line, beside the course's figures.

Run:  python -m benchmarks.course [--only cifar10|mnist|flowers17|small|detectors] [--seed 0] [--threads N]
                                  [--methods grid,yolo,...] [--json]

  cifar10    the tutorial's network on 50,000 pictures, a validation part (15 %) cut from them by the seed, which alone
             chooses the epoch. Scored on the official 10,000: accuracy > 67.09 %, and precision > 76.55 % as the
             tutorial counts it (of the answers whose probability exceeds 0.5). `epoch` and `minutes`: when the kept
             epochs first passed both on those pictures, counted from the start of the training command
  mnist      LeNet-5 on 15,005 pictures, scored on 10,000: accuracy >= 99.0 %
  flowers17  MobileNetV2 with ImageNet weights, frozen and then with its top blocks (course, other flowers, Xception:
             75-80 % frozen, about 95 % unfrozen)
  small      100 pictures of two labels: ResNet-50 from random weights against frozen MobileNetV2, accuracy on
             training and validation pictures (course: the small set must not over-fit)
  detectors  every method on the raccoon pack's own lists with MobileNetV2 frozen, <= 15 minutes each: AP50 >= 0.60
             (sliding window and SSD >= 0.40), seconds of training, pictures per second of `predict`
Packs and weights are found under $VISTAZO_SHARED (default ../shared). With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.classification import CASES as CLASSIFIED
from benchmarks.classification import SECOND_PHASE_BLOCKS, Case
from benchmarks.classification import measure as classify
from benchmarks.command_line import vistazo
from benchmarks.detection import PACKS, Pack
from benchmarks.packs import REPOSITORY, add_shared_option, unpack, weights_file
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.reports.run_reader import read_curves
from ml_engine.tasks.detection.methods import METHODS

RECIPES = REPOSITORY / "benchmarks" / "recipes"
CIFAR_ACCURACY, CIFAR_PRECISION = 0.6709, 0.7655
MNIST_ACCURACY = 0.990
AP50, WEAK_AP50 = 0.60, 0.40
WEAK_METHODS = ("sliding_window", "ssd")
MOST_MINUTES = 15.0
SMALL_LABELS, SMALL_PICTURES = ("t-shirt", "shoes"), 50
LOCALISATION = "localize"  # a task of its own, beside the methods of 'detect'

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. course: its figure or goal in words.   good: None where there is no goal."""

    what: str
    ours: str
    course: str
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an experiment works. folder: empty, its own.   start: further words of `train`."""

    shared: Path
    folder: Path
    seed: int
    start: tuple[object, ...]
    methods: tuple[str, ...]

    def pretrained(self) -> list[object]:
        return ["--backbone", "mobilenet_v2", "--weights", weights_file(self.shared, "mobilenet_v2"), *self.start]


@dataclass(frozen=True, slots=True)
class Outcome:
    lines: tuple[Line, ...]
    figures: dict[str, Figures] | Figures


def main() -> None:
    options = arguments()
    found: dict[str, dict[str, Figures] | Figures] = {}
    for name in [options.only] if options.only else EXPERIMENTS:
        with tempfile.TemporaryDirectory(prefix=f"vistazo-{name}-") as folder:
            threads = ("--threads", options.threads)
            methods = tuple(options.methods.split(",")) if options.methods else (*METHODS.names(), LOCALISATION)
            outcome = EXPERIMENTS[name](Place(options.shared, Path(folder), options.seed, threads, methods))
        found[name] = outcome.figures
        for line in outcome.lines:
            verdict = "" if line.good is None else "ok" if line.good else "MISSED"
            print(f"{name:10} {line.what:34} {line.ours:46} {line.course:32} {verdict}", flush=True)
    if options.json:
        print(json.dumps({"seed": options.seed, **(found[options.only] if options.only else found)}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=list(EXPERIMENTS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--methods", default="", help="of 'detectors', with commas between them; default: all")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    add_shared_option(parser)
    return parser.parse_args()


def cifar10(place: Place) -> Outcome:
    project = new_classifier(place, unpack(place.shared, "cifar10", place.folder))
    run, seconds = train_classifier(place, project, "tutorial_cifar10", RECIPES / "course_cifar10.toml")
    test = vistazo("evaluate", run, "--split", "test")
    figures = {"accuracy": test.metrics["accuracy"], "precision": test.figures["precision_over_half"]}
    passed = first_pass(run, seconds)
    figures |= passed
    when = f"epoch {passed['epoch']:.0f}, {passed['minutes']:.1f} min" if passed else "never"
    return Outcome(
        (
            over("accuracy, 10,000 test pictures", figures["accuracy"], CIFAR_ACCURACY),
            over("precision over one half", figures["precision"], CIFAR_PRECISION),
            Line("both passed by a kept epoch", when, "epochs 3 and 2 of 30"),
        ),
        figures,
    )


def first_pass(run: Path, seconds: float) -> Figures:
    """epoch and minutes of the first kept epoch above both figures on the test pictures, {} if there is none.

    seconds: of the whole command. What came before the first epoch and after the last counts as before the first.
    """
    rows = read_curves(run)
    before = seconds - sum(row.seconds for row in rows)
    for epoch in (kept.epoch for kept in kept_epochs(run)):
        test = vistazo("evaluate", run, "--split", "test", "--epoch", epoch)
        if test.metrics["accuracy"] > CIFAR_ACCURACY and test.figures["precision_over_half"] > CIFAR_PRECISION:
            spent = before + sum(row.seconds for row in rows if row.epoch <= epoch)
            return {"epoch": float(epoch), "minutes": spent / 60}
    return {}


def mnist(place: Place) -> Outcome:
    project = new_classifier(place, unpack(place.shared, "mnist", place.folder))
    run, seconds = train_classifier(place, project, "lenet5", RECIPES / "course_mnist.toml")
    test = vistazo("evaluate", run, "--split", "test")
    figures = {"accuracy": test.metrics["accuracy"], "minutes": seconds / 60}
    return Outcome(
        (over("LeNet-5, 10,000 test pictures", figures["accuracy"], MNIST_ACCURACY, at_least=True),), figures
    )


def flowers17(place: Place) -> Outcome:
    pack = unpack(place.shared, "flowers17", place.folder)
    unfrozen = Case("flowers17", SECOND_PHASE_BLOCKS, "test", 0.0)
    figures: Figures = {}
    for name, case in (("frozen", CLASSIFIED["flowers17"]), ("unfrozen", unfrozen)):
        row = classify(name, case, pack, place.seed, place.folder / name, place.pretrained())
        figures |= {name: row.accuracy, f"{name}_seconds": row.seconds}
    return Outcome(
        (
            Line("MobileNetV2 frozen", f"{figures['frozen']:.1%} in {figures['frozen_seconds']:.0f} s", "75-80 %"),
            Line("then top blocks", f"{figures['unfrozen']:.1%} in {figures['unfrozen_seconds']:.0f} s", "about 95 %"),
        ),
        figures,
    )


def small(place: Place) -> Outcome:
    """Labels by folder, 50 pictures each, a quarter for validation."""
    pictures = place.folder / "pictures"
    take_few(unpack(place.shared, "clothing10", place.folder), pictures)
    figures: dict[str, Figures] = {}
    lines: list[Line] = []
    for name, words in {
        "ResNet-50, random weights": ("--backbone", "resnet50", "--weights", "random", "--input-size", 128),
        "MobileNetV2, frozen": place.pretrained(),
    }.items():
        project = place.folder / name.split(",")[0]
        vistazo("new", project, pictures, "--labels-from-folders")
        done = vistazo("train", project, "--task", "classify", "--seed", place.seed, *words, *place.start)
        train = vistazo("evaluate", done.run, "--split", "train").metrics["accuracy"]
        validation = vistazo("evaluate", done.run, "--split", "validation").metrics["accuracy"]
        figures[name] = {"train": train, "validation": validation, "seconds": done.seconds}
        words_of = f"train {train:.1%}, validation {validation:.1%}, {done.seconds:.0f} s"
        lines.append(Line(name, words_of, "frozen does not over-fit" if "frozen" in name else "from scratch"))
    return Outcome(tuple(lines), figures)


def take_few(pack: Path, pictures: Path) -> None:
    """The first pictures by name of each of two labels, from all parts of the pack."""
    for label in SMALL_LABELS:
        (pictures / label).mkdir(parents=True)
        found = sorted(path for path in pack.rglob("*") if path.parent.name == label and path.is_file())
        for path in found[:SMALL_PICTURES]:
            shutil.copy(path, pictures / label / path.name)


def detectors(place: Place) -> Outcome:
    pack = PACKS["raccoon"]
    folder = unpack(place.shared, "raccoon", place.folder)
    figures: dict[str, Figures] = {}
    lines: list[Line] = []
    for method in place.methods:
        figures[method] = found = detect(place, pack, folder, method)
        goal = WEAK_AP50 if method in WEAK_METHODS else AP50
        ours = f"AP50 {found['ap50']:.3f}, {found['seconds']:.0f} s, {found['pictures_per_second']:.1f} pictures/s"
        good = found["ap50"] >= goal and found["seconds"] <= MOST_MINUTES * 60
        lines.append(Line(method, ours, f">= {goal:.2f} in {MOST_MINUTES:.0f} min", good))
    return Outcome(tuple(lines), figures)


def detect(place: Place, pack: Pack, folder: Path, method: str) -> Figures:
    """seconds: of new, import and train.   pictures_per_second: of `predict` on all pictures, its start included."""
    project = place.folder / f"project-{method}"
    began = time.perf_counter()
    vistazo("new", project, folder / pack.pictures)
    vistazo("import", project, folder / pack.annotations, "--images", folder / pack.pictures)
    task = ["--task", LOCALISATION] if method == LOCALISATION else ["--task", "detect", "--method", method]
    split = pack.split.format(pack=folder)
    done = vistazo("train", project, *task, "--seed", place.seed, "--split-from", split, *place.pretrained())
    seconds = time.perf_counter() - began
    count = sum(1 for path in (folder / pack.pictures).iterdir())
    began = time.perf_counter()
    vistazo("predict", done.run, folder / pack.pictures)
    return {
        "ap50": done.metrics["ap50"], "seconds": seconds,
        "pictures_per_second": count / (time.perf_counter() - began),
    }  # fmt: skip


def new_classifier(place: Place, pack: Path) -> Path:
    project = place.folder / "project"
    vistazo("new", project, pack, "--labels-from-folders")
    return project


def train_classifier(place: Place, project: Path, backbone: str, recipe: Path) -> tuple[Path, float]:
    """The run's folder, and the seconds of the command."""
    words = ("--split-from", "folders", "--seed", place.seed, "--backbone", backbone, "--recipe", recipe)
    began = time.perf_counter()
    done = vistazo("train", project, "--task", "classify", *words, *place.start)
    return Path(done.run), time.perf_counter() - began


def over(what: str, ours: float, goal: float, *, at_least: bool = False) -> Line:
    good = ours >= goal if at_least else ours > goal
    return Line(what, f"{ours:.2%}", f"{'>=' if at_least else '>'} {goal:.2%}", good)


EXPERIMENTS: dict[str, Callable[[Place], Outcome]] = {
    "cifar10": cifar10, "mnist": mnist, "flowers17": flowers17, "small": small, "detectors": detectors,
}  # fmt: skip


if __name__ == "__main__":
    main()
