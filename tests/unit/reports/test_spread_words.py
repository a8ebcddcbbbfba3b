from __future__ import annotations

import pytest

from ml_engine.reports.style import shortened, spread


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([], []),
        ([0.5], [0.5]),
        ([0.2, 0.8], [0.2, 0.8]),
        ([0.5, 0.5], [0.45, 0.55]),
        ([0.52, 0.48], [0.55, 0.45]),
        ([1.0, 1.0, 0.99], [0.9, 1.0, 0.8]),
        ([0.0, 0.01], [0.0, 0.1]),
    ],
)
def test_words_move_apart_as_little_as_needed(places: list[float], wanted: list[float]) -> None:
    assert spread(places, 0.1, 0.0, 1.0) == pytest.approx(wanted)


def test_a_long_name_is_cut_to_one_line() -> None:
    assert shortened("one\ntwo " + "x" * 40, 12) == "one two xxx…"
