"""A model's answer in words: indices become the names of labels, and what is below the threshold is not said.

Training's samples and predictions on new pictures go through here, so that both say the same of the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from ml_engine.domain.events import PicturePrediction, PredictedBox
from ml_engine.domain.predictions import Prediction

TOP = 5


def named_boxes(image: str, answer: Prediction, names: Sequence[str], threshold: float = 0.0) -> PicturePrediction:
    """A detector's answer: all its boxes with at least this score, best first."""
    boxes = (box for box in answer.boxes if box.score >= threshold)
    return PicturePrediction(image, boxes=tuple(PredictedBox(names[box.index], box.score, box.xyxy) for box in boxes))


def named_labels(
    image: str, answer: Prediction, names: Sequence[str], threshold: float, *, several: bool = False
) -> PicturePrediction:
    """A classifier's answer: the best label if it reaches the threshold, else None, and the best five.

    several: also all labels that reach it.
    """
    found = tuple((names[label.index], label.score) for label in answer.labels)
    reached = tuple(row for row in found if row[1] >= threshold)
    label, score = reached[0] if reached else (None, None)
    return PicturePrediction(image, label, score, found[:TOP], labels=reached if several else None)
