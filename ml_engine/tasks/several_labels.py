"""Any number of labels for the whole picture: the classifier's head, and each label a question of its own."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Self
from uuid import UUID

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.tasks.classification import Classification, ranked_labels, with_auxiliary
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.metrics.classification import label_matches, score_matrix, several_labels_metrics
from ml_engine.training.metrics.detection import best_threshold, precision_recall

MOST_WEIGHT = 100.0  # one picture among thousands must not rule the loss


class SeveralLabels(Classification):
    """The task 'classify' where a picture may have several labels, or, verified, none.

    label_smoothing: share of a target that goes to the other answer, 0..1.   label_weights: of "yes" against "no".
    """

    primary_metric = "ap"
    thresholds = Thresholds(score=0.5, iou=1.0)
    scoring = Thresholds(score=0.0, iou=1.0)
    several_per_picture = True

    def figures(
        self,
        predictions: Sequence[Prediction],  # noqa: ARG002
        truths: Sequence[SnapshotImage],  # noqa: ARG002
        labels: Sequence[UUID],  # noqa: ARG002
    ) -> dict[str, float]:
        """None: a picture without any label has no right answer to be sure of."""
        return {}

    def weighted(self, counts: Sequence[int], pictures: int) -> Self:
        """A label's pictures weigh together as much as those without it, each at most MOST_WEIGHT times as much."""
        changed = copy.copy(self)
        changed.label_weights = tuple(
            min(MOST_WEIGHT, (pictures - count) / count) if 0 < count < pictures else 1.0 for count in counts
        )
        return changed

    def left_out(self, image: SnapshotImage) -> str:
        return "" if image.annotations or image.verified else "has no label of the whole picture"

    def labels_of(self, image: SnapshotImage) -> frozenset[UUID]:
        """Those of the picture's tags; without a tag, those of its boxes."""
        tags = frozenset(a.label_id for a in image.annotations if a.kind is AnnotationKind.TAG)
        return tags or frozenset(a.label_id for a in image.annotations)

    def choose_thresholds(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> Thresholds:
        """The score with the best f1 over all labels together."""
        scores = score_matrix(predictions, len(labels))
        curve = precision_recall(label_matches(scores.ravel(), self._truth(truths, labels).ravel()))
        return Thresholds(best_threshold(curve, self.thresholds.score), self.thresholds.iou)

    def make_targets(
        self,
        image: SnapshotImage,
        label_index: Mapping[UUID, int],
        view: ViewGeometry,  # noqa: ARG002  (the whole picture's labels are the same in every view)
    ) -> ImageTargets:
        """The indices of the picture's labels, (N,), rising."""
        places = sorted(label_index[label] for label in self.labels_of(image) if label in label_index)
        return ImageTargets(torch.tensor(places, dtype=torch.int64), torch.zeros((0, 4)))

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Binary cross-entropy, averaged over labels and batch. Outputs after the first are of auxiliary heads."""
        wanted = torch.zeros(outputs[0].shape, device=outputs[0].device)
        for row, target in enumerate(targets):
            wanted[row, target.labels.to(wanted.device)] = 1.0
        wanted = wanted * (1 - self.label_smoothing) + self.label_smoothing / 2
        weights = torch.tensor(self.label_weights, device=wanted.device) if self.label_weights else None
        return with_auxiliary(
            [functional.binary_cross_entropy_with_logits(o.float(), wanted, pos_weight=weights) for o in outputs]
        )

    def decode(
        self,
        outputs: Sequence[Tensor],
        views: Sequence[ViewGeometry],  # noqa: ARG002  (no boxes to map back)
        thresholds: Thresholds,
    ) -> list[Prediction]:
        """All labels of each picture with sigmoid scores, best first; those below thresholds.score left out."""
        (logits,) = outputs
        return ranked_labels(logits.float().sigmoid(), thresholds.score)

    def score(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """ap, precision, recall, f1 and loss. See several_labels_metrics. predictions: decoded at self.scoring."""
        return several_labels_metrics(score_matrix(predictions, len(labels)), self._truth(truths, labels))

    def _truth(self, truths: Sequence[SnapshotImage], labels: Sequence[UUID]) -> npt.NDArray[np.bool_]:
        """(N, labels)."""
        rows = [[label in taught for label in labels] for taught in map(self.labels_of, truths)]
        return np.array(rows, dtype=bool).reshape(len(truths), len(labels))
