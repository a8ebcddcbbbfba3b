"""Which pictures a headline figure opens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.results.report import RunReport
from desktop_app.results.scores import Judged


def metric_pictures(report: RunReport, key: str) -> tuple[list[int], str]:
    """Ids, the worst first, and the title of their list. Without answers: none.

    What a metric punishes is what it opens: precision the wrong answers, recall the misses.
    """
    if report.scores is None:
        return [], ""
    tr = QCoreApplication.translate
    pictures = report.scores.pictures
    match key:
        case "precision":
            ids = [item.picture.image_id for item in pictures if _has_wrong_answer(item)]
            title = tr("MetricLinks", "Wrong answers")
        case "recall":
            ids = [item.picture.image_id for item in pictures if _has_unfound_truth(item)]
            title = tr("MetricLinks", "Missed or mixed up")
        case "accuracy" | "f1" | "top5_accuracy":
            ids = [item.picture.image_id for item in pictures if _fails(item, key)]
            title = (
                tr("MetricLinks", "Not among the best 5") if key == "top5_accuracy" else tr("MetricLinks", "Mistakes")
            )
        case _:
            ids = [item.picture.image_id for item in pictures]
            title = tr("MetricLinks", "All scored pictures, the worst first")
    return report.scores.ids_worst_first(ids), title


def _has_wrong_answer(item: Judged) -> bool:
    return any(outcome.answer is not None for outcome in item.wrong)


def _has_unfound_truth(item: Judged) -> bool:
    return any(outcome.truth is not None for outcome in item.wrong)


def _fails(item: Judged, key: str) -> bool:
    if key == "accuracy" and item.picture.truth_boxes:
        return not _names_the_largest(item)
    if key != "top5_accuracy":
        return not item.is_right
    best = {name for name, _ in item.picture.scores[:5]}
    return any(name not in best for name in item.picture.truth_labels)


def _names_the_largest(item: Judged) -> bool:
    """Whether a localiser's one answer has the label of the largest object."""
    largest = max(item.picture.truth_boxes, key=lambda truth: _area(truth.xyxy))
    return bool(item.picture.boxes) and item.picture.boxes[0].label == largest.label


def _area(xyxy: tuple[float, float, float, float]) -> float:
    return (xyxy[2] - xyxy[0]) * (xyxy[3] - xyxy[1])
