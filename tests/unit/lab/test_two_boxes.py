"""The boxes that IoU begins with on a picture: the learner's own and a run's proposal, where there are such."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.lab.boxes.two_boxes import NamedBox, boxes_on
from ml_engine.lab.iou import box_overlap

PATH, SIZE = Path("a.jpg"), (100.0, 80.0)
FOX, FAR = NamedBox((10.4, 10, 40.6, 50), "fox"), NamedBox((60, 10, 90, 40), "cat")
NEAR_FAR = NamedBox((62, 12, 95, 40), "bird")


def test_the_proposal_that_fits_an_own_box_best_is_beside_it() -> None:
    two = boxes_on(PATH, SIZE, [FOX, FAR], [NamedBox((0, 60, 20, 80), "fox"), NEAR_FAR])
    assert (two.origins, two.labels) == (("own", "proposal"), ("cat", "bird"))
    assert two.boxes == ((60, 10, 90, 40), (62, 12, 95, 40))


def test_without_the_one_or_the_other_a_second_box_lies_beside() -> None:
    assert boxes_on(PATH, SIZE, [FOX, FAR], []).origins == ("own", "")
    assert boxes_on(PATH, SIZE, [], [FOX, FAR]).origins == ("proposal", "")


def test_boxes_begin_at_whole_pixels_within_the_picture() -> None:
    two = boxes_on(PATH, SIZE, [FOX], [NamedBox((-5, 70, 130, 90), "cat")])
    assert two.boxes == ((10, 10, 41, 50), (0, 70, 100, 80))


@pytest.mark.parametrize("own", [[], [FOX], [NamedBox((0, 0, 100, 80), "all")], [NamedBox((60, 40, 100, 80), "edge")]])
def test_a_box_without_a_partner_gets_one_that_lies_within_the_picture(own: list[NamedBox]) -> None:
    two = boxes_on(PATH, SIZE, own, [])
    first, second = two.boxes
    assert 0 <= second[0] < second[2] <= SIZE[0]
    assert 0 <= second[1] < second[3] <= SIZE[1]
    assert box_overlap(first, second).iou > 0
    assert two.origins == (("own", "") if own else ("", ""))
