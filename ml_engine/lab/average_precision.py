"""Average precision built up from a ranked list of answers, answer by answer, by the field's three rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import box_iou
from ml_engine.lab.iou import corners

Rule = Literal["11-point", "all-point", "101-point"]
RULES: tuple[Rule, ...] = ("11-point", "all-point", "101-point")
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """One answer of the list, best first. found, wrong: so far, this one counted.

    best: the best precision from this answer on: what a recall of at least this much can be had with.
    """

    right: bool
    found: int
    wrong: int
    precision: float
    recall: float
    best: float


@dataclass(frozen=True, slots=True)
class RecallLevel:
    """precision: the best at a recall of at least this; 0 where the list never comes so far."""

    recall: float
    precision: float


@dataclass(frozen=True, slots=True)
class AveragePrecisionSteps:
    """answers: in their order.   levels: what is averaged, or for all points each recall that is reached.

    value: 0..1.
    """

    answers: tuple[RankedAnswer, ...]
    levels: tuple[RecallLevel, ...]
    wanted: int
    rule: Rule
    value: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """index: of the answer.   truth: the one it overlaps most, or −1.   taken: a better answer has it already."""

    index: int
    score: float
    truth: int
    iou: float
    taken: bool
    right: bool


def rank_answers(right: Sequence[bool], wanted: int, rule: Rule = "all-point") -> AveragePrecisionSteps:
    """right: whether each answer is right, best score first.   wanted: how many there are to be found. UserError."""
    if wanted < 1 or sum(map(bool, right)) > wanted:
        raise UserError(
            "wanted",
            f"{sum(map(bool, right))} right answers, and {wanted} to be found.",
            "Give how many there really are.",
        )
    hits = np.array([bool(one) for one in right], dtype=np.int64)
    found, wrong = np.cumsum(hits), np.cumsum(1 - hits)
    precision = found / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    recall = found / wanted
    answers = tuple(
        RankedAnswer(bool(h), int(f), int(w), float(p), float(r), float(b))
        for h, f, w, p, r, b in zip(hits, found, wrong, precision, recall, best, strict=True)
    )
    return AveragePrecisionSteps(
        answers, _levels(found, best, wanted, rule), wanted, rule, area(found, wrong, wanted, rule)
    )


def area(right: npt.NDArray[np.int64], wrong: npt.NDArray[np.int64], wanted: int, rule: Rule) -> float:
    """Average precision of answers, best first. right, wrong: (N,) counts so far.   wanted: how many truths there are.

    11-point: mean of the best precision at a recall of at least 0, 0.1, … 1.   101-point: at 0, 0.01, … 1 (COCO).
    all-point: the area under the best precision from each recall on.
    """
    answered = right + wrong
    precision = np.divide(right, answered, out=np.zeros(len(right)), where=answered > 0)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    match rule:
        case "11-point" | "101-point":
            return float(_at_steps(right, best, wanted, _steps(rule)).mean())
        case "all-point":
            return float((np.diff(right, prepend=0) * best).sum() / wanted)
    assert_never(rule)


def best_precision_from(recalls: Sequence[float], precisions: Sequence[float], recall: float) -> float:
    """The best precision at this recall or a higher one, 0 if there is none: 90 % at 10 %, 96 % at 20 % → 96 %."""
    return max((p for r, p in zip(recalls, precisions, strict=True) if r >= recall), default=0.0)


def mean_average_precision(values: Sequence[float]) -> float:
    """Of the labels that have anything to be found: nan for the others. Raises UserError if there are none."""
    known = [value for value in values if not math.isnan(value)]
    if not known:
        raise UserError("no-numbers", "There are no numbers.", "Give at least one.")
    return sum(known) / len(known)


def judge_answers(
    boxes: Sequence[Sequence[float]], scores: Sequence[float], truths: Sequence[Sequence[float]], least_iou: float = 0.5
) -> tuple[Judgement, ...]:
    """Best score first: each takes the truth that it overlaps most, if by enough and if it is free. UserError.

    boxes, truths: xyxy, of one picture and one label.
    """
    if len(boxes) != len(scores):
        raise UserError("scores", f"{len(scores)} scores are given for {len(boxes)} boxes.", "Give one for each box.")
    said, known = (np.array([corners(b) for b in rows], dtype=np.float64).reshape(-1, 4) for rows in (boxes, truths))
    overlap = box_iou(said, known)
    taken: set[int] = set()
    rows: list[Judgement] = []
    for index in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        best = int(overlap[index].argmax()) if len(known) else -1
        iou = float(overlap[index, best]) if best >= 0 else 0.0
        right = best >= 0 and iou >= least_iou and best not in taken
        rows.append(Judgement(index, float(scores[index]), best, iou, best in taken, right))
        if right:
            taken.add(best)
    return tuple(rows)


def _levels(found: npt.NDArray[np.int64], best: FloatArray, wanted: int, rule: Rule) -> tuple[RecallLevel, ...]:
    if rule == "all-point":
        new = np.diff(found, prepend=0) > 0
        return tuple(RecallLevel(float(f / wanted), float(b)) for f, b in zip(found[new], best[new], strict=True))
    steps = _steps(rule)
    values = _at_steps(found, best, wanted, steps)
    return tuple(RecallLevel(step / steps, float(value)) for step, value in enumerate(values))


def _steps(rule: Rule) -> int:
    return 10 if rule == "11-point" else 100


def _at_steps(right: npt.NDArray[np.int64], best: FloatArray, wanted: int, steps: int) -> FloatArray:
    # In whole numbers: 9 of 15 reach a recall of 0.6, whatever floating point makes of either.
    places = np.searchsorted(right * steps, np.arange(steps + 1) * wanted)
    values: FloatArray = np.append(best, 0.0)[np.minimum(places, len(best))]
    return values
