"""Multi-scale training: which sizes, one a batch, and what a run caches for them."""

from __future__ import annotations

import pytest
import torch

from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.training.batches import Batch
from ml_engine.training.multi_scale import several_sizes, training_sizes


@pytest.mark.parametrize(
    ("size", "steps", "expected"),
    [
        (320, 0, (320,)),
        (320, 2, (256, 288, 320, 352, 384)),
        # The course's range around 448 and a little more: 320 to 576.
        (448, 4, (320, 352, 384, 416, 448, 480, 512, 544, 576)),
        (64, 2, (64, 96, 128)),
        (32, 1, (32, 64)),
        (2048, 1, (2016, 2048)),
    ],
)
def test_sizes_are_multiples_of_32_around_the_input_size(size, steps, expected):
    assert training_sizes(size, steps) == expected


class OneSize:
    pictures: tuple[SnapshotImage, ...] = ()
    view_count = 3

    def __init__(self, size: int) -> None:
        self.size = size

    def batch(self, places, views) -> Batch:  # noqa: ARG002
        return Batch((torch.zeros(len(places), 3, self.size, self.size),), [], [])


def test_every_batch_has_one_size_and_all_sizes_come_up_the_same_again():
    source = several_sizes([OneSize(size) for size in (96, 64, 128)])
    sizes = [[source.batch([step, 7], [0, 1]).inputs[0].shape[2] for step in range(40)] for _ in range(2)]
    assert sizes[0] == sizes[1]
    assert set(sizes[0]) == {64, 96, 128}


def test_one_size_is_not_wrapped():
    source = OneSize(64)
    assert several_sizes([source]) is source
