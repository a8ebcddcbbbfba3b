from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.canvas.rects import HANDLES, Box, Handle, bounds, is_empty, pulled, remapped, shift_within, spanned

SIZE = (200, 100)
far = st.floats(-500, 500)
points = st.tuples(far, far)
inside = st.tuples(st.integers(0, 199), st.integers(0, 99), st.integers(1, 200), st.integers(1, 100)).map(
    lambda v: (float(v[0]), float(v[1]), float(min(v[0] + v[2], 200)), float(min(v[1] + v[3], 100)))
)


@given(points, points, st.booleans())
def test_a_spanned_box_lies_on_whole_pixels_of_the_picture(
    a: tuple[float, float], b: tuple[float, float], square: bool
) -> None:
    x0, y0, x1, y1 = spanned(a, b, SIZE, square=square)
    assert 0 <= x0 <= x1 <= 200
    assert 0 <= y0 <= y1 <= 100
    assert all(value == int(value) for value in (x0, y0, x1, y1))


@pytest.mark.parametrize(
    ("to", "expected"), [((40, 20), (10, 10, 40, 40)), ((150, 60), (10, 10, 100, 100)), ((0, 5), (0, 0, 10, 10))]
)
def test_a_square_grows_from_its_first_corner_until_the_edge(to: tuple[float, float], expected: Box) -> None:
    assert spanned((10, 10), to, SIZE, square=True) == expected


@given(inside, far, far)
def test_what_is_inside_is_never_moved_out(box: Box, dx: float, dy: float) -> None:
    by_x, by_y = shift_within(box, dx, dy, SIZE)
    assert box[0] + by_x >= 0
    assert box[2] + by_x <= 200
    assert box[1] + by_y >= 0
    assert box[3] + by_y <= 100


def test_what_hangs_out_already_can_be_moved_back_but_not_further_out() -> None:
    assert shift_within((-20, 10, 30, 20), -5, 0, SIZE) == (0, 0)
    assert shift_within((-20, 10, 30, 20), 15, 0, SIZE) == (15, 0)


@given(inside, st.sampled_from(HANDLES), points)
def test_pulling_keeps_a_pixel_and_the_other_edges(box: Box, handle: Handle, to: tuple[float, float]) -> None:
    new = pulled(box, handle, to, SIZE)
    assert not is_empty(new)
    assert bounds([new, (0, 0, 200, 100)]) == (0, 0, 200, 100)
    if handle[0] == 0:
        assert (new[0], new[2]) == (box[0], box[2])
    else:
        assert box[2 if handle[0] < 0 else 0] in (new[0], new[2])


def test_an_edge_pulled_past_the_other_turns_the_box_over() -> None:
    assert pulled((10, 10, 50, 50), (1, 0), (2, 0), SIZE) == (2, 10, 10, 50)


def test_edges_that_are_not_pulled_stay_to_the_last_digit() -> None:
    assert pulled((10.25, 10.75, 50.5, 50.125), (1, 0), (60.3, 0), SIZE) == (10.25, 10.75, 60, 50.125)


def test_corners_land_exactly_on_the_new_box() -> None:
    old, new = (0.1, 0.2, 0.7, 0.9), (1.3, 2.7, 9.1, 7.7)
    assert remapped(((0.1, 0.2), (0.7, 0.9)), old, new) == ((1.3, 2.7), (9.1, 7.7))
