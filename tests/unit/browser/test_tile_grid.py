"""Where tiles lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.browser.tile_grid import Move, TileGrid

SEVEN = TileGrid(7, 3, 100, 75, 8, 12)


@pytest.mark.parametrize(
    ("available", "columns", "width"), [(256, 2, 117), (120, 1, 106), (60, 1, 46), (376, 3, 115), (1, 1, 1)]
)
def test_there_are_as_many_columns_as_fit_and_they_fill_the_width(available: int, columns: int, width: int) -> None:
    grid = TileGrid.of_pictures(1_000, available, 8, (12, 2))
    assert (grid.columns, grid.width) == (columns, width)
    assert grid.height == max(1, round(width * 0.75))


def test_a_list_has_one_column() -> None:
    grid = TileGrid.of_rows(5, 256, 48, (8, 2))
    assert [grid.place(row) for row in (0, 4)] == [(8, 0, 246, 48), (8, 192, 246, 48)]
    assert grid.total_height == 240


@given(st.integers(1, 500), st.integers(40, 2_000), st.data())
def test_a_tile_is_found_where_it_lies(count: int, available: int, data: st.DataObject) -> None:
    grid = TileGrid.of_pictures(count, available, 8, (12, 2))
    index = data.draw(st.integers(0, count - 1))
    x, y, width, height = grid.place(index)
    for point in ((x, y), (x + width - 1, y + height - 1)):
        assert grid.at(*point) == index
        assert grid.nearest(*point) == index
    assert grid.at(x - 1, y) is None
    assert index in grid.between(y, y + 1)
    assert y + height <= grid.total_height


@pytest.mark.parametrize(("x", "y", "expected"), [(-50, -50, 0), (5_000, 0, 2), (0, 5_000, 6), (5_000, 5_000, 6)])
def test_beside_the_tiles_the_nearest_one_is_meant(x: int, y: int, expected: int) -> None:
    assert SEVEN.nearest(x, y) == expected
    assert SEVEN.at(x, y) is None


def test_rows_in_sight_are_whole_rows() -> None:
    assert SEVEN.between(0, 1) == range(0)
    assert SEVEN.between(0, 20) == range(3)
    assert SEVEN.between(20, 91) == range(3)
    assert SEVEN.between(20, 92) == range(6)
    assert SEVEN.between(92, 93) == range(3, 6)
    assert SEVEN.between(0, 10_000) == range(7)
    assert TileGrid(0, 3, 100, 75, 8, 12).between(0, 100) == range(0)


@pytest.mark.parametrize(
    ("start", "move", "expected"),
    [
        (0, "left", 0), (4, "left", 3), (6, "right", 6), (2, "right", 3),
        (1, "up", 1), (4, "up", 1), (4, "down", 6), (3, "down", 6), (6, "down", 6),
        (4, "first", 0), (1, "last", 6), (6, "page-up", 0), (1, "page-down", 6), (0, "page-down", 6),
    ],
)  # fmt: skip
def test_keys_lead_from_tile_to_tile(start: int, move: Move, expected: int) -> None:
    assert SEVEN.moved(start, move, page=300) == expected
