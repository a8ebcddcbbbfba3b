"""The main job by hand, on real pictures: label half of them with the mouse, train, accept the proposals for the rest.

Run:  python benchmarks/window_raccoon.py [--pictures 100] [--json]   (needs the pack raccoon and MobileNetV2's weights)

The window runs in this process (offscreen unless QT_QPA_PLATFORM says otherwise); boxes are drawn by mouse drags from
the pack's own annotations, the training is started by F5, proposals are accepted by Enter, picture by picture.
  label_s      labelling with the mouse, as fast as the window takes it
  first_s      from F5 to the first metric on screen                      train_s   until the run is ready
  ap50         of the run, on its validation pictures                     propose_s for all other pictures
  rest_ap50    of the proposals for the others, against the annotations   accepted  boxes accepted at the threshold
  precision, recall   of what was accepted (IoU >= 0.5)
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from benchmarks.hand import Hand
from benchmarks.packs import add_shared_option, unpack, weights_file
from desktop_app.app import Desktop
from desktop_app.formats.read import read_annotations
from desktop_app.session.settings import SettingsStore
from ml_engine.domain.predictions import Prediction, ScoredBox

Box = tuple[float, float, float, float]
Names = dict[int, str]
Truth = dict[str, list[Box]]
LABEL = "raccoon"


def main() -> None:
    options = arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="vistazo-raccoon-") as name:
        folder = Path(name)
        pack = unpack(options.shared, "raccoon", folder)
        weights = weights_file(options.shared, "mobilenet_v2")
        (folder / "weights").mkdir()
        shutil.copy(weights, folder / "weights")
        truth = pack_annotations(pack)
        pictures = folder / "raccoons"
        pictures.mkdir()
        for path in truth:
            shutil.copy(path, pictures)
        by_name = {path.name: boxes for path, boxes in truth.items()}
        figures = work(folder, pictures, by_name, options.pictures)
    for key, value in figures.items():
        print(f"{key:12} {value:9.3f}")
    if options.json:
        print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--pictures", type=int, default=100, help="how many are labelled by hand")
    add_shared_option(parser)
    return parser.parse_args()


def pack_annotations(pack: Path) -> dict[Path, list[Box]]:
    """Boxes of every picture of the pack, by its path."""
    found: dict[Path, list[Box]] = {}
    for picture in read_annotations(pack / "annotations", pack / "images").pictures:
        if picture.file is not None:
            boxes = [(*item.points[0], *item.points[1]) for item in picture.annotations]
            found.setdefault(picture.file, []).extend(boxes)
    return found


def work(folder: Path, pictures: Path, truth: dict[str, list[Box]], count: int) -> dict[str, float]:
    """All that a person does, and how long each part takes."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("no window can be shown here")
    settings = SettingsStore(folder / "config")
    settings.change(weights_dir=str(folder / "weights"), language="en")
    desktop = Desktop(app, settings)
    hand = Hand(desktop)
    desktop.window.resize(1440, 900)
    desktop.window.show()
    desktop.window.activateWindow()
    desktop.open(pictures)
    hand.wait_until(lambda: desktop.window.workspace is not None)
    hand.wait_until(lambda: hand.session.folders.work is None and len(hand.session.pictures.ids) == len(truth))
    names = {row.image.id: row.name for row in hand.session.query.image_rows(hand.session.pictures.ids)}
    rest = hand.session.pictures.ids[count:]

    begin = time.perf_counter()
    label_by_hand(hand, count, names, truth)
    figures = {"label_s": time.perf_counter() - begin}

    begin = time.perf_counter()
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 600)
    figures["first_s"] = time.perf_counter() - begin
    hand.wait_until(lambda: hand.session.runs.training is None, 1200)
    figures["train_s"] = time.perf_counter() - begin
    hand.wait_until(lambda: hand.session.runs.chosen != "")
    run = hand.session.runs.get(hand.session.runs.chosen)
    figures["ap50"] = run.metrics["ap50"] if run is not None else float("nan")

    begin = time.perf_counter()
    hand.workspace.show_place("label")
    hand.workspace.actions_registry.run("propose-all")
    hand.wait_until(lambda: hand.session.proposing.progress is not None)
    hand.wait_until(lambda: hand.session.proposing.progress is None, 600)
    figures["propose_s"] = time.perf_counter() - begin
    hand.wait_until(lambda: hand.session.background.is_idle)
    figures["rest_ap50"] = proposals_ap50(hand, rest, names, truth)
    figures |= accept_all(hand, rest, names, truth)
    desktop.close()
    return figures


def label_by_hand(hand: Hand, count: int, names: Names, truth: Truth) -> None:
    """Drag every box of the first pictures; name the label when it is asked for."""

    hand.session.show(hand.session.pictures.ids[0])
    hand.wait_for_picture()
    hand.workspace.label_place.canvas.setFocus()
    hand.key(Qt.Key.Key_W)
    for place in range(count):
        hand.wait_for_picture()
        for box in truth[names[hand.current]]:
            before = len(hand.boxes)
            hand.draw(box)
            if not hand.session.labels.all:
                hand.wait_until(lambda: hand.find("label-field-name").hasFocus())
                hand.type(LABEL)
                hand.key(Qt.Key.Key_Return)
                hand.workspace.label_place.canvas.setFocus()
            hand.wait_until(partial(has_boxes, hand, before + 1))
        if place < count - 1:
            hand.key(Qt.Key.Key_D)


def proposals_ap50(hand: Hand, rest: list[int], names: Names, truth: Truth) -> float:
    """AP50 of what is proposed for pictures, against the pack's annotations."""
    from ml_engine.training.metrics.average_precision import TruthBoxes, average_precision

    predictions, truths = [], []
    proposals = hand.session.query.proposals(rest)
    for image_id in rest:
        boxes = tuple(ScoredBox(0, item.score, item.annotation.xyxy) for item in proposals[image_id])
        predictions.append(Prediction(boxes=boxes))
        real = np.array(truth[names[image_id]], np.float32).reshape(-1, 4)
        truths.append(TruthBoxes(np.zeros(len(real), np.int64), real))
    return float(average_precision(predictions, truths, 1).ap50)


def accept_all(hand: Hand, rest: list[int], names: Names, truth: Truth) -> dict[str, float]:
    """Press Enter on every picture with proposals; how right the accepted boxes are."""

    accepted = right = found = total = 0
    for image_id in rest:
        hand.session.show(image_id)
        hand.wait_for_picture()
        hand.workspace.label_place.canvas.setFocus()
        wanted = len(hand.session.proposing.shown(hand.proposals))
        if wanted:
            hand.key(Qt.Key.Key_Return)
            hand.wait_until(partial(has_boxes, hand, wanted))
        boxes = [item.xyxy for item in hand.boxes]
        real = truth[names[image_id]]
        accepted += len(boxes)
        total += len(real)
        right += sum(any(iou(box, other) >= 0.5 for other in real) for box in boxes)
        found += sum(any(iou(box, other) >= 0.5 for box in boxes) for other in real)
    return {"accepted": float(accepted), "precision": right / max(accepted, 1), "recall": found / max(total, 1)}


def has_boxes(hand: Hand, count: int) -> bool:
    """Whether the current picture has so many boxes."""
    return len(hand.boxes) == count


def iou(a: Box, b: Box) -> float:
    """Overlap of two boxes, 0..1."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


if __name__ == "__main__":
    main()
