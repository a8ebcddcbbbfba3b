"""Overlap measures by hand."""

from __future__ import annotations

import pytest
import torch

from ml_engine.tasks.detection.overlap import pair_giou, pair_iou

SQUARE = (0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("other", "iou", "giou"),
    [
        (SQUARE, 1.0, 1.0),
        ((0.0, 0.0, 10.0, 5.0), 0.5, 0.5),
        # Beside each other, touching: the hull is full, nothing overlaps.
        ((10.0, 0.0, 20.0, 10.0), 0.0, 0.0),
        # One square apart: a third of the hull is empty.
        ((20.0, 0.0, 30.0, 10.0), 0.0, -1 / 3),
        # Overlap 25 of 175; hull 225, of it 50 empty.
        ((5.0, 5.0, 15.0, 15.0), 25 / 175, 25 / 175 - 50 / 225),
    ],
)
def test_overlap_of_a_square_and_another_box(other: tuple[float, float, float, float], iou: float, giou: float) -> None:
    a, b = torch.tensor(SQUARE), torch.tensor(other)

    assert pair_iou(a, b).item() == pytest.approx(iou, abs=1e-6)
    assert pair_giou(a, b).item() == pytest.approx(giou, abs=1e-6)


def test_boxes_that_do_not_touch_still_pull_each_other() -> None:
    box = torch.tensor([20.0, 0.0, 30.0, 10.0], requires_grad=True)

    (1 - pair_giou(box, torch.tensor(SQUARE))).backward()

    assert box.grad is not None
    assert box.grad[0] > 0, "moving the near side towards the square must lower the loss"


def test_an_empty_box_overlaps_nothing_and_divides_nothing() -> None:
    empty = torch.tensor([3.0, 3.0, 3.0, 3.0])

    assert pair_iou(empty, torch.tensor(SQUARE)).item() == 0
    assert pair_iou(empty, empty).item() == 0
    assert torch.isfinite(pair_giou(empty, empty))
