"""Where tiles lie: arithmetic only, so that 100,000 of them are laid out in no time at any width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

Place = tuple[int, int, int, int]  # x, y, width, height
Move = Literal["left", "right", "up", "down", "page-up", "page-down", "first", "last"]

LEAST_WIDTH = 112
MOST_WIDTH = 190
ASPECT = 0.75


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Tiles in reading order, in pixels from the top left of all of them.

    count: tiles.   columns: at least 1.   width, height: of a tile.   gap: between tiles.   margin: left of them.
    """

    count: int
    columns: int
    width: int
    height: int
    gap: int
    margin: int

    @classmethod
    def of_pictures(cls, count: int, available: int, gap: int, margins: tuple[int, int]) -> Self:
        """As many columns as fit, the tiles as wide as they can be then. margins: left, right."""
        inner = max(1, available - sum(margins))
        columns = max(1, (inner + gap) // (LEAST_WIDTH + gap))
        width = max(1, min(MOST_WIDTH, (inner - (columns - 1) * gap) // columns))
        return cls(count, columns, width, max(1, round(width * ASPECT)), gap, margins[0])

    @classmethod
    def of_rows(cls, count: int, available: int, height: int, margins: tuple[int, int]) -> Self:
        """One column."""
        return cls(count, 1, max(1, available - sum(margins)), height, 0, margins[0])

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def step(self) -> int:
        """Pixels from one row to the next."""
        return self.height + self.gap

    @property
    def total_height(self) -> int:
        return self.rows * self.step + self.gap if self.count else 0

    def place(self, index: int) -> Place:
        """Where a tile lies."""
        row, column = divmod(index, self.columns)
        return self.margin + column * (self.width + self.gap), self.gap + row * self.step, self.width, self.height

    def at(self, x: int, y: int) -> int | None:
        """The tile at a point, None between tiles and beside them."""
        column, in_column = divmod(x - self.margin, self.width + self.gap)
        row, in_row = divmod(y - self.gap, self.step)
        if not (0 <= column < self.columns and row >= 0 and in_column < self.width and in_row < self.height):
            return None
        index = row * self.columns + column
        return index if index < self.count else None

    def nearest(self, x: int, y: int) -> int | None:
        """The tile at a point or next to it, None if there are none."""
        if not self.count:
            return None
        column = min(max((x - self.margin) // (self.width + self.gap), 0), self.columns - 1)
        row = min(max((y - self.gap) // self.step, 0), self.rows - 1)
        return min(row * self.columns + column, self.count - 1)

    def between(self, top: int, bottom: int) -> range:
        """The tiles of the rows that reach into [top, bottom)."""
        first = max(0, (top - self.gap) // self.step) * self.columns
        last = max(0, -(-(bottom - self.gap) // self.step)) * self.columns
        return range(min(first, self.count), min(last, self.count))

    def moved(self, index: int, move: Move, page: int) -> int:
        """Where a key leads from a tile. page: height of what is seen."""
        rows = max(1, page // self.step - 1)
        match move:
            case "left":
                wanted = index - 1
            case "right":
                wanted = index + 1
            case "first":
                return 0
            case "last":
                return self.count - 1
            case "up" | "page-up":
                by = min(rows if move == "page-up" else 1, index // self.columns)
                wanted = index - by * self.columns
            case "down" | "page-down":
                by = min(rows if move == "page-down" else 1, self.rows - 1 - index // self.columns)
                wanted = index + by * self.columns
        return min(max(wanted, 0), self.count - 1)
