from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.canvas.hit_test import BoxIndex, handle_at, handles_of
from desktop_app.canvas.rects import HANDLES, Box, Handle, area, handle_point

number = st.integers(0, 40)
boxes = st.lists(
    st.tuples(number, number, number, number).map(lambda v: (v[0], v[1], v[0] + v[2] + 1, v[1] + v[3] + 1)), max_size=12
)
BIG, SMALL = (0.0, 0.0, 100.0, 100.0), (40.0, 40.0, 60.0, 60.0)


def test_the_small_box_on_a_big_one_is_found_first_whichever_was_drawn_last() -> None:
    assert BoxIndex([BIG, SMALL]).at(50, 50) == [1, 0]
    assert BoxIndex([SMALL, BIG]).at(50, 50) == [0, 1]


def test_of_two_alike_the_later_is_found_first() -> None:
    assert BoxIndex([SMALL, SMALL]).at(50, 50) == [1, 0]


def test_a_missed_box_comes_after_those_that_were_hit() -> None:
    tiny = (101.0, 50.0, 103.0, 52.0)
    assert BoxIndex([BIG, tiny]).at(99, 51, reach=4) == [0, 1]
    assert BoxIndex([tiny]).at(99, 51, reach=1) == []


@given(boxes, st.tuples(number, number))
def test_the_index_finds_what_a_look_at_each_box_finds(items: list[Box], at: tuple[float, float]) -> None:
    x, y = at
    hit = [place for place, b in enumerate(items) if b[0] <= x <= b[2] and b[1] <= y <= b[3]]
    found = BoxIndex(items).at(x, y)
    assert sorted(found) == hit
    assert [area(items[place]) for place in found] == sorted(area(items[place]) for place in hit)


@given(boxes, st.tuples(number, number, number, number))
def test_regions_find_what_touches_and_what_lies_within(items: list[Box], v: tuple[int, int, int, int]) -> None:
    region = (v[0], v[1], v[0] + v[2], v[1] + v[3])
    index = BoxIndex(items)
    within = [
        p
        for p, b in enumerate(items)
        if b[0] >= region[0] and b[1] >= region[1] and b[2] <= region[2] and b[3] <= region[3]
    ]
    touching = [
        p
        for p, b in enumerate(items)
        if b[0] <= region[2] and b[2] >= region[0] and b[1] <= region[3] and b[3] >= region[1]
    ]
    assert index.within(region) == within
    assert index.touching(region) == touching


def test_an_index_of_nothing_finds_nothing() -> None:
    assert BoxIndex(()).at(1, 1, 5) == []


@pytest.mark.parametrize("handle", HANDLES)
def test_each_of_the_eight_handles_is_found_where_it_sits(handle: Handle) -> None:
    x, y = handle_point(BIG, handle)
    assert handle_at(BIG, x, y, 5) == handle
    assert handle_at(BIG, x + 4, y - 4, 5) == handle


def test_between_handles_there_is_none() -> None:
    assert handle_at(BIG, 25, 0, 5) is None
    assert handle_at(BIG, 50, 50, 5) is None


def test_a_short_side_has_no_handle_of_its_own_and_the_middle_stays_free() -> None:
    tiny = (10.0, 10.0, 22.0, 40.0)
    assert {handle for handle in handles_of(tiny, 5) if 0 in handle} == {(-1, 0), (1, 0)}
    assert handle_at(tiny, 16, 25, 5) is None
    assert handle_at((0.0, 0.0, 6.0, 6.0), 3, 3, 5) is None
