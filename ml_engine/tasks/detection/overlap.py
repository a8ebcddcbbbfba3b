"""Overlap of boxes that gradients flow through. Boxes are (…, 4) xyxy, pixels; shapes broadcast."""

from __future__ import annotations

import torch
from torch import Tensor

_TINY = 1e-7


def pair_iou(a: Tensor, b: Tensor) -> Tensor:
    """Intersection over union of each pair, (…) in 0..1; 0 for empty boxes."""
    inter, union = _areas(a, b)
    return inter / (union + _TINY)


def pair_giou(a: Tensor, b: Tensor) -> Tensor:
    """Generalised IoU of each pair, (…) in -1..1: IoU less the empty share of the enclosing box.

    Source: Rezatofighi et al., 2019.
    """
    inter, union = _areas(a, b)
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    around = hull[..., 0] * hull[..., 1]
    return inter / (union + _TINY) - (around - union) / (around + _TINY)


def _areas(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    size = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0)
    inter = size[..., 0] * size[..., 1]
    union = _area(a) + _area(b) - inter
    return inter, union


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2] - boxes[..., 0]).clamp(min=0) * (boxes[..., 3] - boxes[..., 1]).clamp(min=0)
