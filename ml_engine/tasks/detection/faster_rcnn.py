"""Faster R-CNN: propose where something is, then look at each proposal again.

Source: Ren et al., "Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks", 2015, on a feature
pyramid as in Lin et al., 2017.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.tasks.detection.anchored import (
    AnchoredDetection,
    boxes_library,
    decode_offsets,
    encode_offsets,
    match_anchors,
    matched,
)
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.pyramid import Pyramid, input_side, place_anchors
from ml_engine.tasks.detection.regions import BINS, choose_regions, cut_regions, sample_regions
from ml_engine.tasks.detection.retinanet import EXTRA, RATIOS, anchor_shapes
from ml_engine.tasks.task import ImageTargets

WIDTH = 64
NUMBERS = 256  # of a region, from which label and box are told
CANDIDATES, REGIONS = 400, 100  # the best anchors that compete, and those that are looked at again
LEARNT_REGIONS, OBJECT_SHARE, OBJECT_IOU = 64, 0.25, 0.5
CLAIMED_IOU, BACKGROUND_IOU = 0.7, 0.3  # of the first look
LEARNT_ANCHORS, ANCHOR_SHARE = 256, 0.5
BEND = 1 / 9  # where smooth L1 goes from a square to a line
FIRST_WEIGHTS = (1.0, 1.0, 1.0, 1.0)


class FasterRcnnHead(nn.Module):
    """Levels → regions (B, K, 4) xyxy, offsets (B, K, 4 · (1 + labels)), logits (B, K, 1 + labels); 0 is background.

    Learning, three outputs more: anchors (B, A, 4), their offsets (B, A, 4) and objectness (B, A).
    """

    def __init__(self, channels: Sequence[int], label_count: int) -> None:
        super().__init__()
        parts = torchvision.models.detection
        self.pyramid = Pyramid(channels, WIDTH, EXTRA)
        self.proposer: nn.Module = parts.rpn.RPNHead(WIDTH, len(RATIOS))
        self.looker: nn.Module = parts.faster_rcnn.TwoMLPHead(WIDTH * BINS * BINS, NUMBERS)
        self.predictor: nn.Module = parts.faster_rcnn.FastRCNNPredictor(NUMBERS, label_count + 1)
        self._cut_from = len(channels)

    @property
    def dropout(self) -> float:
        return self.pyramid.dropout

    def set_dropout(self, share: float) -> None:
        self.pyramid.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor, ...]:
        maps = self.pyramid(*levels)
        return self._look(maps, self._regions(maps, *self._propose(maps)))

    def learn(self, levels: Sequence[Tensor], targets: Sequence[ImageTargets]) -> tuple[Tensor, ...]:
        """As forward, on regions that are drawn around the objects and beside them; and what the first look said."""
        maps = self.pyramid(*levels)
        first = self._propose(maps)
        with torch.no_grad():
            regions = self._regions(maps, *first)
            count = min(LEARNT_REGIONS, regions.shape[1])
            regions = sample_regions(regions, targets, count, OBJECT_SHARE, OBJECT_IOU)
        return (*self._look(maps, regions), *first)

    def _propose(self, maps: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Anchors (B, A, 4), offsets (B, A, 4), objectness (B, A)."""
        objectness, offsets = self.proposer(maps)
        anchors = place_anchors(maps, anchor_shapes((1.0,)))
        flat = torch.cat([level.permute(0, 2, 3, 1).flatten(1) for level in objectness], dim=1).float()
        codes = torch.cat([level.permute(0, 2, 3, 1).flatten(1) for level in offsets], dim=1).float()
        batch, count = flat.shape
        return anchors.expand(batch, -1, -1), codes.reshape(batch, count, 4), flat

    def _regions(self, maps: Sequence[Tensor], anchors: Tensor, offsets: Tensor, objectness: Tensor) -> Tensor:
        boxes = decode_offsets(offsets.detach(), anchors, FIRST_WEIGHTS)
        return choose_regions(boxes, objectness.detach(), input_side(maps), CANDIDATES, REGIONS)

    def _look(self, maps: Sequence[Tensor], regions: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        seen = cut_regions(maps[: self._cut_from], regions).flatten(0, 1)
        logits, offsets = self.predictor(self.looker(seen))
        batch, count = regions.shape[:2]
        return regions, offsets.reshape(batch, count, -1), logits.reshape(batch, count, -1)


class FasterRcnn(AnchoredDetection):
    """The task 'detect' by Faster R-CNN."""

    recipe = METHODS.get("faster_rcnn").recipe
    box_weights = (10.0, 10.0, 5.0, 5.0)

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return FasterRcnnHead(backbone.channels, label_count)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Of both looks: cross-entropy of what is there + smooth L1 of where, per anchor or region drawn."""
        regions, offsets, logits, anchors, first_offsets, objectness = outputs
        second = self._second_loss(regions, offsets, logits, targets)
        return second + first_loss(anchors, first_offsets, objectness, targets)

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Each region answers once for each label, with a box of its own."""
        regions, offsets, logits = outputs[:3]
        labels = logits.shape[2] - 1
        batch, count = regions.shape[:2]
        own = offsets.reshape(batch, count, -1, 4)[:, :, 1:].flatten(1, 2)
        boxes = decode_offsets(own, regions.repeat_interleave(labels, dim=1), self.box_weights)
        scores = logits.softmax(dim=2)[:, :, 1:]
        return boxes, (scores[..., None] * torch.eye(labels, device=scores.device)).flatten(1, 2)

    def _second_loss(self, regions: Tensor, offsets: Tensor, logits: Tensor, targets: Sequence[ImageTargets]) -> Tensor:
        found = match_anchors(boxes_library.Matcher(OBJECT_IOU, OBJECT_IOU), targets, regions)
        claimed = found >= 0
        labels, boxes = matched(targets, found)
        weights = self._weights(logits, logits.shape[2] - 1)
        wanted = torch.zeros_like(found)
        wanted[claimed] = labels + 1
        every = torch.cat([weights.new_ones(1), weights])
        of_labels = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), every, reduction="sum")
        own = offsets[claimed].reshape(len(labels), -1, 4)[torch.arange(len(labels)), labels + 1]
        wanted_offsets = encode_offsets(boxes, regions[claimed], self.box_weights)
        of_boxes = functional.smooth_l1_loss(own, wanted_offsets, beta=BEND, reduction="none").sum(dim=1)
        return (of_labels + (of_boxes * weights[labels]).sum()) / found.numel()


def first_loss(anchors: Tensor, offsets: Tensor, objectness: Tensor, targets: Sequence[ImageTargets]) -> Tensor:
    """Of the first look: whether something is there, and where, at anchors drawn half on objects."""
    matcher = boxes_library.Matcher(CLAIMED_IOU, BACKGROUND_IOU, allow_low_quality_matches=True)
    found = match_anchors(matcher, targets, anchors)
    # The sampler takes 1 for an object, 0 for background and leaves out what is negative.
    marks = (found >= 0).long().masked_fill(found == matcher.BETWEEN_THRESHOLDS, -1)
    on, off = boxes_library.BalancedPositiveNegativeSampler(LEARNT_ANCHORS, ANCHOR_SHARE)(list(marks))
    claimed, drawn = torch.stack(on).bool(), torch.stack(on).bool() | torch.stack(off).bool()
    _, boxes = matched(targets, found.masked_fill(~claimed, -1))
    wanted = encode_offsets(boxes, anchors[claimed], FIRST_WEIGHTS)
    of_boxes = functional.smooth_l1_loss(offsets[claimed], wanted, beta=BEND, reduction="sum")
    of_objects = functional.binary_cross_entropy_with_logits(objectness[drawn], marks[drawn].float(), reduction="sum")
    return (of_boxes + of_objects) / drawn.sum().clamp(min=1)


Method = FasterRcnn
