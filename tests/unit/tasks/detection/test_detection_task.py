"""The task as the training loop sees it: it learns, chooses its threshold, says what it cannot use."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest
import torch
from torch import Tensor

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.backbones import IMAGENET, STRIDES, BackboneInfo
from ml_engine.tasks.catalogue import TASKS
from ml_engine.tasks.detection.task import Detection
from ml_engine.tasks.task import Task

TINY = BackboneInfo("tiny", "Tiny", (4, 4, 4), 4, 1_000, 64, IMAGENET)
VIEW = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 64, 64, 64, 64)


def features_of(boxes: list[tuple[int, tuple[float, float, float, float]]]) -> tuple[Tensor, ...]:
    """What an ideal backbone would see of a 64 × 64 picture: one channel per label, filled where its boxes are."""
    image = np.zeros((1, 4, 64, 64), np.float32)
    for label, (x0, y0, x1, y1) in boxes:
        image[0, label, int(y0) : int(y1), int(x0) : int(x1)] = 1
    whole = torch.from_numpy(image)
    return tuple(torch.nn.functional.avg_pool2d(whole, stride) for stride in STRIDES)


def scenes(picture, count: int, seed: int) -> list[tuple[SnapshotImage, tuple[Tensor, ...]]]:
    dice = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        sides = dice.integers(2, 5, 2) * 8
        corner = [int(dice.integers(0, (64 - side) // 8 + 1)) * 8 for side in sides]
        box = (
            int(dice.integers(0, 2)),
            (*map(float, corner), float(corner[0] + sides[0]), float(corner[1] + sides[1])),
        )
        made.append((picture(box, size=(64, 64)), features_of([box])))
    return made


def stacked(levels: list[tuple[Tensor, ...]]) -> list[Tensor]:
    return [torch.cat(level) for level in zip(*levels, strict=True)]


def test_detect_is_a_registered_task() -> None:
    task: Task = TASKS.get("detect")

    assert (task.name, task.features, task.primary_metric) == ("detect", "pyramid", "ap")


def test_it_learns_boxes_it_has_never_seen(picture, labels: list[UUID], label_index: dict[UUID, int]) -> None:
    torch.manual_seed(0)
    task = Detection(width=16, blocks=1)
    head = task.build_head(TINY, 2)
    train, unseen = scenes(picture, 48, seed=1), scenes(picture, 12, seed=2)
    inputs = stacked([levels for _, levels in train])
    targets = [task.make_targets(image, label_index, VIEW) for image, _ in train]
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-2)
    for step in range(60):
        optimizer.zero_grad()
        task.loss(head(*inputs), targets, step / 60).backward()
        optimizer.step()

    head.eval()
    with torch.inference_mode():
        answers = task.decode(head(*stacked([levels for _, levels in unseen])), [VIEW] * 12, task.scoring)

    assert task.score(answers, [image for image, _ in unseen], labels)["ap50"] > 0.8


def test_the_metrics_have_the_keys_of_the_command_line(picture, labels: list[UUID]) -> None:
    found = Detection().score([Prediction()], [picture()], labels)

    assert set(found) == {"ap", "ap50", "ap75", "precision", "recall", "f1", "mean_iou"}


def test_the_threshold_is_chosen_from_the_answers(picture, labels: list[UUID]) -> None:
    here, there = (0.0, 0.0, 10.0, 10.0), (30.0, 30.0, 40.0, 40.0)
    answer = Prediction(boxes=(ScoredBox(0, 0.7, here), ScoredBox(0, 0.2, there)))

    chosen = Detection().choose_thresholds([answer], [picture((0, here))], labels)

    assert chosen.score == pytest.approx(0.7)
    assert chosen.iou == Detection.thresholds.iou


def test_without_a_right_answer_the_threshold_stays_as_it_was(picture, labels: list[UUID]) -> None:
    assert Detection().choose_thresholds([Prediction()], [picture()], labels) == Detection.thresholds


@pytest.mark.parametrize(
    ("boxes", "tag", "verified", "reason"),
    [
        ([(0, (0.0, 0.0, 9.0, 9.0))], None, False, ""),
        ([], None, True, ""),
        ([], 0, True, ""),
        ([], 0, False, "has no box"),
    ],
    ids=["a box", "verified empty", "verified with a tag", "only a tag"],
)
def test_pictures_without_a_box_count_only_if_verified(
    picture, boxes: list[tuple[int, tuple[float, float, float, float]]], tag: int | None, verified: bool, reason: str
) -> None:
    assert Detection().left_out(picture(*boxes, tag=tag, verified=verified)) == reason
