"""Boards to work on, without a window."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from desktop_app.canvas.hit_test import BoxIndex
from desktop_app.canvas.rects import Box
from desktop_app.canvas.tools.changes import new_box
from desktop_app.canvas.tools.tool import Board
from ml_engine.domain.values import Proposal

CAT = UUID(int=7)


@pytest.fixture
def make_board() -> Callable[..., Board]:
    """make_board(box, …, proposals=((box, score),), chosen=(place,), scale=1.0, label_id=CAT): 200 × 100 pixels."""

    def make(
        *boxes: Box,
        proposals: tuple[tuple[Box, float], ...] = (),
        chosen: tuple[int, ...] = (),
        scale: float = 1.0,
        label_id: UUID | None = CAT,
    ) -> Board:
        items = tuple(new_box(1, CAT, box) for box in boxes)
        return Board(
            image_id=1,
            size=(200, 100),
            items=items,
            proposals=tuple(Proposal(new_box(1, uuid4(), box), score, "run") for box, score in proposals),
            chosen=tuple(items[place].id for place in chosen),
            label_id=label_id,
            scale=scale,
            index=BoxIndex(boxes),
        )

    return make
