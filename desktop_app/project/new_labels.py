"""New labels: the next colour, key and place."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence

from desktop_app.project.ids import new_id
from ml_engine.domain.values import Label

# LOOK.md, token "labels".
_COLORS = ("#E5484D", "#F5A524", "#30A46C", "#3E9BF0", "#8E6CF0", "#E054A5", "#12A5A5", "#A2782F")
_GOLDEN_TURN = 0.6180339887498949
_KEYS = "1234567890"


def new_labels(existing: Sequence[Label], names: Iterable[str]) -> list[Label]:
    """Labels of these names, after the existing ones (archived too: their places stay theirs).

    Names that are there already must be left out by the caller.
    """
    position = max((label.position for label in existing), default=-1) + 1
    taken = {label.key for label in existing if not label.archived}
    free = [key for key in _KEYS if key not in taken]
    return [
        Label(new_id(), name, label_color(position + rank), free[rank] if rank < len(free) else "", position + rank)
        for rank, name in enumerate(names)
    ]


def label_color(position: int) -> str:
    """'#rrggbb' of the label at a place: eight chosen ones, then hues a golden turn apart."""
    if position < len(_COLORS):
        return _COLORS[position]
    hue = position * _GOLDEN_TURN % 1.0
    red, green, blue = colorsys.hls_to_rgb(hue, 0.55, 0.65)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
