"""Batches more varied than the cache they come from: frozen features cost time and disk, copies of them do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ml_engine.domain.errors import UserError
from ml_engine.tasks.task import MixesFeatures, Task
from ml_engine.training.batches import Batch, BatchSource


def mixed_batches(source: BatchSource, task: Task, share: float, *, mirror: bool) -> BatchSource:
    """The source itself if share is 0. Raises UserError if the task cannot mix."""
    if not share:
        return source
    if not isinstance(task, MixesFeatures):
        raise UserError("recipe", f"mix does not apply to the task '{task.name}'.", "Take it out of the recipe.")
    return MixedBatches(source, task, share, mirror=mirror)


class MixedBatches:
    """Frozen features of training pictures, mixed. The same places and views give the same mixture: runs can resume."""

    def __init__(self, source: BatchSource, mixer: MixesFeatures, share: float, *, mirror: bool) -> None:
        self.pictures = source.pictures
        self.view_count = source.view_count
        self._source = source
        self._mixer = mixer
        self._share = share
        self._mirror = mirror

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        plain = self._source.batch(places, views)
        dice = np.random.Generator(np.random.PCG64(np.random.SeedSequence([*places, *views])))
        inputs, targets = self._mixer.mix_features(
            plain.inputs, plain.targets, dice, share=self._share, mirror=self._mirror
        )
        return Batch(inputs, targets, plain.views)
