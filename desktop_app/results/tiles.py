"""Judged pictures as tiles: which boxes are drawn in what way, and what is said beneath."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.results.box_painting import DrawnBox
from desktop_app.results.metric_words import number
from desktop_app.results.mistake_words import mistake_sentence
from desktop_app.results.mistakes_list import Tile
from desktop_app.results.outcomes import Outcome
from desktop_app.results.report import ModelLabel, RunReport
from desktop_app.results.scores import Judged

MOST_TAGS = 5  # more would hide the picture


def tile_of(judged: Judged, report: RunReport, reason: str = "") -> Tile:
    """A picture with its boxes. reason: instead of the sentence about its mistakes."""
    path, boxes = judged.picture.path, drawn_boxes(judged, report.labels)
    if sum(bool(box.tag) for box in boxes) > MOST_TAGS:
        boxes = [replace(box, tag="") for box in boxes]
    return Tile(
        image_id=judged.picture.image_id,
        path=path,
        name=Path(path).name,
        reason=reason or mistake_sentence(judged, report.names, report.task),
        boxes=tuple(boxes),
    )


def drawn_boxes(judged: Judged, labels: tuple[ModelLabel, ...]) -> list[DrawnBox]:
    """Right pairs faintly, mistakes strongly: what was drawn solid, what was answered dashed and with its score."""
    found: list[DrawnBox] = []
    for outcome in sorted(judged.outcomes, key=lambda item: not item.is_right):
        found += _of_outcome(outcome, judged, labels)
    return found


def _of_outcome(outcome: Outcome, judged: Judged, labels: tuple[ModelLabel, ...]) -> list[DrawnBox]:
    found = []
    if outcome.truth is not None and outcome.truth_place is not None:
        label, truth = labels[outcome.truth], judged.picture.truth_boxes[outcome.truth_place]
        tag = "" if outcome.is_right else label.name
        found.append(DrawnBox(truth.xyxy, label.color, tag, faint=outcome.is_right))
    if outcome.answer is not None and outcome.answer_place is not None:
        label, box = labels[outcome.answer], judged.picture.boxes[outcome.answer_place]
        score = number(outcome.score)
        tag = "" if outcome.is_right else f"{label.name} {score}"
        found.append(DrawnBox(box.xyxy, label.color, tag, is_answer=True, faint=outcome.is_right))
    return found
