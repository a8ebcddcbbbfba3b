"""From a model's answers to what people look at: right and wrong per picture, a row and a curve per label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_engine.domain.events import TruthBox
from ml_engine.domain.geometry import box_iou
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Split
from ml_engine.reports.answers import NOTHING, AnsweredBox, LabelScores, PictureAnswer, ScoreCurve, Scores
from ml_engine.tasks.detection.task import truth_boxes
from ml_engine.tasks.task import Task
from ml_engine.training.metrics.average_precision import average_precision
from ml_engine.training.metrics.box_errors import judge, missed
from ml_engine.training.metrics.calibration import label_thresholds
from ml_engine.training.metrics.classification import area_under, label_matches, score_matrix
from ml_engine.training.metrics.detection import (
    MATCH_IOU,
    Matches,
    PrecisionRecall,
    TruthBoxes,
    match,
    match_truths,
    precision_recall,
)
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.more_figures import box_figures, label_figures
from ml_engine.training.scoring import Scored

CURVE_POINTS = 200
KEPT_SCORE = 0.05  # weaker boxes are not worth their place in the file
KEPT_BOXES = 100
KEPT_LABELS = 20

Cell = tuple[str, str]


def picture_answers(scored: Scored, split: Split, task: Task, spec: ModelSpec) -> list[PictureAnswer]:
    """An answer per picture of the split, in its order."""
    if task.features == "embedding":
        return [
            _label_answer(picture, prediction, split, task, spec)
            for picture, prediction in zip(scored.pictures, scored.predictions, strict=True)
        ]
    truths = truth_boxes(scored.pictures, [label.id for label in spec.labels])
    return [
        _box_answer(picture, prediction, truth, split, spec)
        for picture, prediction, truth in zip(scored.pictures, scored.predictions, truths, strict=True)
    ]


def count_scores(scored: Scored, answers: Sequence[PictureAnswer], split: Split, task: Task, spec: ModelSpec) -> Scores:
    """Tables and curves of a split. answers: picture_answers of the same."""
    finds_boxes = task.features == "pyramid"
    matches, every, metrics = _of_boxes(scored, spec) if finds_boxes else _of_labels(scored, task, spec)
    extra = box_figures(scored, every, spec) if finds_boxes else label_figures(scored, every, task, spec)
    thresholds = [_own_threshold(own) for own in matches]
    has_background = finds_boxes or spec.several_per_picture
    confusion = _confusion(answers, spec.label_names, has_background=has_background)
    rows = []
    for place, label in enumerate(spec.labels):
        support = int(matches[place].truths.sum())
        shown = _shown_metrics(confusion, place) | metrics[place]
        rows.append(LabelScores(label.id.hex, label.name, label.color, support, shown, thresholds[place]))
    curves = [_curve("", precision_recall(every))]
    curves += [
        _curve(label.name, precision_recall(own))
        for label, own in zip(spec.labels, matches, strict=True)
        if own.truths.sum()
    ]
    return Scores(
        task.name, split.value, spec.score, scored.metrics, tuple(rows),
        tuple(tuple(row) for row in confusion.tolist()), has_background, tuple(curves), extra.figures, extra.errors,
        extra.reliability,
    )  # fmt: skip


def _own_threshold(matches: Matches) -> float | None:
    (threshold,) = label_thresholds(matches, 1)
    return threshold


def _label_answer(
    picture: SnapshotImage, prediction: Prediction, split: Split, task: Task, spec: ModelSpec
) -> PictureAnswer:
    names = spec.label_names
    taught = task.labels_of(picture)
    truth = tuple(label.name for label in spec.labels if label.id in taught)
    scores = tuple((names[found.index], found.score) for found in prediction.labels)
    all_scores = dict(scores)
    if spec.several_per_picture:
        errors = [abs(all_scores.get(name, 0.0) - (name in truth)) for name in names]
        cells = _several_cells(truth, [name for name, score in scores if score >= spec.score])
    else:
        errors = [1 - all_scores.get(name, 0.0) for name in truth]
        cells = tuple((name, answer) for name in truth for answer, _ in scores[:1])
    return PictureAnswer(
        picture.image.id,
        str(picture.image.path),
        split.value,
        max(errors),
        truth_labels=truth,
        scores=scores[:KEPT_LABELS],
        cells=cells,
    )


def _several_cells(truth: Sequence[str], said: Sequence[str]) -> tuple[Cell, ...]:
    """Labels found, missed, and made up: one is never taken for another."""
    found = [(name, name if name in said else NOTHING) for name in truth]
    return (*found, *((NOTHING, name) for name in said if name not in truth))


def _box_answer(
    picture: SnapshotImage, prediction: Prediction, truth: TruthBoxes, split: Split, spec: ModelSpec
) -> PictureAnswer:
    names = spec.label_names
    rows = match_truths(prediction.boxes, truth)
    shown = [row for row in rows if row[0].score >= spec.score]
    judged = judge([row[0] for row in shown], truth)
    errors = {id(row.box): row.error for row in judged}
    count = len(truth.labels) + len(shown)
    kept = [row for row in rows if row[0].score >= min(KEPT_SCORE, spec.score)][:KEPT_BOXES]
    return PictureAnswer(
        picture.image.id,
        str(picture.image.path),
        split.value,
        1 - 2 * sum(iou for _, _, iou in shown) / count if count else 0.0,
        truth_boxes=tuple(
            TruthBox(names[label], (x0, y0, x1, y1))
            for label, (x0, y0, x1, y1) in zip(truth.labels.tolist(), truth.boxes.tolist(), strict=True)
        ),
        boxes=tuple(
            AnsweredBox(names[box.index], box.score, box.xyxy, place, errors.get(id(box), "")) for box, place, _ in kept
        ),
        cells=_box_cells([(box, place) for box, place, _ in shown], truth, names),
        missed=tuple(missed(judged, truth)),
    )


def _box_cells(shown: Sequence[tuple[ScoredBox, int]], truth: TruthBoxes, names: Sequence[str]) -> tuple[Cell, ...]:
    """Objects found, taken for another label, missed; and boxes where there is nothing.

    A box that found no object of its label, best first, stands for the object it overlaps most that no other has.
    """
    found = {place for _, place in shown if place >= 0}
    cells = [(names[box.index], names[box.index]) for box, place in shown if place >= 0]
    free = np.array([place for place in range(len(truth.labels)) if place not in found], dtype=np.int64)
    for box, place in shown:
        if place >= 0:
            continue
        overlap = box_iou(np.array([box.xyxy], dtype=np.float64), truth.boxes[free].astype(np.float64))[0]
        best = int(overlap.argmax()) if len(free) else -1
        if best >= 0 and overlap[best] >= MATCH_IOU:
            cells.append((names[truth.labels[free[best]]], names[box.index]))
            free = np.delete(free, best)
        else:
            cells.append((NOTHING, names[box.index]))
    return (*cells, *((names[truth.labels[place]], NOTHING) for place in free))


def _of_boxes(scored: Scored, spec: ModelSpec) -> tuple[list[Matches], Matches, list[dict[str, float]]]:
    """Matches per label and of all, and the metrics that no threshold changes."""
    truths = truth_boxes(scored.pictures, [label.id for label in spec.labels])
    every = match(scored.predictions, truths, len(spec.labels))
    ap = average_precision(scored.predictions, truths, len(spec.labels))
    pairs = zip(ap.ap_of_label, ap.ap50_of_label, strict=True)
    metrics = [{} if np.isnan(one) else {"ap": one, "ap50": half} for one, half in pairs]
    return [every.of_label(place) for place in range(len(spec.labels))], every, metrics


def _of_labels(scored: Scored, task: Task, spec: ModelSpec) -> tuple[list[Matches], Matches, list[dict[str, float]]]:
    """As _of_boxes; each label against all others."""
    scores = score_matrix(scored.predictions, len(spec.labels))
    truth = np.array([[label.id in task.labels_of(picture) for label in spec.labels] for picture in scored.pictures])
    matches = [label_matches(scores[:, place], truth[:, place]) for place in range(len(spec.labels))]
    metrics = [{"ap": area_under(precision_recall(own))} if own.truths.sum() else {} for own in matches]
    return matches, label_matches(scores.ravel(), truth.ravel()), metrics


def _confusion(
    answers: Sequence[PictureAnswer], names: Sequence[str], *, has_background: bool
) -> npt.NDArray[np.int64]:
    cells = Counter(cell for answer in answers for cell in answer.cells)
    axis = {name: place for place, name in enumerate((*names, NOTHING))}
    side = len(names) + has_background
    matrix = np.zeros((side, side), dtype=np.int64)
    for (truth, answer), count in cells.items():
        matrix[axis[truth], axis[answer]] += count
    return matrix


def _shown_metrics(confusion: npt.NDArray[np.int64], place: int) -> dict[str, float]:
    """Of what is shown. Without an object there is no recall, without an answer no precision."""
    hits, wanted, answered = (
        int(count) for count in (confusion[place, place], confusion[place].sum(), confusion[:, place].sum())
    )
    row = {}
    if answered:
        row["precision"] = hits / answered
    if wanted:
        row["recall"] = hits / wanted
    if wanted + answered:
        row["f1"] = 2 * hits / (wanted + answered)
    return row


def _curve(label: str, line: PrecisionRecall) -> ScoreCurve:
    chosen = np.unique(np.linspace(0, max(len(line.score) - 1, 0), CURVE_POINTS).round().astype(int))
    chosen = chosen[: len(line.score)]
    return ScoreCurve(
        label,
        tuple(line.score[chosen].tolist()),
        tuple(line.recall[chosen].tolist()),
        tuple(line.precision[chosen].tolist()),
    )
