"""A window slid over a grid, against one convolution over the whole grid: the same places, and the work of each."""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.lab.sizes import Sides, convolution_parameters, dense_parameters
from ml_engine.lab.windows import Place, slide

BOX_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class WindowPlaces:
    """places: corners (row, column), row by row.   formulas: of their number down and across."""

    rows: int
    columns: int
    places: tuple[Place, ...]
    formulas: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class DenseAsConvolution:
    """Parameters of a dense layer over a C × h × w map, and of the convolution with an h × w kernel that it becomes.

    multiplications_apart: when the dense layer is run at every place for itself.
    output: (rows, columns, neurons) of the convolution.
    """

    dense_parameters: int
    convolution_parameters: int
    output: tuple[int, int, int]
    multiplications_apart: int


def window_places(grid: tuple[int, int], window: Sides, stride: Sides = 1) -> WindowPlaces:
    """Where a window fits. grid: rows, columns.   window: cells a side. Raises UserError if it fits nowhere."""
    sides = (window, window) if isinstance(window, int) else tuple(window)
    sliding = slide(grid, sides, stride)
    rows, columns = sliding.output
    return WindowPlaces(rows, columns, tuple(sliding.corner(place) for place in sliding.places()), sliding.formulas)


def dense_to_convolution(
    channels: int, window: tuple[int, int], neurons: int, grid: tuple[int, int] | None = None
) -> DenseAsConvolution:
    """A dense layer of so many neurons over channels × window, slid over a grid (its own size, if none is given)."""
    sliding = slide(grid or window, window)
    rows, columns = sliding.output
    inputs = channels * window[0] * window[1]
    return DenseAsConvolution(
        dense_parameters(inputs, neurons),
        convolution_parameters(window, channels, neurons),
        (rows, columns, neurons),
        rows * columns * inputs * neurons,
    )


def outputs_per_window(labels: int) -> int:
    """What a detector by windows says at each place: the labels, whether anything is there, and four of the box."""
    return labels + 1 + BOX_NUMBERS
