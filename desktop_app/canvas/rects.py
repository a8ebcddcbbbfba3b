"""Boxes as four floats, and what pulling at them makes of them. Coordinates are picture pixels; 0 is an outer edge.

Edges that a hand sets lie on whole pixels: half a pixel is nothing that an eye decided.
"""

from __future__ import annotations

from collections.abc import Iterable

from ml_engine.domain.values import Point

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 with x0 <= x1, y0 <= y1
Size = tuple[int, int]  # width, height of the picture
Handle = tuple[int, int]  # -1, 0, 1: left or top, middle, right or bottom

HANDLES: tuple[Handle, ...] = ((-1, -1), (1, -1), (1, 1), (-1, 1), (0, -1), (1, 0), (0, 1), (-1, 0))


def clamped(x: float, y: float, size: Size) -> Point:
    """The nearest point of the picture, edges included."""
    return min(max(x, 0.0), float(size[0])), min(max(y, 0.0), float(size[1]))


def spanned(a: Point, b: Point, size: Size, *, square: bool = False) -> Box:
    """The box between two corners, on whole pixels within the picture. square: as high as wide, from corner a."""
    (ax, ay), (bx, by) = clamped(*a, size), clamped(*b, size)
    if square:
        room_x = size[0] - ax if bx >= ax else ax
        room_y = size[1] - ay if by >= ay else ay
        side = min(max(abs(bx - ax), abs(by - ay)), room_x, room_y)
        bx, by = ax + (side if bx >= ax else -side), ay + (side if by >= ay else -side)
    x0, x1 = sorted((round(ax), round(bx)))
    y0, y1 = sorted((round(ay), round(by)))
    return float(x0), float(y0), float(x1), float(y1)


def is_empty(box: Box) -> bool:
    """Whether less than a pixel is in it."""
    return box[2] - box[0] < 1 or box[3] - box[1] < 1


def area(box: Box) -> float:
    """Square pixels."""
    return (box[2] - box[0]) * (box[3] - box[1])


def bounds(boxes: Iterable[Box]) -> Box:
    """The box around all. Raises ValueError for none."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def shift_within(box: Box, dx: float, dy: float, size: Size) -> Point:
    """As much of the shift as keeps the box in the picture; a box that is out already never goes further out."""
    return _limited(box[0], box[2], dx, size[0]), _limited(box[1], box[3], dy, size[1])


def shifted(box: Box, dx: float, dy: float) -> Box:
    """The box moved, wherever that is."""
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def handle_point(box: Box, handle: Handle) -> Point:
    """Where a handle sits."""
    x0, y0, x1, y1 = box
    return (x0, (x0 + x1) / 2, x1)[handle[0] + 1], (y0, (y0 + y1) / 2, y1)[handle[1] + 1]


def pulled(box: Box, handle: Handle, to: Point, size: Size) -> Box:
    """The box with the edges of a handle at another place; pulled past the opposite edge it turns over.

    The edges of other sides stay exactly as they are. Never thinner than a pixel.
    """
    x, y = clamped(*to, size)
    x0, x1 = _pulled_side(box[0], box[2], handle[0], x, size[0])
    y0, y1 = _pulled_side(box[1], box[3], handle[1], y, size[1])
    return x0, y0, x1, y1


def remapped(points: Iterable[Point], old: Box, new: Box) -> tuple[Point, ...]:
    """Points within the old box at the same places of the new one."""

    def along(value: float, a: float, b: float, to_a: float, to_b: float) -> float:
        if value == b:  # exactly, whatever the division gives
            return to_b
        return to_a if b == a else to_a + (value - a) * (to_b - to_a) / (b - a)

    return tuple(
        (along(x, old[0], old[2], new[0], new[2]), along(y, old[1], old[3], new[1], new[3])) for x, y in points
    )


def _limited(low: float, high: float, shift: float, limit: float) -> float:
    least, most = min(0.0, -low), max(0.0, limit - high)
    return min(max(shift, least), most)


def _pulled_side(low: float, high: float, which: int, to: float, limit: float) -> Point:
    if which == 0:
        return low, high
    fixed = high if which < 0 else low
    moving = float(round(to))
    if abs(moving - fixed) < 1:
        moving = fixed - 1 if which < 0 else fixed + 1
        moving = moving if 0 <= moving <= limit else 2 * fixed - moving
    return (moving, fixed) if moving < fixed else (fixed, moving)
