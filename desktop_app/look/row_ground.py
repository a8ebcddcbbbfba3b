"""The ground of a row in a list, painted: whether it is chosen, under the mouse, or has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CARD, RADIUS_CONTROL

RING = 2


def paint_row_ground(
    painter: QPainter,
    look: Look,
    rect: QRect,
    state: QStyle.StateFlag,
    *,
    is_chosen: bool | None = None,
    as_card: bool = False,
) -> None:
    """Paint it inside of rect.

    state: of the option that a delegate paints.   is_chosen: where the selection does not say it.   as_card: the row
    has an edge of its own, also while nothing is the matter with it.
    """
    flag = QStyle.StateFlag
    chosen = bool(state & flag.State_Selected) if is_chosen is None else is_chosen
    hovered, focused = bool(state & flag.State_MouseOver), bool(state & flag.State_HasFocus)
    tokens, inside = look.tokens, QRectF(rect).adjusted(1, 1, -1, -1)
    ground = tokens.accent_soft if chosen else tokens.raised if as_card else tokens.bg if hovered else ""
    edge = ""
    if focused:
        edge = tokens.accent
    elif as_card:
        edge = tokens.accent if chosen else tokens.dim if hovered else tokens.line
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), RING if focused else 1) if edge else Qt.PenStyle.NoPen)
    radius = RADIUS_CARD if as_card else RADIUS_CONTROL
    painter.drawRoundedRect(inside, radius, radius)
