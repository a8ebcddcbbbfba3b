"""From raw numbers to the boxes that a person sees."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from ml_engine.compat.torchvision_ops import nms
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox, Thresholds
from ml_engine.tasks.detection.decode import MOST_BOXES, decode_boxes, label_nms
from ml_engine.tasks.detection.grid import grid_of, read_outputs

STRIDES = (8, 16, 32)
SHOWN = Thresholds(score=0.3, iou=0.6)
# A 128 × 64 picture at half size in the middle of a 64 × 64 input.
VIEW = ViewGeometry((0.5, 0.0, 0.0, 0.0, 0.5, 16.0), 64, 64, 128, 64)


def silent(labels: int = 2, batch: int = 1) -> list[Tensor]:
    """Every cell says no, with boxes one stride to each side."""
    made = []
    for stride in STRIDES:
        level = torch.full((batch, 4 + labels, 64 // stride, 64 // stride), -20.0)
        level[:, :4] = math.log(math.expm1(1.0))
        made.append(level)
    return made


def say(outputs: list[Tensor], row: int, column: int, label: int, score: float, picture: int = 0) -> None:
    outputs[0][picture, 4 + label, row, column] = math.log(score / (1 - score))


def only(predictions: list[Prediction]) -> tuple[ScoredBox, ...]:
    assert len(predictions) == 1
    return predictions[0].boxes


def decoded(outputs: list[Tensor], views: list[ViewGeometry], strides: tuple[int, ...] = STRIDES) -> list[Prediction]:
    raw = read_outputs(outputs, grid_of(outputs, strides))
    return decode_boxes(raw.boxes, raw.logits.sigmoid(), views, SHOWN)


def test_a_box_comes_back_in_picture_pixels() -> None:
    outputs = silent()
    say(outputs, 3, 2, label=1, score=0.8)

    (box,) = only(decoded(outputs, [VIEW]))

    # Centre (20, 28) in the input, 8 to each side; in the picture twice that, 16 input pixels up.
    assert box.xyxy == pytest.approx((24, 8, 56, 40), abs=1e-3)
    assert (box.index, box.score) == (1, pytest.approx(0.8, abs=1e-5))


def test_boxes_are_clipped_to_the_picture_and_those_in_the_margin_are_gone() -> None:
    outputs = silent()
    say(outputs, 2, 0, label=0, score=0.8)
    say(outputs, 0, 4, label=0, score=0.9)

    (box,) = only(decoded(outputs, [VIEW]))

    assert box.xyxy == pytest.approx((0, 0, 24, 24), abs=1e-3)


def test_weak_answers_are_not_shown() -> None:
    outputs = silent()
    say(outputs, 3, 2, label=1, score=0.29)

    assert only(decoded(outputs, [VIEW])) == ()


def test_of_doubles_the_best_stays_and_the_best_comes_first() -> None:
    outputs = silent()
    say(outputs, 3, 1, label=0, score=0.5)
    say(outputs, 3, 5, label=0, score=0.8)
    outputs[0][0, 4, 3, 6] = outputs[0][0, 4, 3, 5] - 0.1
    outputs[0][0, :4, 3, 6] = torch.log(torch.expm1(torch.tensor([2.0, 1.0, 0.05, 1.0])))

    boxes = only(decoded(outputs, [VIEW]))

    assert [round(box.score, 3) for box in boxes] == [0.8, 0.5]


def test_one_cell_may_answer_two_labels() -> None:
    outputs = silent()
    say(outputs, 3, 2, label=0, score=0.6)
    say(outputs, 3, 2, label=1, score=0.7)

    assert [box.index for box in only(decoded(outputs, [VIEW]))] == [1, 0]


def test_pictures_of_a_batch_do_not_mix() -> None:
    outputs = silent(batch=2)
    say(outputs, 3, 2, label=0, score=0.6, picture=1)

    first, second = decoded(outputs, [VIEW, VIEW])

    assert first.boxes == ()
    assert len(second.boxes) == 1


def test_there_are_never_more_than_the_most_boxes() -> None:
    outputs = [torch.full((1, 5, 40, 40), 4.0)]
    outputs[0][:, :4] = math.log(math.expm1(0.4))
    view = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 320, 320, 320, 320)

    assert len(only(decoded(outputs, [view], (8,)))) == MOST_BOXES


def test_half_precision_answers_are_read() -> None:
    outputs = silent()
    say(outputs, 3, 2, label=1, score=0.8)

    (box,) = only(decoded([level.bfloat16() for level in outputs], [VIEW]))

    assert box.xyxy == pytest.approx((24, 8, 56, 40), abs=0.2)


def test_suppression_stays_within_a_label_wherever_the_boxes_lie() -> None:
    box = np.array([[-5.0, -5.0, 900.0, 900.0]])

    kept = label_nms(np.concatenate([box, box + 3, box]), np.array([1, 1, 0]), 0.5)

    assert kept == [0, 2]


@pytest.mark.parametrize("iou", [0.0, 0.3, 0.6, 1.0])
def test_suppression_agrees_with_torchvision_label_by_label(iou: float) -> None:
    dice = np.random.default_rng(3)
    low = dice.uniform(0, 60, (200, 2))
    boxes = np.concatenate([low, low + dice.uniform(0, 40, (200, 2))], axis=1)
    labels = dice.integers(0, 3, 200)
    falling = torch.linspace(1, 0, 200, dtype=torch.float64)

    kept = label_nms(boxes, labels, iou, most=200)

    expected: list[int] = []
    for label in range(3):
        places = np.flatnonzero(labels == label)
        expected += places[nms(torch.from_numpy(boxes[places]), falling[places], iou).numpy()].tolist()
    assert kept == sorted(expected)


def test_suppression_of_empty_boxes_ends() -> None:
    assert label_nms(np.zeros((3, 4)), np.zeros(3, np.int64), 0.5) == [0, 1, 2]
    assert label_nms(np.zeros((0, 4)), np.zeros(0, np.int64), 0.5) == []
