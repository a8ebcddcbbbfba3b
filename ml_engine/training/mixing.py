"""Batches more varied than what they come from: joined, blended or pasted from two pictures.

On a frozen network the features are mixed, because copies of them cost no pass; where the network learns, its inputs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.tasks.task import MixesFeatures, Task
from ml_engine.training.batches import Batch, BatchSource, Blend

_BLENDS = 0x6D69  # the dice of blending are not those of joining


def mixed_batches(source: BatchSource, task: Task, share: float, *, mirror: bool) -> BatchSource:
    """The source itself if share is 0. Raises UserError if the task cannot mix."""
    if not share:
        return source
    if not isinstance(task, MixesFeatures):
        raise UserError("recipe", f"mix does not apply to the task '{task.name}'.", "Take it out of the recipe.")
    return MixedBatches(source, task, share, mirror=mirror)


def blended_batches(source: BatchSource, mixup: float, cutmix: float) -> BatchSource:
    """The source itself if both are 0. mixup, cutmix: α; where both are given each batch draws one of them."""
    return BlendedBatches(source, mixup, cutmix) if mixup or cutmix else source


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


class BlendedBatches:
    """Every picture shows another of its batch too, as much for all: a share λ ~ Beta(α, α) of the batch is its own.

    mixup (Zhang et al., 2018; of detectors: Zhang et al., "Bag of Freebies", 2019): λ · own + (1 − λ) · other.
    cutmix (Yun et al., 2019): the other shows through a rectangle of the area 1 − λ. Where an input is a vector, which
    has no place to cut, the vectors are blended in the same proportion: an average over a pasted picture would be that.
    """

    def __init__(self, source: BatchSource, mixup: float, cutmix: float) -> None:
        self.pictures = source.pictures
        self.view_count = source.view_count
        self._source = source
        self._mixup = mixup
        self._cutmix = cutmix

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        plain = self._source.batch(places, views)
        dice = np.random.Generator(np.random.PCG64(np.random.SeedSequence([_BLENDS, *places, *views])))
        cuts = bool(self._cutmix) and (not self._mixup or dice.random() < 0.5)
        alpha = self._cutmix if cuts else self._mixup
        share, other = float(dice.beta(alpha, alpha)), dice.permutation(len(places))
        order = torch.from_numpy(other)
        if cuts and any(part.ndim == 4 for part in plain.inputs):
            inputs, share = _pasted(plain.inputs, order, share, dice)
        else:
            inputs = tuple(share * part + (1 - share) * part[order] for part in plain.inputs)
        return Batch(inputs, plain.targets, plain.views, Blend([plain.targets[place] for place in other], share))


def _pasted(
    inputs: Sequence[Tensor], order: Tensor, share: float, dice: np.random.Generator
) -> tuple[tuple[Tensor, ...], float]:
    """A rectangle of about the area 1 − share from the other pictures, and the share that is left in truth.

    It lies on cells of the coarsest map, so that finer maps show the same part.
    """
    rows, columns = min((part.shape[2:] for part in inputs if part.ndim == 4), key=lambda size: size[0])
    side = math.sqrt(1 - share)
    height, width = round(side * rows), round(side * columns)
    top, left = int(dice.integers(rows - height + 1)), int(dice.integers(columns - width + 1))
    kept = 1 - height * width / (rows * columns)
    pasted = []
    for part in inputs:
        if part.ndim != 4:
            pasted.append(kept * part + (1 - kept) * part[order])
            continue
        down, across = part.shape[2] // rows, part.shape[3] // columns
        area = (..., slice(top * down, (top + height) * down), slice(left * across, (left + width) * across))
        changed = part.clone()
        changed[area] = part[order][area]
        pasted.append(changed)
    return tuple(pasted), kept
