"""Anchors from boxes: known answers of k-means with 1 − IoU, and how boxes come into the input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.lab.anchors import find_anchors, mean_best_iou, shape_iou
from ml_engine.reports.anchor_plot import anchor_png
from ml_engine.reports.anchors import anchor_words, write_anchors
from ml_engine.tasks.detection.anchors import MOST_KEPT, box_sizes, described, fit_anchors


def sizes(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, dtype=np.float64)


def test_shapes_are_compared_on_one_corner() -> None:
    found = shape_iou(sizes((10, 20), (30, 10)), sizes((10, 10), (30, 20)))

    assert found.tolist() == [pytest.approx([100 / 200, 200 / 600]), pytest.approx([100 / 300, 300 / 600])]


def test_two_kinds_of_boxes_give_two_anchors_their_means() -> None:
    wide, tall = [(100.0, 20.0), (104.0, 20.0), (108.0, 20.0)], [(10.0, 49.0), (10.0, 50.0), (10.0, 51.0)]

    fit = fit_anchors(sizes(*wide, *tall), 2, 320)

    assert fit.anchors == ((10.0, 50.0), (104.0, 20.0))
    assert fit.mean_iou == pytest.approx(np.mean([100 / 104, 1, 104 / 108, 49 / 50, 1, 50 / 51]))


def test_a_large_box_counts_no_more_than_a_small_one() -> None:
    """By distance in pixels the two large shapes would take both anchors, and the small ones none."""
    small, large = [(10.0, 10.0), (10.0, 12.0), (12.0, 10.0)], [(300.0, 280.0), (280.0, 300.0), (310.0, 260.0)]

    anchors = find_anchors(sizes(*small, *large), 2)

    assert anchors[0].max() < 15
    assert anchors[1].min() > 250


def test_one_anchor_is_the_best_seen_not_the_last() -> None:
    """The mean, 15 × 15, has a mean IoU of 0.50 with these two; either of them has 0.625."""
    fit = fit_anchors(sizes((10, 10), (20, 20)), 1, 320)

    assert fit.anchors[0] in ((10.0, 10.0), (20.0, 20.0))
    assert fit.mean_iou == pytest.approx((1 + 0.25) / 2)


def test_more_anchors_fit_better_and_the_same_boxes_give_the_same() -> None:
    boxes = np.random.default_rng(2).uniform(5, 300, (200, 2))

    overlaps = [mean_best_iou(boxes, find_anchors(boxes, count)) for count in (1, 2, 3, 5, 9)]

    assert overlaps == sorted(overlaps)
    assert overlaps[3] > 0.6
    assert np.array_equal(find_anchors(boxes, 5, seed=4), find_anchors(boxes, 5, seed=4))


def test_fewer_different_boxes_than_anchors_give_those_boxes() -> None:
    assert find_anchors(sizes((8, 8), (4, 4), (8, 8)), 5).tolist() == [[4, 4], [8, 8]]


def test_no_boxes_are_refused_in_words() -> None:
    with pytest.raises(UserError, match="no box in the training pictures"):
        fit_anchors(np.zeros((0, 2)), 5, 320)


def test_boxes_come_in_pixels_of_the_fitted_input(picture) -> None:
    shown = picture((0, (0, 0, 320, 240)), (1, (10, 10, 10.5, 200)), size=(640, 480))

    assert box_sizes([shown], 320, "letterbox").tolist() == [[160.0, 120.0]]
    assert box_sizes([shown], 320, "stretch").tolist() == [[160.0, 160.0]]


def test_pictures_of_unknown_size_that_cannot_be_read_do_not_vote(picture) -> None:
    unknown: SnapshotImage = picture((0, (0, 0, 32, 24)), size=(None, None))

    assert box_sizes([unknown], 320, "letterbox").shape == (0, 2)


def test_very_many_boxes_are_thinned_out_in_what_is_kept_only(tmp_path: Path) -> None:
    boxes = np.random.default_rng(0).uniform(5, 300, (MOST_KEPT + 500, 2))
    fit = described(sizes((50, 60), (120, 90)), boxes, 320)

    write_anchors(tmp_path / "anchors.json", fit)

    assert (len(fit.boxes), fit.box_count) == (MOST_KEPT, MOST_KEPT + 500)
    assert fit.mean_iou == pytest.approx(mean_best_iou(boxes, sizes((50, 60), (120, 90))))
    assert b'"box_count": 2500' in (tmp_path / "anchors.json").read_bytes()
    assert anchor_words(fit).startswith("2 anchors for 2500 boxes: mean IoU 0.")
    assert anchor_png(fit).startswith(b"\x89PNG")


def test_equal_boxes_that_rounding_set_apart_are_one_anchor() -> None:
    sizes = np.array([(place + 40) / 3 - place / 3 for place in range(30)])
    assert len(np.unique(sizes)) > 2  # or this proves nothing
    found = find_anchors(np.stack([sizes, sizes], axis=1), 2)
    np.testing.assert_allclose(found, [[40 / 3, 40 / 3]])
