"""The numbers behind one line of a chart. No Qt: what can be asked of them is tested without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Series:
    """xs: (N,) finite.   ys: (N,), NaN where there is no value.   color: '#rrggbb' or a token's name."""

    name: str
    xs: FloatArray
    ys: FloatArray
    color: str

    @property
    def is_sorted(self) -> bool:
        """Whether the xs never fall: only then can a part of them be found quickly."""
        return bool(self.xs.size < 2 or np.all(np.diff(self.xs) >= 0))

    @property
    def is_single(self) -> bool:
        """Whether there is just one value: a line through it could not be seen."""
        return bool(np.count_nonzero(~np.isnan(self.ys)) == 1)


@dataclass(frozen=True, slots=True)
class Extent:
    """The smallest rectangle around numbers. A single point has no width and no height."""

    x0: float
    x1: float
    y0: float
    y1: float


def make_series(name: str, xs: Sequence[float], ys: Sequence[float], color: str) -> Series:
    """Points without a finite x are left out; a y that is not finite is a gap.

    Raises ValueError if xs and ys differ in length.
    """
    x = np.asarray(xs, dtype=np.float64).ravel()
    y = np.asarray(ys, dtype=np.float64).ravel()
    if x.size != y.size:
        raise ValueError(f"{name!r} has {x.size} xs and {y.size} ys")
    known = np.isfinite(x)
    y = np.where(np.isfinite(y), y, np.nan)
    return Series(name, x[known], y[known], color)


def extent_of(series: Iterable[Series]) -> Extent | None:
    """Around all points that have a value; None where there is none."""
    boxes = []
    for item in series:
        known = ~np.isnan(item.ys)
        if known.any():
            x, y = item.xs[known], item.ys[known]
            boxes.append((x.min(), x.max(), y.min(), y.max()))
    if not boxes:
        return None
    x0, x1, y0, y1 = zip(*boxes, strict=True)
    return Extent(float(min(x0)), float(max(x1)), float(min(y0)), float(max(y1)))


def stops_of(series: Iterable[Series]) -> FloatArray:
    """Every x at which some line has a value, ascending: where the cursor can stand."""
    parts = [item.xs[~np.isnan(item.ys)] for item in series]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0)


def nearest_stop(stops: FloatArray, x: float) -> int:
    """Index of the stop closest to x. Raises ValueError if there is none."""
    if stops.size == 0:
        raise ValueError("a chart without numbers has no stops")
    right = int(np.clip(np.searchsorted(stops, x), 1, max(1, stops.size - 1)))
    if right >= stops.size:
        return stops.size - 1
    return right - 1 if x - stops[right - 1] <= stops[right] - x else right


def value_near(series: Series, x: float, reach: float) -> tuple[float, float] | None:
    """The point of a line closest to x, None if none with a value is within reach of it."""
    known = ~np.isnan(series.ys)
    if not known.any():
        return None
    xs, ys = series.xs[known], series.ys[known]
    index = int(np.argmin(np.abs(xs - x)))
    return (float(xs[index]), float(ys[index])) if abs(xs[index] - x) <= reach else None


def last_within(series: Series, view: Extent) -> tuple[float, float] | None:
    """The last point of a line that can be seen in the view, None if none can."""
    with np.errstate(invalid="ignore"):
        seen = (series.xs >= view.x0) & (series.xs <= view.x1) & (series.ys >= view.y0) & (series.ys <= view.y1)
    found = np.flatnonzero(seen)
    return (float(series.xs[found[-1]]), float(series.ys[found[-1]])) if found.size else None


def points_between(series: Series, x0: float, x1: float, most: int = 64) -> list[tuple[float, float]]:
    """The part of a sorted line from x0 to x1 and one point more on each side, thinned to about `most` points."""
    known = ~np.isnan(series.ys)
    xs, ys = series.xs[known], series.ys[known]
    first = max(0, int(np.searchsorted(xs, x0)) - 1)
    last = min(xs.size, int(np.searchsorted(xs, x1, side="right")) + 1)
    step = max(1, (last - first) // most)
    return list(zip(xs[first:last:step].tolist(), ys[first:last:step].tolist(), strict=True))
