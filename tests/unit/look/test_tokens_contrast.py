"""Words can be read on every ground they stand on, light and dark."""

from __future__ import annotations

import dataclasses
import re

import pytest

from desktop_app.look.tokens import DARK, LIGHT, Tokens, contrast, label_color, mix, words_on

READABLE = 4.5
SEEN = 3.0
MODES = {"light": LIGHT, "dark": DARK}
PAIRS = [
    *(
        (word, ground)
        for word in ("text", "dim", "accent", "ok", "warn", "bad")
        for ground in ("bg", "panel", "raised")
    ),
    ("accent_on", "accent"),
    ("accent", "accent_soft"),
    ("text", "accent_soft"),
    ("dim", "accent_soft"),
    ("text", "canvas"),
    ("dim", "canvas"),
]


@pytest.mark.parametrize("tokens", MODES.values(), ids=MODES)
@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_words_are_readable_on_their_ground(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(tokens.color(word), tokens.color(ground)) >= READABLE


@pytest.mark.parametrize("tokens", MODES.values(), ids=MODES)
def test_the_focus_ring_stands_out_from_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.bg, tokens.panel, tokens.raised, tokens.canvas, tokens.accent_soft, tokens.accent_on)
    assert all(contrast(tokens.accent, ground) >= SEEN for ground in grounds)


@pytest.mark.parametrize("position", range(60))
def test_words_on_a_labels_colour_are_readable(position: int) -> None:
    assert contrast(words_on(label_color(position)), label_color(position)) >= READABLE


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("tokens", MODES.values(), ids=MODES)
def test_every_token_is_a_colour_of_six_digits(tokens: Tokens) -> None:
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in dataclasses.astuple(tokens))


def test_a_colour_is_named_or_written_out() -> None:
    assert LIGHT.color("accent") == "#0B6BCB"
    assert LIGHT.color("#123456") == "#123456"
    with pytest.raises(ValueError, match="'acent'"):
        LIGHT.color("acent")


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", "#FF8000", part) for part in (0, 0.5, 1)] == ["#000000", "#804000", "#FF8000"]


def test_the_first_eight_labels_have_the_chosen_colours_and_no_two_are_alike() -> None:
    chosen = ["#E5484D", "#F5A524", "#30A46C", "#3E9BF0", "#8E6CF0", "#E054A5", "#12A5A5", "#A2782F"]
    assert [label_color(position) for position in range(8)] == chosen
    assert len({label_color(position) for position in range(200)}) == 200
