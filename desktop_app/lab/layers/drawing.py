"""A chain of layers drawn: as blocks whose sides are their shapes, or as the cone of what one number sees."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.lab.layers.chain import Axis, Chain, axes, shape_text
from desktop_app.lab.layers.words import stage_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S, mix
from ml_engine.lab.stack import StageFacts

WORDS, NAMES = 34, 168
LEAST_CELL = 2.5


class ChainDrawing(QWidget):
    """Base of both. Signals: field_changed(): another unit was chosen."""

    field_changed = Signal()

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)
        self._look = look
        self._chain = Chain()
        self._facts: tuple[StageFacts, ...] = ()
        look.changed.connect(self.update)

    def show_chain(self, chain: Chain, facts: tuple[StageFacts, ...]) -> None:
        """Draw these."""
        self._chain, self._facts = chain, facts
        self.setAccessibleDescription(", ".join(shape_text(row.shape) for row in facts))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(600, 220)


class BlockDrawing(ChainDrawing):
    """Blocks: rows and columns as the face, channels as the depth, by their roots so that all can be seen."""

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = [self._chain.shape, *(row.shape for row in self._facts)]
        slot = self.width() / max(len(shapes), 1)
        tallest = max(math.sqrt(_face(shape)[1]) for shape in shapes)
        widest = max(math.sqrt(_face(shape)[0]) + 0.5 * math.sqrt(_deep(shape)) for shape in shapes)
        deepest = max(math.sqrt(_deep(shape)) for shape in shapes)
        room = self.height() - 2 * WORDS
        unit = min(room / (tallest + 0.35 * deepest), 0.86 * slot / max(widest, 1.0))
        small = self._look.font(9)
        for place, shape in enumerate(shapes):
            left = place * slot
            self._paint_block(painter, QRectF(left, WORDS, slot, room), shape, unit, is_input=place == 0)
            painter.setFont(self._look.font(9, 600))
            painter.setPen(self._look.color("text"))
            below = QRectF(left, self.height() - WORDS, slot, WORDS)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, shape_text(shape))
            if place <= len(self._chain.stages):
                painter.setFont(small)
                painter.setPen(self._look.color("dim"))
                words = stage_words(self._chain.stages[place - 1]) if place else self.tr("Input")
                words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(slot) - SPACE_S)
                painter.drawText(QRectF(left, 0, slot, WORDS), Qt.AlignmentFlag.AlignCenter, words)
                if place:
                    painter.drawText(QRectF(left - 12, WORDS, 24, room), Qt.AlignmentFlag.AlignCenter, "→")

    def _paint_block(
        self, painter: QPainter, room: QRectF, shape: tuple[int, ...], unit: float, *, is_input: bool
    ) -> None:
        wide, high = (max(math.sqrt(side) * unit, 3.0) for side in _face(shape))
        deep = 0.5 * max(math.sqrt(_deep(shape)) * unit, 2.0)
        lift = 0.7 * deep
        left = room.center().x() - (wide + deep) / 2
        top = room.center().y() - (high - lift) / 2
        face = QRectF(left, top, wide, high)
        tokens = self._look.tokens
        base = tokens.dim if is_input else tokens.accent
        painter.setPen(QPen(QColor(mix(base, tokens.text, 0.2)), 1))
        painter.setBrush(QColor(mix(base, tokens.raised, 0.72)))
        painter.drawPolygon(QPolygonF([
            face.topLeft(), face.topRight(), face.topRight() + QPointF(deep, -lift),
            face.topLeft() + QPointF(deep, -lift),
        ]))  # fmt: skip
        painter.setBrush(QColor(mix(base, tokens.raised, 0.35)))
        painter.drawPolygon(QPolygonF([
            face.topRight(), face.bottomRight(), face.bottomRight() + QPointF(deep, -lift),
            face.topRight() + QPointF(deep, -lift),
        ]))  # fmt: skip
        painter.setBrush(QColor(mix(base, tokens.raised, 0.55)))
        painter.drawRect(face)


class FieldDrawing(ChainDrawing):
    """A row of units a layer, the input at the foot; one unit is chosen, and what it sees is filled down to there.

    Left and Right choose the unit beside, Up and Down another layer.
    """

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, accessible, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._axes: list[Axis] = axes(self._chain, ())
        self._chosen = (0, 0)

    @property
    def chosen(self) -> tuple[int, int]:
        """Layer (0: the input) and unit."""
        return self._chosen

    @property
    def field(self) -> int:
        """Pixels along one side that the chosen unit sees."""
        return self._axes[self._chosen[0]].field

    def show_chain(self, chain: Chain, facts: tuple[StageFacts, ...]) -> None:
        self._axes = axes(chain, facts)
        last = len(self._axes) - 1
        self._chosen = last, (self._axes[last].length - 1) // 2
        super().show_chain(chain, facts)
        self.field_changed.emit()

    def spans(self) -> list[tuple[int, int]]:
        """First and last unit that is seen, from the chosen layer down to the input."""
        layer, unit = self._chosen
        found = [(unit, unit)]
        for place in range(layer, 0, -1):
            found.append(self._axes[place].below(*found[-1]))
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._unit_at(event.position())
        if found is not None:
            self._choose(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._unit_at(event.position())
        if found is not None:
            field = self._axes[found[0]].field
            words = self.tr("Sees {n} × {n} pixels of the input").format(n=field)
            QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        QToolTip.hideText()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        layer, unit = self._chosen
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(layer, unit - 1)
            case Qt.Key.Key_Right:
                self._choose(layer, unit + 1)
            case Qt.Key.Key_Up:
                self._change_layer(1)
            case Qt.Key.Key_Down:
                self._change_layer(-1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spans = dict(zip(range(self._chosen[0], -1, -1), self.spans(), strict=True))
        self._paint_cone(painter, spans)
        for layer, axis in enumerate(self._axes):
            self._paint_words(painter, layer, axis)
            first, last = spans.get(layer, (0, -1))
            for unit in range(axis.length):
                cell = self._cell(layer, unit)
                is_seen, is_chosen = first <= unit <= last, (layer, unit) == self._chosen
                tokens = self._look.tokens
                fill = QColor(tokens.accent if is_chosen or is_seen else mix(tokens.line, tokens.dim, 0.25))
                if is_seen and not is_chosen:
                    fill = QColor(mix(self._look.tokens.accent, self._look.tokens.raised, 0.45))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(cell, 2, 2)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_cone(self, painter: QPainter, spans: dict[int, tuple[int, int]]) -> None:
        soft = QColor(self._look.color("accent"))
        soft.setAlpha(26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        for layer in range(self._chosen[0], 0, -1):
            above = [self._cell(layer, unit) for unit in spans[layer]]
            below = [self._cell(layer - 1, unit) for unit in spans[layer - 1]]
            painter.drawPolygon(QPolygonF([
                above[0].bottomLeft(), above[1].bottomRight(), below[1].topRight(), below[0].topLeft(),
            ]))  # fmt: skip

    def _paint_words(self, painter: QPainter, layer: int, axis: Axis) -> None:
        row = self._cell(layer, 0)
        name = self.tr("Input") if not layer else stage_words(self._chain.stages[layer - 1])
        font: QFont = self._look.font(9, 600)
        painter.setFont(font)
        painter.setPen(self._look.color("text"))
        top = QRectF(SPACE_S, row.center().y() - 16, NAMES - SPACE_M, 16)
        metrics = painter.fontMetrics()
        painter.drawText(
            top, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(top.width()))
        )
        painter.setFont(self._look.font(8))
        painter.setPen(self._look.color("dim"))
        words = self.tr("{units} wide, sees {n} × {n}").format(units=axis.length, n=axis.field)
        painter.drawText(top.translated(0, 16), Qt.AlignmentFlag.AlignLeft, words)

    def _cell(self, layer: int, unit: int) -> QRectF:
        axis = self._axes[layer]
        low = min(0.0, *(a.middle(0) - 0.5 for a in self._axes))
        high = max(float(self._axes[0].length), *(a.middle(a.length - 1) + 0.5 for a in self._axes))
        px = (self.width() - NAMES - SPACE_M) / max(high - low, 1.0)
        wide = max(min(px * axis.jump, 26.0) * 0.84, min(LEAST_CELL, px))
        gap = self.height() / (len(self._axes) + 0.0)
        y = self.height() - (layer + 0.5) * gap
        x = NAMES + (axis.middle(unit) - low) * px
        high_px = min(22.0, gap * 0.5)
        return QRectF(x - wide / 2, y - high_px / 2, wide, high_px)

    def _unit_at(self, at: QPointF) -> tuple[int, int] | None:
        for layer, axis in enumerate(self._axes):
            if abs(self._cell(layer, 0).center().y() - at.y()) <= self.height() / len(self._axes) / 2:
                near = min(range(axis.length), key=lambda unit: abs(self._cell(layer, unit).center().x() - at.x()))
                return (layer, near) if at.x() >= NAMES - SPACE_M else None
        return None

    def _change_layer(self, by: int) -> None:
        """To the unit of another layer that looks at about the same place."""
        layer = min(max(self._chosen[0] + by, 0), len(self._axes) - 1)
        middle = self._axes[self._chosen[0]].middle(self._chosen[1])
        self._choose(layer, round((middle - self._axes[layer].middle(0)) / self._axes[layer].jump))

    def _choose(self, layer: int, unit: int) -> None:
        self._chosen = layer, min(max(unit, 0), self._axes[layer].length - 1)
        self.update()
        self.field_changed.emit()


def _face(shape: tuple[int, ...]) -> tuple[int, int]:
    """Width and height; a row of numbers is a tall thin one."""
    return (shape[1], shape[0]) if len(shape) == 3 else (1, max(shape[0] // 4, 1))


def _deep(shape: tuple[int, ...]) -> int:
    return shape[2] if len(shape) == 3 else 1
