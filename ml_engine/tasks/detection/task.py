"""The task 'detect': boxes with labels, from a frozen pyramid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
from torch import Tensor, nn

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.networks.backbones import STRIDES, BackboneInfo, FeatureKind
from ml_engine.tasks.detection.decode import decode_boxes
from ml_engine.tasks.detection.defaults import DETECT_DEFAULTS
from ml_engine.tasks.detection.grid import grid_of, read_outputs
from ml_engine.tasks.detection.head import DetectionHead
from ml_engine.tasks.detection.input_size import choose_input_size
from ml_engine.tasks.detection.loss import detection_loss
from ml_engine.tasks.detection.mix import join_some, mirror_some
from ml_engine.tasks.detection.targets import box_targets, picture_boxes
from ml_engine.tasks.label_options import BalancedLabels
from ml_engine.tasks.task import TASKS, ImageTargets, InputSize
from ml_engine.training.metrics.detection import (
    TruthBoxes,
    best_threshold,
    detection_metrics,
    match,
    precision_recall,
)

LEAST_SCORE = 0.01  # answers below hardly move the average precision and cost time
SUPPRESSION_IOU = 0.6


class Detection(BalancedLabels):
    """The task 'detect'.

    width: channels inside the head.   blocks: separable blocks in each of its branches.   label_weights: in the loss,
    () for 1 each.
    """

    name = "detect"
    features: FeatureKind = "pyramid"
    primary_metric = "ap"  # ten thresholds: on few validation pictures it wavers less than ap50
    thresholds = Thresholds(score=0.3, iou=SUPPRESSION_IOU)
    scoring = Thresholds(score=LEAST_SCORE, iou=SUPPRESSION_IOU)
    recipe = DETECT_DEFAULTS
    several_per_picture = False

    def __init__(self, width: int = 96, blocks: int = 2) -> None:
        self.width = width
        self.blocks = blocks

    def left_out(self, image: SnapshotImage) -> str:
        """Why this picture cannot be used, '' if it can: verified without boxes is a true negative."""
        has_box = any(annotation.kind is not AnnotationKind.TAG for annotation in image.annotations)
        return "" if has_box or image.verified else "has no box"

    def labels_of(self, image: SnapshotImage) -> frozenset[UUID]:
        return frozenset(a.label_id for a in image.annotations if a.kind is not AnnotationKind.TAG)

    def choose_input_size(
        self,
        images: Sequence[SnapshotImage],
        backbone: BackboneInfo,  # noqa: ARG002  (all levels have the same strides)
    ) -> InputSize:
        """See input_size.choose_input_size."""
        return choose_input_size(images)

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return DetectionHead(backbone.channels, label_count, self.width, self.blocks)

    def make_targets(self, image: SnapshotImage, label_index: Mapping[UUID, int], view: ViewGeometry) -> ImageTargets:
        """Boxes in input pixels, (N, 4), and their labels; see box_targets."""
        return box_targets(image, label_index, view)

    def mix_features(
        self,
        levels: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        dice: np.random.Generator,
        *,
        share: float,
        mirror: bool,
    ) -> tuple[tuple[Tensor, ...], list[ImageTargets]]:
        """See mix.py."""
        if mirror:
            levels, targets = mirror_some(levels, targets, STRIDES, dice)
        return join_some(levels, targets, STRIDES, dice, share)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """See detection_loss."""
        return detection_loss(outputs, targets, STRIDES, self.label_weights)

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """(B, A, 4) xyxy in input pixels, not clipped, and (B, A, labels) in 0..1; doubles not yet suppressed."""
        answers = read_outputs(outputs, grid_of(outputs, STRIDES))
        return answers.boxes, answers.logits.sigmoid()

    def decode(
        self, outputs: Sequence[Tensor], views: Sequence[ViewGeometry], thresholds: Thresholds
    ) -> list[Prediction]:
        """Boxes in picture pixels, best first. thresholds.iou: of the suppression within a label."""
        boxes, scores = self.boxes_and_scores(outputs)
        return decode_boxes(boxes, scores, views, thresholds)

    def score(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """ap, ap50, ap75, and precision, recall, f1, mean_iou at the score with the best f1.

        predictions: decoded at self.scoring; with a higher score the average precision is too low.
        """
        return detection_metrics(predictions, truth_boxes(truths, labels), len(labels))

    def epoch_value(self, metrics: Mapping[str, float]) -> float:
        return metrics[self.primary_metric]

    def choose_thresholds(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> Thresholds:
        """The score with the best f1 on these (validation) pictures; self.thresholds where nothing is right."""
        curve = precision_recall(match(predictions, truth_boxes(truths, labels), len(labels)))
        return Thresholds(best_threshold(curve, self.thresholds.score), self.thresholds.iou)


def truth_boxes(truths: Sequence[SnapshotImage], labels: Sequence[UUID]) -> list[TruthBoxes]:
    """The boxes that a person drew, per picture, labels by index."""
    index = {label: position for position, label in enumerate(labels)}
    return [TruthBoxes(*picture_boxes(truth, index)) for truth in truths]


Method = Detection
TASKS.add("detect", Detection())
