"""Words in a line's colour can be read."""

from __future__ import annotations

import pytest

from desktop_app.charts.readable import readable
from desktop_app.look.tokens import DARK, LIGHT, contrast, label_color


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("position", range(16))
def test_every_label_s_colour_makes_a_word_that_can_be_read(tokens, position):
    assert contrast(readable(label_color(position), tokens.raised), tokens.raised) >= 4.6


def test_a_colour_that_can_be_read_stays():
    assert readable("#0B6BCB", "#FFFFFF") == "#0B6BCB"
