"""A picture turned and shifted in the network's input. No torch."""

from __future__ import annotations

import math
from dataclasses import replace

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.jobs.insight_specs import Move


def turned_view(view: ViewGeometry, move: Move) -> ViewGeometry:
    """The view after a move: turned clockwise about the input's middle, then shifted by shares of its sides."""
    a, b, c, d, e, f = view.matrix
    cos, sin = _cos_sin(move.degrees)
    middle_x, middle_y = view.input_width / 2, view.input_height / 2
    to_x, to_y = middle_x + move.across * view.input_width, middle_y + move.down * view.input_height
    # y points downwards, so that this turns clockwise.
    return replace(
        view,
        matrix=(
            cos * a - sin * d, cos * b - sin * e, cos * (c - middle_x) - sin * (f - middle_y) + to_x,
            sin * a + cos * d, sin * b + cos * e, sin * (c - middle_x) + cos * (f - middle_y) + to_y,
        ),
    )  # fmt: skip


def _cos_sin(degrees: float) -> tuple[float, float]:
    """Exact at quarter turns: 1e-17 of a pixel beside would mix two pixels."""
    quarters, rest = divmod(degrees, 90)
    if not rest:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
