"""The course's own ways to say where things are: learnt by heart from a few pictures, kept, exported, read back.

test_detection_methods.py asks the same of every method of detection, the sliding window among them.
"""

from __future__ import annotations

import dataclasses
import json
import uuid
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.events import Event, JobDone, Notice, PicturePrediction
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.export.run import export_model
from ml_engine.inference.predict import predict
from ml_engine.jobs.specs import EvaluateJob, ExportJob, PredictJob, TrainJob
from ml_engine.reports.model_card import read_model_card
from ml_engine.training.run import evaluate, train
from ml_engine.training.run_folder import RunFolder

LABELS = (
    Label(uuid.UUID(int=1), "brick", "#C4314B", "", 0),
    Label(uuid.UUID(int=2), "leaf", "#1A7F4B", "", 1),
)
COLORS = ((210, 70, 60), (60, 190, 80))
SIDE = 96
RECIPE = """
least_steps = 0
epochs = 60
batch = 8
rate = 0.01
evaluate_every = 20
input_size = 96
augment = "none"
mixed_precision = "off"
[second]
views = 1
"""
METHODS = {"localize": ("localize", ""), "yolo": ("detect", "yolo")}
slow = pytest.mark.all_backbones
FORMATS = ["onnx", pytest.param("pt2", marks=slow), pytest.param("safetensors", marks=slow)]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A run of a method, and everything it said."""

    name: str
    job: TrainJob
    done: JobDone
    events: list[Event]
    snapshot: Snapshot

    @property
    def run(self) -> Path:
        return Path(self.job.run_dir)

    @property
    def pictures(self) -> list[str]:
        return [str(image.image.path) for image in self.snapshot.part(Split.VALIDATION)]


def never() -> bool:
    return False


def make_snapshot(folder: Path, *, boxes: int = 1) -> Snapshot:
    """Coloured rectangles on grey noise, 8 pictures to learn and the same ones to validate."""
    folder.mkdir(parents=True)
    images = []
    for number in range(8):
        dice = np.random.default_rng(number)
        pixels = dice.normal(110, 12, (SIDE, SIDE, 3))
        notes = []
        for place in range(boxes):
            label = (number + place) % 2
            width, height = ((48, 30) if label else (28, 44))[:: 1 if number % 4 < 2 else -1]
            x0, y0 = int(dice.integers(2, SIDE - width - 2)), int(dice.integers(2, SIDE - height - 2))
            pixels[y0 : y0 + height, x0 : x0 + width] = COLORS[label] + dice.normal(0, 8, (height, width, 3))
            corners = ((float(x0), float(y0)), (float(x0 + width), float(y0 + height)))
            notes.append((LABELS[label].id, corners))
        path = folder / f"{number}.png"
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(path)
        for split in (Split.TRAIN, Split.VALIDATION):
            own = 100 * number + 10 * (split is Split.TRAIN)
            annotations = tuple(
                Annotation(uuid.UUID(int=own + place + 1), own, label, AnnotationKind.BOX, corners)
                for place, (label, corners) in enumerate(notes)
            )
            images.append(SnapshotImage(ImageRef(own, path), split, True, annotations))
    return Snapshot(LABELS, tuple(images))


def start(folder: Path, name: str, snapshot: Snapshot, recipe: str = RECIPE) -> TrainJob:
    task, method = METHODS[name]
    run = folder / "runs" / name
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", snapshot)
    return TrainJob(
        str(run), str(folder / "cache"), task, "tiny", recipe=recipe, threads=1, device="cpu", method=method
    )


@pytest.fixture(scope="module", params=METHODS)
def learnt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Learnt:
    folder = tmp_path_factory.mktemp(request.param)
    snapshot = make_snapshot(folder / "pictures")
    job = start(folder, request.param, snapshot)
    events: list[Event] = []
    return Learnt(request.param, job, train(job, events.append, never), events, snapshot)


def test_a_few_pictures_are_learnt_by_heart(learnt: Learnt) -> None:
    metrics = learnt.done.metrics

    assert metrics["ap50"] > 0.8
    assert metrics["mean_iou"] > 0.65
    if learnt.name == "localize":
        assert metrics["accuracy"] == 1.0


def test_the_model_scores_the_same_when_it_is_read_back(learnt: Learnt) -> None:
    job = EvaluateJob(learnt.job.run_dir, learnt.job.cache_dir, "validation", device="cpu", threads=1)

    assert evaluate(job, learnt.events.append, never).metrics == pytest.approx(learnt.done.metrics, abs=1e-4)


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_exported_file_answers_as_the_run_does(learnt: Learnt, format_name: str, tmp_path: Path) -> None:
    export_model(ExportJob(learnt.job.run_dir, str(tmp_path / "out"), format_name), learnt.events.append, never)

    certificate = json.loads((tmp_path / "out" / "certificate.json").read_text("utf-8"))
    wanted, found = (answers(learnt, model) for model in (learnt.run, tmp_path / "out"))
    assert certificate["agrees"]
    assert certificate["answers_compared"] >= 8
    assert found == wanted
    assert all(found)


def answers(learnt: Learnt, model: Path) -> list[list[tuple[str, float, list[float]]]]:
    """What a model answers for the pictures it learnt, without the last digits."""
    said: list[Event] = []
    predict(PredictJob(str(model), tuple(learnt.pictures), threads=1, device="cpu"), said.append, never)
    rows = [event.boxes or () for event in said if isinstance(event, PicturePrediction)]
    return [[(box.label, round(box.score, 2), np.round(box.xyxy).tolist()) for box in boxes] for boxes in rows]


def test_localisation_answers_one_box_a_picture_and_learns_the_largest_of_several(tmp_path: Path) -> None:
    job = start(tmp_path, "localize", make_snapshot(tmp_path / "pictures", boxes=2), f"{RECIPE}\n".replace("60", "2"))
    events: list[Event] = []

    done = train(job, events.append, never)

    (said,) = [event.message for event in events if isinstance(event, Notice) and event.code == "several-boxes"]
    assert said.startswith("16 pictures have several boxes: localisation learns one object a picture, the largest.")
    assert done.metrics["recall"] <= 0.5  # a detector's metric counts all of them


def test_yolo_keeps_its_anchors_and_draws_them(learnt: Learnt) -> None:
    if learnt.name != "yolo":
        assert read_model_card(learnt.run).anchors is None
        assert not (learnt.run / "anchors.json").exists()
        return
    kept = json.loads((learnt.run / "anchors.json").read_text("utf-8"))
    (setting,) = RunFolder(learnt.run).read_spec().method_settings

    assert kept["anchors"] == [[28.0, 44.0], [44.0, 28.0], [30.0, 48.0], [48.0, 30.0]]  # fewer shapes than five
    assert list(setting.values) == [side for anchor in kept["anchors"] for side in anchor]
    assert kept["mean_iou"] == 1.0
    assert len(kept["boxes"]) == kept["box_count"] == 8
    assert (learnt.run / "plots" / "anchors.png").read_bytes().startswith(b"\x89PNG")
    card = read_model_card(learnt.run)
    assert card.anchors is not None
    assert [list(anchor) for anchor in card.anchors.anchors] == kept["anchors"]
    said = [event.message for event in learnt.events if isinstance(event, Notice) and event.code == "anchors"]
    assert said == ["4 anchors for 8 boxes: mean IoU 1.00, in pixels of a 96 × 96 input."]


def test_the_recipe_says_how_many_anchors_and_at_how_many_sizes_they_learn(tmp_path: Path) -> None:
    few = RECIPE.replace("epochs = 60", "epochs = 2\nanchors = 2\nmulti_scale = 1")
    job = start(tmp_path, "yolo", make_snapshot(tmp_path / "pictures"), few)

    train(job, [].append, never)

    (setting,) = RunFolder(Path(job.run_dir)).read_spec().method_settings
    assert len(setting.values) == 2 * 2
    assert "anchors = 2" in (Path(job.run_dir) / "recipe.toml").read_text("utf-8")


def test_a_resumed_run_keeps_the_anchors_it_chose(learnt: Learnt) -> None:
    if learnt.name != "yolo":
        return
    before = RunFolder(learnt.run).read_spec().method_settings

    again = train(dataclasses.replace(learnt.job, resume=True, method=""), [].append, never)

    assert RunFolder(learnt.run).read_spec().method_settings == before
    assert again.metrics == pytest.approx(learnt.done.metrics)
