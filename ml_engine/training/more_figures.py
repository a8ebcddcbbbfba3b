"""Figures beside the metrics: by other rules, by size, by kind of mistake, and how far scores can be believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ml_engine.lab.average_precision import Rule
from ml_engine.reports.answers import ErrorKind, Reliability
from ml_engine.tasks.detection.task import truth_boxes
from ml_engine.tasks.task import HasFigures, Task
from ml_engine.training.metrics.average_precision import coco_figures
from ml_engine.training.metrics.average_rules import average_precisions
from ml_engine.training.metrics.box_errors import KINDS, box_errors
from ml_engine.training.metrics.calibration import Calibration, calibration
from ml_engine.training.metrics.classification import score_matrix
from ml_engine.training.metrics.detection import Matches
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.scoring import Scored

BELIEVED_SCORE = 0.05  # a detector's many weak answers say nothing of how far what is shown can be believed
OTHER_RULES: dict[str, tuple[Rule, bool]] = {
    "ap50_11_points": ("11-point", False),
    "ap50_all_points": ("all-point", False),
    "ap50_voc": ("all-point", True),
}


@dataclass(frozen=True, slots=True)
class MoreFigures:
    """As in reports.answers.Scores."""

    figures: dict[str, float]
    errors: tuple[ErrorKind, ...]
    reliability: tuple[Reliability, ...]


def box_figures(scored: Scored, every: Matches, spec: ModelSpec) -> MoreFigures:
    """Of a detector. every: matches of all labels."""
    truths = truth_boxes(scored.pictures, [label.id for label in spec.labels])
    count = len(spec.labels)
    figures = coco_figures(scored.predictions, truths, count)
    for name in ("ap", "ap50", "ap75"):  # among the metrics already
        figures.pop(name, None)
    for name, (rule, plus_one) in OTHER_RULES.items():
        areas = average_precisions(scored.predictions, truths, count, rule=rule, plus_one=plus_one)
        known = [area for area in areas if not np.isnan(area)]
        if known:
            figures[name] = float(np.mean(known))
    mistakes = box_errors(scored.predictions, truths, count, spec.score)
    believed = every.scores >= BELIEVED_SCORE
    belief = calibration(every.scores[believed], every.iou[believed] > 0)
    errors = tuple(ErrorKind(kind, mistakes.counts[kind], mistakes.costs[kind]) for kind in KINDS)
    return MoreFigures(figures | _belief(belief), errors, belief.bins)


def label_figures(scored: Scored, every: Matches, task: Task, spec: ModelSpec) -> MoreFigures:
    """Of a classifier. every: matches of all labels."""
    if spec.several_per_picture:
        belief = calibration(every.scores, every.iou > 0)
        return MoreFigures(_belief(belief), (), belief.bins)
    scores = score_matrix(scored.predictions, len(spec.labels))
    best = scores.argmax(axis=1)
    right = np.array(
        [
            spec.labels[place].id in task.labels_of(picture)
            for place, picture in zip(best, scored.pictures, strict=True)
        ],
        dtype=bool,
    )
    belief = calibration(scores[np.arange(len(scores)), best], right)
    errors = {"top1_error": 1 - scored.metrics["accuracy"], "top5_error": 1 - scored.metrics["top5_accuracy"]}
    if isinstance(task, HasFigures):
        errors |= task.figures(scored.predictions, scored.pictures, [label.id for label in spec.labels])
    return MoreFigures(errors | _belief(belief), (), belief.bins)


def _belief(found: Calibration) -> dict[str, float]:
    return {"calibration_error": found.error, "calibration_worst": found.worst}
