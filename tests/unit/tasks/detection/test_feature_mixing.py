"""Mirrored and joined features keep their boxes where their objects are."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from ml_engine.tasks.detection.mix import join_some, mirror_some
from ml_engine.tasks.task import ImageTargets

STRIDES = (8, 16, 32)
SIDE = 160


def scene(box: tuple[float, float, float, float], label: int = 0) -> tuple[list[Tensor], ImageTargets]:
    """One channel that is 1 inside the box, at every level, as an ideal backbone would see it."""
    pixels = torch.zeros(1, 1, SIDE, SIDE)
    x0, y0, x1, y1 = (int(number) for number in box)
    pixels[0, 0, y0:y1, x0:x1] = 1
    levels = [torch.nn.functional.avg_pool2d(pixels, stride) for stride in STRIDES]
    return levels, ImageTargets(torch.tensor([label]), torch.tensor([box]))


def batch_of(*boxes: tuple[float, float, float, float]) -> tuple[list[Tensor], list[ImageTargets]]:
    scenes = [scene(box, label) for label, box in enumerate(boxes)]
    levels = [torch.cat(level) for level in zip(*(levels for levels, _ in scenes), strict=True)]
    return levels, [target for _, target in scenes]


def redrawn(targets: list[ImageTargets]) -> list[Tensor]:
    """What the levels must look like for these boxes."""
    pixels = torch.zeros(len(targets), 1, SIDE, SIDE)
    for row, target in enumerate(targets):
        for x0, y0, x1, y1 in target.boxes.round().int().tolist():
            pixels[row, 0, y0:y1, x0:x1] = 1
    return [torch.nn.functional.avg_pool2d(pixels, stride) for stride in STRIDES]


@pytest.mark.parametrize("seed", range(4))
def test_mirrored_boxes_are_where_the_mirrored_features_are(seed: int) -> None:
    levels, targets = batch_of(*[(32.0, 0.0, 64.0, 96.0)] * 8)

    turned, moved = mirror_some(levels, targets, STRIDES, np.random.default_rng(seed))

    corners = {target.boxes[0, 0].item() for target in moved}
    assert corners == {32.0, 96.0}, "some are mirrored and some are not"
    for level, expected in zip(turned, redrawn(moved), strict=True):
        torch.testing.assert_close(level, expected)


@pytest.mark.parametrize("seed", range(8))
def test_joined_boxes_are_where_the_joined_features_are(seed: int) -> None:
    # Boxes on a 32-pixel lattice, two cells wide: every part that is kept is half or all of its box.
    levels, targets = batch_of((0.0, 0.0, 64.0, 64.0), (96.0, 96.0, 160.0, 160.0), (64.0, 32.0, 128.0, 96.0))

    joined, moved = join_some(levels, targets, STRIDES, np.random.default_rng(seed), share=1.0)

    for level, expected in zip(joined, redrawn(moved), strict=True):
        torch.testing.assert_close(level, expected)


def test_objects_keep_their_labels_when_joined() -> None:
    levels, targets = batch_of((0.0, 0.0, 32.0, 32.0), (128.0, 128.0, 160.0, 160.0))

    for seed in range(20):
        _, moved = join_some(levels, targets, STRIDES, np.random.default_rng(seed), share=1.0)
        for target in moved:
            for label, box in zip(target.labels.tolist(), target.boxes.tolist(), strict=True):
                assert box == targets[label].boxes[0].tolist()


def test_a_box_of_which_a_sliver_is_left_is_dropped() -> None:
    levels, targets = batch_of((0.0, 0.0, 160.0, 160.0), (0.0, 0.0, 160.0, 160.0))

    for seed in range(20):
        _, moved = join_some(levels, targets, STRIDES, np.random.default_rng(seed), share=1.0)
        for target in moved:
            sides = target.boxes[:, 2:] - target.boxes[:, :2]
            assert (sides.prod(dim=1) > 0.4 * SIDE * SIDE).all()


def test_what_was_given_is_not_changed() -> None:
    levels, targets = batch_of((0.0, 0.0, 64.0, 64.0), (96.0, 96.0, 160.0, 160.0))
    before = [level.clone() for level in levels], [target.boxes.clone() for target in targets]

    join_some(levels, targets, STRIDES, np.random.default_rng(0), share=1.0)
    mirror_some(levels, targets, STRIDES, np.random.default_rng(0))

    assert all(torch.equal(a, b) for a, b in zip(levels, before[0], strict=True))
    assert all(torch.equal(target.boxes, box) for target, box in zip(targets, before[1], strict=True))


def test_a_share_of_zero_joins_nothing() -> None:
    levels, targets = batch_of((0.0, 0.0, 64.0, 64.0), (96.0, 96.0, 160.0, 160.0))

    joined, moved = join_some(levels, targets, STRIDES, np.random.default_rng(0), share=0.0)

    assert all(torch.equal(a, b) for a, b in zip(joined, levels, strict=True))
    assert moved == targets


def test_an_input_too_small_for_two_parts_is_left_alone() -> None:
    levels = [torch.rand(2, 1, 32 // stride, 32 // stride) for stride in STRIDES]
    empty = ImageTargets(torch.zeros(0, dtype=torch.int64), torch.zeros(0, 4))

    joined, _ = join_some(levels, [empty, empty], STRIDES, np.random.default_rng(0), share=1.0)

    assert all(torch.equal(a, b) for a, b in zip(joined, levels, strict=True))
