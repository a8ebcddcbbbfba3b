"""How good a detector is: average precision, and what one score threshold gives in precision, recall and F1.

Matching follows COCO: in the order of scores each answer takes the free truth of its label that it overlaps most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.geometry import box_iou
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.training.metrics.average_precision import TruthBoxes, average_precision

__all__ = [
    "Matches",
    "PrecisionRecall",
    "TruthBoxes",
    "best_threshold",
    "detection_metrics",
    "match",
    "match_truths",
    "precision_recall",
]

FloatArray = npt.NDArray[np.float64]
MATCH_IOU = 0.5


@dataclass(frozen=True, slots=True)
class Matches:
    """Every answer, best first, and what became of it.

    scores: (N,) falling.   labels: (N,) int64.   iou: (N,) overlap with the truth it took, 0 for none.
    truths: (L,) int64, how many truths each label has.
    """

    scores: FloatArray
    labels: npt.NDArray[np.int64]
    iou: FloatArray
    truths: npt.NDArray[np.int64]

    def of_label(self, label: int) -> Matches:
        """Those of one label alone: what another label's answers took, this one's could not have taken."""
        own = self.labels == label
        return Matches(self.scores[own], self.labels[own], self.iou[own], self.truths[label : label + 1])


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """One point per distinct score, from the surest answer alone to all answers. Arrays are (N,) float64.

    score: falling.   precision, recall, f1: of the answers with at least that score, over all labels together, 0..1.
    """

    score: FloatArray
    precision: FloatArray
    recall: FloatArray
    f1: FloatArray


def detection_metrics(
    predictions: Sequence[Prediction],
    truths: Sequence[TruthBoxes],
    label_count: int,
    score_threshold: float | None = None,
) -> dict[str, float]:
    """ap, ap50, ap75, precision, recall, f1 and mean_iou, all 0..1; one prediction per picture.

    precision, recall, f1: at IoU 0.5 of the answers at or above score_threshold (None: the one with the best f1), over
    all labels together.   mean_iou: of the right ones among them with their truths. What has nothing to count is 0.
    """
    ap = average_precision(predictions, truths, label_count)
    matches = match(predictions, truths, label_count)
    threshold = best_threshold(precision_recall(matches)) if score_threshold is None else score_threshold
    shown = matches.scores >= threshold
    right = matches.iou[shown & (matches.iou > 0)]
    wanted, answered = int(matches.truths.sum()), int(shown.sum())
    return {
        "ap": ap.ap,
        "ap50": ap.ap50,
        "ap75": ap.ap75,
        "precision": _share(len(right), answered),
        "recall": _share(len(right), wanted),
        "f1": _share(2 * len(right), answered + wanted),
        "mean_iou": float(right.mean()) if len(right) else 0.0,
    }


def match(
    predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label_count: int, iou: float = MATCH_IOU
) -> Matches:
    """Give each answer, best first, the free truth of its label that it overlaps most, by at least iou.

    Raises ValueError if predictions and truths are not one per picture.
    """
    if len(predictions) != len(truths):
        raise ValueError(f"{len(predictions)} predictions for {len(truths)} pictures")
    rows = [
        (box.score, box.index, overlap)
        for prediction, truth in zip(predictions, truths, strict=True)
        for box, _, overlap in match_truths(prediction.boxes, truth, iou)
    ]
    rows.sort(key=lambda row: -row[0])
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    counts = [np.bincount(truth.labels, minlength=label_count) for truth in truths]
    return Matches(
        table[:, 0],
        table[:, 1].astype(np.int64),
        table[:, 2],
        np.sum(counts, axis=0, dtype=np.int64) if counts else np.zeros(label_count, np.int64),
    )


def precision_recall(matches: Matches) -> PrecisionRecall:
    """The points of the curve. Without truths recall is 0; without answers there are no points."""
    right = np.cumsum(matches.iou > 0)
    answered = np.arange(1, len(right) + 1)
    # Answers of equal score are shown or hidden together: one point, after the last of them.
    last = np.flatnonzero(np.diff(matches.scores, append=-np.inf))
    right, answered = right[last], answered[last]
    wanted = int(matches.truths.sum())
    recall = right / wanted if wanted else np.zeros(len(right))
    return PrecisionRecall(matches.scores[last], right / answered, recall, 2 * right / (answered + wanted))


def best_threshold(curve: PrecisionRecall, otherwise: float = 0.5) -> float:
    """The score at which f1 is best, of equals the highest; `otherwise` where nothing is right at any score."""
    if not len(curve.f1) or curve.f1.max() == 0:
        return otherwise
    return float(curve.score[int(curve.f1.argmax())])


def match_truths(
    boxes: Sequence[ScoredBox], truth: TruthBoxes, iou: float = MATCH_IOU
) -> list[tuple[ScoredBox, int, float]]:
    """The boxes, best first, each with the place of the truth it took (−1 for none) and its overlap with it (or 0)."""
    ranked = sorted(boxes, key=lambda box: -box.score)
    found = np.array([box.xyxy for box in ranked], dtype=np.float64).reshape(-1, 4)
    same = np.array([box.index for box in ranked], dtype=np.int64)[:, None] == truth.labels[None, :]
    overlap = box_iou(found, truth.boxes.astype(np.float64)) * same
    rows: list[tuple[ScoredBox, int, float]] = []
    for place, box in enumerate(ranked):
        best = int(overlap[place].argmax()) if overlap.shape[1] else -1
        if best >= 0 and overlap[place, best] >= iou:
            rows.append((box, best, float(overlap[place, best])))
            overlap[:, best] = 0
        else:
            rows.append((box, -1, 0.0))
    return rows


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
