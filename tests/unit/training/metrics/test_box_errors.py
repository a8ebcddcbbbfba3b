"""Mistakes of a detector by kind, what they cost, and how far its scores can be believed."""

from __future__ import annotations

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.training.metrics.average_precision import TruthBoxes
from ml_engine.training.metrics.box_errors import KINDS, box_errors, judge, missed
from ml_engine.training.metrics.calibration import calibration, label_thresholds
from ml_engine.training.metrics.detection import match

OBJECT = (0.0, 0.0, 10.0, 10.0)
HALF = (0.0, 0.0, 10.0, 4.0)  # overlaps OBJECT by 0.4
FAR = (50.0, 50.0, 60.0, 60.0)


def truth(*rows: tuple[int, tuple[float, ...]]) -> TruthBoxes:
    return TruthBoxes(np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows]).reshape(-1, 4))


def boxes(*rows: tuple[int, float, tuple[float, ...]]) -> tuple[ScoredBox, ...]:
    return tuple(ScoredBox(*row) for row in rows)


ONE = truth((0, OBJECT))


@pytest.mark.parametrize(
    ("answer", "error", "place"),
    [
        ((0, 0.9, OBJECT), "", 0),
        ((1, 0.9, OBJECT), "wrong_label", 0),
        ((0, 0.9, HALF), "localisation", 0),
        ((1, 0.9, HALF), "wrong_label_and_place", 0),
        ((0, 0.9, FAR), "background", -1),
        ((0, 0.9, (0.0, 0.0, 10.0, 0.9)), "background", -1),
    ],
)
def test_an_answer_is_wrong_in_one_way(answer, error, place):
    (row,) = judge(boxes(answer), ONE)
    assert (row.error, row.truth) == (error, place)


def test_the_second_answer_to_an_object_is_a_duplicate():
    rows = judge(boxes((0, 0.8, OBJECT), (0, 0.9, OBJECT)), ONE)
    assert [(row.box.score, row.error) for row in rows] == [(0.9, ""), (0.8, "duplicate")]


def test_an_object_that_was_meant_is_not_missed_too():
    for answer, places in (((1, 0.9, OBJECT), []), ((0, 0.9, HALF), []), ((0, 0.9, FAR), [0]), ((1, 0.9, HALF), [0])):
        assert missed(judge(boxes(answer), ONE), ONE) == places


def test_kinds_are_counted_among_what_is_shown():
    predictions = [
        Prediction(boxes=boxes((0, 0.9, OBJECT), (0, 0.8, OBJECT), (0, 0.1, FAR))),
        Prediction(boxes=boxes((1, 0.9, OBJECT))),
        Prediction(),
    ]
    found = box_errors(predictions, [ONE, ONE, ONE], 2, score=0.5)
    assert found.counts == {
        "missed": 1, "background": 0, "localisation": 0, "wrong_label": 1, "wrong_label_and_place": 0, "duplicate": 1,
    }  # fmt: skip


def test_what_a_kind_costs_is_what_its_correction_wins():
    # Right; background; wrong place; of three objects the third is missed.
    predictions = [
        Prediction(boxes=boxes((0, 0.9, OBJECT), (0, 0.95, FAR))),
        Prediction(boxes=boxes((0, 0.8, HALF))),
        Prediction(),
    ]
    found = box_errors(predictions, [ONE, ONE, ONE], 1, score=0.0)
    # By falling score: wrong, right, wrong. 34 of the 101 recalls are up to 1/3, at precision 1/2.
    now = 34 / 101 / 2
    assert found.costs["background"] == pytest.approx(34 / 101 - now)
    # Corrected, the third is right: 67 recalls up to 2/3 at precision 2/3.
    assert found.costs["localisation"] == pytest.approx(67 / 101 * 2 / 3 - now)
    # Without the missed one, two objects are wanted: 51 recalls up to 1/2.
    assert found.costs["missed"] == pytest.approx(51 / 101 / 2 - now)
    assert found.costs["duplicate"] == found.costs["wrong_label"] == 0
    assert set(found.costs) == set(KINDS)


def test_scores_that_are_right_as_often_as_they_say_have_no_error():
    scores = np.repeat([0.25, 0.75], 4)
    right = np.array([1, 0, 0, 0, 1, 1, 1, 0], bool)
    found = calibration(scores, right)
    assert (found.error, found.worst) == pytest.approx((0, 0))
    assert [(row.count, row.right) for row in found.bins] == [(4, 0.25), (4, 0.75)]


def test_the_error_is_the_mean_distance_weighted_by_answers():
    scores = np.array([0.95, 0.95, 0.95, 0.15, 1.0])
    right = np.array([1, 0, 0, 1, 1], bool)
    found = calibration(scores, right)
    # The last bin holds 0.95 thrice and 1.0: mean 0.9625, half of them right. The other: 0.15, right.
    assert found.error == pytest.approx((4 * (0.9625 - 0.5) + 1 * 0.85) / 5)
    assert found.worst == pytest.approx(0.85)
    assert calibration(np.zeros(0), np.zeros(0, bool)).error == 0


def test_calibration_agrees_with_torchmetrics():
    # torchmetrics imports torchvision, which only the compatibility module can import everywhere.
    pytest.importorskip("ml_engine.compat.torchvision_ops")
    torch = pytest.importorskip("torch")
    oracle = pytest.importorskip("torchmetrics.functional.classification")
    dice = np.random.default_rng(1)
    scores = dice.uniform(0.01, 0.99, 500)
    right = dice.random(500) < scores**2
    expected = oracle.binary_calibration_error(torch.from_numpy(scores), torch.from_numpy(right.astype(int)), n_bins=10)
    assert calibration(scores, right).error == pytest.approx(float(expected), abs=1e-6)


def test_each_label_has_its_own_best_threshold():
    predictions = [
        Prediction(boxes=boxes((0, 0.9, OBJECT), (0, 0.6, FAR), (1, 0.3, FAR))),
        Prediction(boxes=boxes((1, 0.2, OBJECT))),
    ]
    matches = match(predictions, [truth((0, OBJECT), (1, FAR)), truth((2, OBJECT))], 3)
    assert label_thresholds(matches, 3) == (0.9, 0.3, None)
