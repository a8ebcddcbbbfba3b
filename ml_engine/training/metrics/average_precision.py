"""Average precision as the COCO benchmark defines it, counted by faster-coco-eval.

Its counting in C++ scores an epoch's boxes in milliseconds, and its figures are those that papers report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_engine.domain.predictions import Prediction

MOST_DETECTIONS = 100  # per picture and label, COCO's limit
COCO_FIGURES = (
    "ap", "ap50", "ap75", "ap_small", "ap_medium", "ap_large", "ar1", "ar10", "ar100", "ar_small", "ar_medium",
    "ar_large",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TruthBoxes:
    """What is in one picture. labels: (N,) int64 indices.   boxes: (N, 4) float xyxy in pixels."""

    labels: npt.NDArray[np.int64]
    boxes: npt.NDArray[np.floating]

    def __post_init__(self) -> None:
        if self.boxes.shape != (len(self.labels), 4):
            raise ValueError(f"boxes must be ({len(self.labels)}, 4), got {self.boxes.shape}")


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """All in 0..1; means over the labels that have truths; 0 where there is no truth at all.

    ap: mean over the IoU thresholds 0.50, 0.55, … 0.95.   ap50, ap75: at one threshold.
    ap_of_label, ap50_of_label: by label index, nan for a label without truths.
    """

    ap: float
    ap50: float
    ap75: float
    ap_of_label: tuple[float, ...]
    ap50_of_label: tuple[float, ...]


def average_precision(
    predictions: Sequence[Prediction],
    truths: Sequence[TruthBoxes],
    label_count: int,
    most_detections: int = MOST_DETECTIONS,
) -> AveragePrecision:
    """predictions, truths: one per picture, same order. Precision is interpolated at 101 recalls.

    Source: Lin et al., "Microsoft COCO", 2014, and its evaluation code; boxes are continuous, without VOC's +1 pixel.
    """
    if len(predictions) != len(truths):
        raise ValueError(f"{len(predictions)} predictions for {len(truths)} pictures")
    counts = np.bincount(_all_labels(truths), minlength=label_count)
    nothing = tuple(np.where(counts > 0, 0.0, np.nan).tolist())
    if not counts.any() or not any(prediction.boxes for prediction in predictions):
        return AveragePrecision(0.0, 0.0, 0.0, nothing, nothing)
    # (T, R, K): IoU thresholds, recalls, labels; -1 for a label without truths.
    precision = _count(predictions, truths, label_count, most_detections)
    by_label = precision.mean(axis=1)
    has_truth = counts > 0
    shown = np.where(has_truth, by_label, np.nan)
    of_all = by_label[:, has_truth]
    return AveragePrecision(
        float(of_all.mean()),
        float(of_all[0].mean()),
        float(of_all[5].mean()),
        tuple(shown.mean(axis=0).tolist()),
        tuple(shown[0].tolist()),
    )


def coco_figures(predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label_count: int) -> dict[str, float]:
    """COCO's twelve figures: ap, ap50, ap75, ap_small, ap_medium, ap_large, ar1, ar10, ar100, ar_small, …, all 0..1.

    Small, medium, large: truths below 32², up to 96², above, in square pixels of the picture. ar10: mean over the
    overlaps of the best recall with ten answers a picture. What no truth is there for is left out.
    """
    if len(predictions) != len(truths):
        raise ValueError(f"{len(predictions)} predictions for {len(truths)} pictures")
    if not len(_all_labels(truths)):
        return {}
    if not any(prediction.boxes for prediction in predictions):
        return {"ap": 0.0, "ap50": 0.0, "ap75": 0.0}
    run = _evaluation(predictions, truths, label_count)
    run.evaluate()
    run.accumulate()
    run.summarize()
    stats = [float(value) for value in run.stats[: len(COCO_FIGURES)]]
    return {name: value for name, value in zip(COCO_FIGURES, stats, strict=True) if value >= 0}


def _count(
    predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label_count: int, most_detections: int
) -> npt.NDArray[np.float64]:
    run = _evaluation(predictions, truths, label_count)
    run.params.maxDets = [most_detections]
    run.params.areaRng, run.params.areaRngLbl = [[0, 1e10]], ["all"]
    run.evaluate()
    run.accumulate()
    precision: npt.NDArray[np.float64] = run.eval["precision"][:, :, :, 0, 0]
    return precision


def _evaluation(predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label_count: int) -> Any:  # noqa: ANN401  (an untyped library's)
    coco, evaluation = _faster_coco_eval()
    annotations = [
        _row(number, label, box) | {"area": (box[2] - box[0]) * (box[3] - box[1]), "iscrowd": 0}
        for number, truth in enumerate(truths, start=1)
        for label, box in zip(truth.labels.tolist(), truth.boxes.tolist(), strict=True)
    ]
    for identity, annotation in enumerate(annotations, start=1):
        annotation["id"] = identity
    known = coco(
        {
            "images": [{"id": number} for number in range(1, len(truths) + 1)],
            "categories": [{"id": label + 1, "name": str(label)} for label in range(label_count)],
            "annotations": annotations,
        }
    )
    answers = [
        _row(number, box.index, box.xyxy) | {"score": box.score}
        for number, prediction in enumerate(predictions, start=1)
        for box in prediction.boxes
    ]
    return evaluation(known, known.loadRes(answers), "bbox", print_function=_say_nothing)


def _row(picture: int, label: int, xyxy: Sequence[float]) -> dict[str, Any]:
    x0, y0, x1, y1 = xyxy
    return {"image_id": picture, "category_id": label + 1, "bbox": [x0, y0, x1 - x0, y1 - y0]}


def _all_labels(truths: Sequence[TruthBoxes]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *(truth.labels for truth in truths)])


def _say_nothing(*_words: object) -> None:
    return None


@cache
def _faster_coco_eval() -> tuple[Any, Any]:
    # Imported when first needed: it takes a third of a second, and classifiers never need it.
    from faster_coco_eval import COCO, COCOeval_faster

    return COCO, COCOeval_faster
