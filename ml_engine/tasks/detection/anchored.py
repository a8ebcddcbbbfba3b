"""What the methods with anchors share: the head's outputs, who answers for which object, and the way back to boxes.

A head says its anchors too, as one of its outputs: then loss, decoding and exported files cannot place them elsewhere
than the head did.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.tasks.detection.pyramid import Pyramid, input_side, place_anchors
from ml_engine.tasks.detection.task import Detection
from ml_engine.tasks.task import ImageTargets

# Boxes as offsets from anchors, and the rules of who answers for whom: torchvision has them nowhere else.
boxes_library = torchvision.models.detection._utils

Shapes = list[list[tuple[float, float]]]


class AnchoredHead(nn.Module):
    """Levels → anchors (B, A, 4), offsets (B, A, 4), logits (B, A, K), and what else its predictor says (B, A, …).

    predictor: one of torchvision's heads, called with the maps of the pyramid.
    shapes: widths and heights of each level's anchors; in input pixels, or as shares of the input (relative).
    """

    def __init__(self, pyramid: Pyramid, predictor: nn.Module, shapes: Shapes, *, relative: bool = False) -> None:
        super().__init__()
        self.pyramid = pyramid
        self.predictor = predictor
        self._shapes = shapes
        self._relative = relative

    @property
    def dropout(self) -> float:
        return self.pyramid.dropout

    def set_dropout(self, share: float) -> None:
        self.pyramid.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor, ...]:
        maps = self.pyramid(*levels)
        said: dict[str, Tensor] = self.predictor(maps)
        side = input_side(maps) if self._relative else 1.0
        shapes = [[(width * side, height * side) for width, height in level] for level in self._shapes]
        anchors = place_anchors(maps, shapes).expand(maps[0].shape[0], -1, -1)
        more = [value for name, value in said.items() if name not in ("cls_logits", "bbox_regression")]
        return (anchors, said["bbox_regression"], said["cls_logits"], *more)


class AnchoredDetection(Detection):
    """A detector whose answers are offsets from anchors. box_weights: of BoxCoder, what offsets are multiplied by."""

    box_weights: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        anchors, offsets, *said = outputs
        return decode_offsets(offsets, anchors, self.box_weights), self._scores(said)

    def _scores(self, said: Sequence[Tensor]) -> Tensor:
        """(B, A, labels) in 0..1."""
        return said[0].sigmoid()

    def _weights(self, like: Tensor, label_count: int) -> Tensor:
        """(labels,): how much each label counts."""
        weights = self.label_weights or (1.0,) * label_count
        return torch.tensor(weights, dtype=like.dtype, device=like.device)


def decode_offsets(offsets: Tensor, anchors: Tensor, weights: tuple[float, float, float, float]) -> Tensor:
    """Boxes (B, A, 4) xyxy in input pixels, not clipped. Both (B, A, 4)."""
    coder = boxes_library.BoxCoder(weights)
    boxes: Tensor = coder.decode_single(offsets.flatten(0, 1), anchors.flatten(0, 1))
    return boxes.reshape(offsets.shape)


def encode_offsets(boxes: Tensor, anchors: Tensor, weights: tuple[float, float, float, float]) -> Tensor:
    """What decode_offsets turns back into the boxes. Both (N, 4)."""
    offsets: Tensor = boxes_library.BoxCoder(weights).encode_single(boxes, anchors)
    return offsets


def match_anchors(matcher: nn.Module, targets: Sequence[ImageTargets], anchors: Tensor) -> Tensor:
    """(B, A) int64: the object that each anchor answers for, negative for none; see torchvision's Matcher.

    anchors: (B, A, 4).
    """
    rows = []
    for target, own in zip(targets, anchors, strict=True):
        if len(target.labels):
            rows.append(matcher(torchvision.ops.box_iou(target.boxes, own)))
        else:
            rows.append(torch.full((len(own),), -1, dtype=torch.int64, device=own.device))
    return torch.stack(rows)


def matched(targets: Sequence[ImageTargets], found: Tensor) -> tuple[Tensor, Tensor]:
    """Labels (N,) and boxes (N, 4) of the objects that found (B, A) names, in the order of found >= 0."""
    labels = [target.labels[row[row >= 0]] for target, row in zip(targets, found, strict=True)]
    boxes = [target.boxes[row[row >= 0]] for target, row in zip(targets, found, strict=True)]
    return torch.cat(labels), torch.cat(boxes)
