"""Tiles are as large as lets all of them be seen."""

from __future__ import annotations

import pytest

from desktop_app.look.tile_fit import tile_width


def square(width: int) -> int:
    return width


@pytest.mark.parametrize(
    ("count", "room", "width"),
    [
        (4, (400, 400), 200),  # two by two
        (4, (1000, 1000), 200),  # never wider than the most
        (100, (400, 400), 100),  # not all can be seen: the least
        (9, (400, 300), 100),
        (1, (90, 400), 90),  # narrower than the least: one
        (0, (800, 100), 200),
    ],
)
def test_the_largest_tile_with_which_all_are_seen(count: int, room: tuple[int, int], width: int) -> None:
    assert tile_width(count, room, (100, 200), square) == width
