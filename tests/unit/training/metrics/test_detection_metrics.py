"""Precision, recall, F1 and the choice of a threshold, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.training.metrics.detection import (
    TruthBoxes,
    best_threshold,
    detection_metrics,
    match,
    precision_recall,
)

LEFT = (0.0, 0.0, 10.0, 10.0)
MIDDLE = (20.0, 0.0, 30.0, 10.0)
RIGHT = (40.0, 0.0, 50.0, 10.0)
NOWHERE = (70.0, 70.0, 90.0, 90.0)


def truth(*boxes: tuple[float, float, float, float], label: int = 0) -> TruthBoxes:
    return TruthBoxes(np.full(len(boxes), label, np.int64), np.array(boxes, np.float64).reshape(-1, 4))


def answer(*boxes: tuple[float, tuple[float, float, float, float]], label: int = 0) -> Prediction:
    return Prediction(boxes=tuple(ScoredBox(label, score, xyxy) for score, xyxy in boxes))


# Right at 0.9, wrong at 0.8, right at 0.6; the third object is never found.
ANSWERS = [answer((0.9, LEFT), (0.8, NOWHERE), (0.6, MIDDLE))]
TRUTHS = [truth(LEFT, MIDDLE, RIGHT)]


def test_the_curve_has_a_point_for_every_score() -> None:
    curve = precision_recall(match(ANSWERS, TRUTHS, 1))

    assert curve.score.tolist() == [0.9, 0.8, 0.6]
    assert curve.precision.tolist() == pytest.approx([1, 1 / 2, 2 / 3])
    assert curve.recall.tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert curve.f1.tolist() == pytest.approx([1 / 2, 2 / 5, 2 / 3])


def test_answers_of_equal_score_are_one_point() -> None:
    curve = precision_recall(match([answer((0.7, LEFT), (0.7, NOWHERE))], [truth(LEFT)], 1))

    assert curve.score.tolist() == [0.7]
    assert curve.precision.tolist() == [0.5]


def test_the_threshold_is_the_score_with_the_best_f1() -> None:
    assert best_threshold(precision_recall(match(ANSWERS, TRUTHS, 1))) == 0.6


def test_of_equal_f1_the_highest_score_is_chosen() -> None:
    # F1 is 2/3 with the first answer alone and 2/3 with all of them.
    curve = precision_recall(
        match([answer((0.9, LEFT), (0.8, NOWHERE), (0.7, NOWHERE), (0.6, MIDDLE))], [truth(LEFT, MIDDLE)], 1)
    )

    assert curve.f1.tolist()[0] == curve.f1.tolist()[-1]
    assert best_threshold(curve) == 0.9


def test_metrics_at_a_given_threshold_count_only_the_answers_above_it() -> None:
    found = detection_metrics(ANSWERS, TRUTHS, 1, score_threshold=0.85)

    assert (found["precision"], found["recall"], found["f1"]) == pytest.approx((1, 1 / 3, 1 / 2))


def test_average_precision_does_not_depend_on_the_threshold() -> None:
    strict = detection_metrics(ANSWERS, TRUTHS, 1, score_threshold=0.99)
    free = detection_metrics(ANSWERS, TRUTHS, 1)

    assert strict["ap50"] == free["ap50"] > 0


def test_mean_iou_is_of_the_right_answers() -> None:
    shifted = (0.0, 0.0, 10.0, 8.0)

    found = detection_metrics([answer((0.9, shifted), (0.8, MIDDLE), (0.7, NOWHERE))], [truth(LEFT, MIDDLE)], 1)

    assert found["mean_iou"] == pytest.approx((0.8 + 1) / 2)


def test_an_answer_with_another_label_is_wrong() -> None:
    found = detection_metrics([answer((0.9, LEFT), label=1)], [truth(LEFT)], 2)

    assert (found["precision"], found["recall"]) == (0, 0)


def test_the_surer_of_two_answers_takes_the_object() -> None:
    matches = match([answer((0.6, LEFT), (0.9, (0.0, 0.0, 10.0, 9.0)))], [truth(LEFT)], 1)

    assert matches.scores.tolist() == [0.9, 0.6]
    assert matches.iou.tolist() == pytest.approx([0.9, 0])


def test_an_answer_in_another_picture_is_wrong() -> None:
    matches = match([Prediction(), answer((0.9, LEFT))], [truth(LEFT), truth()], 1)

    assert matches.iou.tolist() == [0]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("predictions", "truths"),
    [
        ([Prediction()], [truth()]),
        ([Prediction()], [truth(LEFT)]),
        ([answer((0.9, LEFT))], [truth()]),
        ([], []),
    ],
    ids=["nothing at all", "no answers", "no truths", "no pictures"],
)
def test_every_figure_is_zero_where_nothing_can_be_right(
    predictions: list[Prediction], truths: list[TruthBoxes]
) -> None:
    assert set(detection_metrics(predictions, truths, 2).values()) == {0.0}


def test_without_a_right_answer_the_threshold_is_the_one_given() -> None:
    curve = precision_recall(match([answer((0.9, NOWHERE))], [truth(LEFT)], 1))

    assert best_threshold(curve, otherwise=0.4) == 0.4


def test_boxes_and_labels_of_a_truth_must_be_as_many() -> None:
    with pytest.raises(ValueError, match=r"boxes must be \(2, 4\), got \(1, 4\)"):
        TruthBoxes(np.zeros(2, np.int64), np.zeros((1, 4)))
