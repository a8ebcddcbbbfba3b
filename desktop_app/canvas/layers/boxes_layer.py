"""All boxes of the picture as one item: only what is exposed is painted, box by box only what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.hit_test import BoxIndex, handles_of
from desktop_app.canvas.layers import box_style
from desktop_app.canvas.layers.optics import Optics, on_screen
from desktop_app.canvas.rects import handle_point
from desktop_app.canvas.tools.tool import PICK_REACH
from ml_engine.domain.values import Annotation

TAGS_ALWAYS = 60  # up to so many boxes in view each carries its tag; beyond, only those that are wider than theirs
SPREAD = box_style.TAG_HEIGHT + box_style.HANDLE  # screen pixels around a box that belong to it, tag included


class BoxesLayer(QGraphicsItem):
    """Boxes with their tags.

    chosen lie on top with handles; a hovered one lifts and the rest dims; held ones are painted by the draft instead.
    """

    def __init__(self, optics: Optics, looks: box_style.LabelLooks, font: QFont) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._optics, self._looks = optics, looks
        self._font, self._metrics = font, QFontMetrics(font)
        self._items: Sequence[Annotation] = ()
        self._index = BoxIndex(())
        self._places: dict[UUID, int] = {}
        self._chosen: frozenset[UUID] = frozenset()
        self._held: frozenset[UUID] = frozenset()
        self._hovered: UUID | None = None

    def set_items(self, items: Sequence[Annotation], index: BoxIndex) -> None:
        """Other boxes. Only what differs from the former is painted again."""
        if items is self._items:
            return
        before, after = dict(zip(self._ids(), self._items, strict=True)), {item.id: item for item in items}
        changed = [old for key, old in before.items() if after.get(key) != old]
        changed += [new for key, new in after.items() if before.get(key) != new]
        self._items, self._index = items, index
        self._places = {item.id: place for place, item in enumerate(items)}
        if len(changed) > TAGS_ALWAYS or (len(before) > TAGS_ALWAYS) != (len(after) > TAGS_ALWAYS):
            self.update()
        else:
            self._damage(changed)

    def set_marks(self, chosen: Iterable[UUID], hovered: UUID | None, held: Iterable[UUID]) -> None:
        """Which boxes stand out, and which are left to the draft."""
        chosen, held = frozenset(chosen), frozenset(held)
        if hovered != self._hovered:
            self.update()  # the rest dims
        else:
            self._damage(self._known((self._chosen ^ chosen) | (self._held ^ held)))
        self._chosen, self._hovered, self._held = chosen, hovered, held

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.reach

    def picture_changed(self) -> None:
        """The bounds are others."""
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pad = SPREAD / self._optics.scale
        wide = box_style.TAG_MOST_WIDTH / self._optics.scale
        found: set[int] = set()
        for region in self._optics.exposed(painter, option):
            x0, y0, x1, y1 = region
            found.update(self._index.touching((x0 - wide, y0 - pad, x1 + pad, y1 + pad)))
        visible = [place for place in sorted(found) if self._items[place].id not in self._held]
        if not visible:
            return
        transform = painter.worldTransform()
        painter.setWorldMatrixEnabled(False)
        self._paint_places(painter, visible, transform, _window(widget, painter))
        painter.setWorldMatrixEnabled(True)

    def _paint_places(self, painter: QPainter, places: list[int], transform: QTransform, window: QRect) -> None:
        frames = self._frames(places, transform)
        standing_out = [p for p in places if self._items[p].id == self._hovered or self._items[p].id in self._chosen]
        plain = [p for p in places if p not in standing_out] if standing_out else places
        dims = self._hovered is not None
        painter.setOpacity(box_style.DIMMED if dims else 1.0)
        groups: dict[str, list[QRect]] = defaultdict(list)
        for place in plain:
            groups[self._looks(self._items[place].label_id).color].append(frames[place])
        for color, rects in groups.items():
            box_style.paint_frames(painter, rects, color)
        for place in plain:
            self._paint_tag(painter, place, frames[place], window, always=len(self._items) <= TAGS_ALWAYS)
        painter.setOpacity(1.0)
        for place in standing_out:
            self._paint_outstanding(painter, place, frames[place], window)

    def _paint_outstanding(self, painter: QPainter, place: int, frame: QRect, window: QRect) -> None:
        item = self._items[place]
        color = self._looks(item.label_id).color
        box_style.paint_frames(painter, [frame], color, lifted=item.id == self._hovered)
        self._paint_tag(painter, place, frame, window, always=True)
        if item.id in self._chosen:
            with_handles = len(self._chosen) == 1
            box_style.paint_handles(painter, handle_points(item, self._optics, frame) if with_handles else (), color)
            if not with_handles:
                corners = (frame.topLeft(), QPoint(frame.x() + frame.width(), frame.y() + frame.height()))
                box_style.paint_handles(painter, corners, color)

    def _paint_tag(self, painter: QPainter, place: int, frame: QRect, window: QRect, *, always: bool) -> None:
        look = self._looks(self._items[place].label_id)
        size = box_style.tag_size(look.name, self._metrics)
        if always or frame.width() >= size.width():
            spot = box_style.tag_place(frame, size, window)
            box_style.paint_tag(painter, spot, look.name, look.color, self._font)

    def _frames(self, places: list[int], transform: QTransform) -> dict[int, QRect]:
        scale, dx, dy = transform.m11(), transform.dx(), transform.dy()
        corners = (self._index.boxes[places] * scale + (dx, dy, dx, dy)).round().astype(int).tolist()
        return {place: QRect(x0, y0, x1 - x0, y1 - y0) for place, (x0, y0, x1, y1) in zip(places, corners, strict=True)}

    def _ids(self) -> list[UUID]:
        return [item.id for item in self._items]

    def _known(self, ids: Iterable[UUID]) -> list[Annotation]:
        return [self._items[self._places[item_id]] for item_id in ids if item_id in self._places]

    def _damage(self, items: Iterable[Annotation]) -> None:
        for item in items:
            self.update(damage_of(item, self._optics))


def damage_of(item: Annotation, optics: Optics) -> QRectF:
    """What has to be painted anew when a box changes: itself, its handles, its tag."""
    wide = box_style.TAG_MOST_WIDTH / optics.scale
    around = optics.around(item.xyxy, SPREAD)
    return around.adjusted(0, 0, max(0.0, wide - around.width()), 0)


def handle_points(item: Annotation, optics: Optics, frame: QRect) -> list[QPoint]:
    """The middles of a box's handles in the window, as many as it has room for."""
    box = (float(frame.x()), float(frame.y()), float(frame.x() + frame.width()), float(frame.y() + frame.height()))
    handles = handles_of(item.xyxy, PICK_REACH / optics.scale)
    return [QPoint(round(x), round(y)) for x, y in (handle_point(box, handle) for handle in handles)]


def paint_single(
    painter: QPainter, item: Annotation, look: box_style.LabelLook, optics: Optics, font: QFont, window: QRect
) -> None:
    """A box that is being changed, as if it lay in the layer and was chosen."""
    frame = on_screen(item.xyxy, painter.worldTransform())
    painter.setWorldMatrixEnabled(False)
    box_style.paint_frames(painter, [frame], look.color, lifted=True)
    spot = box_style.tag_place(frame, box_style.tag_size(look.name, QFontMetrics(font)), window)
    box_style.paint_tag(painter, spot, look.name, look.color, font)
    box_style.paint_handles(painter, handle_points(item, optics, frame), look.color)
    painter.setWorldMatrixEnabled(True)


def _window(widget: QWidget | None, painter: QPainter) -> QRect:
    return widget.rect() if widget is not None else painter.viewport()
