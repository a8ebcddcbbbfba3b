"""One-shot learning: means of frozen features in place of a training."""

from __future__ import annotations

import dataclasses
import math
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobDone, Notice
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.jobs.specs import TrainJob
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.classification import LinearHead
from ml_engine.training.nearest_mean import LabelMeans, take_shots
from ml_engine.training.pictures import Pictures
from ml_engine.training.run import train
from ml_engine.training.run_folder import load_model
from tests.contracts.recipe_traces import make_pictures, make_weights

MEANS = 'head = "nearest-mean"\ninput_size = 64\n'
Run = Callable[..., tuple[Path, JobDone, list[object]]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("means")
    snapshot, weights = make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")

    def run(recipe: str, task: str = "classify", seed: int = 0, **more: object) -> tuple[Path, JobDone, list[object]]:
        place = folder / "runs" / uuid.uuid4().hex
        place.mkdir(parents=True)
        write_snapshot(place / "snapshot.jsonl", more.pop("snapshot", snapshot))  # type: ignore[arg-type]
        job = TrainJob(
            str(place), str(folder / "cache"), task, backbone="squeezenet1_1", weights=str(weights), recipe=recipe,
            seed=seed, threads=1, device="cpu", **more,
        )  # type: ignore[arg-type]  # fmt: skip
        events: list[object] = []
        return place, train(job, events.append, lambda: False), events

    return run


def head_of(run: Path) -> LinearHead:
    head = load_model(run, [run.parent.parent]).head
    assert isinstance(head, LinearHead)
    return head


def distances(x: Tensor, means: Tensor) -> Tensor:
    return (x[:, None] - means).square().sum(dim=2)


def test_the_head_answers_the_label_whose_mean_is_nearest() -> None:
    """And its shares are those of the squared distances."""
    torch.manual_seed(3)
    head = LinearHead(16, 4)
    means = head.prepare(torch.rand(4, 16))
    known = torch.tensor([True, True, False, True])
    found = LabelMeans(means, known.float())
    head.set_means(means, known, found.sharpness)
    x = torch.rand(50, 16)
    away = distances(head.prepare(x), means)
    with torch.no_grad():
        (logits,) = head(x)
    assert torch.equal(logits.argmax(dim=1), away.masked_fill(~known, torch.inf).argmin(dim=1))
    wanted = (-found.sharpness / 2 * away[:, known]).softmax(dim=1)
    torch.testing.assert_close(logits[:, known].softmax(dim=1), wanted)
    assert float(logits.softmax(dim=1)[:, 2].max()) < 1e-6


def test_a_picture_on_a_mean_is_a_hundred_times_as_likely_of_its_label() -> None:
    means = torch.tensor([[0.0, 0.0], [3.0, 0.0]])
    found = LabelMeans(means, torch.ones(2))
    head = LinearHead(2, 2)
    head.set_means(means, torch.tensor([True, True]), found.sharpness)
    standard = (means - head.feature_mean) * head.feature_scale
    logits = head.linear(standard).detach()
    assert float(logits[0, 0] - logits[0, 1]) == pytest.approx(math.log(100), rel=1e-5)


def test_a_run_of_means_is_a_model_like_any_other(trained: Run) -> None:
    """Its weights are the means of its training pictures' features, whatever the course that was set."""
    run, done, events = trained(MEANS)
    other, _, _ = trained(
        MEANS + 'epochs = 9\nrate = 1.0\noptimizer = "sgd"\nl1 = 0.5\nmax_norm = 0.01\nema = 0.9\n', seed=5
    )
    assert set(done.metrics) >= {"accuracy", "loss"}
    assert any(isinstance(event, Notice) and event.code == "nearest-mean" for event in events)
    for name, tensor in head_of(run).state_dict().items():
        torch.testing.assert_close(tensor, head_of(other).state_dict()[name], msg=name)
    plain, _, _ = trained("input_size = 64\nepochs = 2\n")
    assert not torch.allclose(head_of(plain).linear.weight, head_of(run).linear.weight)


def test_one_shot_learns_from_one_picture_a_label_drawn_by_the_seed(trained: Run) -> None:
    run, _, events = trained(MEANS + "shots = 1\n")
    said = [event.message for event in events if isinstance(event, Notice)]
    assert "Nothing is trained: each label is the mean of its pictures' features; pictures a label: 1." in said
    assert "Pictures of each label to learn from: 1 at most; others that stay unseen: 10." in said
    again, _, _ = trained(MEANS + "shots = 1\n")
    other, _, _ = trained(MEANS + "shots = 1\n", seed=1)
    weights = [head_of(place).linear.weight for place in (run, again, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_shots_are_at_most_so_many_of_each_label(tmp_path: Path) -> None:
    labels = tuple(Label(uuid.UUID(int=place + 1), f"{place}", "#336699", "", place) for place in range(3))
    of = [labels[number % 3 if number > 1 else 0].id for number in range(20)]
    images = tuple(
        SnapshotImage(
            ImageRef(number, tmp_path / f"{number}.png"), Split.TRAIN, True,
            (Annotation(uuid.UUID(int=900 + number), number, label, AnnotationKind.TAG),),
        )
        for number, label in enumerate(of)
    )  # fmt: skip
    found, task = Pictures(labels, images, (), (), ()), find_task("classify")
    for shots in (1, 3, 100):
        few = take_shots(found, task, shots, 7, lambda _: None)
        have = Counter(label for image in found.train for label in task.labels_of(image))
        kept = Counter(label for image in few.train for label in task.labels_of(image))
        assert kept == {label: min(shots, count) for label, count in have.items()}
        assert [image for image in found.train if image in few.train] == list(few.train)
    assert take_shots(found, task, 0, 7, lambda _: None) is found


@pytest.mark.parametrize(
    ("recipe", "task", "words"),
    [
        (MEANS, "detect", "one label each"),
        ("shots = 1\ninput_size = 64\n", "detect", "one label each"),
        (MEANS + 'freeze = "nothing"\n', "classify", "frozen features"),
        (MEANS + "second = {blocks = 1}\n", "classify", "frozen features"),
        (MEANS + "shots = -1\n", "classify", "shots"),
    ],
)
def test_means_without_a_meaning_are_refused(recipe: str, task: str, words: str, trained: Run) -> None:
    with pytest.raises(UserError, match=words):
        trained(recipe, task)


def test_pictures_of_several_labels_have_no_one_mean(trained: Run, tmp_path: Path) -> None:
    snapshot: Snapshot = dataclasses.replace(make_pictures(tmp_path / "pictures"), several_per_picture=True)
    with pytest.raises(UserError, match="one label each"):
        trained(MEANS, snapshot=snapshot)


def test_there_is_no_rate_to_find(trained: Run) -> None:
    with pytest.raises(UserError, match="no rate"):
        trained(MEANS, find_rate=True)
