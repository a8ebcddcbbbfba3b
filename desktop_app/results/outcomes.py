"""What became of every truth and every answer of a scored picture: the ground of every number shown.

One kind of outcome serves boxes and labels of whole pictures, so that table, matrix and list of mistakes are written
once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.session.run_words import FINDS_BOXES
from ml_engine.domain.events import TruthBox
from ml_engine.domain.geometry import box_iou
from ml_engine.reports.answers import NOTHING, AnsweredBox, PictureAnswer

MATCH_IOU = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """A truth, an answer, or both where they meet. Labels are indices.

    truth None: nothing is there.   answer None: it was missed.   score: of the answer, 0 without one.
    truth_place, answer_place: which of the picture's truth_boxes and boxes, None for labels of whole pictures.
    """

    truth: int | None
    answer: int | None
    score: float = 0.0
    truth_place: int | None = None
    answer_place: int | None = None

    @property
    def is_right(self) -> bool:
        return self.truth is not None and self.truth == self.answer


def outcomes(picture: PictureAnswer, task: str, threshold: float, index: Mapping[str, int]) -> tuple[Outcome, ...]:
    """Of one picture. threshold: boxes below it are not shown.   index: a label's name → its index.

    A label that the model does not know any more is left out.
    """
    if task in FINDS_BOXES:
        return _of_boxes(picture, threshold, index)
    scores = dict(picture.scores)
    return tuple(
        Outcome(index.get(truth), index.get(answer), scores.get(answer, 0.0))
        for truth, answer in picture.cells
        if truth in index or answer in index or NOTHING in (truth, answer)
    )


def _of_boxes(picture: PictureAnswer, threshold: float, index: Mapping[str, int]) -> tuple[Outcome, ...]:
    """Found, taken for another label, nothing there, missed.

    A box that found no object of its label, best first, stands for the object that it overlaps most and no other has.
    """
    shown = [(place, box) for place, box in enumerate(picture.boxes) if box.score >= threshold and box.label in index]
    found = [
        Outcome(index[box.label], index[box.label], box.score, box.matched, place)
        for place, box in shown
        if box.matched >= 0
    ]
    taken = {outcome.truth_place for outcome in found}
    free = [(k, truth) for k, truth in enumerate(picture.truth_boxes) if k not in taken and truth.label in index]
    for place, box in shown:
        if box.matched >= 0:
            continue
        best = _most_overlapped(box, [truth for _, truth in free])
        if best is None:
            found.append(Outcome(None, index[box.label], box.score, None, place))
        else:
            truth_place, truth = free.pop(best)
            found.append(Outcome(index[truth.label], index[box.label], box.score, truth_place, place))
    return (*found, *(Outcome(index[truth.label], None, truth_place=k) for k, truth in free))


def _most_overlapped(box: AnsweredBox, truths: Sequence[TruthBox]) -> int | None:
    if not truths:
        return None
    overlap = box_iou(np.array([box.xyxy], dtype=np.float64), np.array([truth.xyxy for truth in truths]))[0]
    best = int(overlap.argmax())
    return best if overlap[best] >= MATCH_IOU else None
