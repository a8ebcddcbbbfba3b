"""What a detector gets wrong, and what each kind of mistake costs.

Source: Bolya et al., "TIDE: A General Toolbox for Identifying Object Detection Errors", 2020, with its thresholds: an
overlap of 0.5 is a hit, below 0.1 there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.geometry import box_iou
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.lab.average_precision import area
from ml_engine.training.metrics.average_precision import TruthBoxes
from ml_engine.training.metrics.detection import MATCH_IOU, match_truths

NOTHING_IOU = 0.1
WRONG_LABEL, LOCALISATION, BOTH = "wrong_label", "localisation", "wrong_label_and_place"
DUPLICATE, BACKGROUND, MISSED = "duplicate", "background", "missed"
KINDS = (MISSED, BACKGROUND, LOCALISATION, WRONG_LABEL, BOTH, DUPLICATE)


@dataclass(frozen=True, slots=True)
class JudgedBox:
    """An answer. truth: place of the truth it found, or, with the label or the place wrong, the one it means; −1: none.

    error: '' for a right one, else one of KINDS but MISSED.   iou: with that truth.
    """

    box: ScoredBox
    truth: int
    error: str
    iou: float


@dataclass(frozen=True, slots=True)
class BoxErrors:
    """counts: answers of each kind among those that are shown, and truths that were missed.

    costs: by how much the average precision at 0.5 would rise if there were no mistakes of that kind (all scores).
    """

    counts: dict[str, int]
    costs: dict[str, float]


def judge(boxes: Sequence[ScoredBox], truth: TruthBoxes) -> list[JudgedBox]:
    """The answers of one picture, best first.

    localisation: the label is right, the overlap 0.1 to 0.5.   wrong_label: the overlap is at least 0.5 with an object
    of another label; wrong_label_and_place: 0.1 to 0.5.   duplicate: a better answer has found the object already.
    background: overlaps nothing by 0.1.
    """
    rows = match_truths(boxes, truth)
    found = np.array([row[0].xyxy for row in rows], dtype=np.float64).reshape(-1, 4)
    overlap = box_iou(found, truth.boxes.astype(np.float64))
    judged = []
    for (box, place, iou), row in zip(rows, overlap, strict=True):
        judged.append(JudgedBox(box, place, "", iou) if place >= 0 else _mistake(box, row, truth))
    return judged


def missed(judged: Sequence[JudgedBox], truth: TruthBoxes) -> list[int]:
    """Places of the truths that no answer found, nor meant with a wrong label or place."""
    meant = {row.truth for row in judged if row.error in ("", LOCALISATION, WRONG_LABEL)}
    return [place for place in range(len(truth.labels)) if place not in meant]


def box_errors(
    predictions: Sequence[Prediction], truths: Sequence[TruthBoxes], label_count: int, score: float
) -> BoxErrors:
    """predictions, truths: one per picture.   score: from which answers are shown, for the counts."""
    counts = dict.fromkeys(KINDS, 0)
    every: list[tuple[int, TruthBoxes, list[JudgedBox]]] = []
    for number, (prediction, truth) in enumerate(zip(predictions, truths, strict=True)):
        every.append((number, truth, judge(prediction.boxes, truth)))
        shown = judge([box for box in prediction.boxes if box.score >= score], truth)
        counts[MISSED] += len(missed(shown, truth))
        for row in shown:
            if row.error:
                counts[row.error] += 1
    wanted = np.bincount(np.concatenate([np.zeros(0, np.int64), *(t.labels for t in truths)]), minlength=label_count)
    before = _mean_ap(every, wanted, lambda _: None)
    costs = {kind: _mean_ap(every, wanted, _fix(kind)) - before for kind in KINDS if kind != MISSED}
    return BoxErrors(counts, {MISSED: _without_missed(every, wanted, label_count) - before, **costs})


Fix = Callable[[JudgedBox], str | None]


def _fix(kind: str) -> Fix:
    """What becomes of an answer: 'right' with its truth, 'gone', or None: as it is."""
    correctable = kind in (WRONG_LABEL, LOCALISATION)
    return lambda row: None if row.error != kind else "right" if correctable else "gone"


def _mean_ap(
    every: Sequence[tuple[int, TruthBoxes, list[JudgedBox]]], wanted: npt.NDArray[np.int64], fix: Fix
) -> float:
    """Mean over the labels of the 101-point average precision at 0.5, after the fix."""
    rows: list[tuple[float, int, bool]] = []
    for _, truth, judged in every:
        taken = {row.truth for row in judged if not row.error}
        for row in judged:
            change = fix(row)
            if change == "gone" or (change == "right" and row.truth in taken):
                continue  # a corrected answer to an object that another has found would be one too many
            if change == "right":
                taken.add(row.truth)
                rows.append((row.box.score, int(truth.labels[row.truth]), True))
            else:
                rows.append((row.box.score, row.box.index, not row.error))
    rows.sort(key=lambda row: -row[0])
    areas = []
    for label in np.flatnonzero(wanted):
        right = np.array([hit for _, own, hit in rows if own == label], dtype=np.int64)
        areas.append(area(np.cumsum(right), np.cumsum(1 - right), int(wanted[label]), "101-point"))
    return float(np.mean(areas)) if areas else 0.0


def _without_missed(
    every: Sequence[tuple[int, TruthBoxes, list[JudgedBox]]], wanted: npt.NDArray[np.int64], label_count: int
) -> float:
    gone = [truth.labels[missed(judged, truth)] for _, truth, judged in every]
    left = wanted - np.bincount(np.concatenate([np.zeros(0, np.int64), *gone]), minlength=label_count)
    return _mean_ap(every, left, lambda _: None)


def _mistake(box: ScoredBox, overlap: npt.NDArray[np.floating], truth: TruthBoxes) -> JudgedBox:
    same = truth.labels == box.index
    place, iou = _best(overlap, same)
    other, other_iou = _best(overlap, ~same)
    if iou >= MATCH_IOU:
        return JudgedBox(box, place, DUPLICATE, iou)
    if other_iou >= MATCH_IOU:
        return JudgedBox(box, other, WRONG_LABEL, other_iou)
    if iou >= NOTHING_IOU:
        return JudgedBox(box, place, LOCALISATION, iou)
    if other_iou >= NOTHING_IOU:
        return JudgedBox(box, other, BOTH, other_iou)
    return JudgedBox(box, -1, BACKGROUND, max(iou, other_iou))


def _best(overlap: npt.NDArray[np.floating], allowed: npt.NDArray[np.bool_]) -> tuple[int, float]:
    places = np.flatnonzero(allowed)
    if not len(places):
        return -1, 0.0
    best = int(places[overlap[places].argmax()])
    return best, float(overlap[best])
