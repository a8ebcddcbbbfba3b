"""One-shot learning: a head that is not trained. A picture has the label whose mean its frozen features are nearest to.

The nearest of some means by squared distance is a linear layer, so that such a model is exported, explained and shown
like any other. Source: Snell et al., "Prototypical Networks for Few-shot Learning", 2017, equations 1, 2 and 8.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.tasks.task import AnswersByMeans, Task
from ml_engine.training.batches import CachedBatches
from ml_engine.training.pictures import Pictures
from ml_engine.training.recipe import Recipe

PART = 1024  # pictures at a time
# A picture that lies on a label's mean is so many times as likely of that label as of another one, on average.
SURE = 100.0


@dataclass(frozen=True, slots=True)
class LabelMeans:
    """means: (labels, D) of the prepared features; 0 for a label without pictures.   counts: pictures of each."""

    means: Tensor
    counts: Tensor

    @property
    def sharpness(self) -> float:
        """What squared distances are multiplied with, so that half of them are log-odds: see SURE."""
        taught = self.means[self.counts > 0].double()
        if len(taught) < 2:
            return 1.0
        between = torch.pdist(taught).square().mean()
        return float(2 * math.log(SURE) / between.clamp_min(1e-6))


def label_means(source: CachedBatches, head: AnswersByMeans, labels: int) -> LabelMeans:
    """Of the pictures as they are. labels: that the head answers."""
    total: Tensor | None = None
    counts = torch.zeros(labels)
    for start in range(0, len(source.pictures), PART):
        places = list(range(start, min(start + PART, len(source.pictures))))
        batch = source.batch(places, [0] * len(places))
        prepared = head.prepare(batch.inputs[0]).double()
        own = torch.cat([target.labels for target in batch.targets])
        total = torch.zeros(labels, prepared.shape[1], dtype=torch.float64) if total is None else total
        total.index_add_(0, own, prepared)
        counts += torch.bincount(own, minlength=labels)
    if total is None:
        raise ValueError("there are no pictures to take the mean of")
    return LabelMeans((total / counts.clamp_min(1)[:, None]).float(), counts)


def tell_means(found: LabelMeans, emit: Callable[[Event], None]) -> None:
    """Say what stands in place of a training."""
    known = found.counts[found.counts > 0]
    least, most = int(known.min()), int(known.max())
    sentence = f"Nothing is trained: each label is the mean of its pictures' features; pictures a label: {least}."
    if most > least:
        sentence = (
            "Nothing is trained: each label is the mean of its pictures' features; "
            f"pictures a label: from {least} to {most}."
        )
    emit(Notice("nearest-mean", sentence))


def take_shots(found: Pictures, task: Task, shots: int, seed: int, emit: Callable[[Event], None]) -> Pictures:
    """With at most so many training pictures a label, drawn by the seed; 0 leaves all. Says how many are not used."""
    if not shots:
        return found
    order = list(found.train)
    random.Random(seed).shuffle(order)
    taken: Counter[UUID] = Counter()
    kept: set[int] = set()
    for image in order:
        (label,) = task.labels_of(image)
        if taken[label] < shots:
            taken[label] += 1
            kept.add(image.image.id)
    train: Sequence[SnapshotImage] = [image for image in found.train if image.image.id in kept]
    rest = len(found.train) - len(train)
    emit(Notice("shots", f"Pictures of each label to learn from: {shots} at most; others that stay unseen: {rest}."))
    return replace(found, train=tuple(train))


def check_means(recipe: Recipe, task: Task, info: BackboneInfo | None = None) -> None:
    """Raises UserError if the recipe asks for means, or few pictures, where that has no meaning. info: once known."""
    is_single = task.features == "embedding" and not task.several_per_picture
    for name, asked in (("head", recipe.head != "trained"), ("shots", recipe.shots > 0)):
        if asked and not is_single:
            raise UserError(
                "recipe",
                f"{name} does not apply to the task '{task.name}' here: it is for pictures with one label each.",
                "Take it out of the recipe.",
            )
    if recipe.head == "trained":
        return
    learns = recipe.freeze in ("top", "nothing") or recipe.second.blocks or (info is not None and info.trains_whole)
    if learns:
        raise UserError(
            "recipe",
            "head = 'nearest-mean' is of frozen features, and here the network itself was to learn.",
            "Choose a network with pretrained weights, and let nothing of it learn.",
        )
