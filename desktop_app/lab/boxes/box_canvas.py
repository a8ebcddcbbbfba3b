"""Boxes on squared paper or over a picture: painted, and moved by mouse and keys where a page allows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, SPACE_S
from ml_engine.lab.iou import Corners

HANDLE, NEAR = 8.0, 9.0
KEY_STEPS = 200  # from one edge of the paper to the other with the keys, at most
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class ShownBox:
    """xyxy: in units of the paper.   color: a token's name or '#rrggbb'.   faded: it went.   strong: looked at."""

    xyxy: Corners
    word: str
    color: str
    faded: bool = False
    strong: bool = False


class BoxCanvas(QWidget):
    """width, height: units of the paper.   can_move: boxes follow the mouse and the keys, in whole units.

    Keys: Tab is not taken; 1, 2 … choose a box, arrows move it, Shift and arrows change its right and lower edge.
    Signals: moved(int, object): a box was given these corners.   chosen(int): another box is looked at.
    """

    moved = Signal(int, object)
    chosen = Signal(int)

    def __init__(
        self, look: Look, name: str, accessible: str, width: float, height: float, *, can_move: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 180)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(can_move)
        self._look = look
        self._paper = (width, height)
        self._can_move = can_move
        self._boxes: tuple[ShownBox, ...] = ()
        self._picture: QImage | None = None
        self._shared: Corners | None = None
        self._current = 0
        self._grip: tuple[int, str, QPointF, Corners] | None = None
        look.changed.connect(self.update)

    @property
    def boxes(self) -> tuple[ShownBox, ...]:
        """What is shown."""
        return self._boxes

    @property
    def current(self) -> int:
        """The box that the keys move."""
        return self._current

    def show_boxes(self, boxes: Sequence[ShownBox], shared: Corners | None = None) -> None:
        """shared: what two boxes have in common, filled."""
        self._boxes, self._shared = tuple(boxes), shared
        self._current = min(self._current, max(len(self._boxes) - 1, 0))
        self.update()

    def show_paper(self, width: float, height: float, picture: QImage | None = None) -> None:
        """Another paper, with a picture on it."""
        self._paper, self._picture = (max(width, 1.0), max(height, 1.0)), picture
        self.update()

    def spot(self, x: float, y: float) -> QPointF:
        """Where a point of the paper is on the widget."""
        sheet, scale = self._sheet()
        return QPointF(sheet.left() + x * scale, sheet.top() + y * scale)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(480, 340)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._grip_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        place, part = found
        self._current = place
        self.chosen.emit(place)
        if self._can_move:
            self._grip = (place, part, self._unit(event.position()), self._boxes[place].xyxy)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._grip is None:
            found = self._grip_at(event.position())
            shapes = {"move": Qt.CursorShape.SizeAllCursor, "nw": Qt.CursorShape.SizeFDiagCursor,
                      "se": Qt.CursorShape.SizeFDiagCursor, "ne": Qt.CursorShape.SizeBDiagCursor,
                      "sw": Qt.CursorShape.SizeBDiagCursor}  # fmt: skip
            self.setCursor(shapes[found[1]] if found and self._can_move else Qt.CursorShape.ArrowCursor)
            return
        place, part, start, box = self._grip
        at = self._unit(event.position())
        self._move(place, part, box, round(at.x() - start.x()), round(at.y() - start.y()))

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        digit = event.key() - Qt.Key.Key_1
        if self._can_move and key in KEYS and self._boxes:
            across, down = KEYS[key]
            part = "se" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "move"
            step = max(1, round(max(self._paper) / KEY_STEPS))  # on a photo a pixel would take all day
            self._move(self._current, part, self._boxes[self._current].xyxy, step * across, step * down)
        elif self._can_move and 0 <= digit < len(self._boxes):
            self._current = digit
            self.chosen.emit(digit)
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet, scale = self._sheet()
        painter.fillRect(sheet, self._look.color("raised"))
        if self._picture is not None:
            painter.drawImage(sheet, self._picture)
        elif scale >= 6:
            self._paint_squares(painter, sheet, scale)
        if self._shared is not None:
            shared = QColor(self._look.color("ok"))
            shared.setAlpha(90)
            painter.fillRect(self._rect(self._shared), shared)
        order = sorted(range(len(self._boxes)), key=lambda i: (not self._boxes[i].faded, self._boxes[i].strong))
        for place in order:
            self._paint_box(painter, place)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_squares(self, painter: QPainter, sheet: QRectF, scale: float) -> None:
        painter.setPen(QPen(self._look.color("line"), 1))
        for column in range(int(self._paper[0]) + 1):
            painter.drawLine(QPointF(sheet.left() + column * scale, sheet.top()),
                             QPointF(sheet.left() + column * scale, sheet.bottom()))  # fmt: skip
        for row in range(int(self._paper[1]) + 1):
            painter.drawLine(QPointF(sheet.left(), sheet.top() + row * scale),
                             QPointF(sheet.right(), sheet.top() + row * scale))  # fmt: skip

    def _paint_box(self, painter: QPainter, place: int) -> None:
        box = self._boxes[place]
        rect, color = self._rect(box.xyxy), QColor(self._look.color(box.color))
        fill = QColor(color)
        fill.setAlpha(18 if box.faded else 44)
        painter.fillRect(rect, fill)
        if not box.faded:
            painter.setPen(QPen(QColor(0, 0, 0, 90) if self._picture is not None else self._look.color("raised"), 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
        pen = QPen(color, 3 if box.strong else 2)
        if box.faded:
            pen.setStyle(Qt.PenStyle.DotLine)
            pen.setWidthF(1.2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        if box.word and not box.faded:
            painter.setFont(self._look.font(9, 600))
            wide = painter.fontMetrics().horizontalAdvance(box.word) + SPACE_S
            left = max(min(rect.left() - 1, self.width() - wide), 0.0)
            tag = QRectF(left, max(rect.top() - 19, 0.0), wide, 18)
            painter.fillRect(tag, color)
            painter.setPen(self._look.color("raised"))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, box.word)
        if self._can_move and place == self._current:
            painter.setPen(QPen(color, 1.5))
            painter.setBrush(self._look.color("raised"))
            for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
                painter.drawRect(QRectF(corner.x() - HANDLE / 2, corner.y() - HANDLE / 2, HANDLE, HANDLE))

    def _move(self, place: int, part: str, box: Corners, across: float, down: float) -> None:
        x0, y0, x1, y1 = box
        wide, high = self._paper
        if part == "move":
            across = min(max(across, -x0), wide - x1)
            down = min(max(down, -y0), high - y1)
            moved = (x0 + across, y0 + down, x1 + across, y1 + down)
        else:
            left, right = (x0 + across, x1) if "w" in part else (x0, x1 + across)
            top, bottom = (y0 + down, y1) if "n" in part else (y0, y1 + down)
            left, right = min(max(left, 0.0), x1 - 1 if "w" in part else left), min(max(right, x0 + 1), wide)
            top, bottom = min(max(top, 0.0), y1 - 1 if "n" in part else top), min(max(bottom, y0 + 1), high)
            moved = (left, top, right, bottom)
        if moved != self._boxes[place].xyxy:
            self.moved.emit(place, moved)

    def _grip_at(self, at: QPointF) -> tuple[int, str] | None:
        """A box and its part there; the current one before the others."""
        order = [self._current, *(i for i in range(len(self._boxes) - 1, -1, -1) if i != self._current)]
        for place in order if self._boxes else ():
            rect = self._rect(self._boxes[place].xyxy)
            corners = {"nw": rect.topLeft(), "ne": rect.topRight(), "sw": rect.bottomLeft(), "se": rect.bottomRight()}
            for part, corner in corners.items():
                if (corner - at).manhattanLength() <= NEAR and self._can_move:
                    return place, part
        for place in order if self._boxes else ():
            if self._rect(self._boxes[place].xyxy).contains(at):
                return place, "move"
        return None

    def _sheet(self) -> tuple[QRectF, float]:
        wide, high = self._paper
        scale = min((self.width() - 4) / wide, (self.height() - 24) / high)
        size = (wide * scale, high * scale)
        return QRectF((self.width() - size[0]) / 2, max((self.height() - size[1]) / 2, 20), *size), scale

    def _rect(self, box: Corners) -> QRectF:
        return QRectF(self.spot(box[0], box[1]), self.spot(box[2], box[3]))

    def _unit(self, at: QPointF) -> QPointF:
        sheet, scale = self._sheet()
        return QPointF((at.x() - sheet.left()) / scale, (at.y() - sheet.top()) / scale)
