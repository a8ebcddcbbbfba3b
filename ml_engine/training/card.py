"""Gathers what a model card says: facts of the run, no prose."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

import numpy as np

from ml_engine.domain.predictions import Prediction
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, count_by_split
from ml_engine.domain.values import AnnotationKind, Split
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.card import Curve, EpochFacts, LabelFacts, ModelCard
from ml_engine.tasks.classification import picture_label
from ml_engine.tasks.detection.task import truth_boxes
from ml_engine.tasks.task import Task
from ml_engine.training.backbone_choice import ChosenBackbone
from ml_engine.training.checkpoint import FitState
from ml_engine.training.device import DeviceChoice
from ml_engine.training.metrics.classification import confusion_matrix, score_matrix
from ml_engine.training.metrics.detection import TruthBoxes, detection_metrics, match, precision_recall
from ml_engine.training.model import ModelSpec
from ml_engine.training.pictures import Pictures
from ml_engine.training.recipe import Recipe, recipe_toml
from ml_engine.training.scoring import Scored

PACKAGES = ("vistazo", "torch", "torchvision", "onnxruntime", "numpy", "opencv-python-headless", "Pillow")
CURVE_POINTS = 200


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


def make_card(facts: CardFacts, run: str, spec: ModelSpec, task: Task, scored: Scored, validation: Scored) -> ModelCard:
    """The card of a finished run. scored: the split its metrics are of."""
    used = (*facts.pictures.train, *facts.pictures.validation, *facts.pictures.test)
    is_detector = task.features == "pyramid"
    return ModelCard(
        run=run,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        task=task.name,
        labels=_labels(facts, task, scored, spec),
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
        metrics=scored.metrics,
        validation_metrics=validation.metrics,
        score=spec.score,
        iou=spec.iou,
        device=str(facts.choice.device),
        seconds=facts.seconds,
        seed=facts.job.seed,
        versions=_versions(),
        recipe=recipe_toml(facts.recipe),
        history=tuple(
            EpochFacts(row.epoch, row.phase, row.train_loss, row.metrics, row.best) for row in facts.state.rows
        ),
        confusion=() if is_detector else _confusion(scored, spec),
        curves=_curves(scored, spec) if is_detector else (),
        input_reason=facts.input_reason,
        device_reason=facts.choice.reason,
        empty_pictures=sum(not task.labels_of(image) for image in used),
        left_out=facts.pictures.left_out,
    )


def _labels(facts: CardFacts, task: Task, scored: Scored, spec: ModelSpec) -> tuple[LabelFacts, ...]:
    metrics = _label_metrics(task, scored, spec)
    rows = []
    for place, label in enumerate(spec.labels):
        counts = {
            split.value: sum(_mentions(image, task, label.id) for image in facts.pictures.part(split))
            for split in Split
        }
        rows.append(LabelFacts(label.name, label.color, counts, metrics[place]))
    return tuple(rows)


def _mentions(image: SnapshotImage, task: Task, label: UUID) -> int:
    """How often a picture teaches a label: its boxes, or the picture itself."""
    if task.features == "embedding":
        return int(label in task.labels_of(image))
    return sum(a.label_id == label and a.kind is not AnnotationKind.TAG for a in image.annotations)


def _label_metrics(task: Task, scored: Scored, spec: ModelSpec) -> list[dict[str, float]]:
    places = range(len(spec.labels))
    if task.features == "pyramid":
        return [_box_metrics(*_of_label(scored, spec, place)) for place in places]
    matrix = np.array(_confusion(scored, spec), dtype=np.int64)
    return [_tag_metrics(int(matrix[k, k]), int(matrix[k].sum()), int(matrix[:, k].sum())) for k in places]


def _tag_metrics(hits: int, wanted: int, answered: int) -> dict[str, float]:
    """Without a picture there is no recall, without an answer no precision."""
    row = {}
    if wanted:
        row["recall"] = hits / wanted
    if answered:
        row["precision"] = hits / answered
    if wanted + answered:
        row["f1"] = 2 * hits / (wanted + answered)
    return row


def _box_metrics(predictions: Sequence[Prediction], truths: Sequence[TruthBoxes]) -> dict[str, float]:
    if not any(len(truth.labels) for truth in truths):
        return {}
    metrics = detection_metrics(predictions, truths, 1)
    return {key: metrics[key] for key in ("ap", "ap50", "precision", "recall")}


def _of_label(scored: Scored, spec: ModelSpec, place: int) -> tuple[list[Prediction], list[TruthBoxes]]:
    """Answers and truths of one label, as if there were no other: its index becomes 0."""
    predictions = [
        Prediction(boxes=tuple(replace(box, index=0) for box in prediction.boxes if box.index == place))
        for prediction in scored.predictions
    ]
    truths = []
    for truth in truth_boxes(scored.pictures, [label.id for label in spec.labels]):
        own = truth.labels == place
        truths.append(replace(truth, labels=np.zeros(int(own.sum()), np.int64), boxes=truth.boxes[own]))
    return predictions, truths


def _confusion(scored: Scored, spec: ModelSpec) -> tuple[tuple[int, ...], ...]:
    """Rows are true labels, columns answers."""
    index = {label.id: place for place, label in enumerate(spec.labels)}
    truth = [index[label] for picture in scored.pictures if (label := picture_label(picture)) is not None]
    answers = score_matrix(scored.predictions, len(index)).argmax(axis=1)
    matrix = confusion_matrix(answers, np.array(truth, dtype=np.int64), len(index))
    return tuple(tuple(int(count) for count in row) for row in matrix)


def _curves(scored: Scored, spec: ModelSpec) -> tuple[Curve, ...]:
    """One per label that occurs, thinned to CURVE_POINTS points."""
    curves = []
    for place, label in enumerate(spec.labels):
        predictions, truths = _of_label(scored, spec, place)
        if not any(len(truth.labels) for truth in truths):
            continue
        line = precision_recall(match(predictions, truths, 1))
        chosen = np.unique(np.linspace(0, len(line.recall) - 1, CURVE_POINTS).round().astype(int))
        chosen = chosen if len(line.recall) else np.zeros(0, int)
        recall, precision = line.recall[chosen].tolist(), line.precision[chosen].tolist()
        curves.append(Curve(label.name, label.color, tuple(recall), tuple(precision)))
    return tuple(curves)


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[package] = version(package)
    return found
