"""Which pictures are shown while a run learns, and what is said of them."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from ml_engine.domain.events import TruthBox
from ml_engine.domain.predictions import Prediction, ScoredBox, ScoredLabel
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.tasks.catalogue import TASKS
from ml_engine.training.samples import Samples, choose_samples

LABELS = tuple(Label(uuid.UUID(int=place + 1), name, "#000000", "", place) for place, name in enumerate("abc"))


def picture(number: int, *annotations: tuple[Label, tuple[float, float, float, float] | None]) -> SnapshotImage:
    rows = tuple(
        Annotation(uuid.uuid4(), number, label.id, AnnotationKind.BOX, ((box[0], box[1]), (box[2], box[3])))
        if box
        else Annotation(uuid.uuid4(), number, label.id, AnnotationKind.TAG)
        for label, box in annotations
    )
    return SnapshotImage(ImageRef(number, Path(f"/p/{number}.jpg"), 100, 100), Split.VALIDATION, True, rows)


def test_the_samples_are_spread_over_the_labels_and_always_the_same() -> None:
    task = TASKS.get("classify")
    pictures = [picture(number, (LABELS[0 if number < 40 else number % 3], None)) for number in range(46)]
    chosen = choose_samples(pictures, task)
    of = [next(iter(task.labels_of(pictures[place]))) for place in chosen]
    assert sorted(of.count(label.id) for label in LABELS) == [2, 2, 2]
    assert choose_samples(pictures, task) == chosen


def test_an_empty_picture_is_among_a_detectors_samples() -> None:
    pictures = [picture(number, (LABELS[0], (1, 1, 9, 9))) for number in range(20)] + [picture(99)]
    chosen = choose_samples(pictures, TASKS.get("detect"))
    assert len(chosen) == 6
    assert 20 in chosen


def test_fewer_pictures_than_samples_are_all_shown() -> None:
    assert choose_samples([picture(1, (LABELS[0], None))], TASKS.get("classify")) == (0,)
    assert choose_samples([], TASKS.get("classify")) == ()


def test_a_classifiers_sample_names_truth_and_answer() -> None:
    pictures = [picture(5, (LABELS[1], None))]
    answer = Prediction(labels=(ScoredLabel(1, 0.75), ScoredLabel(0, 0.25)))
    event = Samples(TASKS.get("classify"), LABELS, pictures).event(3, pictures, [answer])
    (sample,) = event.samples
    assert (event.epoch, sample.image_id, sample.truth_labels, sample.truth_boxes) == (3, 5, ("b",), ())
    assert (sample.prediction.image, sample.prediction.label, sample.prediction.score) == ("/p/5.jpg", "b", 0.75)
    assert sample.prediction.top == (("b", 0.75), ("a", 0.25))


def test_a_detectors_sample_shows_boxes_from_the_best_score_on() -> None:
    pictures = [picture(5, (LABELS[1], (10, 10, 50, 50)))]
    answer = Prediction(boxes=(ScoredBox(1, 0.09, (10, 10, 50, 52)), ScoredBox(2, 0.03, (60, 60, 90, 90))))
    (sample,) = Samples(TASKS.get("detect"), LABELS, pictures).event(1, pictures, [answer]).samples
    assert sample.truth_boxes == (TruthBox("b", (10.0, 10.0, 50.0, 50.0)),)
    assert [(box.label, box.score) for box in sample.prediction.boxes or ()] == [("b", pytest.approx(0.09))]
