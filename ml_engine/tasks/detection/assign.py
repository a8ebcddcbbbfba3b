"""Which cells answer for which object: those that already answer well for it.

Task-aligned assignment (Feng et al., "TOOD: Task-aligned One-stage Object Detection", 2021): a cell's claim on an
object is score^alpha · IoU^beta, so label and box learn to be good at the same cells. No anchor shapes to tune.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ml_engine.tasks.detection.grid import Grid
from ml_engine.tasks.detection.overlap import pair_iou

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Assignment:
    """What every cell of every picture of a batch should answer.

    chosen: (B, A) bool.   boxes: (B, A, 4), meaningless where not chosen.   quality: (B, A, labels) in 0..1, the wanted
    score of each label: 0 but for a chosen cell's label.
    """

    chosen: Tensor
    boxes: Tensor
    quality: Tensor


@dataclass(frozen=True, slots=True)
class PaddedTruths:
    """Objects of a batch, rows padded to the longest. labels: (B, M) int64.   boxes: (B, M, 4).   real: (B, M) bool."""

    labels: Tensor
    boxes: Tensor
    real: Tensor


@torch.no_grad()
def assign(
    scores: Tensor,
    boxes: Tensor,
    truths: PaddedTruths,
    grid: Grid,
    *,
    top: int = 10,
    alpha: float = 0.5,
    beta: float = 4.0,
) -> Assignment:
    """Give each object its `top` best claiming cells; a cell wanted by two goes to the one it overlaps most.

    scores: (B, A, labels) in 0..1.   boxes: (B, A, 4) xyxy in input pixels, as answered now.
    A cell may claim an object if its centre lies inside it; an object too small to hold a centre of the finest level
    is claimed by the cells whose centres are within one fine cell of its middle.
    """
    batch, cells, _ = scores.shape
    if truths.boxes.shape[1] == 0:
        return Assignment(
            torch.zeros((batch, cells), dtype=torch.bool, device=scores.device),
            torch.zeros_like(boxes),
            torch.zeros_like(scores),
        )
    allowed = _inside(truths.boxes, grid) & truths.real[:, :, None]
    iou = pair_iou(truths.boxes[:, :, None], boxes[:, None]).clamp_(min=0) * allowed
    of_label = scores.transpose(1, 2).gather(1, truths.labels[:, :, None].expand(-1, -1, cells))
    claim = (of_label.pow(alpha) * iou.pow(beta)) * allowed
    # IoU to the fourth power of a box barely touched drowns in rounding: a whiff keeps allowed cells before all others.
    claim = claim + allowed * _TINY
    best, index = claim.topk(min(top, cells), dim=2)
    wanted = torch.zeros_like(allowed).scatter_(2, index, best > 0)
    owner = (iou + wanted * 2.0).argmax(dim=1)  # (B, A): among the objects that want the cell, the one overlapped most
    mine = wanted & (torch.arange(wanted.shape[1], device=owner.device)[None, :, None] == owner[:, None])
    strongest = (claim * mine).amax(dim=2, keepdim=True)
    closest = (iou * mine).amax(dim=2, keepdim=True)
    wish = (claim * mine / (strongest + _TINY) * closest).amax(dim=1)
    chosen = mine.any(dim=1)
    labels = truths.labels.gather(1, owner)
    quality = torch.zeros_like(scores).scatter_(2, labels[:, :, None], (wish * chosen)[:, :, None])
    return Assignment(chosen, truths.boxes.gather(1, owner[:, :, None].expand(-1, -1, 4)), quality)


def _inside(boxes: Tensor, grid: Grid) -> Tensor:
    """(B, M, A): whether a cell's centre lies in a box, small boxes grown to the finest stride on each side."""
    finest = grid.strides.min()
    middle = (boxes[..., :2] + boxes[..., 2:]) / 2
    half = ((boxes[..., 2:] - boxes[..., :2]) / 2).clamp(min=finest)
    offset = (grid.centers[None, None] - middle[:, :, None]).abs()
    inside: Tensor = (offset < half[:, :, None]).all(dim=-1)
    return inside
