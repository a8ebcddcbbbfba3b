"""Average precision by the field's three rules, at one overlap, with or without VOC's extra pixel.

COCO's own figure is counted in average_precision.py; these are for comparing with older papers and other programs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_engine.domain.geometry import box_iou
from ml_engine.domain.predictions import Prediction
from ml_engine.lab.average_precision import Rule, area
from ml_engine.training.metrics.average_precision import TruthBoxes

FloatArray = npt.NDArray[np.float64]


def average_precisions(
    predictions: Sequence[Prediction],
    truths: Sequence[TruthBoxes],
    label_count: int,
    *,
    rule: Rule = "all-point",
    iou: float = 0.5,
    plus_one: bool = False,
) -> tuple[float, ...]:
    """By label index, 0..1; nan for a label without truths.

    predictions, truths: one per picture, same order.   plus_one: a box from pixel 3 to pixel 5 is 3 wide, as in VOC.
    Each answer, best first, takes the truth of its label that it overlaps most; the second to take one is wrong.
    Source: Everingham et al., "The PASCAL Visual Object Classes Challenge", 2010, and its development kit.
    """
    if len(predictions) != len(truths):
        raise ValueError(f"{len(predictions)} predictions for {len(truths)} pictures")
    found: list[float] = []
    for label in range(label_count):
        wanted = sum(int((truth.labels == label).sum()) for truth in truths)
        if not wanted:
            found.append(float("nan"))
            continue
        right = _judged(predictions, truths, label, iou, 1.0 if plus_one else 0.0)
        found.append(area(np.cumsum(right), np.cumsum(1 - right), wanted, rule))
    return tuple(found)


def _judged(
    predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label: int, least_iou: float, pixel: float
) -> npt.NDArray[np.int64]:
    """(N,) the answers of a label by falling score: 1 for a right one, 0 for a wrong one."""
    rows: list[tuple[float, int]] = []
    for prediction, truth in zip(predictions, truths, strict=True):
        ranked = sorted((box for box in prediction.boxes if box.index == label), key=lambda box: -box.score)
        boxes = np.array([box.xyxy for box in ranked], dtype=np.float64).reshape(-1, 4)
        overlap = box_iou(_grown(boxes, pixel), _grown(truth.boxes[truth.labels == label].astype(np.float64), pixel))
        taken: set[int] = set()
        for box, row in zip(ranked, overlap, strict=True):
            best = int(row.argmax()) if len(row) else -1
            hit = best >= 0 and float(row[best]) >= least_iou and best not in taken
            rows.append((box.score, int(hit)))
            if hit:
                taken.add(best)
    rows.sort(key=lambda row: -row[0])
    return np.array([hit for _, hit in rows], dtype=np.int64)


def _grown(boxes: FloatArray, pixel: float) -> FloatArray:
    grown: FloatArray = boxes + np.array([0.0, 0.0, pixel, pixel])
    return grown
