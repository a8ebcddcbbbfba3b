"""From a head's raw numbers to boxes in the picture: keep the sure ones, drop the doubles label by label, map back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.tasks.detection.grid import grid_of, read_outputs
from ml_engine.tasks.task import Thresholds

CANDIDATES = 1000  # the best cell-label pairs of a picture that compete
MOST_BOXES = 300


@torch.no_grad()
def decode_boxes(
    outputs: Sequence[Tensor], views: Sequence[ViewGeometry], thresholds: Thresholds, strides: Sequence[int]
) -> list[Prediction]:
    """Boxes of each picture in picture pixels, best first, at most MOST_BOXES; empty boxes are left out.

    outputs: a level (B, 4 + labels, H, W).   views: B.
    """
    raw = read_outputs(outputs, grid_of(outputs, strides))
    scores = raw.logits.sigmoid()
    return [
        _picture(picture_scores, picture_boxes, view, thresholds)
        for picture_scores, picture_boxes, view in zip(scores.cpu(), raw.boxes.cpu(), views, strict=True)
    ]


def _picture(scores: Tensor, boxes: Tensor, view: ViewGeometry, thresholds: Thresholds) -> Prediction:
    """scores: (A, labels).   boxes: (A, 4) in input pixels."""
    label_count = scores.shape[1]
    flat = scores.flatten()
    sure = (flat >= thresholds.score).nonzero().flatten()
    best, rank = flat[sure].topk(min(CANDIDATES, len(sure)))
    picked = sure[rank]
    labels, found = picked % label_count, boxes[picked // label_count]
    kept = label_nms(found, best, labels, thresholds.iou)[:MOST_BOXES]
    placed = view.to_image(found[kept].double().numpy())
    shown = np.flatnonzero((placed[:, 2:] > placed[:, :2]).all(axis=1))
    return Prediction(
        boxes=tuple(
            ScoredBox(index, score, (x0, y0, x1, y1))
            for index, score, (x0, y0, x1, y1) in zip(
                labels[kept][shown].tolist(), best[kept][shown].tolist(), placed[shown].tolist(), strict=True
            )
        )
    )


def label_nms(boxes: Tensor, scores: Tensor, labels: Tensor, iou: float) -> Tensor:
    """Indices of the boxes that stay, best first: boxes of different labels never push each other out.

    boxes: (N, 4).   scores: (N,).   labels: (N,) int64.
    """
    if len(boxes) == 0:
        return torch.zeros(0, dtype=torch.int64)
    # Every label gets its own far-away place, so that one pass serves all of them.
    low = boxes.min()
    apart = (boxes.max() - low + 1) * labels[:, None]
    kept: Tensor = torchvision.ops.nms(boxes.double() - low + apart, scores.double(), iou)
    return kept
