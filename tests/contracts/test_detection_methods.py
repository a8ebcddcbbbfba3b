"""What every detection method keeps: it learns through the real loop, resumes exactly, and reads back what it wrote."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import torch
from safetensors.torch import save_file

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import PicturePrediction, StepEnd
from ml_engine.domain.snapshot import Snapshot, write_snapshot
from ml_engine.domain.values import Split
from ml_engine.export.run import export_model
from ml_engine.inference.predict import predict
from ml_engine.jobs.specs import EvaluateJob, ExportJob, PredictJob, TrainJob
from ml_engine.networks.build import build_backbone
from ml_engine.networks.weights import find_weights
from ml_engine.tasks.catalogue import find_task, task_of
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.task import Detection
from ml_engine.training.model_spec import MethodSetting, ModelSpec, settings_by_name
from ml_engine.training.run import evaluate, train
from ml_engine.training.run_folder import RunFolder, load_model
from tests.contracts.recipe_traces import make_pictures, make_weights
from tests.contracts.tiny_runs import make_run, tiny_spec

HERE = [name for name in METHODS.names() if importlib.util.find_spec(METHODS.get(name).module)]
USUAL = ("grid", "faster_rcnn")  # the quickest, and the one with two looks; the others with -m all_backbones
every_method = pytest.mark.parametrize(
    "method", [pytest.param(name, marks=() if name in USUAL else pytest.mark.all_backbones) for name in HERE]
)
with_two_looks = pytest.mark.parametrize(  # the grid's resume is tried with every other field of a recipe
    "method", [pytest.param(name, marks=() if name == "faster_rcnn" else pytest.mark.all_backbones) for name in HERE]
)
BY_HEART = """
steps = 50
evaluate_every = 25
batch = 6
views = 1
input_size = 96
mix = 0.0
ema = 0.0
augment = "none"
"""
EVERYTHING = """
epochs = 2
least_steps = 0
evaluate_every = 1
batch = 5
views = 2
input_size = 64
dropout = 0.2
ema = 0.9
clip = 5.0
mix = 0.5
multi_scale = 1
class_balance = "weights"
[second]
epochs = 1
batch = 5
views = 2
blocks = 1
"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("methods")
    return make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")


@pytest.fixture(scope="module")
def normalising(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of a small network full of batch norms."""
    torch.manual_seed(1)
    path = tmp_path_factory.mktemp("norms") / "shufflenet_v2_x0_5-random.safetensors"
    save_file(torchvision.models.shufflenet_v2_x0_5(weights=None).state_dict(), path)
    return path


def start(folder: Path, snapshot: Snapshot, weights: Path, method: str, recipe: str) -> TrainJob:
    """A new run's job, its snapshot in place. weights: a file that begins with the network's name."""
    folder.mkdir(parents=True)
    write_snapshot(folder / "snapshot.jsonl", snapshot)
    return TrainJob(
        str(folder), str(folder.parent / "cache"), "detect", weights.name.partition("-")[0], str(weights),
        recipe=recipe, method=method, threads=1, device="cpu",
    )  # fmt: skip


def never() -> bool:
    return False


def ignore(_: object) -> None:
    """Listen to nothing."""


@every_method
def test_a_method_learns_a_handful_of_pictures_by_heart(method: str, pictures, tmp_path: Path) -> None:
    """And its model, read back from the folder, scores the same and answers with the very boxes."""
    snapshot, weights = pictures
    taught = [image for image in snapshot.images if image.split is Split.TRAIN][:6]
    # Scored on the pictures it saw: copies of them, since a picture belongs to one split.
    shown = [
        replace(image, image=replace(image.image, id=image.image.id + 100), split=Split.VALIDATION) for image in taught
    ]
    job = start(tmp_path / "run", Snapshot(snapshot.labels, (*taught, *shown)), weights, method, BY_HEART)

    done = train(job, ignore, never)

    assert done.metrics["ap50"] >= 0.9
    spec = RunFolder(tmp_path / "run").read_spec()
    assert (spec.method, spec.spec_version) == (method, 1 if method == "grid" else 4)
    scored = evaluate(EvaluateJob(job.run_dir, job.cache_dir, device="cpu", threads=1), ignore, never)
    assert scored.metrics == pytest.approx(done.metrics, abs=1e-3)
    answers: list[object] = []
    names = tuple(str(image.image.path) for image in taught)
    predict(PredictJob(job.run_dir, names, device="cpu", threads=1), answers.append, never)
    found = {answer.image: answer.boxes or () for answer in answers if isinstance(answer, PicturePrediction)}
    assert len(found) == len(taught)
    assert sum(len(boxes) == 1 for boxes in found.values()) >= len(taught) - 1  # at the threshold with the best f1


@with_two_looks
def test_a_stopped_run_goes_on_to_the_same_weights_and_never_moves_frozen_statistics(
    method: str, pictures, normalising: Path, tmp_path: Path
) -> None:
    (snapshot, _), weights = pictures, normalising
    whole = start(tmp_path / "whole", snapshot, weights, method, EVERYTHING)
    parts = start(tmp_path / "parts", snapshot, weights, method, EVERYTHING)
    steps: list[object] = []
    train(whole, steps.append, never)
    count = sum(isinstance(event, StepEnd) for event in steps)
    seen: list[object] = []
    with pytest.raises(Cancelled):
        train(parts, seen.append, lambda: sum(isinstance(event, StepEnd) for event in seen) > count // 2)

    train(replace(parts, resume=True), seen.append, never)

    for read in ("read_best", "read_last"):
        ours, theirs = (getattr(RunFolder(Path(place.run_dir)), read)()[0] for place in (parts, whole))
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)
    trained = load_model(Path(whole.run_dir)).backbone
    fresh = build_backbone(trained.info, find_weights(trained.info, weights))
    learnt = {name.removeprefix("backbone.") for name in RunFolder(Path(whole.run_dir)).read_best()[0]}
    for name, value in fresh.state_dict().items():
        is_statistic = name.endswith(("running_mean", "running_var"))
        assert torch.equal(trained.state_dict()[name], value) or (name in learnt and not is_statistic)


@every_method
def test_labels_and_their_number_shape_the_answers(method: str) -> None:
    spec = tiny_spec("detect", method=method)
    task = task_of(spec)
    head = task.build_head(spec.info, len(spec.labels)).eval()
    levels = [
        torch.randn(2, width, 64 // stride, 64 // stride)
        for width, stride in zip(spec.info.channels, (8, 16, 32), strict=True)
    ]
    with torch.inference_mode():
        boxes, scores = task.boxes_and_scores(head(*levels))
    assert boxes.shape == (2, scores.shape[1], 4)
    assert scores.shape == (2, boxes.shape[1], len(spec.labels))
    assert 0 <= scores.min() <= scores.max() <= 1


@pytest.mark.all_backbones
@pytest.mark.parametrize("format_name", ["onnx", "pt2", "safetensors"])
@pytest.mark.parametrize("method", [name for name in HERE if name != "grid"])
def test_an_exported_file_answers_as_the_run_does(method: str, format_name: str, tmp_path: Path) -> None:
    run = make_run(tmp_path, "detect", method=method)
    done = export_model(ExportJob(str(run), str(tmp_path / "out"), format_name), ignore, never)
    assert done.figures["max_difference"] <= 1e-4


def test_a_method_is_found_by_its_name_and_only_for_boxes() -> None:
    assert type(find_task("detect", method="ssd")) is not type(find_task("detect"))
    with pytest.raises(UserError, match="There is no method called"):
        find_task("detect", method="guess")
    with pytest.raises(UserError, match="finds boxes"):
        find_task("classify", method="ssd")


def test_blended_pictures_are_refused_where_regions_of_one_are_looked_at(pictures, tmp_path: Path) -> None:
    snapshot, weights = pictures
    job = start(
        tmp_path / "run", snapshot, weights, "faster_rcnn", EVERYTHING.replace("[second]", "mixup = 0.2\n[second]")
    )
    with pytest.raises(UserError, match="mixup does not apply"):
        train(job, ignore, never)


def test_the_methods_have_defaults_of_their_own_and_two_sentences_each() -> None:
    for row in METHODS:
        assert row.recipe.method == row.name
        assert row.idea.count(". ") == 1


def test_a_model_keeps_its_method_and_older_ones_are_read_as_the_grid() -> None:
    spec = replace(tiny_spec("detect", method="ssd"), method_settings=(MethodSetting("anchors", (12.5, 40.0)),))
    assert ModelSpec.from_json(spec.to_json()) == spec
    old = msgspec.json.decode(tiny_spec("detect").to_json())
    del old["method"], old["method_settings"]
    assert ModelSpec.from_json(msgspec.json.encode(old)) == tiny_spec("detect")


def test_what_a_method_chooses_is_chosen_once_and_kept(pictures, tmp_path: Path, monkeypatch) -> None:
    """A run asks once, its model tells the task again, a resumed run does not choose anew."""
    snapshot, weights = pictures
    asked: list[int] = []

    class Choosing(Detection):
        side = 0.0

        def choose_settings(self, pictures, labels, input_size, fit, seed):  # noqa: ARG002
            asked.append(len(pictures))
            return (MethodSetting("side", (float(input_size + len(asked)),)),)

        def with_settings(self, settings) -> Choosing:
            chosen = Choosing()
            chosen.side = settings_by_name(tuple(settings))["side"][0]
            return chosen

        def build_head(self, backbone, label_count):
            assert self.side == 65.0
            return super().build_head(backbone, label_count)

    monkeypatch.setattr("ml_engine.tasks.detection.ssdlite.Method", Choosing)
    job = start(tmp_path / "run", snapshot, weights, "ssdlite", "steps = 2\nviews = 1\ninput_size = 64")
    seen: list[object] = []
    with pytest.raises(Cancelled):
        train(job, seen.append, lambda: any(isinstance(event, StepEnd) for event in seen))
    train(replace(job, resume=True), ignore, never)

    assert asked == [13]
    assert load_model(tmp_path / "run").spec.method_settings == (MethodSetting("side", (65.0,)),)
