"""One object a picture: numbers for its box and back, what is learnt, what is answered, how it is scored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid5

import numpy as np
import pytest
import torch

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox, Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Split
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.localization.boxes import decode_numbers, encode_boxes
from ml_engine.tasks.localization.head import LocalizationHead
from ml_engine.tasks.localization.task import Localization
from ml_engine.tasks.task import ImageTargets

Box = tuple[float, float, float, float]
SPACE = UUID(int=11)
LABELS = [uuid5(SPACE, "cat"), uuid5(SPACE, "dog")]
INDEX = {label: place for place, label in enumerate(LABELS)}
# A picture of 200 × 100 in a square of 64: letterboxed, scaled by 0.32, 16 pixels from the top.
VIEW = ViewGeometry((0.32, 0.0, 0.0, 0.0, 0.32, 16.0), 64, 64, 200, 100)


@pytest.fixture
def task() -> Localization:
    return Localization()


def picture(*boxes: tuple[int, Box]) -> SnapshotImage:
    notes = tuple(
        Annotation(uuid5(SPACE, str(number)), 1, LABELS[label], AnnotationKind.BOX, ((x0, y0), (x1, y1)))
        for number, (label, (x0, y0, x1, y1)) in enumerate(boxes)
    )
    return SnapshotImage(ImageRef(1, Path("a.jpg"), 200, 100), Split.TRAIN, True, notes)


def answer(label: int, box: Box, score: float = 0.9) -> Prediction:
    return Prediction(boxes=(ScoredBox(label, score, box),))


def test_boxes_survive_the_way_to_four_numbers_and_back() -> None:
    boxes = torch.tensor([[0.0, 0.0, 64.0, 64.0], [10.0, 20.0, 30.0, 21.5], [7.0, 3.0, 7.0, 9.0]])

    numbers = encode_boxes(boxes, 64, 32)

    assert torch.allclose(decode_numbers(numbers, 64, 32), boxes, atol=1e-4)
    assert numbers[1].tolist() == pytest.approx([20 / 64, 20.75 / 32, (20 / 64) ** 0.5, (1.5 / 32) ** 0.5])


@pytest.mark.parametrize("size", [64, 96])
def test_the_head_answers_four_numbers_and_the_labels_at_any_input_size(size: int) -> None:
    levels = [torch.rand(2, channels, size // step, size // step) for channels, step in ((3, 8), (4, 16), (5, 32))]

    numbers, heard = LocalizationHead((3, 4, 5), 7)(*levels)

    assert numbers.shape == (2, 4 + 7)
    assert heard.shape == (2, 1, size // 16, size // 16)
    assert torch.allclose(heard.sum(dim=(1, 2, 3)), torch.ones(2))


def test_the_target_is_the_largest_box_of_the_view(task: Localization) -> None:
    both = picture((0, (10, 10, 30, 30)), (1, (100, 20, 180, 90)))

    target = task.make_targets(both, INDEX, VIEW)

    assert target.labels.tolist() == [1]
    assert target.boxes.tolist() == [pytest.approx([32.0, 22.4, 57.6, 44.8], abs=1e-4)]


def test_a_view_that_cut_the_object_away_teaches_nothing(task: Localization) -> None:
    outputs = [torch.randn(2, 6, requires_grad=True), torch.full((2, 1, 4, 4), 1 / 16)]
    gone = ImageTargets(torch.zeros(0, dtype=torch.int64), torch.zeros(0, 4))
    here = ImageTargets(torch.tensor([1]), torch.tensor([[8.0, 8.0, 40.0, 40.0]]))

    task.loss(outputs, [gone, here], 0.0).backward()

    assert outputs[0].grad is not None
    assert not outputs[0].grad[0].any()
    assert outputs[0].grad[1].all()
    assert float(task.loss([torch.zeros(1, 6), outputs[1][:1]], [gone], 0.0)) == 0.0


def test_the_loss_of_a_right_answer_is_nothing(task: Localization) -> None:
    box = torch.tensor([[8.0, 8.0, 40.0, 56.0]])
    numbers = torch.cat([encode_boxes(box, 64, 64), torch.tensor([[-30.0, 30.0]])], dim=1)
    heard = torch.full((1, 1, 4, 4), 1 / 16)

    right = task.loss([numbers, heard], [ImageTargets(torch.tensor([1]), box)], 0.0)
    elsewhere = task.loss([numbers, heard], [ImageTargets(torch.tensor([1]), box + 8)], 0.0)
    other = task.loss([numbers, heard], [ImageTargets(torch.tensor([0]), box)], 0.0)

    assert float(right) == pytest.approx(0.0, abs=1e-6)
    assert float(elsewhere) > 0.1
    assert float(other) > 10


def test_an_answer_is_one_box_in_the_pictures_own_pixels(task: Localization) -> None:
    box = torch.tensor([[32.0, 22.4, 57.6, 44.8]])
    outputs = [torch.cat([encode_boxes(box, 64, 64), torch.tensor([[0.0, 2.0]])], dim=1), torch.ones(1, 1, 4, 4)]

    (found,) = task.decode(outputs, [VIEW], Thresholds(0.0, 1.0))
    (unsure,) = task.decode(outputs, [VIEW], Thresholds(0.95, 1.0))

    (only,) = found.boxes
    assert only.index == 1
    assert only.score == pytest.approx(0.8808, abs=1e-3)
    assert only.xyxy == pytest.approx((100, 20, 180, 90), abs=1e-3)
    assert unsure.boxes == ()


def test_mean_iou_and_accuracy_are_of_the_largest_object_of_every_picture(task: Localization) -> None:
    truths = [picture((0, (0, 0, 10, 10))), picture((0, (0, 0, 5, 5)), (1, (0, 0, 40, 40))), picture((1, (0, 0, 8, 8)))]
    answers = [answer(0, (0, 0, 10, 5)), answer(0, (0, 0, 40, 40)), Prediction()]

    metrics = task.score(answers, truths, LABELS)

    assert metrics["accuracy"] == pytest.approx(1 / 3)
    assert metrics["mean_iou"] == pytest.approx((0.5 + 1.0 + 0.0) / 3)
    assert metrics["ap50"] == pytest.approx(np.mean([51 / 101, 0.0]), abs=1e-6)  # of all four objects, by label


def test_several_boxes_are_said_and_none_is_left_out(task: Localization) -> None:
    one, two = picture((0, (0, 0, 5, 5))), picture((0, (0, 0, 5, 5)), (1, (0, 0, 40, 40)))

    (remark,) = task.remarks([one, two])

    assert remark.message.startswith("1 picture has several boxes")
    assert task.remarks([one]) == []
    assert task.left_out(picture()) == "has no box"
    assert task.labels_of(two) == frozenset({LABELS[1]})


def test_a_mirrored_batch_has_its_boxes_mirrored(task: Localization) -> None:
    levels = [torch.rand(4, 2, 64 // step, 64 // step) for step in (8, 16, 32)]
    targets = [ImageTargets(torch.tensor([0]), torch.tensor([[4.0, 8.0, 20.0, 40.0]]))] * 4

    mixed, found = task.mix_features(levels, targets, np.random.default_rng(0), share=1.0, mirror=True)

    boxes = {tuple(target.boxes[0].tolist()) for target in found}
    assert boxes == {(4.0, 8.0, 20.0, 40.0), (44.0, 8.0, 60.0, 40.0)}
    turned = [target.boxes[0, 0].item() == 44.0 for target in found]
    for row, is_turned in enumerate(turned):
        assert torch.equal(mixed[0][row], levels[0][row].flip(2) if is_turned else levels[0][row])


def test_the_task_is_found_by_its_name() -> None:
    assert find_task("localize").name == "localize"


@pytest.fixture
def make_learner() -> Callable[[], torch.nn.Module]:
    return lambda: Localization().build_head(BACKBONES.get("tiny"), 2)


def test_four_pictures_are_learnt_by_heart(task: Localization, make_learner: Callable[[], torch.nn.Module]) -> None:
    torch.manual_seed(0)
    head = make_learner()
    channels = BACKBONES.get("tiny").channels
    levels = [torch.randn(4, width, 64 // step, 64 // step) for width, step in zip(channels, (8, 16, 32), strict=True)]
    boxes: list[Box] = [(100, 20, 180, 90), (0, 0, 60, 100), (50, 30, 90, 70), (120, 10, 200, 60)]
    pictures = [picture((place % 2, box)) for place, box in enumerate(boxes)]
    targets = [task.make_targets(one, INDEX, VIEW) for one in pictures]
    rule = torch.optim.Adam(head.parameters(), lr=5e-3)
    for _ in range(120):
        rule.zero_grad()
        task.loss(head(*levels), targets, 0.0).backward()
        rule.step()

    with torch.inference_mode():
        metrics = task.score(task.decode(head(*levels), [VIEW] * 4, task.scoring), pictures, LABELS)

    assert metrics["accuracy"] == 1.0
    assert metrics["mean_iou"] > 0.9
