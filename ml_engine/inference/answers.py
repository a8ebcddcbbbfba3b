"""A model's raw numbers as the events that users and programs read."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from ml_engine.domain.events import PicturePrediction
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.naming import named_boxes, named_labels
from ml_engine.domain.predictions import Prediction, Thresholds
from ml_engine.inference.predictor import RawOutputs
from ml_engine.tasks.catalogue import task_of
from ml_engine.training.model_spec import ModelSpec


def decode_answers(
    outputs: RawOutputs, views: Sequence[ViewGeometry], spec: ModelSpec, min_score: float | None = None
) -> list[Prediction]:
    """What the model answers for each picture, best first. min_score: instead of the model's own threshold, 0..1.

    A classifier's labels are all there, so that the best ones can be shown even where none is sure.
    """
    if not views:
        return []
    task = task_of(spec)
    floor = 0.0 if task.features == "embedding" else _threshold(spec, min_score)
    return task.decode([torch.from_numpy(output) for output in outputs], views, Thresholds(floor, spec.iou))


def as_event(image: str, answer: Prediction, spec: ModelSpec, min_score: float | None = None) -> PicturePrediction:
    """The event of one picture.

    Classifier: the best label if it reaches the threshold, else None, and the best five.   Detector: all its boxes.
    """
    names = spec.label_names
    if spec.features == "pyramid":
        return named_boxes(image, answer, names)
    return named_labels(image, answer, names, _threshold(spec, min_score), several=spec.several_per_picture)


def _threshold(spec: ModelSpec, min_score: float | None) -> float:
    return spec.score if min_score is None else min_score
