"""Scores of a classifier from its probabilities: numpy, so that an epoch's scores cost microseconds.

(torchmetrics gives the same figures and is the oracle in the tests; importing it costs about as long as the training.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_engine.domain.predictions import Prediction
from ml_engine.training.metrics.detection import Matches, PrecisionRecall, precision_recall

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
SMALLEST_PROBABILITY = 1e-12


def score_matrix(predictions: Sequence[Prediction], label_count: int) -> FloatArray:
    """(N, label_count) probabilities from answers; a label that an answer leaves out has 0."""
    scores = np.zeros((len(predictions), label_count))
    for row, prediction in enumerate(predictions):
        for label in prediction.labels:
            scores[row, label.index] = label.score
    return scores


def confusion_matrix(predicted: IntArray, truth: IntArray, label_count: int) -> IntArray:
    """(label_count, label_count) counts: row is the truth, column the answer. predicted, truth: (N,) indices."""
    flat = np.bincount(truth * label_count + predicted, minlength=label_count * label_count)
    return flat.reshape(label_count, label_count).astype(np.int64)


def label_matches(scores: FloatArray, has_label: npt.NDArray[np.bool_]) -> Matches:
    """One label against all others, as answers of a detector: right ones have an overlap of 1.

    scores: (N,) of that label.   has_label: (N,) the truth.
    """
    order = np.argsort(-scores, kind="stable")
    right = has_label[order].astype(np.float64)
    return Matches(scores[order], np.zeros(len(order), np.int64), right, np.array([int(has_label.sum())]))


def area_under(curve: PrecisionRecall) -> float:
    """Average precision, Σ (R_n − R_{n−1}) P_n, of a curve with one point per distinct score; 0 for an empty one."""
    return float((np.diff(curve.recall, prepend=0.0) * curve.precision).sum())


def classification_metrics(scores: FloatArray, truth: IntArray) -> dict[str, float]:
    """accuracy, precision, recall, f1, top5_accuracy (0..1) and loss (natural logarithm).

    scores: (N, L) probabilities.   truth: (N,) indices below L.   N >= 1.
    precision, recall and f1 are macro averages over the labels that occur among the truths or the answers; a label
    that is never answered has precision 0.   top5_accuracy: the truth is among the five best (of fewer labels: all).
    Ties go to the label that comes first.
    """
    if scores.ndim != 2 or truth.shape != scores.shape[:1] or not len(truth):
        raise ValueError(f"scores must be (N, L) and truth (N,), N >= 1, got {scores.shape} and {truth.shape}")
    order = np.argsort(-scores, axis=1, kind="stable")
    matrix = confusion_matrix(order[:, 0], truth, scores.shape[1])
    hits = np.diag(matrix).astype(np.float64)
    answered, wanted = matrix.sum(axis=0), matrix.sum(axis=1)
    occurs = (answered + wanted) > 0
    precision = np.divide(hits, answered, out=np.zeros_like(hits), where=answered > 0)
    recall = np.divide(hits, wanted, out=np.zeros_like(hits), where=wanted > 0)
    f1 = np.divide(2 * hits, answered + wanted, out=np.zeros_like(hits), where=occurs)
    of_truth = np.maximum(scores[np.arange(len(truth)), truth], SMALLEST_PROBABILITY)
    return {
        "accuracy": float(hits.sum() / len(truth)),
        "precision": float(precision[occurs].mean()),
        "recall": float(recall[occurs].mean()),
        "f1": float(f1[occurs].mean()),
        "top5_accuracy": float((order[:, :5] == truth[:, None]).any(axis=1).mean()),
        "loss": float(-np.log(of_truth).mean()),
    }


def sure_precision(scores: FloatArray, truth: IntArray) -> float:
    """Right answers among those whose probability exceeds 0.5, over all labels together; 0 where none does.

    scores: (N, L).   truth: (N,). What Keras calls precision, and so the course's tutorial.
    """
    sure = scores > 0.5
    return float(sure[np.arange(len(truth)), truth].sum() / max(1, sure.sum()))


def several_labels_metrics(scores: FloatArray, truth: npt.NDArray[np.bool_]) -> dict[str, float]:
    """ap, precision, recall, f1 (0..1) and loss (natural logarithm) where a picture may have several labels.

    scores: (N, L) probabilities, each for itself.   truth: (N, L).   N, L >= 1.
    ap: mean average precision over the labels that occur.   precision, recall, f1: over all labels together, of the
    answers from the score with the best f1 on.   loss: binary cross-entropy. What has nothing to count is 0.
    """
    if scores.shape != truth.shape or not scores.size:
        raise ValueError(f"scores and truth must be (N, L), N and L >= 1, got {scores.shape} and {truth.shape}")
    occurs = np.flatnonzero(truth.any(axis=0))
    areas = [area_under(precision_recall(label_matches(scores[:, k], truth[:, k]))) for k in occurs]
    curve = precision_recall(label_matches(scores.ravel(), truth.ravel()))
    best = int(curve.f1.argmax())
    of_truth = np.where(truth, scores, 1 - scores)
    return {
        "ap": float(np.mean(areas)) if areas else 0.0,
        "precision": float(curve.precision[best]),
        "recall": float(curve.recall[best]),
        "f1": float(curve.f1[best]),
        "loss": float(-np.log(np.maximum(of_truth, SMALLEST_PROBABILITY)).mean()),
    }
