"""SSD: default boxes on maps of many sizes, learnt against the hardest background.

Source: Liu et al., "SSD: Single Shot MultiBox Detector", 2016.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

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
from ml_engine.tasks.detection.pyramid import Pyramid, SteadyNorm
from ml_engine.tasks.task import ImageTargets

WIDTH = 96
EXTRA = 2
RATIOS: tuple[tuple[int, ...], ...] = ((2,), (2, 3), (2, 3), (2, 3), (2,))  # beside 1, and their inverses
SMALLEST, LARGEST = 0.1, 0.9  # sides of default boxes on the finest and the coarsest map, as shares of the input
MATCHED_IOU = 0.5
BACKGROUND_PER_OBJECT = 3


class Ssd(AnchoredDetection):
    """The task 'detect' by SSD. separable: SSDlite's heads."""

    recipe = METHODS.get("ssd").recipe
    box_weights = (10.0, 10.0, 5.0, 5.0)
    separable = False

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        pyramid = Pyramid(backbone.channels, WIDTH, EXTRA, top_down=False, separable=self.separable)
        shapes = default_shapes()
        widths, counts = [WIDTH] * len(shapes), [len(level) for level in shapes]
        parts = torchvision.models.detection
        if self.separable:
            predictor = parts.ssdlite.SSDLiteHead(widths, counts, label_count + 1, SteadyNorm)
        else:
            predictor = parts.ssd.SSDHead(widths, counts, label_count + 1)
        return AnchoredHead(pyramid, predictor, shapes, relative=True)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Cross-entropy with the hardest background + smooth L1 of the offsets, both per matched anchor."""
        anchors, offsets, logits = outputs
        found = match_anchors(boxes_library.SSDMatcher(MATCHED_IOU), targets, anchors)
        claimed = found >= 0
        labels, boxes = matched(targets, found)
        weights = self._weights(logits, logits.shape[2] - 1)
        wanted = torch.zeros_like(found)
        wanted[claimed] = labels + 1  # 0 is the background
        of_labels = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), reduction="none").view_as(found)
        of_background = of_labels.detach().masked_fill(claimed, -math.inf)
        rank = of_background.argsort(dim=1, descending=True).argsort(dim=1)
        hard = rank < BACKGROUND_PER_OBJECT * claimed.sum(dim=1, keepdim=True)
        wanted_offsets = encode_offsets(boxes, anchors[claimed], self.box_weights)
        of_boxes = functional.smooth_l1_loss(offsets[claimed], wanted_offsets, reduction="none").sum(dim=1)
        total = (
            (of_boxes * weights[labels]).sum() + (of_labels[claimed] * weights[labels]).sum() + of_labels[hard].sum()
        )
        return total / max(1, len(labels))

    def _scores(self, said: Sequence[Tensor]) -> Tensor:
        return said[0].softmax(dim=2)[:, :, 1:]


def default_shapes() -> Shapes:
    """Widths and heights of the default boxes of each map, as shares of the input."""
    count = len(RATIOS)
    sides = [SMALLEST + (LARGEST - SMALLEST) * place / (count - 1) for place in range(count)] + [1.0]
    shapes: Shapes = []
    for place, ratios in enumerate(RATIOS):
        side, between = sides[place], math.sqrt(sides[place] * sides[place + 1])
        level = [(side, side), (between, between)]
        for ratio in ratios:
            wide, narrow = side * math.sqrt(ratio), side / math.sqrt(ratio)
            level += [(wide, narrow), (narrow, wide)]
        shapes.append([(min(width, 1.0), min(height, 1.0)) for width, height in level])
    return shapes


Method = Ssd
