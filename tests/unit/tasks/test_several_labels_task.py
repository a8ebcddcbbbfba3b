"""Pictures with any number of labels: what they teach, and what is answered for them."""

from __future__ import annotations

import math
import uuid
from pathlib import Path

import pytest
import torch

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.naming import named_labels
from ml_engine.domain.predictions import Prediction, ScoredLabel, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split
from ml_engine.tasks.catalogue import TASKS, find_task
from ml_engine.tasks.several_labels import SeveralLabels
from ml_engine.tasks.task import ImageTargets

A, B, C = (uuid.UUID(int=number) for number in (1, 2, 3))
VIEW = ViewGeometry((1, 0, 0, 0, 1, 0), 4, 4, 4, 4)
NO_BOXES = torch.zeros(0, 4)


def picture(*labels: uuid.UUID, verified: bool = False, kind: AnnotationKind = AnnotationKind.TAG) -> SnapshotImage:
    points = ((0.0, 0.0), (1.0, 1.0)) if kind is AnnotationKind.BOX else ()
    rows = tuple(Annotation(uuid.uuid4(), 1, label, kind, points) for label in labels)
    return SnapshotImage(ImageRef(1, Path("a.png")), Split.TRAIN, verified, rows)


def target(*places: int) -> ImageTargets:
    return ImageTargets(torch.tensor(places, dtype=torch.int64), NO_BOXES)


def test_only_a_classifier_changes_where_pictures_may_have_several_labels() -> None:
    assert isinstance(find_task("classify", several_per_picture=True), SeveralLabels)
    assert find_task("classify") is TASKS.get("classify")
    assert find_task("detect", several_per_picture=True) is TASKS.get("detect")


@pytest.mark.parametrize(
    ("image", "taught", "usable"),
    [
        (picture(A, B), {A, B}, True),
        (picture(verified=True), set(), True),
        (picture(), set(), False),
        (picture(A, B, kind=AnnotationKind.BOX), {A, B}, True),
    ],
)
def test_a_picture_teaches_all_its_labels_and_a_verified_one_also_none(image, taught, usable) -> None:
    task = SeveralLabels()
    assert task.labels_of(image) == taught
    assert (task.left_out(image) == "") is usable
    places = task.make_targets(image, {B: 0, A: 1}, VIEW).labels.tolist()
    assert places == sorted({B: 0, A: 1}[label] for label in taught)


def test_its_loss_is_the_binary_cross_entropy_of_every_label() -> None:
    logits = torch.tensor([[2.0, -1.0, 0.0], [0.5, 0.0, -3.0]])
    loss = SeveralLabels().loss((logits,), [target(0, 2), target()], 0.0)
    wanted = torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    p = logits.sigmoid()
    by_hand = -(wanted * p.log() + (1 - wanted) * (1 - p).log()).mean()
    torch.testing.assert_close(loss, by_hand)
    smooth = SeveralLabels().smoothed(0.5).loss((torch.full((1, 3), 9.0),), [target(0, 1, 2)], 0.0)
    assert float(smooth) > 2


def test_scores_are_each_labels_own() -> None:
    (answer,) = SeveralLabels().decode((torch.tensor([[0.0, 3.0, 3.0]]),), [VIEW], Thresholds(0.0, 1.0))
    assert [label.index for label in answer.labels] == [1, 2, 0]
    assert answer.labels[0].score == pytest.approx(1 / (1 + math.exp(-3)))
    assert answer.labels[2].score == 0.5


def test_the_threshold_is_the_score_with_the_best_f1() -> None:
    answers = [
        Prediction(labels=(ScoredLabel(0, 0.9), ScoredLabel(1, 0.4))),
        Prediction(labels=(ScoredLabel(1, 0.6), ScoredLabel(0, 0.3))),
    ]
    chosen = SeveralLabels().choose_thresholds(answers, [picture(A, B), picture(B)], [A, B])
    assert chosen.score == 0.4
    assert SeveralLabels().choose_thresholds(answers, [picture(), picture()], [A, B]).score == 0.5


def test_all_labels_from_the_threshold_on_are_said() -> None:
    answer = Prediction(labels=(ScoredLabel(1, 0.8), ScoredLabel(0, 0.5), ScoredLabel(2, 0.1)))
    said = named_labels("a.jpg", answer, ["a", "b", "c"], 0.5, several=True)
    assert (said.label, said.labels) == ("b", (("b", 0.8), ("a", 0.5)))
    unsure = named_labels("a.jpg", answer, ["a", "b", "c"], 0.9, several=True)
    assert (unsure.label, unsure.score, unsure.labels) == (None, None, ())
    assert len(unsure.top) == 3
    assert named_labels("a.jpg", answer, ["a", "b", "c"], 0.5).labels is None
