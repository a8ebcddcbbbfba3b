"""What a chart shows, apart from how: kept while the chart is hidden, and while its widgets do not exist yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_app.charts.series import Extent, FloatArray, Series, extent_of, stops_of
from desktop_app.charts.ticks import whole_view

MOST_TICKS = 5


@dataclass(slots=True)
class Content:
    """series: by name, in the order of their first coming.   marks: x and word.

    x_range, y_range: what an unzoomed chart shows at the least, None to follow the numbers.   whole_x: epochs.

    powers_x: the numbers along x are powers of ten, shown as what they are powers of (a learning rate).
    """

    title: str
    x_title: str
    y_title: str
    series: dict[str, Series] = field(default_factory=dict)
    marks: list[tuple[float, str]] = field(default_factory=list)
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    whole_x: bool = False
    powers_x: bool = False
    _stops: FloatArray | None = None

    def put(self, series: Series) -> None:
        """Add a line, or give it other numbers."""
        self.series[series.name] = series
        self._stops = None

    def remove(self, name: str) -> None:
        """Take a line away, if it is there."""
        self.series.pop(name, None)
        self._stops = None

    def clear(self) -> None:
        """No lines, no marks; the ranges stay."""
        self.series.clear()
        self.marks.clear()
        self._stops = None

    @property
    def stops(self) -> FloatArray:
        """Where the cursor can stand."""
        if self._stops is None:
            self._stops = stops_of(self.series.values())
        return self._stops

    def plain_x(self, x: float) -> float:
        """A place along x as it is told to people."""
        return float(10.0**x) if self.powers_x else x

    @property
    def plain_series(self) -> list[Series]:
        """The lines with their x as it is told to people."""
        if not self.powers_x:
            return list(self.series.values())
        return [replace(line, xs=10.0**line.xs) for line in self.series.values()]

    @property
    def plain_marks(self) -> list[tuple[float, str]]:
        return [(self.plain_x(x), text) for x, text in self.marks]

    @property
    def is_empty(self) -> bool:
        """Whether there is no value at all."""
        return self.stops.size == 0

    def whole(self) -> Extent:
        """What the unzoomed chart shows."""
        return whole_view(extent_of(self.series.values()), self.x_range, self.y_range, MOST_TICKS)
