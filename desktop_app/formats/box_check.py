"""One written box against its picture: turned, ordered, clipped, or refused with the reason."""

from __future__ import annotations

import math

from desktop_app.formats.raw import Corners

# Files round: six decimals of a part of 10,000 px are 0.0075 px. What sticks out by less is clipped without a word.
ROUNDING_PX = 0.01


class RefusedBoxError(ValueError):
    """A box that cannot be taken. str(error) is the reason."""


def check_box(corners: Corners, size: tuple[float, float] | None) -> tuple[Corners, tuple[str, ...]]:
    """The box with x0 < x1 and y0 < y1 inside the picture, and the reasons for what was changed.

    corners: pixels.   size: width and height in pixels, None if unknown (then nothing is clipped).
    Raises RefusedBoxError for numbers that are not finite, no area, and boxes outside.
    """
    if not all(math.isfinite(number) for number in corners):
        raise RefusedBoxError("its corners are not finite numbers")
    x0, y0, x1, y1 = corners
    notes: list[str] = []
    if x0 > x1 or y0 > y1:
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        notes.append("its corners were swapped")
    if x0 == x1 or y0 == y1:
        raise RefusedBoxError("it has no area")
    if size is None:
        return (x0, y0, x1, y1), tuple(notes)
    width, height = size
    if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height:
        raise RefusedBoxError("it lies outside of the picture")
    if min(x0, y0, width - x1, height - y1) < -ROUNDING_PX:
        notes.append("it was clipped at the picture's edge")
    return (max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)), tuple(notes)


def turn_box(corners: Corners, orientation: int, width: float, height: float) -> Corners:
    """A box on the stored pixels of a picture as a box on the upright picture.

    orientation: EXIF, 5 to 8.   width, height: of the stored picture. Raises ValueError for other orientations.
    """
    x0, y0, x1, y1 = corners
    match orientation:
        case 5:
            return y0, x0, y1, x1
        case 6:
            return height - y1, x0, height - y0, x1
        case 7:
            return height - y1, width - x1, height - y0, width - x0
        case 8:
            return y0, width - x1, y1, width - x0
        case _:
            raise ValueError(f"orientation must be 5..8, got {orientation}")
