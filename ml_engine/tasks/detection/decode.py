"""From boxes with scores to boxes in the picture: keep the sure ones, drop the doubles label by label, map back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_engine.domain.geometry import FloatArray, ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox, Thresholds

CANDIDATES = 1000  # the best cell-label pairs of a picture that compete
MOST_BOXES = 300


@torch.no_grad()
def decode_boxes(
    boxes: Tensor, scores: Tensor, views: Sequence[ViewGeometry], thresholds: Thresholds
) -> list[Prediction]:
    """Boxes of each picture in picture pixels, best first, at most MOST_BOXES; empty boxes are left out.

    boxes: (B, A, 4) xyxy in input pixels.   scores: (B, A, labels) in 0..1.   views: B.
    """
    return [
        _picture(picture_scores, picture_boxes, view, thresholds)
        for picture_scores, picture_boxes, view in zip(scores.cpu(), boxes.cpu(), views, strict=True)
    ]


def _picture(scores: Tensor, boxes: Tensor, view: ViewGeometry, thresholds: Thresholds) -> Prediction:
    """scores: (A, labels).   boxes: (A, 4) in input pixels."""
    label_count = scores.shape[1]
    flat = scores.flatten()
    sure = (flat >= thresholds.score).nonzero().flatten()
    best, rank = flat[sure].topk(min(CANDIDATES, len(sure)))
    picked = sure[rank]
    labels, found = (picked % label_count).numpy(), boxes[picked // label_count].double().numpy()
    kept = label_nms(found, labels, thresholds.iou)
    placed = view.to_image(found[kept])
    shown = np.flatnonzero((placed[:, 2:] > placed[:, :2]).all(axis=1))
    return Prediction(
        boxes=tuple(
            ScoredBox(index, score, (x0, y0, x1, y1))
            for index, score, (x0, y0, x1, y1) in zip(
                labels[kept][shown].tolist(), best.numpy()[kept][shown].tolist(), placed[shown].tolist(), strict=True
            )
        )
    )


def label_nms(boxes: FloatArray, labels: npt.NDArray[np.int64], iou: float, most: int = MOST_BOXES) -> list[int]:
    """Indices of the boxes that stay, in their order, at most `most`.

    A box goes if a better one of its label that stays overlaps it by more than iou.

    boxes: (N, 4) xyxy, best first.   labels: (N,).
    In numpy and only as far as `most`: torchvision's operator is a loop over all boxes where its compiled form cannot
    load, ten times slower, and an untrained head answers at every cell.
    """
    x0, y0, x1, y1 = boxes.T
    area = (x1 - x0).clip(0) * (y1 - y0).clip(0)
    left = np.arange(len(boxes))
    kept: list[int] = []
    while len(left) and len(kept) < most:
        best, left = int(left[0]), left[1:]
        kept.append(best)
        wide = np.minimum(x1[best], x1[left]) - np.maximum(x0[best], x0[left])
        high = np.minimum(y1[best], y1[left]) - np.maximum(y0[best], y0[left])
        inter = wide.clip(0) * high.clip(0)
        # inter / union <= iou without the division: two empty boxes would divide 0 by 0.
        left = left[(inter <= iou * (area[best] + area[left] - inter)) | (labels[left] != labels[best])]
    return kept
