"""Blended and pasted batches: shares that add up, the same again for a resumed run, and a loss in proportion."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.tasks.classification import Classification
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.batches import Batch
from ml_engine.training.mixing import blended_batches
from ml_engine.training.step import Chunks, Machine, Stepper

VIEW = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 16, 16, 16, 16)
PLACES = [1, 2, 3, 4]


class Numbered:
    """Picture n is n everywhere, in parts of the given sizes, and has the label n."""

    pictures: tuple[SnapshotImage, ...] = ()
    view_count = 4

    def __init__(self, *shapes: tuple[int, ...]) -> None:
        self.shapes = shapes

    def batch(self, places, views) -> Batch:  # noqa: ARG002
        parts: tuple[Tensor, ...] = tuple(
            torch.stack([torch.full(shape, float(place)) for place in places]) for shape in self.shapes
        )
        return Batch(
            parts, [ImageTargets(torch.tensor([place]), torch.zeros(0, 4)) for place in places], [VIEW] * len(places)
        )


def blend(source: Numbered, view: int = 0, *, mixup: float = 0.0, cutmix: float = 0.0) -> Batch:
    return blended_batches(source, mixup, cutmix).batch(PLACES, [view] * 4)


def test_mixup_shows_each_picture_and_another_in_the_share_that_it_says():
    batch = blend(Numbered((5,), (3, 8, 8)), mixup=0.4)
    others = [int(target.labels) for target in batch.blend.targets]
    assert sorted(others) == PLACES
    for own, other, vector, picture in zip(PLACES, others, *batch.inputs, strict=True):
        expected = batch.blend.share * own + (1 - batch.blend.share) * other
        assert torch.allclose(vector, torch.tensor(expected))
        assert torch.allclose(picture, torch.tensor(expected))


@pytest.mark.parametrize("view", range(6))
def test_cutmix_pastes_a_rectangle_whose_area_is_what_the_share_lacks(view):
    batch = blend(Numbered((3, 16, 16), (2, 8, 8)), view, cutmix=1.0)
    others = [int(target.labels) for target in batch.blend.targets]
    for own, other, fine, coarse in zip(PLACES, others, *batch.inputs, strict=True):
        assert set(fine.unique().tolist()) <= {float(own), float(other)}
        if own != other:
            # The finer map shows the same part as the coarse one.
            assert float((fine == own).float().mean()) == pytest.approx(batch.blend.share)
            assert torch.equal(fine[:1, ::2, ::2], coarse[:1])


def test_cutmix_of_vectors_blends_them():
    batch = blend(Numbered((5,)), cutmix=1.0)
    others = [int(target.labels) for target in batch.blend.targets]
    first = batch.blend.share * PLACES[0] + (1 - batch.blend.share) * others[0]
    assert float(batch.inputs[0][0, 0]) == pytest.approx(first)


def test_where_both_are_wanted_batches_draw_one_of_them():
    shown = [blend(Numbered((1, 8, 8)), view, mixup=1.0, cutmix=1.0).inputs[0].unique().tolist() for view in range(12)]
    kinds = {set(values) <= set(PLACES) for values in shown}
    assert kinds == {True, False}


def test_a_resumed_run_draws_the_same_blend_and_other_batches_another():
    shares = [blend(Numbered((5,)), view, mixup=1.0).blend.share for view in (0, 0, 1)]
    assert shares[0] == shares[1] != shares[2]


def test_without_a_strength_nothing_is_wrapped():
    source = Numbered((5,))
    assert blended_batches(source, 0.0, 0.0) is source


class Logits(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.linspace(-1, 1, 25).reshape(5, 5))

    def forward(self, x: Tensor) -> tuple[Tensor]:
        return (x @ self.weight,)


def test_the_loss_is_that_of_both_answers_in_proportion():
    source, task, network = blended_batches(Numbered((5,)), 1.0, 0.0), Classification(), Logits()
    optimizer = torch.optim.SGD([{"params": list(network.parameters()), "lr": 0.0}])
    batch = source.batch(PLACES, [0] * 4)
    (logits,) = network(*batch.inputs)
    own, other = (
        float(task.loss((logits,), targets, 0.0).detach()) for targets in (batch.targets, batch.blend.targets)
    )
    stepper = Stepper(
        network, optimizer, task, Machine(torch.device("cpu")),
        Chunks(0, torch.device("cpu"), lambda _before, _after: None), 0.0,
    )  # fmt: skip

    loss = stepper.step(source, PLACES, [0] * 4, 0.0)

    assert loss == pytest.approx(batch.blend.share * own + (1 - batch.blend.share) * other)
