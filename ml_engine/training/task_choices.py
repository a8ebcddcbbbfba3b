"""What a recipe asks of a task and its head, or that the task cannot do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec
from torch import nn

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind, Label
from ml_engine.tasks.task import DropsOut, FollowsRecipe, SeesTargets, SmoothsLabels, Task, WeighsLabels
from ml_engine.training.recipe import Recipe

PASS_STEPS = 16  # so many steps a pass are aimed at
LEAST_BATCH, MOST_BATCH = 8, 64


def adapted_task(task: Task, recipe: Recipe, train: Sequence[SnapshotImage], labels: Sequence[Label]) -> Task:
    """The task with the recipe's smoothing and weights. Raises UserError for what does not apply to it."""
    finds_boxes = task.features == "pyramid"
    if isinstance(task, FollowsRecipe):
        task = task.configured(recipe)
    if recipe.cutmix and finds_boxes:
        raise _does_not_apply("cutmix", task, "Use mix instead: it joins two pictures with their boxes.")
    if recipe.multi_scale and not finds_boxes:
        raise _does_not_apply("multi_scale", task)
    if recipe.label_smoothing:
        if not isinstance(task, SmoothsLabels):
            raise _does_not_apply("label_smoothing", task)
        task = task.smoothed(recipe.label_smoothing)
    if recipe.class_balance == "weights":
        if not isinstance(task, WeighsLabels):
            raise _does_not_apply("class_balance", task)
        counts = label_counts(train, task)
        task = task.weighted([counts[label.id] for label in labels], len(train))
    return task


def set_dropout(head: nn.Module, task: Task, share: float) -> None:
    """Raises UserError if the head has nowhere to drop anything."""
    if not share:
        return
    if not isinstance(head, DropsOut):
        raise _does_not_apply("dropout", task)
    head.set_dropout(share)


def check_blending(head: nn.Module, recipe: Recipe) -> None:
    """Raises UserError if pictures were to be blended for a head that looks at regions of one picture's objects."""
    if recipe.mixup and isinstance(head, SeesTargets):
        raise UserError(
            "recipe",
            "mixup does not apply to Faster R-CNN: its second look is at regions around the objects of one picture.",
            "Use mix instead: it joins two pictures with their boxes.",
        )


def sampling_shares(pictures: Sequence[SnapshotImage], task: Task) -> tuple[float, ...]:
    """How often each picture is to be drawn so that labels come about equally often, sum 1.

    A picture counts as its rarest label does; one without any counts as one label more.
    """
    counts: Counter[UUID | None] = Counter()
    for picture in pictures:
        counts.update(task.labels_of(picture) or (None,))
    wanted = [max(1 / counts[label] for label in task.labels_of(picture) or (None,)) for picture in pictures]
    total = sum(wanted)
    return tuple(share / total for share in wanted)


def label_counts(pictures: Sequence[SnapshotImage], task: Task) -> Counter[UUID]:
    """How often each label is taught: by a detector's boxes, or by pictures."""
    if task.features == "embedding":
        return Counter(label for picture in pictures for label in task.labels_of(picture))
    boxes = (note for picture in pictures for note in picture.annotations if note.kind is not AnnotationKind.TAG)
    return Counter(box.label_id for box in boxes)


def with_batches(recipe: Recipe, pictures: int, emit: Callable[[Event], None]) -> Recipe:
    """The recipe with a number where it says batch = 0, and why."""
    chosen = chosen_batch(pictures)
    if not recipe.batch:
        recipe = msgspec.structs.replace(recipe, batch=chosen)
        emit(Notice("batch-chosen", f"{chosen} pictures a step, so that a pass over {pictures} has enough steps."))
    if not recipe.second.batch:
        recipe = msgspec.structs.replace(recipe, second=msgspec.structs.replace(recipe.second, batch=chosen))
    return recipe


def chosen_batch(pictures: int) -> int:
    """A power of two with about PASS_STEPS batches a pass, LEAST_BATCH to MOST_BATCH. Memory is the loop's business."""
    batch = LEAST_BATCH
    while batch < MOST_BATCH and pictures / (2 * batch) >= PASS_STEPS:
        batch *= 2
    return batch


def _does_not_apply(field: str, task: Task, hint: str = "Take it out of the recipe.") -> UserError:
    return UserError("recipe", f"{field} does not apply to the task '{task.name}'.", hint)
