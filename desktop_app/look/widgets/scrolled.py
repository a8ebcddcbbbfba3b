"""A column of things on a page, that scrolls where it is too long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def scrolled(column: QVBoxLayout, width: int, centred: bool = True) -> QScrollArea:
    """width: pixels that the column takes at most.   centred: in the middle, else at the left."""
    inner = QWidget()
    inner.setProperty("role", "page")
    inner.setMaximumWidth(width)
    inner.setLayout(column)
    holder = QWidget()
    holder.setProperty("role", "page")
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    if centred:
        across.addStretch(1)
    across.addWidget(inner, 1_000)
    across.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
