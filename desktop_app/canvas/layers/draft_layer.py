"""What the hand is doing: the crosshair, the box that comes, the boxes that are being pulled."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.layers import box_style
from desktop_app.canvas.layers.box_painter import BoxPainter, Sight
from desktop_app.canvas.layers.boxes_layer import damage_of, window_of
from desktop_app.canvas.layers.optics import Optics, on_screen
from desktop_app.canvas.rects import Box
from desktop_app.canvas.tools.tool import Draft
from desktop_app.look.tokens import SPACE_M
from ml_engine.domain.values import Point

_NOTE = QSize(box_style.TAG_MOST_WIDTH, box_style.SPREAD)  # room for 'x, y' or 'w × h' beside the pointer
_HAIR_PALE, _HAIR_DARK = 0.85, 0.45


class DraftLayer(QGraphicsItem):
    """On top of everything. accent: the colour of what has no label yet."""

    def __init__(self, optics: Optics, looks: box_style.LabelLooks, font: QFont, small: QFont) -> None:
        super().__init__()
        self._optics, self._looks = optics, looks
        self._boxes, self._small = BoxPainter(looks, font), small
        self._draft: Draft | None = None
        self._color = box_style.PALE
        self._pointer: Point | None = None
        self._has_hairs = False
        self._note = ""

    def set_draft(self, draft: Draft | None, color: str) -> None:
        """What is being done, in a colour."""
        if draft == self._draft and color == self._color:
            return
        self._damage_draft()
        self._draft, self._color = draft, color
        self._damage_draft()

    def set_pointer(self, at: Point | None, note: str, *, hairs: bool) -> None:
        """Where the pointer is, None for nowhere. note: beside it, '' for none.   hairs: lines across the picture."""
        if (at, note, hairs) == (self._pointer, self._note, self._has_hairs):
            return
        self._damage_pointer()
        self._pointer, self._note, self._has_hairs = at, note, hairs
        self._damage_pointer()

    def set_fonts(self, font: QFont, small: QFont) -> None:
        """Words of another size."""
        self._boxes.set_font(font)
        self._small = small
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.reach

    def picture_changed(self) -> None:
        """The bounds are others."""
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        window = window_of(painter, widget)
        draft = self._draft
        if draft is not None and draft.kind == "changed":
            self._paint_changed(painter, draft, window)
        elif draft is not None:
            self._paint_frame(painter, draft)
        if self._pointer is not None:
            self._paint_pointer(painter, self._pointer, window)

    def _paint_changed(self, painter: QPainter, draft: Draft, window: QRect) -> None:
        sight = Sight.of(painter.worldTransform(), window)
        painter.setWorldMatrixEnabled(False)
        single = len(draft.items) == 1
        for item in draft.items:
            self._boxes.paint_item(painter, item, self._looks(item.label_id), sight, lifted=single, handles=single)
        painter.setWorldMatrixEnabled(True)

    def _paint_frame(self, painter: QPainter, draft: Draft) -> None:
        frame = on_screen(draft.box, painter.worldTransform())
        painter.setWorldMatrixEnabled(False)
        if draft.kind == "new":
            box_style.paint_frames(painter, [frame], self._color)
        else:
            box_style.paint_dashed(painter, [frame], self._color, lifted=True)
        painter.setWorldMatrixEnabled(True)

    def _paint_pointer(self, painter: QPainter, at: Point, window: QRect) -> None:
        transform = painter.worldTransform()
        spot = transform.map(QPointF(*at))
        picture = transform.mapRect(self._optics.picture)
        painter.setWorldMatrixEnabled(False)
        if self._has_hairs:
            across = QLineF(picture.left(), spot.y(), picture.right(), spot.y())
            down = QLineF(spot.x(), picture.top(), spot.x(), picture.bottom())
            for shift, color in (
                (1.0, box_style.faded(box_style.DARK, _HAIR_DARK)),
                (0.0, box_style.faded(box_style.PALE, _HAIR_PALE)),
            ):
                painter.setPen(QPen(color, 1))
                painter.drawLines([across.translated(0, shift), down.translated(shift, 0)])
        if self._note:
            self._paint_note(painter, spot.toPoint(), window)
        painter.setWorldMatrixEnabled(True)

    def _paint_note(self, painter: QPainter, spot: QPoint, window: QRect) -> None:
        size = box_style.tag_size(self._note, QFontMetrics(self._small))
        x = (
            spot.x() + SPACE_M
            if spot.x() + SPACE_M + size.width() < window.right()
            else spot.x() - SPACE_M - size.width()
        )
        y = (
            spot.y() + SPACE_M
            if spot.y() + SPACE_M + size.height() < window.bottom()
            else spot.y() - SPACE_M - size.height()
        )
        box_style.paint_tag(painter, QRect(QPoint(x, y), size), self._note, QColor(box_style.DARK).name(), self._small)

    def _damage_draft(self) -> None:
        if self._draft is None:
            return
        if self._draft.kind == "changed":
            for item in self._draft.items:
                self.update(damage_of(item, self._optics))
        else:
            self._damage_frame(self._draft.box)

    def _damage_frame(self, box: Box) -> None:
        self.update(self._optics.around(box, box_style.SPREAD))

    def _damage_pointer(self) -> None:
        if self._pointer is None:
            return
        x, y = self._pointer
        hair, picture = 3 / self._optics.scale, self._optics.picture
        if self._has_hairs:
            self.update(QRectF(picture.left(), y - hair, picture.width(), 2 * hair))
            self.update(QRectF(x - hair, picture.top(), 2 * hair, picture.height()))
        if self._note:
            pad_x = (_NOTE.width() + SPACE_M) / self._optics.scale
            pad_y = (_NOTE.height() + SPACE_M) / self._optics.scale
            self.update(QRectF(x - pad_x, y - pad_y, 2 * pad_x, 2 * pad_y))

    def held_ids(self) -> tuple[UUID, ...]:
        """Boxes that are painted here instead of in their layer."""
        return tuple(item.id for item in self._draft.items) if self._draft is not None else ()
