"""The input size follows from the labels: nine of ten boxes with a short side of 12 pixels or more."""

from __future__ import annotations

import pytest

from ml_engine.tasks.detection.input_size import choose_input_size


def of_sides(picture, *sides: float):
    """A 1000 × 500 picture with boxes of these short sides and thrice as long."""
    return picture(*((0, (0.0, 0.0, side, side * 3)) for side in sides), size=(1000, 500))


@pytest.mark.parametrize(
    ("side", "size"),
    [(200.0, 320), (37.5, 320), (37.4, 416), (28.9, 416), (28.8, 512), (23.5, 512), (23.4, 640), (18.75, 640)],
)
def test_the_smallest_size_that_is_enough_is_chosen(picture, side: float, size: int) -> None:
    assert choose_input_size([of_sides(picture, side)]).pixels == size


def test_one_small_box_in_ten_is_allowed(picture) -> None:
    assert choose_input_size([of_sides(picture, *[100.0] * 9, 5.0)]).pixels == 320
    assert choose_input_size([of_sides(picture, *[100.0] * 8, 5.0, 5.0)]).pixels == 640


def test_the_choice_is_said_with_its_reason_and_cost(picture) -> None:
    reason = choose_input_size([of_sides(picture, 24.0)]).reason

    assert "512" in reason
    assert "100 % of the boxes" in reason
    assert "2.6 times as long as 320" in reason


def test_if_the_largest_is_not_enough_a_sentence_says_what_would_be(picture) -> None:
    chosen = choose_input_size([of_sides(picture, *[100.0] * 7, 10.0, 10.0, 10.0)])

    assert chosen.pixels == 640
    assert "It is not enough" in chosen.reason
    assert "70 % of the boxes" in chosen.reason
    # 10 of 1000 pixels are 12 at an input of 1200, of which the next multiple of 32 is 1216.
    assert "1216 pixels" in chosen.reason


def test_the_size_named_as_enough_is_enough(picture) -> None:
    """Eleven boxes: the rule needs ten of them (10/11 > 0.9), not nine."""
    sides = [10.0, 9.0, *[100.0] * 9]

    assert "1216 pixels" in choose_input_size([of_sides(picture, *sides)]).reason


def test_boxes_without_area_and_pictures_of_unknown_size_do_not_vote(picture) -> None:
    flat = picture((0, (5.0, 5.0, 5.0, 90.0)), size=(1000, 500))
    unknown = picture((0, (0.0, 0.0, 1.0, 1.0)), size=(None, None))

    assert choose_input_size([flat, unknown, of_sides(picture, 100.0)]).pixels == 320


def test_without_boxes_it_is_the_smallest(picture) -> None:
    chosen = choose_input_size([picture()])

    assert chosen.pixels == 320
    assert "no boxes" in chosen.reason
