"""The axes of the anchors' plot carry round numbers."""

from __future__ import annotations

import pytest

from desktop_app.lab.boxes.size_plot import round_ticks


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(231, [50, 100, 150, 200]), (128, [50, 100]), (100, [20, 40, 60, 80, 100]), (0.9, [0.2, 0.4, 0.6, 0.8]), (0, [])],
)
def test_ticks_are_at_most_five_round_numbers(most: float, ticks: list[float]) -> None:
    assert round_ticks(most) == pytest.approx(ticks)
