"""The loop: what it keeps, how it ends, and that stopping and resuming changes nothing."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, Notice, Progress, SamplePredictions, StepEnd
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.tasks.classification import Classification, LinearHead
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.batches import Batch
from ml_engine.training.checkpoint import FitState, read_state
from ml_engine.training.fit import Learner, Plan, Stage, fit
from ml_engine.training.networks import HeadNetwork, trained_names
from ml_engine.training.optimizers import split_decay
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.samples import Samples
from ml_engine.training.step import Machine

LABELS = [uuid.UUID(int=number) for number in (1, 2, 3)]
VIEW = ViewGeometry((1, 0, 0, 0, 1, 0), 8, 8, 8, 8)


class Points:
    """Three clouds of points: features of pictures that can be told apart."""

    def __init__(self, count: int, view_count: int, seed: int) -> None:
        draw = torch.Generator().manual_seed(seed)
        self.view_count = view_count
        self.truth = torch.arange(count) % 3
        centers = torch.eye(3, 6)
        noise = torch.randn(count, view_count, 6, generator=draw)
        self.features = centers[self.truth][:, None] * 2 + noise
        self.pictures = [
            SnapshotImage(
                ImageRef(place, Path(f"{place}.png")), Split.TRAIN, True,
                (Annotation(uuid.uuid4(), place, LABELS[int(label)], AnnotationKind.TAG),),
            )
            for place, label in enumerate(self.truth)
        ]  # fmt: skip

    def batch(self, places, views) -> Batch:
        targets = [ImageTargets(self.truth[[place]], torch.zeros(0, 4)) for place in places]
        return Batch((self.features[places, views],), targets, [VIEW] * len(places))


PLAN = Plan(
    phase="head", epochs=6, batch=8, optimizer="adamw", schedule="one-cycle", ema=0.9, patience=0, evaluate_every=1,
    clip=0.0, seed=3, first_epoch=1, total_epochs=6, save_every_s=0.0, look_after_s=600.0,
)  # fmt: skip


class Run:
    """One training in a folder, with everything it said."""

    def __init__(
        self, path: Path, plan: Plan = PLAN, head: nn.Module | None = None, task: Classification | None = None
    ):
        path.mkdir(exist_ok=True)
        self.folder, self.plan, self.events = RunFolder(path), plan, []
        torch.manual_seed(0)
        self.network = HeadNetwork(head or LinearHead(6, 3, dropout=0.3))
        self.task = task or Classification()

    def go(self, stop_after: int | None = None, resume: bool = False) -> FitState:
        names = [Label(id_, str(id_.int), "#000000", "", place) for place, id_ in enumerate(LABELS)]
        stage = Stage(
            self.task, LABELS, self.folder, Machine(torch.device("cpu")), self.events.append, self._stop,
            Samples(self.task, names, Points(20, 1, 2).pictures),
        )  # fmt: skip
        self.left = stop_after
        state, tensors = FitState("head"), None
        if resume:
            tensors, facts = self.folder.read_last()
            state = read_state(facts)
        torch.manual_seed(7)
        groups = split_decay(list(self.network.parameters()), 0.05, 0.01)
        learner = Learner(self.network, groups, trained_names(self.network))
        return fit(learner, Points(40, 3, 1), Points(20, 1, 2), self.plan, stage, state, tensors)

    def _stop(self) -> bool:
        if self.left is None:
            return False
        self.left -= 1
        return self.left < 0

    def said(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]


def rows_without_time(state: FitState) -> list:
    return [dataclasses.replace(EpochEnd(r.epoch, 0, r.train_loss, r.metrics, r.best, 0.0)) for r in state.rows]


def test_it_learns_and_keeps_the_best_epoch(tmp_path):
    run = Run(tmp_path / "run")
    state = run.go()
    tensors, facts = run.folder.read_best()
    best = min(run.said(EpochEnd), key=lambda event: event.metrics["loss"])
    assert best.metrics["accuracy"] > 0.8
    assert (int(facts["epoch"]), state.best_epoch) == (best.epoch, best.epoch)
    assert set(tensors) == {f"head.{name}" for name in run.network.head.state_dict()}
    assert [row.epoch for row in run.folder.read_metrics()] == [1, 2, 3, 4, 5, 6]


def test_every_step_and_epoch_is_said(tmp_path):
    run = Run(tmp_path / "run")
    run.go()
    assert [event.step for event in run.said(StepEnd)] == list(range(1, 31))
    assert run.said(Progress)[-1] == Progress("train", 30, 30, 0.0)


# Asked once per step (5 an epoch) and once per scoring: these stop in a pass, right before a scoring, and in epoch 1.
@pytest.mark.parametrize("stop_after", [1, 5, 8, 14, 29, 33])
def test_a_stopped_and_resumed_training_ends_in_the_same_bits(tmp_path, stop_after):
    whole = Run(tmp_path / "whole")
    expected = whole.go()
    first = Run(tmp_path / "parts")
    with pytest.raises(Cancelled):
        first.go(stop_after=stop_after)

    second = Run(tmp_path / "parts")
    state = second.go(resume=True)

    assert rows_without_time(state) == rows_without_time(expected)
    assert (state.best_epoch, state.best_value) == (expected.best_epoch, expected.best_value)
    for name in ("read_best", "read_last"):
        ours, theirs = getattr(second.folder, name)()[0], getattr(whole.folder, name)()[0]
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)


def test_a_damaged_last_checkpoint_gives_way_to_the_one_before(tmp_path):
    expected = Run(tmp_path / "whole").go()
    first = Run(tmp_path / "parts")
    with pytest.raises(Cancelled):
        first.go(stop_after=14)
    data = bytearray(first.folder.last_file.read_bytes())
    data[-3] ^= 0x10
    first.folder.last_file.write_bytes(data)
    warned: list[str] = []
    first.folder.read_last(warned.append)
    assert "last.ckpt" in warned[0]
    state = Run(tmp_path / "parts").go(resume=True)
    assert rows_without_time(state) == rows_without_time(expected)


def test_a_finished_phase_is_not_trained_again(tmp_path):
    Run(tmp_path / "run").go()
    again = Run(tmp_path / "run")
    assert again.go(resume=True).finished
    assert not again.said(StepEnd)


class Exploding(LinearHead):
    """Its loss becomes NaN at a step."""

    def __init__(self, step: int) -> None:
        super().__init__(6, 3)
        self.step, self.calls = step, 0

    def forward(self, embedding: Tensor) -> tuple[Tensor]:
        (logits,) = super().forward(embedding)
        self.calls += self.training
        return (logits * float("nan"),) if self.training and self.calls >= self.step else (logits,)


def test_a_loss_that_is_no_number_ends_the_training_and_the_best_stays(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0), Exploding(step=13))
    state = run.go()
    (notice,) = run.said(Notice)
    assert notice.code == "loss-not-finite"
    assert "step 13" in notice.message
    assert (state.finished, len(state.rows)) == (True, 2)
    for tensors in (run.folder.read_best()[0], run.folder.read_last()[0]):
        assert all(bool(torch.isfinite(tensor).all()) for tensor in tensors.values())


def test_a_loss_that_is_no_number_before_any_score_is_refused_in_words(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0), Exploding(step=2))
    with pytest.raises(UserError, match="step 2") as caught:
        run.go()
    assert caught.value.code == "loss-not-finite"


class Hungry(LinearHead):
    """Has memory for so many pictures."""

    def __init__(self, most: int) -> None:
        super().__init__(6, 3)
        self.most, self.largest, self.calls = most, 0, 0

    def forward(self, embedding: Tensor) -> tuple[Tensor]:
        self.calls += 1
        if len(embedding) > self.most:
            raise torch.OutOfMemoryError("CUDA out of memory")
        self.largest = max(self.largest, len(embedding))
        return super().forward(embedding)


def test_out_of_memory_halves_the_batch_and_the_steps_stay_the_same(tmp_path):
    plan = dataclasses.replace(PLAN, ema=0.0)
    run = Run(tmp_path / "hungry", plan, Hungry(most=3))
    run.go()
    sated = Run(tmp_path / "sated", plan, Hungry(most=99))
    sated.go()
    assert [notice.code for notice in run.said(Notice)] == ["batch-halved", "batch-halved"]
    assert 0 < run.network.head.largest <= 3
    hungry_loss = [event.loss for event in run.said(StepEnd)]
    assert hungry_loss == pytest.approx([event.loss for event in sated.said(StepEnd)], rel=1e-3)


def test_no_memory_for_one_picture_is_refused_in_words(tmp_path):
    with pytest.raises(UserError) as caught:
        Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0), Hungry(most=0)).go()
    assert caught.value.code == "out-of-memory"


class Faulty(LinearHead):
    def forward(self, _embedding: Tensor) -> tuple[Tensor]:
        raise RuntimeError("shapes cannot be multiplied")


def test_another_runtime_error_is_no_lack_of_memory(tmp_path):
    with pytest.raises(RuntimeError, match="shapes"):
        Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0), Faulty(6, 3)).go()


class Downhill(Classification):
    """Scores worse every time."""

    def __init__(self) -> None:
        super().__init__()
        self.value = 1.0

    def score(self, *_):
        self.value -= 0.1
        return {"accuracy": self.value, "loss": 1 - self.value}


def test_patience_ends_a_training_that_gets_no_better(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, patience=2), task=Downhill())
    state = run.go()
    assert (len(state.rows), state.best_epoch) == (3, 1)


def test_scoring_every_third_epoch_still_scores_the_last(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, evaluate_every=4))
    run.go()
    assert [event.epoch for event in run.said(EpochEnd) if event.metrics] == [4, 6]


def test_the_same_pictures_are_shown_after_every_scoring_without_another_forward_pass(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0, evaluate_every=2), Hungry(most=99))
    run.go()
    shown = run.said(SamplePredictions)
    assert [event.epoch for event in shown] == [2, 4, 6]
    assert len({tuple(sample.image_id for sample in event.samples) for event in shown}) == 1
    assert len(shown[0].samples) == 6
    # 30 batches to learn from, and one of 20 pictures for each of three scorings.
    assert run.network.head.calls == 33


@pytest.mark.parametrize(("batch", "at"), [(8, 0), (40, 1)], ids=["within the first pass", "at its end"])
def test_a_first_look_comes_early_on_some_pictures_and_changes_nothing(tmp_path, batch, at):
    plan = dataclasses.replace(PLAN, ema=0.0, evaluate_every=4, batch=batch)
    plain = Run(tmp_path / "plain", plan)
    expected = plain.go()
    run = Run(tmp_path / "run", dataclasses.replace(plan, look_after_s=0.0))
    state = run.go()

    scored = [event for event in run.said(EpochEnd) if event.metrics]
    assert [(event.epoch, event.best) for event in scored] == [(at, False), (4, True), (6, True)]
    assert [event.epoch for event in run.said(SamplePredictions)] == [at, 4, 6]
    assert rows_without_time(state) == rows_without_time(expected)
    for name in ("read_best", "read_last"):
        ours, theirs = getattr(run.folder, name)()[0], getattr(plain.folder, name)()[0]
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)


def test_there_is_no_first_look_where_the_first_scoring_is_soon_or_was_before(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, look_after_s=60.0))
    with pytest.raises(Cancelled):
        run.go(stop_after=3)
    resumed = Run(tmp_path / "run", dataclasses.replace(PLAN, look_after_s=0.0))
    resumed.go(resume=True)
    assert not [event for event in (*run.events, *resumed.events) if isinstance(event, EpochEnd) and not event.epoch]


def test_the_accuracy_on_training_pictures_is_counted_in_passing(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0))
    state = run.go()
    seen = [row.train_metrics["accuracy"] for row in state.rows]
    assert [event.train_metrics["accuracy"] for event in run.said(EpochEnd)] == seen
    assert all((40 * value) % 1 == pytest.approx(0, abs=1e-6) for value in seen)  # of 40 pictures each
    assert [set(row.figures) for row in state.rows] == [{"precision_over_half"}] * 6
    assert seen[0] < seen[-1]
    assert seen[-1] > 0.8
