from __future__ import annotations

import numpy as np
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.export.certificate import TOLERANCE, check_differences, compare_answers, output_differences
from ml_engine.inference.preparation import plain_view
from tests.contracts.tiny_runs import tiny_spec

LOGITS = np.array([[4.0, 1.0, 0.5], [0.0, 2.0, 2.5]], np.float32)


def views(count: int) -> list[object]:
    return [plain_view(100, 80, tiny_spec("classify"))] * count


def grid(boxes: dict[tuple[int, int, int], tuple[float, float]]) -> tuple[np.ndarray, ...]:
    """A detector's raw levels of one picture. (level, row, column) → (logit of label 0, distance in raw units)."""
    levels = [np.full((1, 7, side, side), -9.0, np.float32) for side in (8, 4, 2)]
    for (level, row, column), (logit, distance) in boxes.items():
        levels[level][0, :4, row, column] = distance
        levels[level][0, 4, row, column] = logit
    return tuple(levels)


def detect_views() -> list[object]:
    return [plain_view(64, 64, tiny_spec("detect"))]


def test_a_difference_is_measured_against_the_outputs_largest_value() -> None:
    found = output_differences([LOGITS], [LOGITS + np.float32(0.002)], ["raw_0"])

    assert found["raw_0"] == pytest.approx(0.002 / 4, rel=1e-3)


@pytest.mark.parametrize(
    "other", [LOGITS[:1], np.full_like(LOGITS, np.nan), np.full_like(LOGITS, np.inf)], ids=["shape", "nan", "inf"]
)
def test_outputs_that_cannot_be_compared_differ_without_end(other: np.ndarray) -> None:
    assert output_differences([LOGITS], [other], ["raw_0"]) == {"raw_0": float("inf")}


def test_a_missing_output_differs() -> None:
    assert output_differences([LOGITS], [], ["raw_0"]) == {"raw_0": float("inf")}


@pytest.mark.parametrize("worst", [2 * TOLERANCE, float("inf"), float("nan")])
def test_one_output_above_the_tolerance_fails_the_export(worst: float) -> None:
    with pytest.raises(UserError, match="raw_1") as caught:
        check_differences({"onnxruntime": {"raw_0": 0.0, "raw_1": worst}})

    assert caught.value.code == "export-differs"


def test_the_largest_difference_is_reported() -> None:
    assert check_differences({"a": {"raw_0": 1e-7}, "b": {"raw_0": 5e-6, "raw_1": 0.0}}) == 5e-6


def test_equal_labels_are_counted() -> None:
    assert compare_answers((LOGITS,), (LOGITS + 1e-6,), views(2), tiny_spec("classify")) == 6


def test_another_label_is_another_answer() -> None:
    with pytest.raises(UserError, match="picture 2 of 2"):
        compare_answers((LOGITS,), (LOGITS[:, [0, 2, 1]] * [[1, 2, 0.5], [1, 1, 1]],), views(2), tiny_spec("classify"))


def test_equal_boxes_are_counted() -> None:
    raw = grid({(0, 1, 1): (2.0, 0.5), (0, 5, 6): (1.0, 0.5)})

    assert compare_answers(raw, raw, detect_views(), tiny_spec("detect")) == 2


def test_a_box_that_is_gone_is_another_answer() -> None:
    wanted = grid({(0, 1, 1): (2.0, 0.5), (0, 5, 6): (1.0, 0.5)})

    with pytest.raises(UserError, match="another answer"):
        compare_answers(wanted, grid({(0, 1, 1): (2.0, 0.5)}), detect_views(), tiny_spec("detect"))


def test_a_box_that_moved_is_another_answer() -> None:
    with pytest.raises(UserError, match="another answer"):
        compare_answers(
            grid({(0, 1, 1): (2.0, 0.5)}), grid({(0, 1, 1): (2.0, 0.51)}), detect_views(), tiny_spec("detect")
        )


def test_a_box_on_the_edge_of_the_threshold_may_stay_or_go() -> None:
    edge = float(np.log(0.4 / 0.6))  # the logit of the threshold 0.4
    wanted = grid({(0, 1, 1): (2.0, 0.5), (0, 5, 6): (edge + 1e-5, 0.5)})
    found = grid({(0, 1, 1): (2.0, 0.5), (0, 5, 6): (edge - 1e-5, 0.5)})

    assert compare_answers(wanted, found, detect_views(), tiny_spec("detect")) == 1
