"""Anchors: the few shapes of box that a detector starts from, with the boxes that they were found from."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AnchorFit:
    """Widths and heights in pixels of a square input of input_size.

    anchors: smallest area first.   boxes: of the training pictures, thinned out evenly where there are very many.
    box_count: all of them.
    mean_iou: of each box with the anchor that is most like it, both on one corner, 0..1.
    """

    anchors: tuple[Size, ...]
    boxes: tuple[Size, ...]
    box_count: int
    mean_iou: float
    input_size: int
