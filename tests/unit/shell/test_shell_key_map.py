"""Keys can be chosen, and two actions that meet never share one unseen."""

from __future__ import annotations

import pytest

from desktop_app.session.action_keys import keys_of
from desktop_app.session.actions import ActionSpec
from desktop_app.shell.key_map import portable_key, taken_by, with_key, without_key


def action(name: str, *keys: str, scope: str = "window") -> ActionSpec:
    return ActionSpec(name, name, lambda: None, keys, scope=scope)  # type: ignore[arg-type]


DRAW = action("draw", "W", "R", scope="canvas")
GRID = action("grid", "G", scope="browser")
TRAIN = action("train", "F5")
ALL = (DRAW, GRID, TRAIN)


def test_a_chosen_key_stands_for_all_default_ones() -> None:
    assert keys_of(DRAW, {}) == ("W", "R")
    assert keys_of(DRAW, {"draw": "Ctrl+D"}) == ("Ctrl+D",)
    assert keys_of(DRAW, {"draw": ""}) == ()


@pytest.mark.parametrize(
    ("key", "of", "other"),
    [
        ("F5", DRAW, TRAIN), ("f5", DRAW, TRAIN), ("W", TRAIN, DRAW), ("r", TRAIN, DRAW), ("G", DRAW, None),
        ("W", GRID, None), ("G", TRAIN, GRID), ("W", DRAW, None), ("", TRAIN, None),
    ],
)  # fmt: skip
def test_a_key_is_taken_where_both_actions_hear_it(key: str, of: ActionSpec, other: ActionSpec | None) -> None:
    assert taken_by(key, of, ALL, {}) is other


def test_a_key_that_was_given_up_is_free_and_a_chosen_one_is_taken() -> None:
    own = {"draw": "B"}
    assert taken_by("W", TRAIN, ALL, own) is None
    assert taken_by("B", TRAIN, ALL, own) is DRAW


def test_choosing_the_default_again_is_no_choice() -> None:
    assert with_key(TRAIN, "f5", {"train": "F6"}) == {}
    assert with_key(TRAIN, "F7", {}) == {"train": "F7"}
    assert with_key(TRAIN, "", {}) == {"train": ""}
    # One of two defaults is a choice: the other one goes.
    assert with_key(DRAW, "W", {}) == {"draw": "W"}
    assert without_key(DRAW, {"draw": "W", "train": "F6"}) == {"train": "F6"}


def test_a_key_has_one_spelling() -> None:
    assert portable_key("ctrl+shift+z") == portable_key("Shift+Ctrl+Z") == "Ctrl+Shift+Z"
