"""How wide the tiles of a grid are: as large as lets all of them be seen, so that a wide screen is not left empty."""

from __future__ import annotations

from collections.abc import Callable


def tile_width(count: int, room: tuple[int, int], limits: tuple[int, int], height_of: Callable[[int], int]) -> int:
    """Pixels of a tile with its gap.

    room: width and height of the grid.   limits: least and most; the least holds where not all can be seen.
    height_of: the height of a tile of that width.
    """
    (width, height), (least, most) = room, limits
    fewest, columns = -(-width // most), max(1, width // least)
    for beside in range(max(1, fewest), columns):
        tile = width // beside
        if -(-count // beside) * height_of(tile) <= height:
            return tile
    return width // columns
