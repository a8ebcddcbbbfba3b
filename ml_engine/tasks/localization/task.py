"""The task 'localize': the one object of a picture, its label and its box.

Classification with a regression head beside it: cross-entropy for the label, squared error for the box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.domain.events import Notice
from ml_engine.domain.geometry import FloatArray, ViewGeometry, box_iou
from ml_engine.domain.predictions import Prediction, ScoredBox, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.networks.backbones import STRIDES, BackboneInfo, FeatureKind
from ml_engine.tasks.detection.input_size import choose_input_size
from ml_engine.tasks.detection.mix import mirror_some
from ml_engine.tasks.detection.targets import box_targets
from ml_engine.tasks.detection.task import truth_boxes
from ml_engine.tasks.label_options import BalancedLabels, SmoothedLabels
from ml_engine.tasks.localization.boxes import decode_numbers, encode_boxes
from ml_engine.tasks.localization.defaults import LOCALIZE_DEFAULTS
from ml_engine.tasks.localization.head import BOX_NUMBERS, POOLED_LEVEL, LocalizationHead
from ml_engine.tasks.task import TASKS, ImageTargets, InputSize
from ml_engine.training.metrics.detection import detection_metrics

BOX_WEIGHT = 20.0  # errors of the four numbers are hundredths where those of the label are ones


class Localization(SmoothedLabels, BalancedLabels):
    """The task 'localize'.

    label_smoothing: share of the target spread over all labels, 0..1.   label_weights: in the loss, () for 1 each.
    """

    name = "localize"
    features: FeatureKind = "pyramid"
    primary_metric = "mean_iou"
    thresholds = Thresholds(score=0.0, iou=1.0)
    scoring = thresholds
    recipe = LOCALIZE_DEFAULTS
    several_per_picture = False

    def left_out(self, image: SnapshotImage) -> str:
        """A verified picture without a box is left out too: there is always an answer, so it would always be wrong."""
        return "" if largest_box(image) else "has no box"

    def labels_of(self, image: SnapshotImage) -> frozenset[UUID]:
        found = largest_box(image)
        return frozenset((found[0],)) if found else frozenset()

    def remarks(self, pictures: Sequence[SnapshotImage]) -> list[Notice]:
        """What becomes of pictures with several boxes."""
        several = sum(sum(a.kind is not AnnotationKind.TAG for a in picture.annotations) > 1 for picture in pictures)
        if not several:
            return []
        counted = "1 picture has" if several == 1 else f"{several} pictures have"
        return [
            Notice(
                "several-boxes",
                f"{counted} several boxes: localisation learns one object a picture, the largest. "
                "To find all of them, train a detector.",
            )
        ]

    def choose_input_size(
        self,
        images: Sequence[SnapshotImage],
        backbone: BackboneInfo,  # noqa: ARG002  (all levels have the same strides)
    ) -> InputSize:
        """As a detector's."""
        return choose_input_size(images)

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return LocalizationHead(backbone.channels, label_count)

    def make_targets(self, image: SnapshotImage, label_index: Mapping[UUID, int], view: ViewGeometry) -> ImageTargets:
        """The largest box of the view, (1, 4) in input pixels, and its label; none where the view cut all away."""
        found = box_targets(image, label_index, view)
        return largest_target(found)

    def mix_features(
        self,
        levels: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        dice: np.random.Generator,
        *,
        share: float,
        mirror: bool,
    ) -> tuple[tuple[Tensor, ...], list[ImageTargets]]:
        """Mirrored ones only: joined halves would show two objects. share: of the batches."""
        if not mirror or dice.random() >= share:
            return tuple(levels), list(targets)
        return mirror_some(levels, targets, STRIDES, dice)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Cross-entropy + BOX_WEIGHT × squared error of the four numbers, averaged over the views with an object."""
        answers, heard = outputs[0].float(), outputs[1]
        shown = [row for row, target in enumerate(targets) if len(target.labels)]
        if not shown:
            return answers.sum() * 0.0
        labels = torch.cat([targets[row].labels for row in shown]).to(answers.device)
        boxes = torch.cat([targets[row].boxes for row in shown]).to(answers.device)
        side = STRIDES[POOLED_LEVEL]
        wanted = encode_boxes(boxes, heard.shape[3] * side, heard.shape[2] * side)
        weights = torch.tensor(self.label_weights, device=answers.device) if self.label_weights else None
        found = answers[shown]
        of_labels = functional.cross_entropy(
            found[:, BOX_NUMBERS:], labels, weights, label_smoothing=self.label_smoothing, reduction="sum"
        )
        of_boxes = functional.mse_loss(found[:, :BOX_NUMBERS], wanted, reduction="sum")
        return (of_labels + BOX_WEIGHT * of_boxes) / len(shown)

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """(B, 1, 4) xyxy in input pixels, not clipped, and (B, 1, labels) that sum to 1."""
        answers, heard = outputs[0], outputs[1]
        side = STRIDES[POOLED_LEVEL]
        boxes = decode_numbers(answers[:, :BOX_NUMBERS], heard.shape[3] * side, heard.shape[2] * side)
        return boxes[:, None], answers[:, BOX_NUMBERS:].softmax(dim=1)[:, None]

    def decode(
        self, outputs: Sequence[Tensor], views: Sequence[ViewGeometry], thresholds: Thresholds
    ) -> list[Prediction]:
        """One box a picture with its best label, unless its probability is below thresholds.score."""
        boxes, scores = self.boxes_and_scores([output.float().cpu() for output in outputs])
        best, labels = scores[:, 0].max(dim=1)
        return [
            _one_box(int(label), float(score), view.to_image(box.double().numpy())[0], thresholds.score)
            for label, score, box, view in zip(labels, best, boxes, views, strict=True)
        ]

    def score(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """accuracy and mean_iou of the largest objects (every picture counts), and a detector's metrics of all boxes.

        So a localiser's ap50 can be set beside a detector's: where there are several, those it must miss are missed.
        """
        metrics = detection_metrics(predictions, truth_boxes(truths, labels), len(labels))
        right, overlaps = [], []
        for prediction, truth in zip(predictions, truths, strict=True):
            found = largest_box(truth)
            if found is None:
                continue
            box = prediction.boxes[0] if prediction.boxes else None
            right.append(box is not None and labels[box.index] == found[0])
            overlaps.append(_overlap(box, found[1]))
        return metrics | {"accuracy": _mean(right), "mean_iou": _mean(overlaps)}

    def epoch_value(self, metrics: Mapping[str, float]) -> float:
        return metrics["accuracy"] + metrics["mean_iou"]

    def choose_thresholds(
        self,
        predictions: Sequence[Prediction],  # noqa: ARG002  (there is one answer, and it is always shown)
        truths: Sequence[SnapshotImage],  # noqa: ARG002
        labels: Sequence[UUID],  # noqa: ARG002
    ) -> Thresholds:
        return self.thresholds


def largest_box(image: SnapshotImage) -> tuple[UUID, tuple[float, float, float, float]] | None:
    """Label and box, xyxy in picture pixels, of the largest; of equals the first; None without any."""
    boxes = [(a.label_id, a.xyxy) for a in image.annotations if a.kind is not AnnotationKind.TAG]
    return max(boxes, key=lambda found: _area(found[1]), default=None)


def largest_target(found: ImageTargets) -> ImageTargets:
    """The target of the largest box alone."""
    if len(found.labels) < 2:
        return found
    place = int((found.boxes[:, 2:] - found.boxes[:, :2]).prod(dim=1).argmax())
    return ImageTargets(found.labels[place : place + 1], found.boxes[place : place + 1])


def _one_box(label: int, score: float, box: FloatArray, least: float) -> Prediction:
    """box: (4,) xyxy in picture pixels; one without an area is no answer."""
    shown = score >= least and bool((box[2:] > box[:2]).all())
    x0, y0, x1, y1 = box.tolist()
    return Prediction(boxes=(ScoredBox(label, score, (x0, y0, x1, y1)),) if shown else ())


def _overlap(box: ScoredBox | None, truth: tuple[float, float, float, float]) -> float:
    return 0.0 if box is None else float(box_iou(np.array([box.xyxy]), np.array([truth], dtype=np.float64))[0, 0])


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0


TASKS.add("localize", Localization())
