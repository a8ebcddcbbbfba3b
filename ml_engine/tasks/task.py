"""What a task must answer so that one loop, one cache and one exporter serve them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from uuid import UUID

import numpy as np
import torch
from torch import Tensor, nn

from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.events import Notice
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, Thresholds
from ml_engine.domain.registry import Registry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.backbones import BackboneInfo, FeatureKind
from ml_engine.tasks.input_size import InputSize as InputSize  # part of what a task answers
from ml_engine.training.model_spec import Fit, MethodSetting
from ml_engine.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class ImageTargets:
    """What one view of one picture should yield.

    labels: (N,) int64 indices.   boxes: (N, 4) float32 xyxy in input pixels; a classifier has N = 1 and no boxes.
    """

    labels: Tensor
    boxes: Tensor


class Task(Protocol):
    """name: as on the command line.   features: what the head reads.   primary_metric: the one to show first.

    thresholds: for showing answers, until choose_thresholds.   scoring: for measuring, where weak answers count too.
    recipe: the defaults of a training.   several_per_picture: a picture may have any number of labels of its own.
    """

    name: str
    features: FeatureKind
    primary_metric: str
    thresholds: Thresholds
    scoring: Thresholds
    recipe: Recipe
    several_per_picture: bool

    def left_out(self, image: SnapshotImage) -> str:
        """Why this picture can neither train nor score ('has no box'), '' if it can."""
        ...

    def labels_of(self, image: SnapshotImage) -> frozenset[UUID]:
        """The labels that this picture teaches."""
        ...

    def choose_input_size(self, images: Sequence[SnapshotImage], backbone: BackboneInfo) -> InputSize:
        """The input size for these training pictures (their sizes may be unknown)."""
        ...

    def epoch_value(self, metrics: Mapping[str, float]) -> float:
        """How good an epoch is by its validation metrics: the highest is kept."""
        ...

    def choose_thresholds(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> Thresholds:
        """Thresholds for showing answers, from the best epoch's answers to validation pictures (at self.scoring)."""
        ...

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        """A head whose forward takes the features and returns a tuple of raw output tensors.

        embedding: (B, D).   pyramid: the levels (B, C_i, H_i, W_i), finest first, as positional arguments.
        Every tensor of the output has the batch as first axis.
        """
        ...

    def make_targets(self, image: SnapshotImage, label_index: Mapping[UUID, int], view: ViewGeometry) -> ImageTargets:
        """The targets of one view: boxes moved, clipped, those mostly cut away dropped."""
        ...

    def loss(self, outputs: Sequence[Tensor], targets: Sequence[ImageTargets], progress: float) -> Tensor:
        """Scalar loss of a batch. progress: 0..1 of the whole training."""
        ...

    def decode(
        self, outputs: Sequence[Tensor], views: Sequence[ViewGeometry], thresholds: Thresholds
    ) -> list[Prediction]:
        """Answers in picture pixels, best first, one per picture of the batch."""
        ...

    def score(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]:
        """The metrics of the field, by the keys of the command line."""
        ...


TASKS: Registry[Task] = Registry("task")


@runtime_checkable
class SmoothsLabels(Protocol):
    """A task whose targets can be smoothed."""

    def smoothed(self, share: float) -> Task:
        """The same task with this share of a label's target spread over all labels, 0..1."""
        ...


@runtime_checkable
class WeighsLabels(Protocol):
    """A task whose loss can count rare labels more."""

    def weighted(self, counts: Sequence[int], pictures: int) -> Task:
        """The same task, its labels weighted. counts: training pictures with each label.   pictures: all of them."""
        ...


@runtime_checkable
class CountsRight(Protocol):
    """A task that can say in passing how many pictures of a training batch it got right."""

    def count_right(self, outputs: Sequence[Tensor], targets: Sequence[ImageTargets]) -> int: ...


@runtime_checkable
class HasFigures(Protocol):
    """A task with figures of an epoch beside its metrics."""

    def figures(
        self, predictions: Sequence[Prediction], truths: Sequence[SnapshotImage], labels: Sequence[UUID]
    ) -> dict[str, float]: ...


@runtime_checkable
class RemarksOnPictures(Protocol):
    """A task that has something to say about the pictures before it learns from them."""

    def remarks(self, pictures: Sequence[SnapshotImage]) -> Sequence[Notice]: ...


@runtime_checkable
class DropsOut(Protocol):
    """A head that can leave out a random part of what it reads while it learns."""

    def set_dropout(self, share: float) -> None:
        """share: 0..1, 0 for none."""
        ...


@runtime_checkable
class MixesFeatures(Protocol):
    """A task that makes new training pictures out of a batch of frozen features."""

    def mix_features(
        self,
        levels: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        dice: np.random.Generator,
        *,
        share: float,
        mirror: bool,
    ) -> tuple[tuple[Tensor, ...], list[ImageTargets]]:
        """A batch of the same size. share: of pictures joined from two, 0..1.   mirror: half may be mirrored."""
        ...


@runtime_checkable
class StandardisesFeatures(Protocol):
    """A head that wants to know the training features' statistics before it learns."""

    def prepare(self, embedding: Tensor) -> Tensor:
        """(B, D) → (B, D): what the statistics are of."""
        ...

    def set_feature_statistics(self, mean: Tensor, deviation: Tensor) -> None:
        """mean, deviation: (D,) float32 of the training pictures' prepared embeddings."""
        ...


@runtime_checkable
class AnswersByMeans(StandardisesFeatures, Protocol):
    """A head that can answer the label whose mean is nearest, instead of being trained."""

    def set_means(self, means: Tensor, known: Tensor, sharpness: float) -> None:
        """means: (labels, D) of prepared embeddings.   known: (labels,) bool, the others are never answered.

        sharpness: half of the squared distances times it are what the logits fall by.
        """
        ...


@runtime_checkable
class FollowsRecipe(Protocol):
    """A task with choices of its own in the recipe."""

    def configured(self, recipe: Recipe) -> Task:
        """The same task as the recipe wants it."""
        ...


@runtime_checkable
class HasAnchors(Protocol):
    """A task that starts from a few shapes of box."""

    def anchor_fit(self, pictures: Sequence[SnapshotImage], input_size: int, fit: Fit) -> AnchorFit:
        """The shapes over the boxes of these pictures, in input pixels."""
        ...


@runtime_checkable
class ChoosesSettings(Protocol):
    """A task with numbers of its own that come from the training pictures, as YOLO's anchors.

    A new run asks for them once, before the head is built; its model keeps them, and whatever opens the model puts them
    back with with_settings.
    """

    def choose_settings(
        self, pictures: Sequence[SnapshotImage], labels: Sequence[UUID], input_size: int, fit: Fit, seed: int
    ) -> tuple[MethodSetting, ...]:
        """From the training pictures, in input pixels. A pure function of its arguments. Raises UserError."""
        ...

    def with_settings(self, settings: Sequence[MethodSetting]) -> Task:
        """The same task with these. Raises UserError if they are not its own."""
        ...


@runtime_checkable
class SeesTargets(Protocol):
    """A head that must know the answers while it learns: its second stage looks at regions near them.

    Its forward's first output is the regions that it chose to look at, (B, K, 4), best first.
    """

    def learn(self, levels: Sequence[Tensor], targets: Sequence[ImageTargets]) -> tuple[Tensor, ...]:
        """Raw outputs to learn from, batch first. They may be more than those of forward."""
        ...


@runtime_checkable
class SaysBoxes(Protocol):
    """A task whose raw outputs can be read as boxes with scores by whoever knows nothing of its head."""

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """(B, A, 4) xyxy in input pixels, not clipped, and (B, A, labels) in 0..1; doubles not yet suppressed."""
        ...


def balanced_weights(counts: Sequence[int]) -> tuple[float, ...]:
    """A weight per label, in inverse proportion to its count, that averages 1 over what was counted.

    A label that never occurs weighs 1. Source: King and Zeng, "Logistic Regression in Rare Events Data", 2001.
    """
    seen = [count for count in counts if count]
    return tuple(sum(seen) / (len(seen) * count) if count else 1.0 for count in counts)


def to_device(targets: ImageTargets, device: torch.device) -> ImageTargets:
    return ImageTargets(targets.labels.to(device), targets.boxes.to(device))
