"""Training jobs from a snapshot to a scored run, in this process, on pictures made here."""

from __future__ import annotations

import dataclasses
import json
import uuid
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, JobStarted, Notice, PictureFailed, PicturePrediction
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.images.reader import read_image
from ml_engine.inference.predict import predict
from ml_engine.jobs.estimate import read_speeds, speed_key
from ml_engine.jobs.specs import EvaluateJob, PredictJob, TrainJob
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.reports.answers import read_answers, read_scores
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.run import evaluate, train
from ml_engine.training.run_folder import RunFolder, load_model

COLORS = {"red": (200, 60, 50), "green": (60, 180, 70), "blue": (60, 70, 200)}
LABELS = tuple(
    Label(uuid.uuid5(uuid.NAMESPACE_OID, name), name, "#336699", "", place) for place, name in enumerate(COLORS)
)
RECIPE = "epochs = 4\nbatch = 8\nviews = 2\ninput_size = 64\n[second]\nepochs = 2\nbatch = 8\nviews = 2\n"


def tag(image_id: int, label: Label) -> Annotation:
    return Annotation(uuid.uuid4(), image_id, label.id, AnnotationKind.TAG)


def draw(path: Path, color: tuple[int, int, int], seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 25, (56, 72, 3))
    Image.fromarray(np.clip(noise + color, 0, 255).astype(np.uint8)).save(path)


def colored_pictures(folder: Path, counts: dict[Split, int], labels: tuple[Label, ...] = LABELS) -> Snapshot:
    """So many pictures of each label in each split: one colour each, under noise."""
    folder.mkdir(exist_ok=True)
    images = []
    for split, count in counts.items():
        for label in labels:
            for _ in range(count):
                number = len(images)
                path = folder / f"{number}.png"
                draw(path, COLORS[label.name], number)
                images.append(SnapshotImage(ImageRef(number, path), split, True, (tag(number, label),)))
    return Snapshot(labels, tuple(images))


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of a small network: colours can be told apart even so."""
    path = tmp_path_factory.mktemp("weights") / "squeezenet1_1-random.safetensors"
    torch.manual_seed(0)
    from ml_engine.compat.torchvision_ops import torchvision

    save_file(torchvision.models.squeezenet1_1(weights=None).state_dict(), path)
    return path


class Workplace:
    """A project's folders, and jobs on them."""

    def __init__(self, path: Path, weights: Path) -> None:
        self.path, self.weights, self.events = path, weights, []

    def job(self, name: str = "run", **changes: object) -> TrainJob:
        job = TrainJob(
            run_dir=str(self.path / "runs" / name), cache_dir=str(self.path / "cache"), task="classify",
            backbone="squeezenet1_1", weights=str(self.weights), recipe=RECIPE, threads=1, device="cpu",
        )  # fmt: skip
        return dataclasses.replace(job, **changes)

    def train(self, snapshot: Snapshot | None, job: TrainJob, stop_after: int | None = None):
        run = Path(job.run_dir)
        run.mkdir(parents=True, exist_ok=True)
        if snapshot is not None:
            write_snapshot(run / "snapshot.jsonl", snapshot)
        steps = [0]

        def should_stop() -> bool:
            trained = any(isinstance(event, EpochEnd) and event.epoch for event in self.events)
            steps[0] += trained
            return stop_after is not None and steps[0] > stop_after

        return train(job, self.events.append, should_stop)

    def codes(self) -> list[str]:
        return [event.code for event in self.events if isinstance(event, Notice)]

    def message(self, code: str) -> str:
        return next(event.message for event in self.events if isinstance(event, Notice) and event.code == code)


@pytest.fixture
def place(tmp_path: Path, weights: Path) -> Workplace:
    return Workplace(tmp_path, weights)


THREE_SPLITS = {Split.TRAIN: 8, Split.VALIDATION: 3, Split.TEST: 4}
TWO_SPLITS = {Split.TRAIN: 8, Split.VALIDATION: 3}


def test_a_classifier_learns_colours_and_says_what_it_chose(place, tmp_path):
    done = place.train(colored_pictures(tmp_path / "pictures", THREE_SPLITS), place.job())

    assert (done.split, done.run) == ("test", str(tmp_path / "runs" / "run"))
    assert done.metrics["accuracy"] == 1.0
    assert set(done.metrics) == {"accuracy", "precision", "recall", "f1", "top5_accuracy", "loss"}
    assert next(event for event in place.events if isinstance(event, JobStarted)).device == "cpu"
    assert place.codes() == ["pictures", "backbone", "input-size"]
    assert "24 pictures to learn from, 9 to validate, 12 to test; 3 labels" in place.message("pictures")


def test_a_run_folder_holds_everything(place, tmp_path):
    place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job())
    run = tmp_path / "runs" / "run"
    names = {path.name for path in run.iterdir()}
    assert names >= {
        "job.json", "model.json", "snapshot.jsonl", "metrics.jsonl", "best.safetensors", "last.ckpt",
        "model_card.json", "model_card.md",
    }  # fmt: skip
    assert not [name for name in names if name.endswith(".tmp")]
    card = json.loads((run / "model_card.json").read_bytes())["card"]
    assert sum(map(sum, card["confusion"])) == 9
    assert card["trained_parameters"] == 512 * 3 + 3
    assert "no-test-split" in place.codes()


@pytest.mark.parametrize(("splits", "scored"), [("THREE_SPLITS", "test"), ("TWO_SPLITS", "validation")])
def test_a_finished_run_tells_what_it_answered(place, tmp_path, splits, scored):
    done = place.train(colored_pictures(tmp_path / "pictures", globals()[splits]), place.job())
    run = tmp_path / "runs" / "run"

    scores = read_scores(run)
    assert (scores.split, scores.metrics) == (scored, done.metrics)
    assert [label.name for label in scores.labels] == list(COLORS)
    answers = read_answers(run)
    assert {answer.split for answer in answers} == {"validation", scored}
    assert sum(map(sum, scores.confusion)) == len(read_answers(run, scored))
    right = sum(answer.scores[0][0] == answer.truth_labels[0] for answer in read_answers(run, scored))
    assert right / len(read_answers(run, scored)) == done.metrics["accuracy"]


def test_a_run_tells_the_next_estimate_how_fast_it_was(place, tmp_path):
    recipe = RECIPE.replace("epochs = 4", "epochs = 8", 1)
    place.train(colored_pictures(tmp_path / "pictures", THREE_SPLITS), place.job(recipe=recipe))
    speeds = read_speeds()
    assert set(speeds) == {
        speed_key("features", "squeezenet1_1", "cpu", 1), speed_key("classify", "head", "cpu", 1),
    }  # fmt: skip
    assert all(0 < seconds < 60 for seconds in speeds.values())


def two_colored_pictures(folder: Path, count: int) -> Snapshot:
    """Pictures that are half one colour and half another, with both labels, or grey and verified as showing none."""
    folder.mkdir()
    images = []
    for number in range(count):
        path = folder / f"{number}.png"
        both = [LABELS[number % 3], LABELS[(number + 1) % 3]] if number % 4 else []
        noise = np.random.default_rng(number).normal(0, 20, (56, 72, 3)) + 110
        for half, label in enumerate(both):
            noise[:, half * 36 : half * 36 + 36] += np.array(COLORS[label.name]) - 110
        Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(path)
        split = (Split.VALIDATION, Split.TEST, Split.TRAIN, Split.TRAIN, Split.TRAIN)[number % 5]
        images.append(SnapshotImage(ImageRef(number, path), split, True, tuple(tag(number, label) for label in both)))
    return Snapshot(LABELS, tuple(images), several_per_picture=True)


def test_where_pictures_have_several_labels_a_classifier_names_them_all(place, tmp_path):
    snapshot = two_colored_pictures(tmp_path / "pictures", 60)
    recipe = RECIPE.replace("epochs = 4", "epochs = 30\nrate = 1e-2", 1)
    done = place.train(snapshot, place.job(recipe=recipe))

    assert set(done.metrics) == {"ap", "precision", "recall", "f1", "loss"}
    assert done.metrics["ap"] > 0.9
    spec = RunFolder(tmp_path / "runs" / "run").read_spec()
    assert (spec.task, spec.several_per_picture, spec.spec_version) == ("classify", True, 2)
    scored = evaluate(EvaluateJob(done.run, str(tmp_path / "cache")), place.events.append, lambda: False)
    assert scored.metrics == done.metrics

    pictures = [image for image in snapshot.images if image.split is Split.TEST]
    events = []
    job = PredictJob(done.run, tuple(str(image.image.path) for image in pictures), threads=1, device="cpu")
    predict(job, events.append, lambda: False)
    said = [{label for label, _ in event.labels} for event in events if isinstance(event, PicturePrediction)]
    names = {label.id: label.name for label in LABELS}
    wanted = [{names[item.label_id] for item in image.annotations} for image in pictures]
    assert sum(a == b for a, b in zip(said, wanted, strict=True)) >= 0.8 * len(wanted)
    card = json.loads((tmp_path / "runs" / "run" / "model_card.json").read_bytes())["card"]
    assert (card["several_per_picture"], card["confusion"], len(card["curves"])) == (True, [], 3)


def answers_for(run: Path, pictures: list[Path], cache: Path) -> list[PicturePrediction]:
    events = []
    names = tuple(str(path) for path in pictures)
    predict(PredictJob(str(run), names, cache_dir=str(cache), threads=1, device="cpu"), events.append, lambda: False)
    return [event for event in events if isinstance(event, PicturePrediction)]


def test_pictures_whose_features_are_kept_are_answered_without_the_backbone(place, tmp_path, monkeypatch):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    run = Path(place.train(snapshot, place.job()).run)
    seen = {answer.path: answer for answer in read_answers(run)}
    paths = [image.image.path for image in snapshot.images if image.split is Split.VALIDATION]
    computed = answers_for(run, paths, tmp_path / "another cache")
    asked = []
    embed = Backbone.embed
    monkeypatch.setattr(Backbone, "embed", lambda self, x: asked.append(len(x)) or embed(self, x))

    known = answers_for(run, paths, tmp_path / "cache")
    assert not asked
    for path, fresh, kept in zip(paths, computed, known, strict=True):
        assert kept.top == seen[str(path)].scores  # to the last digit what the training's own scoring gave
        assert (kept.image, kept.label) == (str(path), fresh.label)
        assert kept.score == pytest.approx(fresh.score, abs=2e-3)

    # One file is new, one was kept but its row is damaged: these go through the network, in their order.
    draw(tmp_path / "new.png", COLORS["green"], 99)
    for data in (tmp_path / "cache" / "features").glob("*/*.f16"):
        rows = np.fromfile(data, np.uint8).reshape(-1, 1024)
        rows[:, 7] ^= 1
        rows.tofile(data)
    mixed = answers_for(run, [paths[0], tmp_path / "new.png", paths[1]], tmp_path / "cache")
    assert [answer.image for answer in mixed] == [str(paths[0]), str(tmp_path / "new.png"), str(paths[1])]
    assert sum(asked) == 3
    assert mixed[0].top == computed[0].top


def test_known_and_new_pictures_are_answered_in_their_order(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    run = Path(place.train(snapshot, place.job()).run)
    draw(tmp_path / "new.png", COLORS["blue"], 7)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    known = [image.image.path for image in snapshot.images if image.split is Split.VALIDATION]
    paths = [known[0], tmp_path / "new.png", tmp_path / "broken.png", known[4], known[8]]
    answers = answers_for(run, paths, tmp_path / "cache")
    assert [answer.image for answer in answers] == [str(path) for path in paths if path.name != "broken.png"]
    assert [answer.label for answer in answers] == ["red", "blue", "green", "blue"]


def test_evaluate_gives_the_metrics_of_training(place, tmp_path):
    done = place.train(colored_pictures(tmp_path / "pictures", THREE_SPLITS), place.job())
    for cache in (tmp_path / "cache", tmp_path / "an empty cache"):
        again = evaluate(EvaluateJob(done.run, str(cache), threads=1), place.events.append, lambda: False)
        assert (again.split, again.metrics) == ("test", pytest.approx(done.metrics, abs=1e-3))
    other = evaluate(EvaluateJob(done.run, str(tmp_path / "cache"), "train"), place.events.append, lambda: False)
    assert (other.split, other.figures["pictures"]) == ("train", 24)


def test_a_loaded_model_answers_from_pixels_as_the_cached_features_did(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    model = load_model(Path(place.train(snapshot, place.job()).run))
    seen = [network_input(image.image.path, model.spec) for image in snapshot.part(Split.VALIDATION)]
    (logits,) = model(torch.stack(seen))
    assert logits.argmax(dim=1).tolist() == [0] * 3 + [1] * 3 + [2] * 3
    assert model.spec.label_names == ("red", "green", "blue")


def network_input(path: Path, spec: ModelSpec) -> torch.Tensor:
    image = read_image(path)
    recipe = AugmentRecipe.none()
    geometry = view_geometry(
        image.shape[1], image.shape[0], input_size=spec.input_size, fit=spec.fit, recipe=recipe, seed=0, view=0, key=""
    )
    view = render_view(image, geometry, recipe=recipe, seed=0, view=0, key="")
    return torch.from_numpy(view).permute(2, 0, 1).float()


def test_a_run_outlives_the_weights_file_it_came_from(place, tmp_path, weights):
    copy = tmp_path / "squeezenet1_1-mine.safetensors"
    copy.write_bytes(weights.read_bytes())
    done = place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job(weights=str(copy)))
    copy.unlink()
    load_model(Path(done.run))
    (kept,) = (tmp_path / "cache" / "weights").iterdir()
    kept.unlink()
    with pytest.raises(UserError) as caught:
        load_model(Path(done.run))
    assert caught.value.code == "weights-missing"


def test_a_damaged_best_gives_way_to_the_one_before_and_two_are_refused(place, tmp_path):
    done = place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job())
    folder = RunFolder(Path(done.run))
    previous = folder.best_file.with_name("best.previous.safetensors")
    previous.write_bytes(folder.best_file.read_bytes())
    flip(folder.best_file)
    warned: list[str] = []
    load_model(Path(done.run), warn=warned.append)
    assert "best.safetensors" in warned[0]
    flip(previous)
    with pytest.raises(UserError, match=r"best\.safetensors is damaged"):
        load_model(Path(done.run))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2] ^= 0x40
    path.write_bytes(data)


# Counted in questions after the first epoch: within the head's epochs, and within the second phase.
@pytest.mark.parametrize("stop_after", [2, 7, 17, 21])
def test_a_stopped_run_resumes_to_the_same_metrics(place, tmp_path, weights, stop_after):
    snapshot = colored_pictures(tmp_path / "pictures", THREE_SPLITS)
    expected = Workplace(tmp_path, weights).train(snapshot, place.job("whole", unfreeze=2))
    with pytest.raises(Cancelled):
        place.train(snapshot, place.job("parts", unfreeze=2), stop_after)

    # Only the folder and where to compute are asked of a resumed job.
    done = Workplace(tmp_path, weights).train(
        None, TrainJob(place.job("parts").run_dir, str(tmp_path / "cache"), "classify", threads=1, resume=True)
    )

    assert done.metrics == expected.metrics
    runs = tmp_path / "runs"
    ours, theirs = (RunFolder(runs / name).read_best()[0] for name in ("parts", "whole"))
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[name], theirs[name]) for name in theirs)


def test_the_second_phase_moves_the_top_blocks_and_nothing_below(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    job = place.job(unfreeze=2, recipe=RECIPE + "rate = 0.01\n")
    done = place.train(snapshot, job)
    folder = RunFolder(Path(done.run))
    rows = folder.read_metrics()
    assert [row.phase for row in rows] == ["head"] * 4 + ["blocks"] * 2
    tensors, facts = folder.read_best()
    before = build_backbone("squeezenet1_1", None)
    count = len(before.blocks())
    moved = {name.split(".")[2] for name in tensors if name.startswith("backbone.")}
    expected = {str(count - 1), str(count - 2)} if facts["phase"] == "blocks" else set()
    assert moved == expected
    assert load_model(folder.path).spec.trained_blocks == len(expected)


def test_the_tiny_network_trains_whole(place, tmp_path):
    job = place.job(backbone="tiny", weights="", recipe=RECIPE.replace("epochs = 4", "epochs = 12\nrate = 0.01", 1))
    done = place.train(colored_pictures(tmp_path / "pictures", THREE_SPLITS), job)
    assert done.metrics["accuracy"] > 0.6
    spec = load_model(Path(done.run)).spec
    assert (spec.weights_sha256, spec.trained_blocks > 0) == ("", True)
    again = evaluate(EvaluateJob(done.run, str(tmp_path / "cache"), threads=1), place.events.append, lambda: False)
    assert again.metrics == pytest.approx(done.metrics, abs=1e-4)


def test_without_weights_the_bundled_network_is_chosen_and_said(place, tmp_path):
    place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job(backbone="", weights=""))
    assert "weights that come with Vistazo: none of MobileNet V2 were found" in place.message("backbone")


def test_an_unreadable_picture_is_named_and_the_rest_is_learnt(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    broken = [snapshot.images[0].image.path, snapshot.part(Split.VALIDATION)[0].image.path]
    for path in broken:
        path.write_bytes(path.read_bytes()[:60])
    place.train(snapshot, place.job())
    failed = {event.image for event in place.events if isinstance(event, PictureFailed)}
    assert failed == {str(path) for path in broken}


@pytest.mark.parametrize("backbone", ["squeezenet1_1", "tiny"])
def test_no_readable_picture_is_refused(place, tmp_path, backbone):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    for image in snapshot.images:
        image.image.path.write_bytes(b"nothing")
    weights = str(place.weights) if backbone != "tiny" else ""
    with pytest.raises(UserError) as caught:
        place.train(snapshot, place.job(backbone=backbone, weights=weights))
    assert caught.value.code == "no-readable-pictures"


def without_annotations(snapshot: Snapshot) -> Snapshot:
    return dataclasses.replace(snapshot, images=tuple(dataclasses.replace(i, annotations=()) for i in snapshot.images))


@pytest.mark.parametrize(
    ("counts", "labels", "change", "code"),
    [
        ({}, LABELS, None, "no-labelled-pictures"),
        (TWO_SPLITS, LABELS, without_annotations, "no-labelled-pictures"),
        (TWO_SPLITS, LABELS[:1], None, "one-label"),
        ({Split.TRAIN: 1}, LABELS[:1], None, "one-label"),
        ({Split.TRAIN: 4}, LABELS, None, "no-validation"),
        ({Split.VALIDATION: 4}, LABELS, None, "no-training-pictures"),
    ],
)
def test_what_cannot_be_learnt_is_refused_before_anything_is_written(place, tmp_path, counts, labels, change, code):
    snapshot = colored_pictures(tmp_path / "pictures", counts, labels)
    with pytest.raises(UserError) as caught:
        place.train(change(snapshot) if change else snapshot, place.job())
    assert caught.value.code == code
    assert caught.value.hint
    assert [path.name for path in (tmp_path / "runs" / "run").iterdir()] == ["snapshot.jsonl"]


def test_a_label_that_only_validation_has_is_said(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    kept = [i for i in snapshot.images if not (i.split is Split.TRAIN and i.annotations[0].label_id == LABELS[2].id)]
    place.train(dataclasses.replace(snapshot, images=tuple(kept)), place.job())
    assert "'blue'" in place.message("label-not-trained")


def test_labels_without_pictures_and_what_was_left_out_are_said(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS, LABELS[:2])
    bare = dataclasses.replace(snapshot.images[0], annotations=())
    snapshot = Snapshot(LABELS, (bare, *snapshot.images[1:]), (("new", 5),))
    done = place.train(snapshot, place.job())
    assert "'blue'" in place.message("labels-without-pictures")
    assert place.message("left-out") == "Left out: 5 × new, 1 × picture has no label of the whole picture."
    assert load_model(Path(done.run)).spec.label_names == ("red", "green")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipe": "epoch = 3"}, "recipe"),
        ({"task": "paint"}, "unknown-task"),
        ({"backbone": "resnet999"}, "unknown-backbone"),
        ({"backbone": "resnet18", "weights": ""}, "weights-missing"),
        ({"device": "tpu"}, "device-missing"),
        ({"input_size": 65}, "recipe"),
        ({"resume": True}, "no-run"),
        ({"weights": "/nowhere/w.pth"}, "weights-unreadable"),
    ],
)
def test_wrong_settings_are_refused(place, tmp_path, changes, code):
    with pytest.raises(UserError) as caught:
        place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job(**changes))
    assert caught.value.code == code


@pytest.mark.shared
def test_photos_of_clothes_are_told_apart(shared, tmp_path):
    folder = shared.pack("clothing10")
    names = ("dress", "hat", "pants", "shoes")
    labels = tuple(Label(uuid.uuid4(), name, "#000000", "", place) for place, name in enumerate(names))
    images = []
    for split, part in ((Split.TRAIN, "train"), (Split.VALIDATION, "validation")):
        for label in labels:
            for path in sorted((folder / part / label.name).iterdir())[:20]:
                images.append(SnapshotImage(ImageRef(len(images), path), split, True, (tag(len(images), label),)))
    place = Workplace(tmp_path, shared.weights("mobilenet_v2"))
    done = place.train(Snapshot(labels, tuple(images)), place.job(backbone="mobilenet_v2", recipe=""))
    assert done.metrics["accuracy"] > 0.85
