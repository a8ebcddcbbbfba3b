"""How the parts of the Inside place are laid out: what is asked at the left, cards with what was found beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel

SIDE_WIDTH = 280
NO_ALIGNMENT = Qt.AlignmentFlag(0)  # the whole room


def asking_panel(about: str, *controls: QWidget) -> QFrame:
    """The left: a sentence on what can be asked, and below it what it is asked with."""
    side = QFrame()
    side.setProperty("role", "panel-left")
    side.setFixedWidth(SIDE_WIDTH)
    column = QVBoxLayout(side)
    column.setContentsMargins(SPACE_M, SPACE_L, SPACE_M, SPACE_M)
    column.setSpacing(SPACE_S)
    for widget in (PlainLabel(about, role="dim", wrap=True), *controls):
        column.addWidget(widget)
    column.addStretch(1)
    return side


def lay_beside(part: QWidget, side: QWidget, found: QLayout) -> None:
    """Fill a part: its left, and what was found in all the rest of it."""
    found.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(side)
    row.addLayout(found, 1)


def found_card(*widgets: QWidget, growing: QWidget | None = None, last: Qt.AlignmentFlag = NO_ALIGNMENT) -> Card:
    """Widgets below each other on a ground. growing: the one that takes all height there is; else it stays empty.

    last: where the last one stands in its own room.
    """
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
    column.setSpacing(SPACE_S)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is growing else 0, last if widget is widgets[-1] else NO_ALIGNMENT)
    if growing is None:
        column.addStretch(1)
    return card
