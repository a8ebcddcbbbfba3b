"""Non-max suppression step by step: the best box stays, what overlaps it too much goes, and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import box_iou
from ml_engine.lab.iou import corners

COURSE_THRESHOLD = 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """index: of the other box.   removed: whether it goes."""

    index: int
    iou: float
    removed: bool


@dataclass(frozen=True, slots=True)
class SuppressionStep:
    """kept: the box that is best of those left.   compared: with all others that were left, best first."""

    kept: int
    score: float
    compared: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """too_low: boxes whose score is below the least, never looked at.   kept: indices, best first."""

    steps: tuple[SuppressionStep, ...]
    too_low: tuple[int, ...]

    @property
    def kept(self) -> tuple[int, ...]:
        return tuple(step.kept for step in self.steps)


def suppress(
    boxes: Sequence[Sequence[float]], scores: Sequence[float], threshold: float = COURSE_THRESHOLD,
    least_score: float = 0.0,
) -> Suppression:  # fmt: skip
    """A box goes if its IoU with a better one that stays is above the threshold; of equal scores the earlier stays.

    boxes: xyxy.   Raises UserError.
    """
    if len(boxes) != len(scores):
        raise UserError("scores", f"{len(scores)} scores are given for {len(boxes)} boxes.", "Give one for each box.")
    if not 0 <= threshold <= 1:
        raise UserError("threshold", f"{threshold} is no overlap.", "Choose one between 0 and 1.")
    array = np.array([corners(box) for box in boxes], dtype=np.float64).reshape(-1, 4)
    overlap = box_iou(array, array)
    ranked = sorted(range(len(boxes)), key=lambda index: -scores[index])
    left = [index for index in ranked if scores[index] >= least_score]
    too_low = tuple(index for index in ranked if scores[index] < least_score)
    steps: list[SuppressionStep] = []
    while left:
        best, *others = left
        compared = tuple(Comparison(i, iou := float(overlap[best, i]), iou > threshold) for i in others)
        steps.append(SuppressionStep(best, float(scores[best]), compared))
        left = [other.index for other in compared if not other.removed]
    return Suppression(tuple(steps), too_low)
