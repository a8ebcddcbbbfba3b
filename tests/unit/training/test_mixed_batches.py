"""Mixed batches: the same for the same pictures, other for others, refused where a task cannot mix."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.tasks.catalogue import TASKS
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.batches import Batch
from ml_engine.training.mixing import mixed_batches

VIEW = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 160, 160, 160, 160)


class Numbered:
    """Picture n is n everywhere and holds one box with label n."""

    pictures: tuple[SnapshotImage, ...] = ()
    view_count = 4

    def batch(self, places: list[int], views: list[int]) -> Batch:  # noqa: ARG002
        levels: tuple[Tensor, ...] = tuple(
            torch.stack([torch.full((2, side, side), float(place)) for place in places]) for side in (20, 10, 5)
        )
        targets = [ImageTargets(torch.tensor([place]), torch.tensor([[0.0, 0.0, 160.0, 160.0]])) for place in places]
        return Batch(levels, targets, [VIEW] * len(places))


def test_a_resumed_run_draws_the_same_mixture() -> None:
    source = mixed_batches(Numbered(), TASKS.get("detect"), 0.5, mirror=True)

    first, again = source.batch([1, 2, 3, 4], [0, 1, 2, 3]), source.batch([1, 2, 3, 4], [0, 1, 2, 3])

    assert all(torch.equal(a, b) for a, b in zip(first.inputs, again.inputs, strict=True))


def test_pictures_of_one_batch_are_joined_and_other_batches_are_joined_otherwise() -> None:
    source = mixed_batches(Numbered(), TASKS.get("detect"), 1.0, mirror=False)

    contents = [
        [sorted(picture.unique().tolist()) for picture in source.batch([1, 2, 3, 4], [0, 0, 0, view]).inputs[0]]
        for view in range(3)
    ]

    assert any(len(numbers) == 2 for batch in contents for numbers in batch)
    assert contents[0] != contents[1] or contents[1] != contents[2]


def test_without_a_share_nothing_is_wrapped() -> None:
    source = Numbered()

    assert mixed_batches(source, TASKS.get("classify"), 0.0, mirror=True) is source


def test_a_task_that_cannot_mix_is_named() -> None:
    with pytest.raises(UserError, match="mix does not apply to the task 'classify'"):
        mixed_batches(Numbered(), TASKS.get("classify"), 0.5, mirror=True)
