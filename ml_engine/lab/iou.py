"""Intersection over union of two boxes, with every number on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ml_engine.domain.errors import UserError
from ml_engine.lab.matrices import number_text

Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class IouSteps:
    """overlap: the common box xyxy, or None.   area_a … union: in square pixels.   iou: 0..1."""

    overlap: Corners | None
    area_a: float
    area_b: float
    intersection: float
    union: float
    iou: float

    def written(self) -> str:
        """'25/(100 + 100 − 25) = 0.142857142857'."""
        areas = f"{number_text(self.area_a)} + {number_text(self.area_b)} − {number_text(self.intersection)}"
        return f"{number_text(self.intersection)}/({areas}) = {number_text(self.iou)}"


def box_overlap(a: Sequence[float], b: Sequence[float]) -> IouSteps:
    """Boxes are xyxy, x0 <= x1. Raises UserError('box')."""
    first, second = corners(a), corners(b)
    low = max(first[0], second[0]), max(first[1], second[1])
    high = min(first[2], second[2]), min(first[3], second[3])
    shared = (*low, *high) if low[0] < high[0] and low[1] < high[1] else None
    area_a, area_b = _area(first), _area(second)
    intersection = _area(shared) if shared else 0.0
    union = area_a + area_b - intersection
    return IouSteps(shared, area_a, area_b, intersection, union, intersection / union if union else 0.0)


def corners(box: Sequence[float]) -> Corners:
    """Four numbers as a box. Raises UserError('box') if they are none."""
    if len(box) != 4:
        raise UserError("box", f"A box has four numbers, not {len(box)}.", "Write left, top, right, bottom.")
    x0, y0, x1, y1 = (float(value) for value in box)
    if x0 > x1 or y0 > y1:
        raise UserError("box", "A box ends before it begins.", "Write left, top, right, bottom.")
    return x0, y0, x1, y1


def _area(box: Corners) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
