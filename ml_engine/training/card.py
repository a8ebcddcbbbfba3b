"""Gathers what a model card says: facts of the run, no prose."""

from __future__ import annotations

import contextlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

from ml_engine.domain.snapshot import Snapshot, SnapshotImage, count_by_split
from ml_engine.domain.values import AnnotationKind, Split
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.answers import Scores
from ml_engine.reports.card import Curve, EpochFacts, LabelFacts, ModelCard
from ml_engine.tasks.task import HasAnchors, Task
from ml_engine.training.backbone_choice import ChosenBackbone
from ml_engine.training.checkpoint import FitState
from ml_engine.training.device import DeviceChoice
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.pictures import Pictures
from ml_engine.training.recipe import Recipe, recipe_toml
from ml_engine.training.scoring import Scored

PACKAGES = ("vistazo", "torch", "torchvision", "onnxruntime", "numpy", "opencv-python-headless", "Pillow")


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What only the job knows. parameters: of the whole model; trained_parameters: those that training changed."""

    job: TrainJob
    snapshot: Snapshot
    pictures: Pictures
    chosen: ChosenBackbone
    input_reason: str
    choice: DeviceChoice
    recipe: Recipe
    state: FitState
    seconds: float
    parameters: int
    trained_parameters: int


def make_card(facts: CardFacts, run: str, spec: ModelSpec, task: Task, scores: Scores, validation: Scored) -> ModelCard:
    """The card of a finished run. scores: of the split that its metrics are of."""
    used = (*facts.pictures.train, *facts.pictures.validation, *facts.pictures.test)
    return ModelCard(
        run=run,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        task=task.name,
        labels=_labels(facts, task, scores, spec),
        pictures={split.value: count for split, count in count_by_split(used).items()},
        backbone=spec.backbone,
        backbone_title=facts.chosen.info.title,
        weights_origin=facts.chosen.weights.origin if facts.chosen.weights else "",
        weights_sha256=spec.weights_sha256,
        trained_blocks=spec.trained_blocks,
        parameters=facts.parameters,
        trained_parameters=facts.trained_parameters,
        input_size=spec.input_size,
        fit=spec.fit,
        primary_metric=task.primary_metric,
        metrics_split=facts.pictures.scored_split.value,
        metrics=scores.metrics,
        validation_metrics=validation.metrics,
        score=spec.score,
        iou=spec.iou,
        device=str(facts.choice.device),
        seconds=facts.seconds,
        seed=facts.job.seed,
        versions=_versions(),
        recipe=recipe_toml(facts.recipe),
        history=tuple(
            EpochFacts(row.epoch, row.phase, row.train_loss, row.metrics, row.best, row.train_metrics)
            for row in facts.state.rows
        ),
        confusion=() if scores.has_background else scores.confusion,
        curves=_curves(scores) if scores.has_background else (),
        input_reason=facts.input_reason,
        device_reason=facts.choice.reason,
        empty_pictures=sum(not task.labels_of(image) for image in used),
        left_out=facts.pictures.left_out,
        several_per_picture=spec.several_per_picture,
        split_check=facts.snapshot.split_check,
        anchors=task.anchor_fit(facts.pictures.train, spec.input_size, spec.fit)
        if isinstance(task, HasAnchors)
        else None,
    )


def _labels(facts: CardFacts, task: Task, scores: Scores, spec: ModelSpec) -> tuple[LabelFacts, ...]:
    rows = []
    for label, own in zip(spec.labels, scores.labels, strict=True):
        counts = {
            split.value: sum(_mentions(image, task, label.id) for image in facts.pictures.part(split))
            for split in Split
        }
        rows.append(LabelFacts(label.name, label.color, counts, own.metrics))
    return tuple(rows)


def _curves(scores: Scores) -> tuple[Curve, ...]:
    """One per label that occurs."""
    colors = {label.name: label.color for label in scores.labels}
    return tuple(
        Curve(curve.label, colors[curve.label], curve.recall, curve.precision)
        for curve in scores.curves
        if curve.label in colors
    )


def _mentions(image: SnapshotImage, task: Task, label: UUID) -> int:
    """How often a picture teaches a label: its boxes, or the picture itself."""
    if task.features == "embedding":
        return int(label in task.labels_of(image))
    return sum(a.label_id == label and a.kind is not AnnotationKind.TAG for a in image.annotations)


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[package] = version(package)
    return found
