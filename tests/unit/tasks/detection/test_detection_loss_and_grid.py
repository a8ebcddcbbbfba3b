"""Raw numbers to boxes, and what they cost."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from ml_engine.tasks.detection import loss as loss_module
from ml_engine.tasks.detection.grid import grid_of, make_grid, read_outputs
from ml_engine.tasks.detection.loss import detection_loss, pad_truths
from ml_engine.tasks.task import ImageTargets

STRIDES = (8, 16, 32)


def raw(distance: float) -> float:
    """What softplus makes this distance in strides of."""
    return math.log(math.expm1(distance))


def levels(labels: int = 2, batch: int = 1, size: int = 64, logit: float = -4.0, distance: float = 1.0) -> list[Tensor]:
    made = []
    for stride in STRIDES:
        level = torch.full((batch, 4 + labels, size // stride, size // stride), logit)
        level[:, :4] = raw(distance)
        made.append(level)
    return made


def target(*objects: tuple[int, tuple[float, float, float, float]]) -> ImageTargets:
    labels = torch.tensor([label for label, _ in objects], dtype=torch.int64)
    return ImageTargets(labels, torch.tensor([box for _, box in objects]).reshape(-1, 4))


def test_the_grid_goes_row_by_row_from_fine_to_coarse() -> None:
    grid = make_grid([(2, 3), (1, 1)], (8, 16), torch.device("cpu"))

    assert grid.centers.tolist() == [[4, 4], [12, 4], [20, 4], [4, 12], [12, 12], [20, 12], [8, 8]]
    assert grid.strides.tolist() == [8] * 6 + [16]


def test_distances_count_in_strides_from_the_cells_centre() -> None:
    outputs = levels()
    outputs[1][0, :4, 0, 1] = torch.tensor([raw(0.5), raw(1.0), raw(1.5), raw(2.0)])

    boxes = read_outputs(outputs, grid_of(outputs, STRIDES)).boxes

    # Level 1 starts after 64 cells; its second cell has its centre at (24, 8) and 16 pixels a stride.
    assert boxes[0, 65].tolist() == pytest.approx([24 - 8, 8 - 16, 24 + 24, 8 + 32], abs=1e-4)


def test_logits_keep_their_cell() -> None:
    outputs = levels(labels=3)
    outputs[0][0, 4 + 2, 5, 6] = 7.0

    logits = read_outputs(outputs, grid_of(outputs, STRIDES)).logits

    assert logits[0, 5 * 8 + 6, 2].item() == 7.0


def test_a_right_answer_costs_less_than_a_wrong_label_or_a_wrong_box() -> None:
    box = (8.0, 8.0, 24.0, 24.0)
    right, wrong_label, wrong_box = levels(), levels(), levels()
    for outputs, label in ((right, 0), (wrong_label, 1), (wrong_box, 0)):
        # The four fine cells inside the object say it at the exact distances.
        for row, column in ((1, 1), (1, 2), (2, 1), (2, 2)):
            center_x, center_y = column * 8 + 4.0, row * 8 + 4.0
            sides = torch.tensor([center_x - 8, center_y - 8, 24 - center_x, 24 - center_y]) / 8
            outputs[0][0, :4, row, column] = torch.log(torch.expm1(sides))
            outputs[0][0, 4 + label, row, column] = 4.0
    wrong_box[0][0, :4] = raw(3.0)

    costs = [detection_loss(outputs, [target((0, box))], STRIDES).item() for outputs in (right, wrong_label, wrong_box)]

    assert costs[0] < costs[1]
    assert costs[0] < costs[2]


def test_a_picture_without_objects_only_asks_for_silence() -> None:
    quiet, loud = levels(logit=-9.0), levels(logit=3.0)

    assert detection_loss(quiet, [target()], STRIDES) < 0.1
    assert detection_loss(loud, [target()], STRIDES) > 1


def test_gradients_reach_every_level_and_are_finite() -> None:
    outputs = [level.requires_grad_() for level in levels(batch=2)]

    detection_loss(
        outputs, [target((0, (0.0, 0.0, 64.0, 64.0))), target((1, (3.0, 3.0, 4.0, 4.0)))], STRIDES
    ).backward()

    for level in outputs:
        assert level.grad is not None
        assert torch.isfinite(level.grad).all()
        assert level.grad.abs().sum() > 0


def test_crowded_batches_are_compared_piece_by_piece_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = levels(batch=5)
    objects = [target((0, (0.0, 0.0, 10.0 + 9 * n, 20.0)), (1, (30.0, 30.0, 60.0, 64.0))) for n in range(5)]
    at_once = detection_loss(outputs, objects, STRIDES)

    monkeypatch.setattr(loss_module, "_COMPARED_AT_ONCE", 400)

    torch.testing.assert_close(detection_loss(outputs, objects, STRIDES), at_once, rtol=1e-6, atol=0)


def test_truths_of_unequal_length_are_padded() -> None:
    padded = pad_truths([target(), target((1, (1.0, 2.0, 3.0, 4.0)))], torch.device("cpu"))

    assert padded.real.tolist() == [[False], [True]]
    assert padded.labels[1].tolist() == [1]
    assert padded.boxes[1, 0].tolist() == [1, 2, 3, 4]
