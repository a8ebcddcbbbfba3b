"""What a detector is punished for: wrong scores at every cell, wrong boxes at the cells that answer for an object.

The wanted score of a cell is the quality of its claim, not 1: the score learns to say how good the box is
(Feng et al., 2021; Zhang et al., "VarifocalNet", 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from ml_engine.tasks.detection.assign import Assignment, PaddedTruths, assign
from ml_engine.tasks.detection.grid import grid_of, read_outputs
from ml_engine.tasks.detection.overlap import pair_giou
from ml_engine.tasks.task import ImageTargets

BOX_WEIGHT = 2.0
# Cells × objects × pictures that are compared at once: 16 M float32 are 64 MB, so crowded pictures cannot fill memory.
_COMPARED_AT_ONCE = 16_000_000


def detection_loss(
    outputs: Sequence[Tensor],
    targets: Sequence[ImageTargets],
    strides: Sequence[int],
    label_weights: Sequence[float] = (),
) -> Tensor:
    """Scalar: binary cross-entropy of the scores + BOX_WEIGHT × (1 − GIoU), both per unit of wanted quality.

    outputs: a level (B, 4 + labels, H, W).   targets: B.   label_weights: how much the scores of a label and the boxes
    of its objects count, () for 1 each.
    """
    grid = grid_of(outputs, strides)
    raw = read_outputs(outputs, grid)
    truths = pad_truths(targets, raw.boxes.device)
    scores, boxes = raw.logits.detach().sigmoid(), raw.boxes.detach()
    width = max(1, _COMPARED_AT_ONCE // max(1, truths.boxes.shape[1] * boxes.shape[1]))
    parts = [
        assign(scores[i : i + width], boxes[i : i + width], _rows(truths, i, i + width), grid)
        for i in range(0, len(targets), width)
    ]
    goal = _join(parts)
    total = goal.quality.sum().clamp(min=1.0)
    by_label = torch.tensor(label_weights, device=raw.logits.device) if label_weights else None
    of_scores = functional.binary_cross_entropy_with_logits(raw.logits, goal.quality, by_label, reduction="sum") / total
    quality = goal.quality if by_label is None else goal.quality * by_label
    weight = quality.sum(dim=2)[goal.chosen]
    giou = pair_giou(raw.boxes[goal.chosen], goal.boxes[goal.chosen])
    of_boxes = ((1 - giou) * weight).sum() / total
    return of_scores + BOX_WEIGHT * of_boxes


def pad_truths(targets: Sequence[ImageTargets], device: torch.device) -> PaddedTruths:
    """Objects of a batch as rectangles of tensors."""
    longest = max((len(target.labels) for target in targets), default=0)
    labels = torch.zeros((len(targets), longest), dtype=torch.int64)
    boxes = torch.zeros((len(targets), longest, 4))
    real = torch.zeros((len(targets), longest), dtype=torch.bool)
    for row, target in enumerate(targets):
        count = len(target.labels)
        labels[row, :count] = target.labels
        boxes[row, :count] = target.boxes
        real[row, :count] = True
    return PaddedTruths(labels.to(device), boxes.to(device), real.to(device))


def _rows(truths: PaddedTruths, first: int, last: int) -> PaddedTruths:
    return PaddedTruths(truths.labels[first:last], truths.boxes[first:last], truths.real[first:last])


def _join(parts: Sequence[Assignment]) -> Assignment:
    if len(parts) == 1:
        return parts[0]
    return Assignment(
        torch.cat([part.chosen for part in parts]),
        torch.cat([part.boxes for part in parts]),
        torch.cat([part.quality for part in parts]),
    )
