"""The kernel of a map's filter, a small picture for each map that it reads: those that give the most come first."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.insight.sums import Sums
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS

TILE = 40
STRONGEST = 0.9


class FilterStrip(QWidget):
    """Shows as many slices as there is room for; `shown` says how many."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map-filter")
        self.setAccessibleName(self.tr("Kernel of the map's filter"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(TILE)
        self._look = look
        self._sums: Sums | None = None
        look.changed.connect(self.update)

    def set_sums(self, sums: Sums | None) -> None:
        """None, or without a kernel: nothing is shown."""
        self._sums = sums if sums is not None and sums.weights.ndim == 3 else None
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(3 * (TILE + SPACE_XS), TILE)

    @property
    def shown(self) -> int:
        """How many slices are painted."""
        return 0 if self._sums is None else min(len(self._sums.order), self.width() // (TILE + SPACE_XS))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        sums = self._sums
        if sums is None:
            return
        painter = QPainter(self)
        tokens = self._look.tokens
        greatest = float(np.abs(sums.weights).max()) or 1.0
        for number, place in enumerate(sums.order[: self.shown]):
            slice_ = sums.weights[place]
            cell = max(1, TILE // max(slice_.shape))
            left = number * (TILE + SPACE_XS)
            for (row, column), weight in np.ndenumerate(slice_):
                color = QColor(tokens.accent if weight >= 0 else tokens.bad)
                color.setAlphaF(STRONGEST * abs(float(weight)) / greatest)
                painter.fillRect(QRect(left + column * cell, row * cell, cell, cell), color)
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRect(left, 0, cell * slice_.shape[1] - 1, cell * slice_.shape[0] - 1))
        painter.end()
