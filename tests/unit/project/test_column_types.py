"""What goes into a column comes out again."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.project.column_types import pack_points, path_to_text, text_to_path, unpack_points

ANY_TEXT = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("\U0010f000\U0010f7ff\U0010f800\U0010f801\udc80")
)


@given(ANY_TEXT)
def test_any_path_can_be_stored_as_text_and_comes_back(path: str) -> None:
    text = path_to_text(path)
    text.encode("utf-8")
    assert text_to_path(text) == path


@given(ANY_TEXT, ANY_TEXT)
def test_two_paths_never_share_a_text(one: str, two: str) -> None:
    assert (path_to_text(one) == path_to_text(two)) == (one == two)


@given(st.lists(st.tuples(st.floats(), st.floats())))
def test_points_come_back_bit_for_bit(points: list[tuple[float, float]]) -> None:
    back = unpack_points(pack_points(tuple(points)))
    assert len(back) == len(points)
    for point, found in zip(points, back, strict=True):
        for a, b in zip(point, found, strict=True):
            assert (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
