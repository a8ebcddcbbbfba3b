"""New labels: the next colour, key and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.project.ids import new_id
from ml_engine.domain.label_colors import label_color
from ml_engine.domain.values import Label

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
