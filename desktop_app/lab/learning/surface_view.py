"""A loss surface from above, light where it is low, with the ways of optimisers on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.lab.grid.tints import channels
from desktop_app.look.look import Look
from desktop_app.look.tokens import mix
from ml_engine.lab.optimisers import Point, Surface

CELLS, LEVELS, KEY_STEPS = 160, 14, 40


@dataclass(frozen=True, slots=True)
class Way:
    """points: so far.   color: '#rrggbb' or a token's name."""

    points: tuple[Point, ...]
    color: str


class SurfaceView(QWidget):
    """Signals: pressed(float, float): a point of the surface was clicked."""

    pressed = Signal(float, float)

    def __init__(self, look: Look, name: str, accessible: str, surface: Surface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._surface = surface
        self._ways: tuple[Way, ...] = ()
        self._image: QImage | None = None
        look.changed.connect(self._forget)

    def show_surface(self, surface: Surface) -> None:
        """Another one."""
        self._surface = surface
        self._forget()

    def show_ways(self, ways: Sequence[Way]) -> None:
        """Paint these over it."""
        self._ways = tuple(ways)
        self.update()

    def spot(self, point: Point) -> QPointF:
        """Where a point of the surface is on the widget."""
        x0, x1, y0, y1 = self._surface.bounds
        room = QRectF(self.rect())
        return QPointF(
            room.left() + (point[0] - x0) / (x1 - x0) * room.width(),
            room.bottom() - (point[1] - y0) / (y1 - y0) * room.height(),
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(440, 340)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            x0, x1, y0, y1 = self._surface.bounds
            at = event.position()
            self.pressed.emit(
                round(x0 + at.x() / self.width() * (x1 - x0), 2), round(y1 - at.y() / self.height() * (y1 - y0), 2)
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Shift and an arrow move the start; without Shift the keys are the walk's."""
        moves = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        move = moves.get(Qt.Key(event.key()))
        if move is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not self._ways:
            super().keyPressEvent(event)
            return
        x0, x1, y0, y1 = self._surface.bounds
        x, y = self._ways[0].points[0]
        x, y = x + move[0] * (x1 - x0) / KEY_STEPS, y + move[1] * (y1 - y0) / KEY_STEPS
        self.pressed.emit(round(min(max(x, x0), x1), 2), round(min(max(y, y0), y1), 2))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is None:
            self._image = self._painted()
        painter.drawImage(QRectF(self.rect()), self._image)
        if self._surface.minimum is not None:
            spot = self.spot(self._surface.minimum)
            painter.setPen(QPen(self._look.color("text"), 2))
            painter.drawLine(spot + QPointF(-6, 0), spot + QPointF(6, 0))
            painter.drawLine(spot + QPointF(0, -6), spot + QPointF(0, 6))
        for way in self._ways:
            spots = [self.spot(point) for point in way.points]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("raised"), 4))
            painter.drawPolyline(QPolygonF(spots))
            painter.setPen(QPen(QColor(self._look.color(way.color)), 2))
            painter.drawPolyline(QPolygonF(spots))
            painter.setBrush(QColor(self._look.color(way.color)))
            painter.setPen(QPen(self._look.color("raised"), 2))
            painter.drawEllipse(spots[-1], 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _painted(self) -> QImage:
        """Steps of height, as on a map."""
        x0, x1, y0, y1 = self._surface.bounds
        xs, ys = np.linspace(x0, x1, CELLS), np.linspace(y1, y0, CELLS)
        values: npt.NDArray[np.float64] = np.array([[self._surface.loss(x, y) for x in xs] for y in ys])
        low = values.min()
        height = np.log1p((values - low) / max(float(np.median(values - low)), 1e-9) * 8)
        steps = np.floor(height / height.max() * LEVELS) / LEVELS
        tokens = self._look.tokens
        bottom, top = (
            channels(mix(tokens.raised, tokens.accent, 0.04)),
            channels(mix(tokens.raised, tokens.accent, 0.5)),
        )
        colors = np.rint(bottom + (top - bottom) * steps[..., None]).astype(np.uint8)
        data = np.ascontiguousarray(colors)
        return QImage(data.data, CELLS, CELLS, 3 * CELLS, QImage.Format.Format_RGB888).copy()

    def _forget(self) -> None:
        self._image = None
        self.update()
