"""How a page of the Lab is laid out: a column of settings at its left, cards beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card
from desktop_app.look.widgets.scrolled import scrolled

SETTINGS_WIDTH = 268


def settings_column(*widgets: QWidget) -> QFrame:
    """Controls below each other, that scroll where there is no room."""
    frame = QFrame()
    frame.setProperty("role", "panel")
    column = QVBoxLayout()
    column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
    column.setSpacing(SPACE_S)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    outer = QHBoxLayout(frame)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolled(column, SETTINGS_WIDTH))
    frame.setFixedWidth(SETTINGS_WIDTH)
    return frame


def card(*widgets: QWidget) -> Card:
    """Widgets below each other on a ground; what can grow does."""
    made = Card()
    column = QVBoxLayout(made)
    column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
    column.setSpacing(SPACE_S)
    for widget in widgets:
        column.addWidget(widget, 1 if grows(widget) else 0)
    return made


def grows(widget: QWidget) -> bool:
    """Whether it takes what height there is."""
    return widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding


def beside(*widgets: QWidget, stretches: tuple[int, ...] = ()) -> QHBoxLayout:
    """Next to each other. stretches: how they share the room, one each."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_M)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, stretches[place] if place < len(stretches) else 0)
    return row


def words_beside(view: QWidget, words: QVBoxLayout, width: int) -> QHBoxLayout:
    """A view on its card, and on a card of this width and of the same height what is to be read beside it."""
    words.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(words)
    holder.setSizePolicy(view.sizePolicy())
    side = card(holder)
    side.setFixedWidth(width)
    return beside(card(view), side, stretches=(1, 0))


def over_steps(seen: QLayout, *below: QWidget) -> QWidget:
    """What is seen, and below it, as low as can be, what one steps through it with."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(seen, 1)
    for widget in below:
        column.addWidget(widget)
    return holder
