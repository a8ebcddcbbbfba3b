"""Round numbers for axes: 1, 2 or 5 times a power of ten, and ranges that begin and end on them."""

from __future__ import annotations

import math

from desktop_app.charts.series import Extent

_FROM_ZERO = 0.5  # a smallest value below this share of the largest: the axis starts at 0


def nice_step(span: float, most: int, *, whole: bool = False) -> float:
    """The smallest round step that divides a span into at most `most` parts. whole: not below 1."""
    if not (span > 0 and math.isfinite(span)):
        return 1.0
    rough = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * (1 - 1e-9))
    return max(1.0, step) if whole else step


def nice_ticks(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, list[float]]:
    """A step and its multiples within low..high."""
    step = nice_step(high - low, most, whole=whole)
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return step, [index * step for index in range(first, last + 1)]


def round_range(low: float, high: float, most: int) -> tuple[float, float]:
    """A range around low..high that begins and ends on ticks. Equal or tiny ranges are opened up."""
    if 0 <= low <= _FROM_ZERO * high:
        low = 0.0
    if high - low <= 1e-12 * max(1.0, abs(high)):
        half = abs(high) / 2 or 0.5
        low, high = low - half, high + half
    step = nice_step(high - low, most)
    return math.floor(low / step + 1e-6) * step, math.ceil(high / step - 1e-6) * step


def decimals(step: float) -> int:
    """Digits after the point that tell ticks a step apart."""
    return max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0


def whole_view(
    data: Extent | None, x_range: tuple[float, float] | None, y_range: tuple[float, float] | None, most: int
) -> Extent:
    """What an unzoomed chart shows. x_range, y_range: asked for, None to follow the numbers, which always fit in x."""
    if data is None:
        return Extent(*(x_range or (0.0, 1.0)), *(y_range or (0.0, 1.0)))
    x0, x1 = (min(x_range[0], data.x0), max(x_range[1], data.x1)) if x_range else (data.x0, data.x1)
    if x1 <= x0:
        x0, x1 = x0 - 0.5, x1 + 0.5
    y0, y1 = y_range or round_range(data.y0, data.y1, most)
    return Extent(x0, x1, y0, y1)
