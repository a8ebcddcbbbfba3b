"""What a model answers for one picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoredLabel:
    """A label of the whole picture. index: into the model's label list.   score: probability 0..1."""

    index: int
    score: float


@dataclass(frozen=True, slots=True)
class ScoredBox:
    """A found object. index: into the model's label list.   score: 0..1.   xyxy: pixels of the upright picture."""

    index: int
    score: float
    xyxy: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Prediction:
    """All answers for one picture, best first. A classifier fills labels, a detector boxes."""

    labels: tuple[ScoredLabel, ...] = ()
    boxes: tuple[ScoredBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """score: answers below are not shown, 0..1.   iou: overlap above which the weaker box goes, 0..1."""

    score: float
    iou: float
