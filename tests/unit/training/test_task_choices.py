"""What a recipe asks of a task: weights and shares by hand, refusals by the field's name, a batch that fits."""

from __future__ import annotations

import math
import uuid
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.catalogue import TASKS
from ml_engine.tasks.classification import Classification
from ml_engine.tasks.detection.head import DetectionHead
from ml_engine.tasks.detection.loss import detection_loss
from ml_engine.tasks.several_labels import SeveralLabels
from ml_engine.tasks.task import ImageTargets, balanced_weights
from ml_engine.training.batches import plan_epoch
from ml_engine.training.recipe import Recipe
from ml_engine.training.run_setup import learns_whole
from ml_engine.training.task_choices import (
    adapted_task,
    chosen_batch,
    label_counts,
    sampling_shares,
    set_dropout,
    with_batches,
)

A, B = (Label(uuid.UUID(int=place), "ab"[place - 1], "#000000", "", place) for place in (1, 2))
CLASSIFY, DETECT = TASKS.get("classify"), TASKS.get("detect")
NO_BOXES = torch.zeros(0, 4)


def picture(number: int, *labels: Label, kind: AnnotationKind = AnnotationKind.TAG) -> SnapshotImage:
    points = ((0.0, 0.0), (9.0, 9.0)) if kind is AnnotationKind.BOX else ()
    notes = tuple(Annotation(uuid.uuid4(), number, label.id, kind, points) for label in labels)
    return SnapshotImage(ImageRef(number, Path(f"{number}.png")), Split.TRAIN, True, notes)


UNEVEN = [picture(0, A), picture(1, A), picture(2, A), picture(3, B)]


def test_weights_are_in_inverse_proportion_and_average_one():
    weights = balanced_weights([30, 10, 0])
    assert weights == pytest.approx((40 / 60, 40 / 20, 1.0))
    assert (30 * weights[0] + 10 * weights[1]) / 40 == pytest.approx(1)


def test_a_weighted_classifier_counts_each_picture_as_its_label_weighs():
    task = adapted_task(CLASSIFY, Recipe(class_balance="weights"), UNEVEN, [A, B])
    logits = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
    targets = [ImageTargets(torch.tensor([place]), NO_BOXES) for place in (0, 1)]
    each = [math.log(1 + math.exp(-2)), math.log(1 + math.exp(-1))]
    expected = (each[0] * 4 / 6 + each[1] * 4 / 2) / 2
    assert float(task.loss((logits,), targets, 0.0)) == pytest.approx(expected)
    assert isinstance(task, Classification)
    assert CLASSIFY.label_weights == ()


def test_smoothing_and_weights_go_together():
    recipe = Recipe(class_balance="weights", label_smoothing=0.1)
    task = adapted_task(CLASSIFY, recipe, UNEVEN, [A, B])
    assert (task.label_smoothing, task.label_weights) == (0.1, pytest.approx((4 / 6, 2.0)))


def test_of_several_labels_the_rare_yes_weighs_as_much_as_the_frequent_no():
    task = adapted_task(SeveralLabels(), Recipe(class_balance="weights"), UNEVEN, [A, B])
    assert task.label_weights == pytest.approx((1 / 3, 3.0))
    loss = task.loss((torch.zeros(1, 2),), [ImageTargets(torch.tensor([1]), NO_BOXES)], 0.0)
    assert float(loss) == pytest.approx((1 + 3) / 2 * math.log(2))


def test_a_weighted_detector_counts_the_scores_and_boxes_of_a_label_more():
    torch.manual_seed(0)
    outputs = DetectionHead((4, 4, 4), 2, 8, 1)(*(torch.randn(1, 4, side, side) for side in (8, 4, 2)))
    targets = [ImageTargets(torch.tensor([1]), torch.tensor([[8.0, 8.0, 40.0, 40.0]]))]
    plain, heavy, other = (
        float(detection_loss(outputs, targets, (8, 16, 32), weights).detach())
        for weights in ((), (1.0, 3.0), (3.0, 1.0))
    )
    assert float(detection_loss(outputs, targets, (8, 16, 32), (1.0, 1.0)).detach()) == pytest.approx(plain)
    assert heavy > plain * 1.5
    assert heavy > other
    boxes = [picture(number, *labels, kind=AnnotationKind.BOX) for number, labels in enumerate([(A, A, A), (B,)])]
    task = adapted_task(DETECT, Recipe(class_balance="weights"), boxes, [A, B])
    assert task.label_weights == pytest.approx((4 / 6, 2.0))
    assert label_counts(boxes, DETECT) == {A.id: 3, B.id: 1}


def test_balanced_sampling_draws_labels_equally_often():
    shares = sampling_shares(UNEVEN, CLASSIFY)
    assert shares == pytest.approx((1 / 6, 1 / 6, 1 / 6, 1 / 2))
    drawn = [
        place
        for epoch in range(300)
        for places, _ in plan_epoch(4, 1, 2, (0, epoch), shares).batches
        for place in places
    ]
    assert len(drawn) == 1200
    assert 0.45 < sum(place == 3 for place in drawn) / len(drawn) < 0.55


def test_a_picture_without_labels_is_drawn_too():
    shares = sampling_shares([picture(0, A), picture(1, A), picture(2)], SeveralLabels())
    assert shares == pytest.approx((1 / 4, 1 / 4, 1 / 2))


@pytest.mark.parametrize(
    ("task", "recipe", "word"),
    [
        (DETECT, Recipe(label_smoothing=0.1), "label_smoothing"),
        (DETECT, Recipe(cutmix=1.0), "cutmix"),
        (CLASSIFY, Recipe(multi_scale=1), "multi_scale"),
    ],
)
def test_what_does_not_apply_to_a_task_is_refused_by_name(task, recipe, word):
    with pytest.raises(UserError, match=f"{word} does not apply to the task '{task.name}'"):
        adapted_task(task, recipe, UNEVEN, [A, B])


def test_dropout_is_refused_where_a_head_has_none():
    with pytest.raises(UserError, match="dropout does not apply"):
        set_dropout(torch.nn.Linear(2, 2), CLASSIFY, 0.5)
    set_dropout(torch.nn.Linear(2, 2), CLASSIFY, 0.0)


def test_a_detector_drops_whole_channels_while_it_learns_and_none_when_it_answers():
    torch.manual_seed(0)
    head = DetectionHead((4, 4, 4), 2, 8, 0)
    levels = [torch.randn(2, 4, side, side) for side in (8, 4, 2)]
    set_dropout(head, DETECT, 0.5)
    with torch.no_grad():
        head.train()
        first, second = (head(*levels)[0] for _ in range(2))
        head.eval()
        calm = [head(*levels)[0] for _ in range(2)]
    assert not torch.equal(first, second)
    assert torch.equal(*calm)


@pytest.mark.parametrize(("pictures", "batch"), [(1, 8), (100, 8), (256, 16), (511, 16), (512, 32), (9000, 64)])
def test_the_batch_is_chosen_from_the_number_of_pictures(pictures, batch):
    said = []
    recipe = with_batches(Recipe(batch=0), pictures, said.append)
    assert chosen_batch(pictures) == recipe.batch == batch
    assert [event.code for event in said] == ["batch-chosen"]
    assert with_batches(Recipe(batch=7), pictures, said.append) == Recipe(batch=7)


@pytest.mark.parametrize(("freeze", "whole"), [("auto", False), ("all", False), ("top", False), ("nothing", True)])
def test_a_pretrained_network_learns_whole_only_if_nothing_is_frozen(freeze, whole):
    assert learns_whole(Recipe(freeze=freeze), BACKBONES.get("resnet18")) is whole


def test_a_network_without_weights_has_nothing_to_freeze():
    tiny = BACKBONES.get("tiny")
    assert learns_whole(Recipe(), tiny)
    with pytest.raises(UserError, match="nothing worth freezing"):
        learns_whole(Recipe(freeze="all"), tiny)
