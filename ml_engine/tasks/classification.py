"""One label for the whole picture: a linear head on the frozen embedding.

A pooled ReLU feature has channels whose scales differ a hundredfold; standardised once from the training pictures,
a linear head converges in a few epochs and one learning rate serves every backbone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from uuid import UUID

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredLabel, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.networks.backbones import BackboneInfo, FeatureKind
from ml_engine.tasks.defaults import CLASSIFY_DEFAULTS
from ml_engine.tasks.label_options import BalancedLabels, SmoothedLabels
from ml_engine.tasks.task import TASKS, ImageTargets, InputSize
from ml_engine.training.metrics.classification import classification_metrics, score_matrix, sure_precision

SMALLEST_DEVIATION = 1e-3
SMALL_INPUT = 160
AUXILIARY_WEIGHT = 0.3


class LinearHead(nn.Module):
    """(B, D) embedding → (B, labels) logits: to unit length, standardise, drop out, multiply.

    Unit length takes out how strongly a picture excites the network (its light, its contrast): up to half a percent
    more right answers in cross-validation on photos.
    feature_mean, feature_scale: (D,) buffers, zero and one until set_feature_statistics.
    """

    feature_mean: Tensor
    feature_scale: Tensor

    def __init__(self, embedding: int, label_count: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("feature_mean", torch.zeros(embedding))
        self.register_buffer("feature_scale", torch.ones(embedding))
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(embedding, label_count)
        # Zero logits at the start: the first loss is ln(labels), and no random head has to be unlearnt.
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def set_feature_statistics(self, mean: Tensor, deviation: Tensor) -> None:
        """Standardise by these, (D,) each, from now on. A channel that hardly varies is only centred."""
        flat = deviation < SMALLEST_DEVIATION * deviation.max().clamp_min(SMALLEST_DEVIATION)
        self.feature_mean.copy_(mean)
        self.feature_scale.copy_(torch.where(flat, torch.ones_like(deviation), 1 / deviation.clamp_min(1e-12)))

    def set_means(self, means: Tensor, known: Tensor, sharpness: float) -> None:
        """See AnswersByMeans. −s/2 · |x − m|² is s · x·m − s/2 · |m|², less what all labels have in common."""
        middle = means[known].mean(dim=0)
        self.feature_mean.copy_(middle)
        self.feature_scale.fill_(1.0)
        around = torch.where(known[:, None], means - middle, torch.zeros_like(means))
        # Lengths are √D: no logit of a label that is known falls as low.
        never = -8 * sharpness * means.shape[1]
        bias = -0.5 * sharpness * around.square().sum(dim=1)
        with torch.no_grad():
            self.linear.weight.copy_(sharpness * around)
            self.linear.bias.copy_(torch.where(known, bias, torch.full_like(bias, never)))

    def set_dropout(self, share: float) -> None:
        self.dropout.p = share

    def prepare(self, embedding: Tensor) -> Tensor:
        """(B, D) at a length of √D, so that its numbers are about 1 whatever the backbone."""
        return functional.normalize(embedding, dim=1) * math.sqrt(embedding.shape[1])

    def forward(self, embedding: Tensor) -> tuple[Tensor]:
        standard = (self.prepare(embedding) - self.feature_mean) * self.feature_scale
        return (self.linear(self.dropout(standard)),)


class Classification(SmoothedLabels, BalancedLabels):
    """The task 'classify'.

    label_smoothing: share of the target spread over all labels, 0..1.   label_weights: in the loss, () for 1 each.
    """

    name = "classify"
    features: FeatureKind = "embedding"
    primary_metric = "accuracy"
    thresholds = Thresholds(score=0.0, iou=1.0)
    scoring = thresholds
    recipe = CLASSIFY_DEFAULTS
    several_per_picture = False

    def __init__(self, label_smoothing: float = 0.0, label_weights: Sequence[float] = ()) -> None:
        self.label_smoothing = label_smoothing
        self.label_weights = tuple(label_weights)

    def left_out(self, image: SnapshotImage) -> str:
        if picture_label(image) is not None:
            return ""
        return "has no label of the whole picture" if not image.annotations else "has several labels"

    def labels_of(self, image: SnapshotImage) -> frozenset[UUID]:
        label = picture_label(image)
        return frozenset() if label is None else frozenset((label,))

    def choose_input_size(self, images: Sequence[SnapshotImage], backbone: BackboneInfo) -> InputSize:
        """See classifier_input_size."""
        return classifier_input_size([max(i.image.width or 0, i.image.height or 0) for i in images], backbone)

    def epoch_value(self, metrics: Mapping[str, float]) -> float:
        """The loss, negative: among few validation pictures the accuracy of an early epoch is too often a lucky one."""
        return -metrics["loss"]

    def choose_thresholds(
        self,
        predictions: Sequence[Prediction],  # noqa: ARG002  (the best label is always shown)
        truths: Sequence[SnapshotImage],  # noqa: ARG002
        labels: Sequence[UUID],  # noqa: ARG002
    ) -> Thresholds:
        return self.thresholds

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return LinearHead(backbone.embedding, label_count)

    def make_targets(
        self,
        image: SnapshotImage,
        label_index: Mapping[UUID, int],
        view: ViewGeometry,  # noqa: ARG002  (the whole picture's label is the same in every view)
    ) -> ImageTargets:
        """The index of the picture's label, (1,). Raises ValueError if it has none (see picture_label)."""
        label = picture_label(image)
        if label is None:
            raise ValueError(f"{image.image.path} has no label of the whole picture")
        return ImageTargets(torch.tensor([label_index[label]]), torch.zeros((0, 4)))

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """Cross-entropy, averaged over the batch; a picture counts as much as its label weighs.

        Outputs after the first are of auxiliary heads.
        """
        labels = torch.cat([target.labels for target in targets]).to(outputs[0].device)
        return with_auxiliary([self._cross_entropy(logits.float(), labels) for logits in outputs])

    def _cross_entropy(self, logits: Tensor, labels: Tensor) -> Tensor:
        if not self.label_weights:
            return functional.cross_entropy(logits, labels, label_smoothing=self.label_smoothing)
        weights = torch.tensor(self.label_weights, device=logits.device)
        # Divided by the pictures, not by their weights: rare labels are to weigh more in any batch.
        each = functional.cross_entropy(
            logits, labels, weight=weights, label_smoothing=self.label_smoothing, reduction="sum"
        )
        return each / len(labels)

    def figures(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """precision_over_half: see sure_precision."""
        index = {label: position for position, label in enumerate(labels)}
        wanted = [index[label] for truth in truths if (label := picture_label(truth)) is not None]
        scores = score_matrix(predictions, len(labels))
        return {"precision_over_half": sure_precision(scores, torch.tensor(wanted).numpy())}

    def count_right(self, outputs: Sequence[Tensor], targets: Sequence[ImageTargets]) -> int:
        labels = torch.cat([target.labels for target in targets]).to(outputs[0].device)
        return int((outputs[0].detach().argmax(dim=1) == labels).sum())

    def decode(
        self,
        outputs: Sequence[Tensor],
        views: Sequence[ViewGeometry],  # noqa: ARG002  (no boxes to map back)
        thresholds: Thresholds,
    ) -> list[Prediction]:
        """All labels of each picture with softmax scores, best first; those below thresholds.score left out."""
        (logits,) = outputs
        return ranked_labels(logits.float().softmax(dim=1), thresholds.score)

    def score(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """accuracy, precision, recall, f1 (macro), top5_accuracy and loss. See classification_metrics."""
        index = {label: position for position, label in enumerate(labels)}
        wanted = [index[label] for truth in truths if (label := picture_label(truth)) is not None]
        return classification_metrics(score_matrix(predictions, len(labels)), torch.tensor(wanted).numpy())


def with_auxiliary(losses: Sequence[Tensor]) -> Tensor:
    """The first loss and a share of the others, those of the classifiers in the middle (Szegedy et al. 2014, 5)."""
    total, *others = losses
    for loss in others:
        total = total + AUXILIARY_WEIGHT * loss
    return total


def ranked_labels(scores: Tensor, least: float) -> list[Prediction]:
    """(B, labels) as answers, best label first, of equals the first; those below least left out."""
    ranked, order = scores.cpu().sort(dim=1, descending=True, stable=True)
    return [
        Prediction(tuple(ScoredLabel(*pair) for pair in zip(row_order, row, strict=True) if pair[1] >= least))
        for row_order, row in zip(order.tolist(), ranked.tolist(), strict=True)
    ]


def picture_label(image: SnapshotImage) -> UUID | None:
    """The label of the whole picture: that of its tag; without a tag, that of its boxes if they agree; else None."""
    tags = {a.label_id for a in image.annotations if a.kind is AnnotationKind.TAG}
    found = tags or {a.label_id for a in image.annotations}
    return next(iter(found)) if len(found) == 1 else None


def classifier_input_size(long_sides: Sequence[int], backbone: BackboneInfo) -> InputSize:
    """Input size for pictures whose long sides are these pixels, 0 for unknown.

    A whole photo shows its object smaller than the crops that networks are trained on, so a size 9/7 of theirs suits
    better (Touvron et al., "Fixing the train-test resolution discrepancy", 2019). Tiny pictures have nothing to show.
    """
    if backbone.trains_whole:
        return InputSize(backbone.usual_size, f"Input size {backbone.usual_size} pixels: what {backbone.title} is for.")
    known = sorted(side for side in long_sides if side)
    if known and known[len(known) // 2] < SMALL_INPUT:
        reason = f"half of the pictures are smaller than {SMALL_INPUT} pixels, so more would only cost time"
        return InputSize(SMALL_INPUT, f"Input size {SMALL_INPUT} pixels: {reason}.")
    size = round(backbone.input_size * 9 / 7 / 32) * 32
    reason = f"{backbone.title} was trained at {backbone.input_size}, on crops that show objects larger"
    cost = f"It takes {(size / backbone.input_size) ** 2:.1f} times as long as {backbone.input_size}"
    return InputSize(size, f"Input size {size} pixels: {reason}. {cost}.")


TASKS.add("classify", Classification())
