"""What is counted from a model's answers, on cases that can be counted by hand."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredBox, ScoredLabel
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.answers import PictureAnswer, Scores
from ml_engine.tasks.catalogue import TASKS, find_task
from ml_engine.training.answers import count_scores, picture_answers
from ml_engine.training.model_spec import LabelSpec, ModelSpec
from ml_engine.training.scoring import Scored

NAMES = ("cat", "dog", "owl")
LABELS = tuple(LabelSpec(uuid.UUID(int=place + 1), name, "#112233") for place, name in enumerate(NAMES))
Box = tuple[float, float, float, float]
A, B, C = (0.0, 0.0, 10.0, 10.0), (20.0, 20.0, 30.0, 30.0), (50.0, 50.0, 60.0, 60.0)


def spec(task: str, score: float) -> ModelSpec:
    info = BACKBONES.get("tiny")
    return ModelSpec(
        task, LABELS, "tiny", "", 64, "letterbox", info.normalization, TASKS.get(task).features, 0, score, 0.5, "0"
    )


def picture(number: int, *marks: tuple[str, Box | None]) -> SnapshotImage:
    rows = []
    for name, box in marks:
        kind = AnnotationKind.BOX if box else AnnotationKind.TAG
        points = ((box[0], box[1]), (box[2], box[3])) if box else ()
        rows.append(Annotation(uuid.uuid4(), number, LABELS[NAMES.index(name)].id, kind, points))
    return SnapshotImage(ImageRef(number, Path(f"/p/{number}.jpg")), Split.TEST, True, tuple(rows))


def boxes(*found: tuple[str, float, Box]) -> Prediction:
    return Prediction(boxes=tuple(ScoredBox(NAMES.index(name), score, box) for name, score, box in found))


def counted(
    task: str, score: float, pictures: list[SnapshotImage], predictions: list[Prediction], several: bool = False
) -> tuple[list[PictureAnswer], Scores]:
    model = find_task(task, several_per_picture=several)
    labels = [label.id for label in LABELS]
    scored = Scored(pictures, predictions, model.score(predictions, pictures, labels))
    described = dataclasses.replace(spec(task, score), several_per_picture=several)
    answers = picture_answers(scored, Split.TEST, model, described)
    return answers, count_scores(scored, answers, Split.TEST, model, described)


@pytest.fixture
def detected() -> tuple[list[PictureAnswer], Scores]:
    pictures = [
        picture(1, ("cat", A), ("dog", B)),  # the cat is found twice, the dog is taken for an owl
        picture(2, ("dog", C)),  # missed: its box is too weak; and one box where nothing is
        picture(3),  # nothing there, nothing found
    ]
    predictions = [
        boxes(("cat", 0.9, A), ("cat", 0.8, (0.0, 0.0, 10.0, 9.0)), ("owl", 0.7, B)),
        boxes(("cat", 0.6, A), ("dog", 0.2, C)),
        boxes(),
    ]
    return counted("detect", 0.5, pictures, predictions)


def test_boxes_found_doubled_confused_missed_and_made_up_are_told_apart(detected) -> None:
    first, second, third = detected[0]
    assert sorted(first.cells) == [("", "cat"), ("cat", "cat"), ("dog", "owl")]
    assert sorted(second.cells) == [("", "cat"), ("dog", "")]
    assert third.cells == ()
    assert [box.matched for box in first.boxes] == [0, -1, -1]
    assert [(box.label, box.matched) for box in second.boxes] == [("cat", -1), ("dog", 0)]


def test_how_wrong_a_detector_is_goes_from_none_to_one(detected) -> None:
    assert [answer.wrong for answer in detected[0]] == [pytest.approx(1 - 2 / 5), 1.0, 0.0]


def test_a_detectors_matrix_has_the_background_last(detected) -> None:
    scores = detected[1]
    assert scores.has_background
    assert scores.confusion == ((1, 0, 0, 0), (0, 0, 1, 1), (0, 0, 0, 0), (2, 0, 0, 0))
    cat, dog, owl = scores.labels
    assert (cat.support, dog.support, owl.support) == (1, 2, 0)
    assert (cat.metrics["precision"], cat.metrics["recall"]) == (pytest.approx(1 / 3), 1.0)
    assert (dog.metrics["recall"], "precision" in dog.metrics) == (0.0, False)
    assert dog.metrics["ap50"] == pytest.approx(51 / 101)  # one of two, found by the weak box: recalls 0 to 0.5
    assert owl.metrics == {"precision": 0.0, "f1": 0.0}


def test_curves_are_of_all_labels_and_of_each_that_occurs(detected) -> None:
    curves = {curve.label: curve for curve in detected[1].curves}
    assert list(curves) == ["", "cat", "dog"]
    assert (curves["dog"].scores, curves["dog"].recall, curves["dog"].precision) == ((0.2,), (0.5,), (1.0,))
    assert curves[""].recall[-1] == pytest.approx(2 / 3)


@pytest.fixture
def classified() -> tuple[list[PictureAnswer], Scores]:
    pictures = [picture(1, ("cat", None)), picture(2, ("dog", None)), picture(3, ("cat", None))]
    rows = [(0.7, 0.2, 0.1), (0.6, 0.3, 0.1), (0.9, 0.05, 0.05)]
    predictions = [
        Prediction(labels=tuple(ScoredLabel(int(k), row[k]) for k in np.argsort(-np.array(row)))) for row in rows
    ]
    return counted("classify", 0.0, pictures, predictions)


def test_a_classifiers_matrix_has_no_background(classified) -> None:
    answers, scores = classified
    assert [answer.cells for answer in answers] == [(("cat", "cat"),), (("dog", "cat"),), (("cat", "cat"),)]
    assert [answer.wrong for answer in answers] == [pytest.approx(0.3), pytest.approx(0.7), pytest.approx(0.1)]
    assert answers[1].scores == (("cat", 0.6), ("dog", 0.3), ("owl", 0.1))
    assert (scores.has_background, scores.confusion) == (False, ((2, 0, 0), (1, 0, 0), (0, 0, 0)))
    cat, dog, owl = scores.labels
    assert cat.metrics == pytest.approx({"precision": 2 / 3, "recall": 1.0, "f1": 0.8, "ap": 1.0})
    assert (dog.metrics["ap"], owl.metrics) == (pytest.approx(1.0), {})
    assert scores.metrics["accuracy"] == pytest.approx(2 / 3)


def test_every_count_of_a_matrix_can_be_traced_to_its_pictures(detected) -> None:
    answers, scores = detected
    axis = (*NAMES, "")
    for row, truth in enumerate(axis):
        for column, answer in enumerate(axis):
            of_pictures = sum(item.cells.count((truth, answer)) for item in answers)
            assert of_pictures == scores.confusion[row][column]


def test_a_run_without_any_answer_has_empty_curves() -> None:
    _, scores = counted("detect", 0.5, [picture(1, ("cat", A))], [boxes()])
    assert scores.confusion[0] == (0, 0, 0, 1)
    assert dataclasses.asdict(scores.curves[0]) == {"label": "", "scores": (), "recall": (), "precision": ()}


def test_where_a_picture_may_have_several_labels_each_is_found_missed_or_made_up() -> None:
    pictures = [picture(1, ("cat", None), ("dog", None)), picture(2, ("owl", None)), picture(3)]
    rows = [(0.9, 0.2, 0.1), (0.6, 0.1, 0.8), (0.1, 0.1, 0.3)]
    predictions = [
        Prediction(labels=tuple(ScoredLabel(int(k), row[k]) for k in np.argsort(-np.array(row)))) for row in rows
    ]
    answers, scores = counted("classify", 0.5, pictures, predictions, several=True)
    assert [sorted(answer.cells) for answer in answers] == [
        [("cat", "cat"), ("dog", "")], [("", "cat"), ("owl", "owl")], [],
    ]  # fmt: skip
    assert [answer.wrong for answer in answers] == [pytest.approx(0.8), pytest.approx(0.6), pytest.approx(0.3)]
    assert scores.confusion == ((1, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (1, 0, 0, 0))
    cat, dog, owl = (label.metrics for label in scores.labels)
    assert (cat["precision"], cat["recall"], owl["f1"], dog["recall"]) == (0.5, 1.0, 1.0, 0.0)


def test_what_is_wrong_with_each_box_is_noted_and_counted_by_kind(detected) -> None:
    (first, second, _), scores = detected
    assert [box.error for box in first.boxes] == ["", "duplicate", "wrong_label"]
    assert [box.error for box in second.boxes] == ["background", ""]  # the weak dog is not shown
    assert (first.missed, second.missed) == ((), (0,))
    counts = {row.kind: row.count for row in scores.errors}
    assert counts == {
        "missed": 1, "background": 1, "localisation": 0, "wrong_label": 1, "wrong_label_and_place": 0, "duplicate": 1,
    }  # fmt: skip
    assert all(row.cost >= 0 for row in scores.errors)


def test_each_label_has_its_best_threshold_and_the_detector_its_further_figures(detected) -> None:
    scores = detected[1]
    assert [label.threshold for label in scores.labels] == [0.9, 0.2, None]
    assert {"ap_small", "ar100", "ap50_11_points", "ap50_all_points", "ap50_voc", "calibration_error"} <= set(
        scores.figures
    )
    assert "ap_large" not in scores.figures
    # One of one cat at once; one of two dogs at once.
    assert scores.figures["ap50_all_points"] == pytest.approx((1 + 1 / 2) / 2)
    assert sum(row.count for row in scores.reliability) == 5


def test_a_classifier_has_its_errors_and_how_far_it_can_be_believed(classified) -> None:
    scores = classified[1]
    assert scores.figures["top1_error"] == pytest.approx(1 / 3)
    assert scores.figures["top5_error"] == 0
    assert scores.figures["precision_over_half"] == pytest.approx(2 / 3)
    # Scores 0.7 and 0.9 are right, 0.6 is wrong.
    assert scores.figures["calibration_error"] == pytest.approx((0.3 + 0.1 + 0.6) / 3)
    assert scores.errors == ()
