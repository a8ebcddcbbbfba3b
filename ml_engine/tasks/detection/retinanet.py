"""RetinaNet: anchors on every cell of a feature pyramid, and the focal loss.

Source: Lin et al., "Focal Loss for Dense Object Detection", 2017.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.tasks.detection.anchored import (
    AnchoredDetection,
    AnchoredHead,
    Shapes,
    boxes_library,
    encode_offsets,
    match_anchors,
    matched,
)
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.pyramid import Pyramid, level_strides
from ml_engine.tasks.task import ImageTargets

WIDTH = 64
EXTRA = 2
GROUPS = 16
# The paper's four convolutions a branch are made for a million pictures: two cost half and learn as much from hundreds.
TOWER = 2
ANCHOR_STRIDES = 4  # an anchor's side in strides of its level
RATIOS = (0.5, 1.0, 2.0)  # height : width
SCALES = (1.0, 2 ** (1 / 3), 2 ** (2 / 3))
CLAIMED_IOU, BACKGROUND_IOU = 0.5, 0.4
IGNORED = boxes_library.Matcher.BETWEEN_THRESHOLDS


class RetinaNet(AnchoredDetection):
    """The task 'detect' by RetinaNet."""

    recipe = METHODS.get("retinanet").recipe

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        parts = torchvision.models.detection.retinanet
        # Normalised in groups: statistics of a batch would be others on every level.
        norm = partial(nn.GroupNorm, GROUPS)
        predictor = parts.RetinaNetHead(WIDTH, len(RATIOS) * len(SCALES), label_count, norm_layer=norm)
        for branch in (predictor.classification_head, predictor.regression_head):
            branch.conv = branch.conv[:TOWER]
        return AnchoredHead(Pyramid(backbone.channels, WIDTH, EXTRA), predictor, anchor_shapes(SCALES))

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Focal loss of the labels + L1 of the offsets, per matched anchor of each picture, averaged over pictures."""
        anchors, offsets, logits = outputs
        matcher = boxes_library.Matcher(CLAIMED_IOU, BACKGROUND_IOU, allow_low_quality_matches=True)
        found = match_anchors(matcher, targets, anchors)
        claimed = found >= 0
        labels, boxes = matched(targets, found)
        weights = self._weights(logits, logits.shape[2])
        wanted = torch.zeros_like(logits)
        wanted[(*claimed.nonzero(as_tuple=True), labels)] = 1.0
        focal = torchvision.ops.sigmoid_focal_loss(logits, wanted, reduction="none") * weights
        of_labels = focal.sum(dim=2).masked_fill(found == IGNORED, 0.0).sum(dim=1)
        wanted_offsets = encode_offsets(boxes, anchors[claimed], self.box_weights)
        lengths = functional.l1_loss(offsets[claimed], wanted_offsets, reduction="none").sum(dim=1) * weights[labels]
        of_boxes = torch.zeros_like(of_labels).index_add(0, claimed.nonzero()[:, 0], lengths)
        of_pictures: Tensor = (of_labels + of_boxes) / claimed.sum(dim=1).clamp(min=1)
        return of_pictures.mean()


def anchor_shapes(scales: Sequence[float], extra: int = EXTRA) -> Shapes:
    """Widths and heights in input pixels of each level's anchors: every ratio of every scale."""
    return [
        [
            (ANCHOR_STRIDES * stride * scale / ratio**0.5, ANCHOR_STRIDES * stride * scale * ratio**0.5)
            for ratio in RATIOS
            for scale in scales
        ]
        for stride in level_strides(extra)
    ]


Method = RetinaNet
