"""What a network answers for a picture, and the one number behind an answer that a heat map explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import AnswerBox, LabelAnswer
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.insight.subject import Subject
from ml_engine.tasks.catalogue import task_of
from ml_engine.tasks.detection.decode import CANDIDATES, label_nms
from ml_engine.tasks.detection.overlap import pair_iou
from ml_engine.tasks.localization.head import BOX_NUMBERS
from ml_engine.tasks.task import SaysBoxes

MOST_ANSWERS = 40
LEAST = 1e-6  # scores are kept this far from 0 and 1: their log-odds stay finite
MOVING_METHODS = ("faster_rcnn",)  # which of its answers is which changes with the picture

Outputs = Sequence[Tensor]
Value = Callable[[Outputs], Tensor]


@dataclass(frozen=True, slots=True)
class Target:
    """The number to explain. value: from raw outputs (B, …) to (B,), differentiable.   words: what it is.

    score: 0..1, the answer it stands behind.   box: None for a whole picture or a whole label.
    """

    label: int
    score: float
    words: str
    value: Value
    box: AnswerBox | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """labels: surest first, MOST_ANSWERS at most.   boxes: surest first."""

    labels: tuple[LabelAnswer, ...]
    boxes: tuple[AnswerBox, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundBoxes:
    """Of one label. anchors: indices of the answers that stay, surest first.   boxes: theirs, (N, 4) input pixels."""

    anchors: list[int]
    boxes: Tensor
    scores: list[float]


def read_answers(subject: Subject, outputs: Outputs, view: ViewGeometry) -> Answers:
    """What the network says of the first picture of the batch."""
    scores = label_scores(subject, outputs)
    order = np.argsort(-scores, kind="stable")[:MOST_ANSWERS].tolist()
    labels = tuple(LabelAnswer(subject.names[i], float(scores[i]), subject.wordnet(i)) for i in order)
    if subject.kind in ("classify", "several"):
        return Answers(labels)
    boxes = [box for index in range(len(subject.names)) for box in _label_boxes(subject, outputs, view, index)]
    return Answers(labels, tuple(sorted(boxes, key=lambda box: -box.score)))


def label_scores(subject: Subject, outputs: Outputs) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """(labels,) 0..1 of the first picture; of a detector, of its surest answer for each label."""
    match subject.kind:
        case "classify":
            found = outputs[0][0].float().softmax(dim=0)
        case "several":
            found = outputs[0][0].float().sigmoid()
        case "detect" | "localize":
            found = _boxes_and_scores(subject, outputs)[1][0].amax(dim=0)
    answer: np.ndarray[tuple[int], np.dtype[np.float32]] = found.detach().cpu().numpy()
    return answer


def choose_target(subject: Subject, outputs: Outputs, view: ViewGeometry, label: str = "", box: int = -1) -> Target:
    """The number behind an answer to the first picture. outputs: raw, of this picture.

    label: '' for the best answer.   box: of a detector's boxes of that label, surest first; -1 for all of them, or the
    likeliest place where none was found. Raises UserError if there is no such label or box.
    """
    scores = label_scores(subject, outputs)
    index = subject.label_index(label) if label else int(scores.argmax())
    name = subject.names[index]
    match subject.kind:
        case "classify" | "several":
            return Target(index, float(scores[index]), f"the logit of {name}", lambda out: out[0][:, index])
        case "localize":
            return _localizer_target(subject, outputs, view, index, float(scores[index]))
        case "detect":
            return _detector_target(subject, outputs, view, index, box)


def find_boxes(subject: Subject, outputs: Outputs, view: ViewGeometry, label: int) -> FoundBoxes:
    """The detector's answers for a label that stay: the very boxes of a prediction (tasks.detection.decode)."""
    all_boxes, all_scores = _boxes_and_scores(subject, outputs)
    boxes, scores = all_boxes[0].detach().cpu(), all_scores[0].detach().cpu()
    flat = scores.flatten()
    sure = (flat >= subject.model.spec.score).nonzero().flatten()
    best, rank = flat[sure].topk(min(CANDIDATES, len(sure)))
    anchors, labels = sure[rank] // scores.shape[1], sure[rank] % scores.shape[1]
    kept = label_nms(boxes[anchors].double().numpy(), labels.numpy(), subject.model.spec.iou)
    placed = view.to_image(boxes[anchors].double().numpy())
    has_area = ((placed[:, 2] > placed[:, 0]) & (placed[:, 3] > placed[:, 1])).tolist()
    own = [place for place in kept if labels[place] == label and has_area[place]]
    return FoundBoxes(anchors[own].tolist(), boxes[anchors[own]], best[own].tolist())


def log_odds(scores: Tensor) -> Tensor:
    """log(s / (1 − s)), finite: for a sigmoid it is the logit."""
    kept = scores.clamp(LEAST, 1 - LEAST)
    return kept.log() - (1 - kept).log()


def _boxes_and_scores(subject: Subject, outputs: Outputs) -> tuple[Tensor, Tensor]:
    task = task_of(subject.model.spec)
    if not isinstance(task, SaysBoxes):
        raise TypeError(f"the task {task.name} answers no boxes")
    return task.boxes_and_scores([output.float() for output in outputs])


def _label_boxes(subject: Subject, outputs: Outputs, view: ViewGeometry, label: int) -> list[AnswerBox]:
    if subject.kind == "localize":
        boxes, scores = _boxes_and_scores(subject, outputs)
        if int(scores[0, 0].argmax()) != label:
            return []
        return _placed(subject, label, boxes[0].detach().cpu(), [float(scores[0, 0, label])], view)
    found = find_boxes(subject, outputs, view, label)
    return _placed(subject, label, found.boxes, found.scores, view)


def _placed(
    subject: Subject, label: int, boxes: Tensor, scores: Sequence[float], view: ViewGeometry
) -> list[AnswerBox]:
    rows = view.to_image(boxes.double().reshape(-1, 4).numpy()).tolist()
    return [
        AnswerBox(subject.names[label], score, (x0, y0, x1, y1))
        for (x0, y0, x1, y1), score in zip(rows, scores, strict=True)
    ]


def _detector_target(subject: Subject, outputs: Outputs, view: ViewGeometry, label: int, box: int) -> Target:
    found = find_boxes(subject, outputs, view, label)
    name = subject.names[label]
    if box >= len(found.anchors):
        count = len(found.anchors)
        raise UserError("no-box", f"There are {count} boxes of {name}, so none of number {box}.", "Choose another box.")
    shown: AnswerBox | None = None
    if not found.anchors:
        all_boxes, scores = _boxes_and_scores(subject, outputs)
        anchor = int(scores[0, :, label].argmax())
        anchors, boxes = [anchor], all_boxes[0, [anchor]].detach().cpu()
        words = f"the likeliest place of {name}: no answer is sure enough"
        score = float(scores[0, anchor, label])
    elif box >= 0:
        anchors, boxes, score = [found.anchors[box]], found.boxes[[box]], found.scores[box]
        shown = _placed(subject, label, boxes, [score], view)[0]
        words = f"the log-odds of that box of {name}"
    else:
        anchors, boxes, score = found.anchors, found.boxes, found.scores[0]
        words = f"the log-odds of all boxes of {name}, summed"
    value = _box_value(subject, label, boxes) if _moves(subject) else _anchor_value(subject, label, anchors)
    return Target(label, score, words, value, shown)


def _moves(subject: Subject) -> bool:
    return subject.model.spec.method in MOVING_METHODS


def _anchor_value(subject: Subject, label: int, anchors: list[int]) -> Value:
    def value(outputs: Outputs) -> Tensor:
        return log_odds(_boxes_and_scores(subject, outputs)[1][:, anchors, label]).sum(dim=1)

    return value


def _box_value(subject: Subject, label: int, wanted: Tensor) -> Value:
    """For each wanted box, the best answer of the label, by score times overlap.

    Source: Petsiuk et al., "Black-box Explanation of Object Detectors via Saliency Maps", 2021, equation 4.
    """

    def value(outputs: Outputs) -> Tensor:
        boxes, scores = _boxes_and_scores(subject, outputs)
        overlap = pair_iou(wanted.to(boxes)[None, :, None], boxes.detach()[:, None]).clamp(0, 1)
        return log_odds((scores[:, None, :, label] * overlap).amax(dim=2)).sum(dim=1)

    return value


def _localizer_target(subject: Subject, outputs: Outputs, view: ViewGeometry, label: int, score: float) -> Target:
    box = _placed(subject, label, _boxes_and_scores(subject, outputs)[0][0].detach().cpu(), [score], view)[0]
    name = subject.names[label]
    if len(subject.names) > 1:
        return Target(label, score, f"the logit of {name}", lambda out: out[0][:, BOX_NUMBERS + label], box)
    # With one label there is nothing to tell apart, and its logit was never taught anything: where it listens was.
    inside = _cells_inside(outputs[1], _boxes_and_scores(subject, outputs)[0][0, 0].detach(), view)

    def listening(out: Outputs) -> Tensor:
        return log_odds((out[1][:, 0] * inside.to(out[1])).sum(dim=(1, 2)))

    return Target(label, score, f"how much the network listens to cells in its box of {name}", listening, box)


def _cells_inside(heard: Tensor, box: Tensor, view: ViewGeometry) -> Tensor:
    """(H, W) 1 for cells whose middle lies in the box, xyxy in input pixels; at least one."""
    height, width = heard.shape[2:]
    y = (torch.arange(height, device=box.device) + 0.5) / height * view.input_height
    x = (torch.arange(width, device=box.device) + 0.5) / width * view.input_width
    inside = ((y[:, None] > box[1]) & (y[:, None] < box[3]) & (x > box[0]) & (x < box[2])).float()
    if not inside.any():
        middle = (box[:2] + box[2:]) / 2
        row = int((y - middle[1]).abs().argmin())
        inside[row, int((x - middle[0]).abs().argmin())] = 1.0
    return inside
