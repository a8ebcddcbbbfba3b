"""Colours of lines as colours of words: an orange that makes a fine line is too pale to be read."""

from __future__ import annotations

from desktop_app.look.tokens import contrast, mix

CONTRAST = 4.6
STEPS = 20


def readable(color: str, ground: str) -> str:
    """The colour, mixed with black or white only as far as words in it need to be read on the ground.

    color, ground: '#rrggbb'.
    """
    goal = max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, ground))
    steps = (mix(color, goal, step / STEPS) for step in range(STEPS + 1))
    return next((ink for ink in steps if contrast(ink, ground) >= CONTRAST), goal)


def file_name(title: str, otherwise: str) -> str:
    """A title as a file's name that every system takes, without an ending."""
    name = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in title).strip()
    return name[:80] or otherwise
