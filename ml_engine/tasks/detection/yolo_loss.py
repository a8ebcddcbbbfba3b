"""What YOLO is punished for: the box of the one anchor that answers for an object, objectness, the cell's label.

Objectness is to say how good the box is: its IoU with the object. A box that overlaps an object well although another
answers for it is not punished (Redmon and Farhadi, "YOLO9000" and its published code, 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ml_engine.lab.anchors import shape_iou
from ml_engine.tasks.detection.overlap import pair_iou
from ml_engine.tasks.detection.yolo_boxes import CellAnswers, decode_cells, encode_boxes
from ml_engine.tasks.task import ImageTargets

BOX_WEIGHT = 5.0
BACKGROUND_WEIGHT = 0.5
SPARED_IOU = 0.6
LARGEST_FACTOR = 2.0  # a small box's errors count up to so many times a large one's


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for which object, N of them. picture, row, column, anchor, label: (N,) int64.   boxes: (N, 4)."""

    picture: Tensor
    row: Tensor
    column: Tensor
    anchor: Tensor
    label: Tensor
    boxes: Tensor


def choose_responsible(
    targets: Sequence[ImageTargets], anchors: Tensor, stride: int, height: int, width: int
) -> Responsible:
    """The cell of each object's middle, and there the anchor most like it.

    Of two objects that want the same, the larger gets it, the other the next best that is free, or none.
    anchors: (A, 2) in input pixels.
    """
    rows: list[tuple[int, int, int, int, int, list[float]]] = []
    shapes = anchors.double().cpu().numpy()
    for picture, target in enumerate(targets):
        boxes = target.boxes.double().cpu().numpy()
        sizes = np.clip(boxes[:, 2:] - boxes[:, :2], 1e-3, None)
        liked = np.argsort(-shape_iou(sizes, shapes), axis=1, kind="stable")
        middle = (boxes[:, :2] + boxes[:, 2:]) / 2 / stride
        labels = target.labels.tolist()
        taken: set[tuple[int, int, int]] = set()
        for place in np.argsort(-sizes.prod(axis=1), kind="stable").tolist():
            column, row = (int(value) for value in middle[place])
            column, row = min(max(column, 0), width - 1), min(max(row, 0), height - 1)
            free = [int(anchor) for anchor in liked[place] if (row, column, int(anchor)) not in taken]
            if free:
                taken.add((row, column, free[0]))
                rows.append((picture, row, column, free[0], labels[place], boxes[place].tolist()))
    numbers = torch.tensor([row[:5] for row in rows], dtype=torch.int64).reshape(-1, 5)
    boxes_of = torch.tensor([row[5] for row in rows], dtype=torch.float32).reshape(-1, 4)
    picture_of, row_of, column_of, anchor_of, label_of = numbers.to(anchors.device).unbind(dim=1)
    return Responsible(picture_of, row_of, column_of, anchor_of, label_of, boxes_of.to(anchors.device))


def yolo_loss(
    cells: CellAnswers,
    targets: Sequence[ImageTargets],
    anchors: Tensor,
    stride: int,
    label_weights: Sequence[float] = (),
) -> Tensor:
    """Scalar, per object: squared errors of box numbers, cross-entropy of objectness and of the cell's label."""
    height, width = cells.objectness.shape[1], cells.objectness.shape[2]
    chosen = choose_responsible(targets, anchors, stride, height, width)
    own = (chosen.picture, chosen.row, chosen.column, chosen.anchor)
    boxes = decode_cells(cells, anchors, stride)
    weights = torch.ones(len(chosen.label), device=anchors.device)
    if label_weights:
        weights = torch.tensor(label_weights, device=anchors.device)[chosen.label]
    count = max(1, len(chosen.label))
    with torch.no_grad():
        quality = pair_iou(boxes[own], chosen.boxes)
        spared = _overlaps_an_object(boxes, targets)
    wanted = torch.zeros_like(cells.objectness)
    wanted[own] = quality
    importance = torch.where(spared, 0.0, BACKGROUND_WEIGHT)
    importance[own] = weights
    of_objects = functional.binary_cross_entropy_with_logits(cells.objectness, wanted, importance, reduction="sum")
    offsets, log_scales = encode_boxes(chosen.boxes, anchors[chosen.anchor], stride)
    error = (cells.offsets[own].sigmoid() - offsets).square() + (cells.log_scales[own] - log_scales).square()
    area = (chosen.boxes[:, 2:] - chosen.boxes[:, :2]).prod(dim=1) / (height * width * stride**2)
    of_boxes = (error.sum(dim=1) * (LARGEST_FACTOR - area) * weights).sum()
    said = cells.labels[chosen.picture, chosen.row, chosen.column]
    of_labels = (functional.cross_entropy(said, chosen.label, reduction="none") * weights).sum()
    return (of_objects + BOX_WEIGHT * of_boxes + of_labels) / count


def _overlaps_an_object(boxes: Tensor, targets: Sequence[ImageTargets]) -> Tensor:
    """(B, H, W, A) bool: answers that overlap some object by more than SPARED_IOU."""
    spared = torch.zeros(boxes.shape[:4], dtype=torch.bool, device=boxes.device)
    for picture, target in enumerate(targets):
        for box in target.boxes.to(boxes.device):
            spared[picture] |= pair_iou(boxes[picture], box) > SPARED_IOU
    return spared
