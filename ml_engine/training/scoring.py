"""Answers of a model for a split, from cached frozen features where the backbone was not touched, and their scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from torch import nn

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, PictureFailed
from ml_engine.domain.predictions import Prediction
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.tasks.task import Task
from ml_engine.training.batches import BatchSource, CachedBatches
from ml_engine.training.feature_cache import FeatureRequest, FeatureSet, extract_features
from ml_engine.training.fit import ShouldStop, predict_all
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.networks import HeadNetwork, on_device
from ml_engine.training.pixels import PixelBatches, Viewing, usable_references
from ml_engine.training.step import Chunks, Machine

Emit = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Scored:
    """pictures: those that could be read.   predictions: one each, weak answers included."""

    pictures: Sequence[SnapshotImage]
    predictions: Sequence[Prediction]
    metrics: dict[str, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What scoring needs beside model and pictures. cache_dir: of the project."""

    cache_dir: Path
    machine: Machine
    threads: int
    budget_bytes: int
    emit: Emit
    should_stop: ShouldStop


def score_split(model: TrainedModel, pictures: Sequence[SnapshotImage], task: Task, around: Surroundings) -> Scored:
    """Score a model on pictures; unreadable ones are said and left out.

    Raises UserError if none can be read, Cancelled.
    """
    spec = model.spec
    label_index = {label.id: place for place, label in enumerate(spec.labels)}
    if spec.trained_blocks:
        return _score_pixels(model, pictures, task, label_index, around)
    features = split_features(model, pictures, around)
    usable = [place for place in range(len(pictures)) if place not in features.failed]
    tell_failed({pictures[place].image.path: reason for place, reason in features.failed.items()}, around.emit)
    source = CachedBatches(features, [pictures[place] for place in usable], usable, 1, task, label_index)
    return score_source(on_device(HeadNetwork(model.head), around.machine.device), source, task, spec, around)


def split_features(model: TrainedModel, pictures: Sequence[SnapshotImage], around: Surroundings) -> FeatureSet:
    """Frozen features of the pictures as they are, in their order."""
    spec = model.spec
    return extract_features(
        [FeatureRequest(picture.image, 0) for picture in pictures],
        backbone=model.backbone, weights_hash=spec.weights_sha256, kind=spec.features, input_size=spec.input_size,
        fit=spec.fit, augment=AugmentRecipe.none(), seed=0, folder=around.cache_dir / "features",
        budget_bytes=around.budget_bytes, device=around.machine.device, threads=around.threads, emit=around.emit,
        should_stop=around.should_stop,
    )  # fmt: skip


def score_source(network: nn.Module, source: BatchSource, task: Task, spec: ModelSpec, around: Surroundings) -> Scored:
    """Answers and metrics for all pictures of a source."""
    if not source.pictures:
        raise none_readable()
    chunks = Chunks(0, around.machine.device, _say_nothing)
    predictions = predict_all(network, source, task, around.machine, chunks, around.should_stop)
    labels = [label.id for label in spec.labels]
    return Scored(source.pictures, predictions, task.score(predictions, source.pictures, labels))


def _say_nothing(before: int, after: int) -> None:
    """Scoring in smaller pieces changes nothing that a user would notice."""


def tell_failed(failed: Mapping[Path, str], emit: Emit) -> None:
    """One event per picture that could not be used."""
    for path, reason in failed.items():
        emit(PictureFailed(str(path), reason))


def none_readable() -> UserError:
    return UserError(
        "no-readable-pictures",
        "None of the pictures to learn from, or none of those to score on, can be read.",
        "See the reasons above; check that the pictures' folder is where the project expects it.",
    )


def _score_pixels(
    model: TrainedModel,
    pictures: Sequence[SnapshotImage],
    task: Task,
    label_index: Mapping[UUID, int],
    around: Surroundings,
) -> Scored:
    spec = model.spec
    viewing = Viewing(spec.input_size, spec.fit, AugmentRecipe.none(), 0, around.threads)
    usable, references, failed = usable_references(pictures, viewing)
    tell_failed({pictures[place].image.path: reason for place, reason in failed.items()}, around.emit)
    source = PixelBatches(usable, references, 1, task, label_index, viewing, memory_bytes=0)
    try:
        scored = score_source(on_device(model, around.machine.device), source, task, spec, around)
    finally:
        source.close()
    tell_failed({usable[place].image.path: reason for place, reason in source.failed.items()}, around.emit)
    return scored
