"""What a step of each detection method costs, against one of the grid's: the factors of jobs/estimate.py.

Run:  python -m benchmarks.methods [--steps 20] [--rounds 3] [--threads 1] [--methods grid ssd …]

Every method trains on the same drawn pictures, on features of the bundled network that are cached, batch 16 at 320
pixels, one after the other in each round, so that a busy machine is as busy for all. The median of its steps' seconds
over the grid's of the same round; the table shows the median of the rounds, and their range. Seed 0.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

from ml_engine.domain.events import Event, StepEnd
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.jobs.estimate import GRID
from ml_engine.jobs.specs import TrainJob
from ml_engine.samples.desk import write_desk_pictures
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.run import train

PICTURES, LEARNT, BATCH, SIDE, WARM_UP = 40, 32, 16, 320, 4
RECIPE = (
    "steps = {steps}\nleast_steps = 0\nbatch = {batch}\nviews = 1\ninput_size = {side}\nmix = 0.0\n"
    'evaluate_every = 10000\naugment = "none"\n'
)


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="vistazo-methods-") as name:
        folder = Path(name)
        snapshot = drawn(folder / "pictures")
        ratios: dict[str, list[float]] = {method: [] for method in options.methods}
        for number in range(options.rounds):
            seconds = {
                method: step_seconds(folder / f"{number}-{method}", snapshot, method, options.steps, options.threads)
                for method in options.methods
            }
            for method, value in seconds.items():
                ratios[method].append(value / seconds[GRID])
    sys.stdout.write(f"{'method':<16} times a step of the grid (median, range of {options.rounds})\n")
    for method, found in ratios.items():
        sys.stdout.write(f"{method:<16} {statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})\n")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--methods", nargs="*", default=METHODS.names(), choices=METHODS.names())
    options = parser.parse_args()
    options.methods = list(dict.fromkeys((GRID, *options.methods)))
    return options


def drawn(folder: Path) -> Snapshot:
    """Desk pictures with their boxes."""
    folder.mkdir()
    labels = [Label(uuid.uuid4(), str(place), "#336699", "", place) for place in range(4)]
    images = []
    for number, (path, things) in enumerate(write_desk_pictures(folder, PICTURES, seed=0)):
        boxes = tuple(
            Annotation(
                uuid.uuid4(), number, labels[place % len(labels)].id, AnnotationKind.BOX,
                ((float(thing.box[0]), float(thing.box[1])), (float(thing.box[2]), float(thing.box[3]))),
            )
            for place, thing in enumerate(things)
        )  # fmt: skip
        split = Split.TRAIN if number < LEARNT else Split.VALIDATION
        images.append(SnapshotImage(ImageRef(number, path), split, True, boxes))
    return Snapshot(tuple(labels), tuple(images))


def step_seconds(folder: Path, snapshot: Snapshot, method: str, steps: int, threads: int) -> float:
    """The median time between two steps, without the first few."""
    folder.mkdir()
    write_snapshot(folder / "snapshot.jsonl", snapshot)
    ends: list[float] = []

    def listen(event: Event) -> None:
        if isinstance(event, StepEnd):
            ends.append(time.perf_counter())

    recipe = RECIPE.format(steps=steps, batch=BATCH, side=SIDE)
    train(
        TrainJob(
            str(folder), str(folder.parent / "cache"), "detect", "bundled", recipe=recipe, method=method, device="cpu",
            threads=threads,
        ),
        listen,
        lambda: False,
    )  # fmt: skip
    between = [after - before for before, after in zip(ends[WARM_UP:-1], ends[WARM_UP + 1 :], strict=True)]
    return statistics.median(between)


if __name__ == "__main__":
    main()
