"""Two runs compared: what they are called where there is little room."""

from __future__ import annotations

import pytest

from desktop_app.results.compare_page import short_run


@pytest.mark.parametrize(
    ("run", "short"),
    [("Run 1", "Run 1"), ("Run 123", "Run 123"), ("Entrenamiento 12", "Entren. 12"), ("Ensayo 3", "Ensayo 3")],
)
def test_a_long_word_is_cut_and_the_number_is_kept(run: str, short: str) -> None:
    assert short_run(run) == short
