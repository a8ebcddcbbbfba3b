"""The ground of a row tells what is chosen, under the mouse and in the keyboard's hands, in every list alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle

from desktop_app.look.row_ground import paint_row_ground

FLAG = QStyle.StateFlag
AREA = QRect(0, 0, 60, 30)


def painted(look, state, **options) -> QImage:
    image = QImage(AREA.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(look.tokens.panel))
    with QPainter(image) as painter:
        paint_row_ground(painter, look, AREA, state, **options)
    return image


@pytest.mark.parametrize(
    ("state", "options", "ground", "edge"),
    [
        (FLAG.State_None, {}, "panel", "panel"),
        (FLAG.State_MouseOver, {}, "bg", "bg"),
        (FLAG.State_Selected | FLAG.State_MouseOver, {}, "accent_soft", "accent_soft"),
        (FLAG.State_Selected, {"is_chosen": False}, "panel", "panel"),
        (FLAG.State_None, {"is_chosen": True}, "accent_soft", "accent_soft"),
        (FLAG.State_HasFocus, {}, "panel", "accent"),
        (FLAG.State_None, {"as_card": True}, "raised", "line"),
        (FLAG.State_Selected, {"as_card": True}, "accent_soft", "accent"),
    ],
)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_row_shows_its_state(look, mode, state, options, ground, edge) -> None:
    look.set_mode(mode)
    image = painted(look, state, **options)
    assert image.pixelColor(AREA.center()) == look.color(ground)
    assert image.pixelColor(AREA.center().x(), 1) == look.color(edge)
