"""All boxes of the picture as one item: only what is exposed is painted, and of thousands only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.hit_test import BoxIndex
from desktop_app.canvas.layers import box_style
from desktop_app.canvas.layers.box_painter import BoxPainter, Places, Sight
from desktop_app.canvas.layers.box_sheet import BoxSheet
from desktop_app.canvas.layers.optics import Optics
from ml_engine.domain.values import Annotation

SHEET_FROM = 300  # boxes in the picture


class BoxesLayer(QGraphicsItem):
    """Boxes with their tags.

    Chosen ones lie on top with handles; a hovered one lifts and the rest dims; held ones are left to the draft.
    """

    def __init__(self, optics: Optics, looks: box_style.LabelLooks, font: QFont) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._optics = optics
        self._boxes = BoxPainter(looks, font)
        self._sheet = BoxSheet(self._boxes)
        self._version = 0
        self._chosen: frozenset[UUID] = frozenset()
        self._held: frozenset[UUID] = frozenset()
        self._hovered: UUID | None = None

    def set_items(self, items: Sequence[Annotation], index: BoxIndex) -> None:
        """Other boxes."""
        if items is not self._boxes.items:
            self._boxes.set_items(items, index)
            self._changed()

    def refresh_looks(self) -> None:
        """Labels have other names or colours."""
        self._boxes.refresh_looks()
        self._changed()

    def set_font(self, font: QFont) -> None:
        """Words of another size."""
        self._boxes.set_font(font)
        self._changed()

    def set_marks(self, chosen: Iterable[UUID], hovered: UUID | None, held: Iterable[UUID]) -> None:
        """Which boxes stand out, and which are left to the draft."""
        chosen, held = frozenset(chosen), frozenset(held)
        if (chosen | held) != (self._chosen | self._held):
            self._version += 1
        if hovered != self._hovered:
            self.update()  # the rest dims
        else:
            for item in self._known((self._chosen ^ chosen) | (self._held ^ held)):
                self.update(damage_of(item, self._optics))
        self._chosen, self._hovered, self._held = chosen, hovered, held

    def picture_changed(self) -> None:
        """The bounds are others."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.reach

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._boxes.items:
            return
        exposed = self._exposed(painter, option)
        sight = Sight.of(painter.worldTransform(), window_of(painter, widget))
        painter.setWorldMatrixEnabled(False)
        painter.setOpacity(box_style.DIMMED if self._hovered is not None else 1.0)
        if len(self._boxes.items) >= SHEET_FROM:
            self._sheet.lay(painter, self._plain(np.arange(len(self._boxes.items))), self._version, sight)
        else:
            self._boxes.paint(painter, self._plain(exposed), sight)
        painter.setOpacity(1.0)
        self._paint_outstanding(painter, set(exposed.tolist()), sight)
        painter.setWorldMatrixEnabled(True)

    def _paint_outstanding(self, painter: QPainter, exposed: set[int], sight: Sight) -> None:
        marked = (*self._chosen, self._hovered) if self._hovered not in self._chosen else tuple(self._chosen)
        for item_id in marked:
            place = self._boxes.place_of(item_id) if item_id is not None and item_id not in self._held else None
            if place is not None and place in exposed:
                lifted = item_id == self._hovered
                handles = item_id in self._chosen and len(self._chosen) == 1
                self._boxes.paint_outstanding(painter, place, sight, lifted=lifted, handles=handles)

    def _exposed(self, painter: QPainter, option: QStyleOptionGraphicsItem) -> Places:
        """Places of the boxes that have something in what is to be painted."""
        pad = box_style.SPREAD / self._optics.scale
        wide = box_style.TAG_MOST_WIDTH / self._optics.scale
        found: set[int] = set()
        for x0, y0, x1, y1 in self._optics.exposed(painter, option):
            found.update(self._boxes.index.touching((x0 - wide, y0 - pad, x1 + pad, y1 + pad)))
        return np.asarray(sorted(found), dtype=np.intp)

    def _plain(self, places: Places) -> Places:
        """Without those that are painted otherwise."""
        apart = self._chosen | self._held
        if self._hovered is not None and len(self._boxes.items) < SHEET_FROM:
            apart |= {self._hovered}
        gone = [place for item_id in apart if (place := self._boxes.place_of(item_id)) is not None]
        rest: Places = places[~np.isin(places, gone)] if gone else places
        return rest

    def _known(self, ids: Iterable[UUID]) -> list[Annotation]:
        places = (self._boxes.place_of(item_id) for item_id in ids)
        return [self._boxes.items[place] for place in places if place is not None]

    def _changed(self) -> None:
        self._version += 1
        self.update()


def damage_of(item: Annotation, optics: Optics) -> QRectF:
    """What has to be painted anew when a box changes: itself, its handles, its tag."""
    wide = box_style.TAG_MOST_WIDTH / optics.scale
    around = optics.around(item.xyxy, box_style.SPREAD)
    return around.adjusted(0, 0, max(0.0, wide - around.width()), 0)


def window_of(painter: QPainter, widget: QWidget | None) -> QRect:
    """The whole of what is painted on, in its pixels."""
    return widget.rect() if widget is not None else painter.viewport()
