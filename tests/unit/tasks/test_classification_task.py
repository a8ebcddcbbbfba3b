"""The classifier's head, targets, loss and answers."""

from __future__ import annotations

import math
import uuid
from pathlib import Path

import pytest
import torch

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.catalogue import TASKS
from ml_engine.tasks.classification import Classification, LinearHead, classifier_input_size, picture_label
from ml_engine.tasks.task import ImageTargets, SmoothsLabels, StandardisesFeatures

A, B = uuid.UUID(int=1), uuid.UUID(int=2)
VIEW = ViewGeometry((1, 0, 0, 0, 1, 0), 4, 4, 4, 4)
NO_BOXES = torch.zeros(0, 4)


def picture(*annotations: tuple[uuid.UUID, AnnotationKind]) -> SnapshotImage:
    corners = {AnnotationKind.BOX: ((0.0, 0.0), (1.0, 1.0)), AnnotationKind.TAG: ()}
    rows = tuple(Annotation(uuid.uuid4(), 1, label, kind, corners[kind]) for label, kind in annotations)
    return SnapshotImage(ImageRef(1, Path("a.png")), Split.TRAIN, True, rows)


TAG, BOX = AnnotationKind.TAG, AnnotationKind.BOX


@pytest.mark.parametrize(
    ("annotations", "label"),
    [
        (((A, TAG),), A),
        (((A, TAG), (A, TAG)), A),
        (((A, TAG), (B, BOX)), A),
        (((B, BOX), (B, BOX)), B),
        ((), None),
        (((A, TAG), (B, TAG)), None),
        (((A, BOX), (B, BOX)), None),
    ],
)
def test_the_label_of_a_picture_is_its_tag_or_what_its_boxes_agree_on(annotations, label):
    assert picture_label(picture(*annotations)) == label
    task = TASKS.get("classify")
    assert bool(task.left_out(picture(*annotations))) == (label is None)
    assert task.labels_of(picture(*annotations)) == ({label} if label else set())


def test_the_head_starts_undecided_and_standardises():
    head = LinearHead(3, 4)
    assert isinstance(head, StandardisesFeatures)
    features = torch.tensor([[1.0, 2.0, 2.0], [2.0, 1.0, 2.0]])
    assert torch.equal(head(features)[0], torch.zeros(2, 4))
    prepared = head.prepare(features)
    head.set_feature_statistics(prepared.mean(dim=0), prepared.std(dim=0, correction=0))
    with torch.no_grad():
        head.linear.weight.copy_(torch.eye(4, 3))
    # The third channel never varies: it is centred, not blown up.
    expected = torch.tensor([[-1.0, 1.0, 0.0], [1.0, -1.0, 0.0]])
    torch.testing.assert_close(head(features)[0][:, :3], expected, atol=1e-5, rtol=1e-5)


def test_how_strongly_a_picture_excites_the_network_does_not_matter():
    head = LinearHead(5, 3)
    torch.nn.init.normal_(head.linear.weight)
    features = torch.rand(4, 5)
    torch.testing.assert_close(head(features)[0], head(features * 7)[0])
    assert bool(torch.isfinite(head(torch.zeros(1, 5))[0]).all())


def test_its_loss_is_the_cross_entropy():
    targets = [ImageTargets(torch.tensor([0]), NO_BOXES), ImageTargets(torch.tensor([2]), NO_BOXES)]
    loss = Classification().loss((torch.zeros(2, 3),), targets, 0.0)
    assert float(loss) == pytest.approx(math.log(3))


def test_smoothing_moves_a_share_of_the_target_to_all_labels():
    task = TASKS.get("classify")
    assert isinstance(task, SmoothsLabels)
    logits = torch.tensor([[4.0, 0.0, 0.0]])
    loss = task.smoothed(0.3).loss((logits,), [ImageTargets(torch.tensor([0]), NO_BOXES)], 0.0)
    expected = -(torch.tensor([0.8, 0.1, 0.1]) * logits.log_softmax(dim=1)).sum()
    torch.testing.assert_close(loss, expected)


def test_answers_come_best_first_and_sum_to_one():
    task = Classification()
    (answer,) = task.decode((torch.tensor([[0.0, 2.0, 1.0]]),), [VIEW], task.thresholds)
    assert [label.index for label in answer.labels] == [1, 2, 0]
    assert sum(label.score for label in answer.labels) == pytest.approx(1.0)
    (sure,) = task.decode((torch.tensor([[0.0, 9.0, 1.0]]),), [VIEW], Thresholds(0.5, 1.0))
    assert [label.index for label in sure.labels] == [1]


def test_scores_are_those_of_the_answers():
    task = Classification()
    truths = [picture((A, TAG)), picture((B, TAG))]
    predictions = task.decode((torch.tensor([[3.0, 0.0], [3.0, 0.0]]),), [VIEW] * 2, task.scoring)
    metrics = task.score(predictions, truths, [A, B])
    assert (metrics["accuracy"], metrics["top5_accuracy"]) == (0.5, 1.0)


def test_targets_are_the_label_s_index_in_every_view():
    targets = Classification().make_targets(picture((B, TAG)), {A: 0, B: 1}, VIEW)
    assert (targets.labels.tolist(), targets.boxes.shape) == ([1], (0, 4))


@pytest.mark.parametrize(
    ("backbone", "long_sides", "pixels"),
    [
        ("mobilenet_v2", [640, 480, 1000], 288),
        ("mobilenet_v2", [], 288),
        ("mobilenet_v2", [0, 0], 288),
        ("mobilenet_v2", [28, 28, 28, 900], 160),
        ("tiny", [640], 128),
    ],
)
def test_the_input_size_follows_the_backbone_and_tiny_pictures(backbone, long_sides, pixels):
    size = classifier_input_size(long_sides, BACKBONES.get(backbone))
    assert size.pixels == pixels
    assert str(pixels) in size.reason
