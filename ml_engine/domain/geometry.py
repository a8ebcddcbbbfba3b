"""Boxes and the map from a picture to a network's input. Arrays are numpy; boxes are (N, 4) xyxy in pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating]
SEEN_SHARE = 0.3  # a box of which less than this is in a view is dropped from what the view teaches
SHORTEST_SIDE = 2.0  # input pixels; a thinner box is dropped


def box_iou(a: FloatArray, b: FloatArray) -> FloatArray:
    """Pairwise overlap of boxes.

    a: (N, 4) float, pixels, xyxy, x0 <= x1.   b: (M, 4), same.
    Returns (N, M) in [0, 1]; 0 for empty boxes.
    Raises ValueError if a last axis is not 4.
    Source: PASCAL VOC devkit definition, without the +1.
    """
    for boxes in (a, b):
        if boxes.ndim != 2 or boxes.shape[1] != 4:
            raise ValueError(f"boxes must be (N, 4), got {boxes.shape}")
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.prod(np.clip(high - low, 0, None), axis=-1)
    union = box_area(a)[:, None] + box_area(b)[None, :] - inter
    result: FloatArray = np.divide(inter, union, out=np.zeros_like(inter), where=union > 0)
    return result


def box_area(boxes: FloatArray) -> FloatArray:
    """Areas in square pixels, (N,), never negative. boxes: (N, 4) xyxy."""
    area: FloatArray = np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None), axis=1)
    return area


@dataclass(frozen=True, slots=True)
class ViewGeometry:
    """The affine map from a picture's upright pixels to a network's input pixels.

    matrix: six numbers a, b, c, d, e, f with x' = a·x + b·y + c and y' = d·x + e·y + f; pixel edges, not centres:
    (0, 0) is the outer corner of the first pixel.
    input_width, input_height: pixels of the network's input.   image_width, image_height: of the upright picture.
    """

    matrix: tuple[float, float, float, float, float, float]
    input_width: int
    input_height: int
    image_width: int
    image_height: int

    def to_input(self, boxes: FloatArray) -> FloatArray:
        """Boxes in picture pixels, (N, 4) xyxy, as their enclosing boxes in input pixels, (N, 4), not clipped."""
        a, b, c, d, e, f = self.matrix
        return _map_boxes(boxes, a, b, c, d, e, f)

    def to_image(self, boxes: FloatArray) -> FloatArray:
        """Boxes in input pixels, (N, 4) xyxy, as their enclosing boxes in picture pixels, clipped to the picture."""
        a, b, c, d, e, f = self.matrix
        det = a * e - b * d
        if det == 0:
            raise ValueError(f"the matrix {self.matrix} has no inverse")
        back = _map_boxes(boxes, e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det)
        limit = np.array([self.image_width, self.image_height] * 2, dtype=back.dtype)
        clipped: FloatArray = np.clip(back, 0, limit)
        return clipped


def boxes_in_view(
    boxes: FloatArray, view: ViewGeometry, *, seen_share: float = SEEN_SHARE, shortest_side: float = SHORTEST_SIDE
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Boxes in picture pixels, (N, 4), moved into the view and clipped, and (N,) whether enough of each is seen.

    seen_share: 0..1 of its area.   shortest_side: input pixels.
    """
    moved = view.to_input(boxes)
    clipped = np.clip(moved, 0, np.array([view.input_width, view.input_height] * 2, dtype=np.float64))
    whole = box_area(moved)
    share = np.divide(box_area(clipped), whole, out=np.zeros_like(whole), where=whole > 0)
    sides = clipped[:, 2:] - clipped[:, :2]
    return clipped, (share >= seen_share) & (sides >= shortest_side).all(axis=1)


def _map_boxes(boxes: FloatArray, a: float, b: float, c: float, d: float, e: float, f: float) -> FloatArray:
    if boxes.ndim != 2 or boxes.shape[1] != 4:
        raise ValueError(f"boxes must be (N, 4), got {boxes.shape}")
    x = boxes[:, [0, 2, 2, 0]]
    y = boxes[:, [1, 1, 3, 3]]
    mapped_x, mapped_y = a * x + b * y + c, d * x + e * y + f
    result: FloatArray = np.stack(
        [mapped_x.min(axis=1), mapped_y.min(axis=1), mapped_x.max(axis=1), mapped_y.max(axis=1)], axis=1
    )
    return result
