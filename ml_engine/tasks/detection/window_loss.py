"""What a sliding window learns from: the windows that hold an object, and the background it takes most for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from ml_engine.tasks.detection.loss import pad_truths
from ml_engine.tasks.detection.overlap import pair_iou
from ml_engine.tasks.detection.windows import correction_numbers, refine_windows
from ml_engine.tasks.task import ImageTargets

HOLDS_IOU = 0.5  # a window that overlaps an object by so much holds it
EMPTY_IOU = 0.3  # one that overlaps none by so much is background; those between teach nothing
BACKGROUND_EACH = 3  # windows of background for each that holds an object
BACKGROUND_LEAST = 8  # and so many for each picture
BOX_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class WindowAnswers:
    """By window. corrections: (B, P, 4).   objectness: (B, P) logits.   labels: (B, P, labels) logits."""

    corrections: Tensor
    objectness: Tensor
    labels: Tensor


@dataclass(frozen=True, slots=True)
class DrawnWindows:
    """picture, window, label: (N,) int64 of the windows that hold an object.   boxes: (N, 4).   empty: (B, P) bool."""

    picture: Tensor
    window: Tensor
    label: Tensor
    boxes: Tensor
    empty: Tensor


@torch.no_grad()
def draw_windows(targets: Sequence[ImageTargets], windows: Tensor) -> DrawnWindows:
    """Windows that hold an object (each object has at least its best one), and those that hold none."""
    truths = pad_truths(targets, windows.device)
    batch, places = len(targets), len(windows)
    if truths.boxes.shape[1] == 0:
        none = torch.zeros(0, dtype=torch.int64, device=windows.device)
        return DrawnWindows(
            none, none, none, torch.zeros((0, 4), device=windows.device),
            torch.ones((batch, places), dtype=torch.bool, device=windows.device),
        )  # fmt: skip
    overlap = pair_iou(truths.boxes[:, :, None], windows[None, None]) * truths.real[:, :, None]
    best, owner = overlap.max(dim=1)  # (B, P)
    empty = best < EMPTY_IOU
    rows, objects = truths.real.nonzero(as_tuple=True)
    closest = overlap[rows, objects].argmax(dim=1)
    best[rows, closest], owner[rows, closest] = 1.0, objects
    empty[rows, closest] = False
    picture, window = (best >= HOLDS_IOU).nonzero(as_tuple=True)
    held = owner[picture, window]
    return DrawnWindows(picture, window, truths.labels[picture, held], truths.boxes[picture, held], empty)


def window_loss(
    answers: WindowAnswers,
    targets: Sequence[ImageTargets],
    windows: Tensor,
    *,
    refined: bool,
    label_weights: Sequence[float] = (),
) -> Tensor:
    """Scalar, per window with an object: objectness, label, and, if refined, the correction of the box."""
    drawn = draw_windows(targets, windows)
    own = (drawn.picture, drawn.window)
    weights = torch.ones(len(drawn.label), device=windows.device)
    if label_weights:
        weights = torch.tensor(label_weights, device=windows.device)[drawn.label]
    corrections = answers.corrections[own]
    boxes = refine_windows(windows[drawn.window], corrections) if refined else windows[drawn.window]
    with torch.no_grad():
        quality = pair_iou(boxes, drawn.boxes)  # objectness is to say how good the box is
        wanted = BACKGROUND_EACH * len(drawn.label) + BACKGROUND_LEAST * len(targets)
        feared = answers.objectness.masked_fill(~drawn.empty, -torch.inf).flatten()
        hardest = feared.topk(min(wanted, int(drawn.empty.sum()))).indices
    of_objects = (
        functional.binary_cross_entropy_with_logits(answers.objectness[own], quality, weights, reduction="sum")
        + functional.softplus(answers.objectness.flatten()[hardest]).sum()
    )
    of_labels = (functional.cross_entropy(answers.labels[own], drawn.label, reduction="none") * weights).sum()
    total = of_objects + of_labels
    if refined:
        goal = correction_numbers(windows[drawn.window], drawn.boxes)
        error = functional.smooth_l1_loss(corrections, goal, reduction="none", beta=0.1).sum(dim=1)
        total = total + BOX_WEIGHT * (error * weights).sum()
    return total / max(1, len(drawn.label))
