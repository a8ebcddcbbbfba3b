"""Edits of boxes, made from boxes. The names are those of session.edit_names, which cannot be imported without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from desktop_app.canvas.rects import Box, Size, bounds, pulled, remapped, shift_within, shifted
from desktop_app.project.ids import new_id
from ml_engine.domain.values import Annotation, AnnotationKind

DRAW_BOX = "Draw box"
MOVE_BOX = "Move box"
RESIZE_BOX = "Resize box"


def new_box(image_id: int, label_id: UUID, box: Box) -> Annotation:
    """A box of a person, with an id of its own."""
    return Annotation(new_id(), image_id, label_id, AnnotationKind.BOX, ((box[0], box[1]), (box[2], box[3])))


def with_bounds(item: Annotation, box: Box) -> Annotation:
    """The same item filling another box; an outline is stretched along."""
    return replace(item, points=remapped(item.points, item.xyxy, box))


def moved_together(items: Sequence[Annotation], dx: float, dy: float, size: Size) -> tuple[Annotation, ...]:
    """All moved by the same whole pixels, as far as the picture lets them."""
    dx, dy = shift_within(bounds(item.xyxy for item in items), float(round(dx)), float(round(dy)), size)
    return tuple(with_bounds(item, shifted(item.xyxy, dx, dy)) for item in items)


def grown(item: Annotation, dx: float, dy: float, size: Size) -> Annotation:
    """The right and bottom edge moved; a box keeps at least a pixel."""
    x0, y0, x1, y1 = box = item.xyxy
    to = max(x1 + dx, x0 + 1) if dx else x1, max(y1 + dy, y0 + 1) if dy else y1
    return with_bounds(item, pulled(box, (1 if dx else 0, 1 if dy else 0), to, size))


def copied(items: Iterable[Annotation], image_id: int, size: Size, offset: float = 0.0) -> tuple[Annotation, ...]:
    """Copies with new ids on a picture; what does not fit into it is moved in, then cut. Empty ones are left out."""
    copies = []
    for item in items:
        x0, y0, x1, y1 = item.xyxy
        width, height = min(x1 - x0, size[0]), min(y1 - y0, size[1])
        x = min(max(x0 + offset, 0.0), size[0] - width)
        y = min(max(y0 + offset, 0.0), size[1] - height)
        placed = with_bounds(item, (x, y, x + width, y + height))
        copies.append(replace(placed, id=new_id(), image_id=image_id))
    return tuple(copies)
