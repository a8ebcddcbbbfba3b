"""Whether a score of 0.8 is right eight times in ten, and from which score a label is best shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.reports.answers import Reliability
from ml_engine.training.metrics.detection import Matches, best_threshold, precision_recall

BINS = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """bins: those that hold answers, rising.   error: the expected calibration error, 0..1, 0 without answers.

    worst: the largest distance of a bin.
    """

    bins: tuple[Reliability, ...]
    error: float
    worst: float


def calibration(scores: npt.NDArray[np.floating], right: npt.NDArray[np.bool_], bins: int = BINS) -> Calibration:
    """scores: (N,) of answers, 0..1.   right: (N,).   bins: of equal width.

    Source: Naeini et al., 2015; Guo et al., "On Calibration of Modern Neural Networks", 2017.
    """
    if scores.shape != right.shape or scores.ndim != 1:
        raise ValueError(f"scores and right must be (N,), got {scores.shape} and {right.shape}")
    place = np.minimum((scores * bins).astype(np.int64), bins - 1)
    rows = []
    for number in np.unique(place).tolist():
        here = place == number
        mean, share = float(scores[here].mean()), float(right[here].mean())
        rows.append(Reliability(number / bins, (number + 1) / bins, int(here.sum()), mean, share))
    gaps = [abs(row.right - row.score) for row in rows]
    error = sum(row.count * gap for row, gap in zip(rows, gaps, strict=True)) / max(1, len(scores))
    return Calibration(tuple(rows), error, max(gaps, default=0.0))


def label_thresholds(matches: Matches, label_count: int) -> tuple[float | None, ...]:
    """For each label the score at which its own f1 is best; None where nothing of it is right at any score."""
    found: list[float | None] = []
    for label in range(label_count):
        curve = precision_recall(matches if label_count == 1 else matches.of_label(label))
        has_any = bool(len(curve.f1)) and float(curve.f1.max()) > 0
        found.append(best_threshold(curve) if has_any else None)
    return tuple(found)
