"""Paints many boxes at once: places, colours and tag widths are columns of numbers, a call paints a whole colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTransform

from desktop_app.canvas.hit_test import BoxIndex, handles_of
from desktop_app.canvas.layers import box_style
from desktop_app.canvas.layers.box_style import LabelLook, LabelLooks
from desktop_app.canvas.rects import handle_point
from desktop_app.canvas.tools.tool import PICK_REACH
from ml_engine.domain.values import Annotation

TAGS_ALWAYS = 60  # up to so many boxes each carries its tag; beyond, only those that are wider than theirs

Places = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sight:
    """Where picture pixels go: times scale, plus an offset, in whole pixels.   window: what can be painted on."""

    scale: float
    dx: float
    dy: float
    window: QRect

    @classmethod
    def of(cls, transform: QTransform, window: QRect) -> Sight:
        return cls(transform.m11(), transform.dx(), transform.dy(), window)


class BoxPainter:
    """Boxes of one picture, with the looks of their labels."""

    def __init__(self, looks: LabelLooks, font: QFont) -> None:
        self._looks_of = looks
        self._font, self._metrics = font, QFontMetrics(font)
        self._places: dict[UUID, int] = {}
        self._ranks: Numbers = np.zeros(0, dtype=np.intp)
        self._looks: list[LabelLook] = []
        self._tag_widths: Numbers = np.zeros(0, dtype=np.intp)
        self.items: Sequence[Annotation] = ()
        self.index = BoxIndex(())

    def set_items(self, items: Sequence[Annotation], index: BoxIndex) -> None:
        """Other boxes."""
        self.items, self.index = items, index
        self._places = {item.id: place for place, item in enumerate(items)}
        self.refresh_looks()

    def set_font(self, font: QFont) -> None:
        """Words of another size."""
        self._font, self._metrics = font, QFontMetrics(font)
        self.refresh_looks()

    def refresh_looks(self) -> None:
        """Labels have other names or colours."""
        ids = dict.fromkeys(item.label_id for item in self.items)
        ranks = {label_id: rank for rank, label_id in enumerate(ids)}
        self._ranks = np.fromiter((ranks[item.label_id] for item in self.items), np.intp, len(self.items))
        self._looks = [self._looks_of(label_id) for label_id in ids]
        widths = [box_style.tag_size(look.name, self._metrics).width() for look in self._looks]
        self._tag_widths = np.asarray(widths, dtype=np.intp)

    def place_of(self, item_id: UUID) -> int | None:
        """The rank of a box among the items."""
        return self._places.get(item_id)

    def paint(self, painter: QPainter, places: Places, sight: Sight) -> None:
        """Boxes as they are when nothing is the matter with them."""
        if not len(places):
            return
        frames, ranks = self._frames(places, sight), self._ranks[places]
        for rank in np.unique(ranks).tolist():
            rects = [QRect(*frame) for frame in frames[ranks == rank].tolist()]
            box_style.paint_frames(painter, rects, self._looks[rank].color)
        shown = np.flatnonzero((frames[:, 2] >= self._tag_widths[ranks]) | (len(self.items) <= TAGS_ALWAYS))
        for at in shown.tolist():
            self._paint_tag(painter, QRect(*frames[at].tolist()), self._looks[int(ranks[at])], sight)

    def paint_outstanding(self, painter: QPainter, place: int, sight: Sight, *, lifted: bool, handles: bool) -> None:
        """A box that is hovered or chosen. handles: all that it has room for."""
        item, look = self.items[place], self._looks[int(self._ranks[place])]
        self.paint_item(painter, item, look, sight, lifted=lifted, handles=handles)

    def paint_item(
        self, painter: QPainter, item: Annotation, look: LabelLook, sight: Sight, *, lifted: bool, handles: bool
    ) -> None:
        """A box that need not be one of the items: as it would be after what is being done to it."""
        x0, y0, x1, y1 = (round(value) for value in _mapped(item, sight))
        frame = QRect(x0, y0, x1 - x0, y1 - y0)
        box_style.paint_frames(painter, [frame], look.color, lifted=lifted)
        self._paint_tag(painter, frame, look, sight)
        if handles:
            box_style.paint_handles(painter, _handle_points(item, frame, sight), look.color)
        elif not lifted:  # one of several that are chosen
            corners = (frame.topLeft(), QPoint(frame.x() + frame.width(), frame.y() + frame.height()))
            box_style.paint_handles(painter, corners, look.color)

    def _paint_tag(self, painter: QPainter, frame: QRect, look: LabelLook, sight: Sight) -> None:
        spot = box_style.tag_place(frame, box_style.tag_size(look.name, self._metrics), sight.window)
        box_style.paint_tag(painter, spot, look.name, look.color, self._font)

    def _frames(self, places: Places, sight: Sight) -> Numbers:
        """(N, 4): left, top, width, height in whole pixels."""
        corners = self.index.boxes[places] * sight.scale + (sight.dx, sight.dy, sight.dx, sight.dy)
        frames: Numbers = np.rint(corners).astype(np.intp)
        frames[:, 2:] -= frames[:, :2]
        return frames


def _mapped(item: Annotation, sight: Sight) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = item.xyxy
    scale, dx, dy = sight.scale, sight.dx, sight.dy
    return x0 * scale + dx, y0 * scale + dy, x1 * scale + dx, y1 * scale + dy


def _handle_points(item: Annotation, frame: QRect, sight: Sight) -> list[QPoint]:
    box = (float(frame.x()), float(frame.y()), float(frame.x() + frame.width()), float(frame.y() + frame.height()))
    handles = handles_of(item.xyxy, PICK_REACH / sight.scale)
    return [QPoint(round(x), round(y)) for x, y in (handle_point(box, handle) for handle in handles)]
