"""What a chart makes of numbers, without a window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.charts.series import (
    Extent,
    extent_of,
    last_within,
    make_series,
    nearest_stop,
    points_between,
    stops_of,
    value_near,
)
from desktop_app.charts.ticks import decimals, nice_ticks, round_range, whole_view
from desktop_app.charts.word_places import Place, free_place, is_crossed, spread

NAN = float("nan")
SIZES = st.floats(-1e9, 1e9, allow_nan=False)


def test_lengths_that_differ_are_refused():
    with pytest.raises(ValueError, match="3 xs and 2 ys"):
        make_series("loss", [1, 2, 3], [1, 2], "#000000")


def test_what_is_not_finite_is_a_gap_or_left_out():
    series = make_series("loss", [1, NAN, 3], [float("inf"), 2, 3], "#000000")

    assert series.xs.tolist() == [1, 3]
    assert np.isnan(series.ys[0])
    assert series.ys[1] == 3


def test_no_value_has_no_extent():
    assert extent_of([make_series("loss", [1], [NAN], "#000000"), make_series("empty", [], [], "#000000")]) is None


def test_the_cursor_stands_where_any_line_has_a_value():
    one, other = make_series("a", [3, 1], [1, 1], "#0"), make_series("b", [1, 2, 4], [1, NAN, 1], "#0")

    assert stops_of([one, other]).tolist() == [1, 3, 4]


@pytest.mark.parametrize(("x", "stop"), [(-9, 0), (1.4, 0), (1.6, 1), (2.9, 1), (3.1, 2), (99, 2)])
def test_the_nearest_stop_is_found(x, stop):
    assert nearest_stop(np.array([1.0, 2.0, 4.0]), x) == stop


def test_a_value_out_of_reach_is_none():
    series = make_series("a", [1, 5], [10, NAN], "#0")

    assert value_near(series, 1.2, 0.5) == (1, 10)
    assert value_near(series, 5, 0.5) is None


def test_the_word_stands_at_the_last_point_that_is_seen():
    series = make_series("a", [1, 2, 3], [0.1, 0.2, 9], "#0")

    assert last_within(series, Extent(0, 10, 0, 1)) == (2, 0.2)
    assert last_within(series, Extent(5, 10, 0, 1)) is None


def test_a_part_of_a_line_reaches_past_both_sides():
    series = make_series("a", range(10), range(10), "#0")

    assert points_between(series, 3.5, 5.5) == [(3, 3), (4, 4), (5, 5), (6, 6)]


@given(low=SIZES, span=st.floats(1e-6, 1e9), most=st.integers(1, 12))
def test_ticks_are_round_few_and_inside(low, span, most):
    assume(span > abs(low) * 1e-6)
    step, ticks = nice_ticks(low, low + span, most)

    assert len(ticks) <= most + 1
    assert f"{step:e}"[0] in "125"
    assert all(low - step * 1e-5 <= tick <= low + span + step * 1e-5 for tick in ticks)


def test_epochs_have_whole_ticks():
    assert nice_ticks(0, 2, 8, whole=True) == (1, [0, 1, 2])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.21, 0.97, (0, 1)), (0.9, 0.95, (0.9, 0.95)), (-1.5, 1.7, (-2, 2)), (0.5, 0.5, (0.2, 0.8)), (0, 0, (-0.6, 0.6))],
)
def test_a_range_ends_on_ticks(low, high, expected):
    assert round_range(low, high, 5) == pytest.approx(expected, abs=0.21 if low == high else 1e-9)


def test_numbers_always_fit_into_the_view():
    view = whole_view(Extent(1, 25, 0, 3), (0, 20), (0, 1), 5)

    assert (view.x0, view.x1, view.y0, view.y1) == (0, 25, 0, 1)


@pytest.mark.parametrize(("step", "digits"), [(0.2, 1), (0.05, 2), (5, 0), (1, 0), (1000, 0)])
def test_ticks_have_as_many_digits_as_tell_them_apart(step, digits):
    assert decimals(step) == digits


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(-50, 350)), max_size=8))
def test_words_never_cover_each_other(spots):
    places = spread([Place(x, y, 60, 14) for x, y in spots], 0, 300)

    overlaps = [(a, b) for i, a in enumerate(places) for b in places[:i] if a.overlaps(b) and abs(a.y - b.y) < 13.99]
    assert not overlaps
    assert all(6.99 <= place.y <= 293.01 for place in places)


def test_words_that_have_room_stay():
    places = [Place(0, 50, 40, 14), Place(0, 80, 40, 14), Place(200, 52, 40, 14)]

    assert spread(places, 0, 300) == places


def test_a_mark_s_word_goes_where_no_line_and_no_word_is():
    at_top, left, foot = (Place(x, y, 30, 14) for x, y in ((10, 10), (-30, 10), (10, 90)))
    line = [(0.0, 8.0), (60.0, 12.0)]

    assert is_crossed(at_top, line)
    assert not is_crossed(foot, line)
    assert free_place([at_top, left, foot], [left], [line]) == foot
