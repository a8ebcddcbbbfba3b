"""FCOS: every point near the middle of an object says how far its sides are, without anchors.

torchvision's head counts in squares of one stride around the points; they take the place of anchors here.
Source: Tian et al., "FCOS: Fully Convolutional One-Stage Object Detection", 2019.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.tasks.detection.anchored import AnchoredDetection, AnchoredHead, boxes_library, matched
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.pyramid import Pyramid, level_strides
from ml_engine.tasks.task import ImageTargets

WIDTH = 64  # of torchvision's branches, normalised in 32 groups
EXTRA = 2
TOWER = 2
RADIUS = 1.5  # strides around an object's middle in which points answer for it
NEAREST, FARTHEST = 4.0, 8.0  # strides to an object's farthest side, of the points of a level


class Fcos(AnchoredDetection):
    """The task 'detect' by FCOS."""

    recipe = METHODS.get("fcos").recipe

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        predictor = torchvision.models.detection.fcos.FCOSHead(WIDTH, 1, label_count, TOWER)
        squares = [[(float(stride), float(stride))] for stride in level_strides(EXTRA)]
        return AnchoredHead(Pyramid(backbone.channels, WIDTH, EXTRA), predictor, squares)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Focal loss of the labels + GIoU of the boxes + cross-entropy of the centrality, per answering point."""
        squares, distances, logits, central = outputs
        found = torch.stack([match_points(target, own) for target, own in zip(targets, squares, strict=True)])
        claimed = found >= 0
        labels, boxes = matched(targets, found)
        weights = self._weights(logits, logits.shape[2])
        wanted = torch.zeros_like(logits)
        wanted[(*claimed.nonzero(as_tuple=True), labels)] = 1.0
        focal = (torchvision.ops.sigmoid_focal_loss(logits, wanted, reduction="none") * weights).sum()
        own, counts = squares[claimed], weights[labels]
        coder = boxes_library.BoxLinearCoder(normalize_by_size=True)
        said = coder.decode(distances[claimed], own)
        of_boxes = (torchvision.ops.generalized_box_iou_loss(said, boxes, reduction="none") * counts).sum()
        of_centers = functional.binary_cross_entropy_with_logits(
            central[..., 0][claimed], centrality(coder.encode(own, boxes)), counts, reduction="sum"
        )
        total: Tensor = focal + of_boxes + of_centers
        return total / max(1, len(labels))

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        squares, distances, logits, central = outputs
        boxes = boxes_library.BoxLinearCoder(normalize_by_size=True).decode(distances, squares)
        return boxes, (logits.sigmoid() * central.sigmoid()).sqrt()


def centrality(distances: Tensor) -> Tensor:
    """(N,) in 0..1, 1 in the middle. distances: (N, 4) to left, top, right, bottom."""
    across, down = distances[:, [0, 2]], distances[:, [1, 3]]
    return torch.sqrt(across.amin(1) / across.amax(1) * down.amin(1) / down.amax(1))


def match_points(target: ImageTargets, squares: Tensor) -> Tensor:
    """(A,) int64: the object each point answers for, the smallest of those it may; -1 for none.

    squares: (A, 4), of one stride, around the points, finest level first.
    """
    if not len(target.labels):
        return torch.full((len(squares),), -1, dtype=torch.int64, device=squares.device)
    points, stride = (squares[:, None, :2] + squares[:, None, 2:]) / 2, (squares[:, 2] - squares[:, 0])[:, None]
    low, high = target.boxes[:, :2], target.boxes[:, 2:]
    near = (points - (low + high) / 2).abs().amax(dim=2) < RADIUS * stride
    sides = torch.cat([points - low, high - points], dim=2)
    farthest = sides.amax(dim=2)
    least = torch.where(stride > stride.min(), NEAREST * stride, 0.0)
    most = torch.where(stride < stride.max(), FARTHEST * stride, math.inf)
    fits = near & (sides.amin(dim=2) > 0) & (farthest > least) & (farthest < most)
    area = (high - low).prod(dim=1).expand_as(farthest).masked_fill(~fits, math.inf)
    smallest, found = area.min(dim=1)
    return found.masked_fill(smallest.isinf(), -1)


Method = Fcos
