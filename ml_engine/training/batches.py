"""Where a loop's batches come from: frozen features on disk, or pixels decoded on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.tasks.task import ImageTargets, Task


@dataclass(frozen=True, slots=True)
class Batch:
    """inputs: what the network is called with, batch first.   targets, views: one per picture.

    blend: where every picture shows a second one too.
    """

    inputs: tuple[Tensor, ...]
    targets: list[ImageTargets]
    views: list[ViewGeometry]
    blend: Blend | None = None


@dataclass(frozen=True, slots=True)
class Blend:
    """What else pictures show. targets: of the second pictures, one each.   share: of the first ones, 0..1."""

    targets: list[ImageTargets]
    share: float


class BatchSource(Protocol):
    """pictures: that can be asked for by their place.   view_count: views of each, 0 for as many as one likes."""

    pictures: Sequence[SnapshotImage]
    view_count: int

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        """The pictures at these places, each in its view, on the CPU."""
        ...


@dataclass(frozen=True, slots=True)
class EpochPlan:
    """places, views: (N,) each, every picture once.   cuts: N split into batches of even size."""

    batches: tuple[tuple[list[int], list[int]], ...]


def plan_epoch(
    pictures: int, view_count: int, batch: int, key: Sequence[int], shares: Sequence[float] = ()
) -> EpochPlan:
    """The order, views and batches of one pass, a pure function of its arguments: a resumed run draws the same.

    view_count: views are drawn from 0 (the picture as it is) to this, exclusive; 0 draws from 2³¹ of them.
    batch: largest size; sizes differ by at most one, so that no small last batch spoils batch norm.
    key: seed, phase, epoch.   shares: how often each picture is drawn, with sum 1; () for every picture once.
    """
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(key))))
    order = rng.choice(pictures, pictures, p=np.array(shares)) if len(shares) else rng.permutation(pictures)
    views = rng.integers(0, view_count or 2**31, pictures)
    parts = max(1, -(-pictures // batch))
    pairs = zip(np.array_split(order, parts), np.array_split(views, parts), strict=True)
    return EpochPlan(tuple((places.tolist(), drawn.tolist()) for places, drawn in pairs))


class StoredFeatures(Protocol):
    """What the loop needs of a FeatureSet."""

    geometries: Mapping[int, ViewGeometry]

    def read(self, indices: Sequence[int]) -> tuple[Tensor, ...]:
        """Features by index, one tensor per level, batch first."""
        ...


class CachedBatches:
    """Frozen features: picture p in view v lies at index starts[p] + v of the set."""

    def __init__(
        self,
        features: StoredFeatures,
        pictures: Sequence[SnapshotImage],
        starts: Sequence[int],
        view_count: int,
        task: Task,
        label_index: Mapping[UUID, int],
    ) -> None:
        self.pictures = pictures
        self.view_count = view_count
        self._features = features
        self._starts = starts
        self._task = task
        self._label_index = label_index
        self._targets: dict[int, ImageTargets] = {}

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        indices = [self._starts[place] + view for place, view in zip(places, views, strict=True)]
        geometries = [self._features.geometries[index] for index in indices]
        targets = [self._target(index, place) for index, place in zip(indices, places, strict=True)]
        return Batch(self._features.read(indices), targets, geometries)

    def _target(self, index: int, place: int) -> ImageTargets:
        if index not in self._targets:
            view = self._features.geometries[index]
            self._targets[index] = self._task.make_targets(self.pictures[place], self._label_index, view)
        return self._targets[index]


class PartOfBatches:
    """Some pictures of a source, as a source of its own. places: of those pictures."""

    def __init__(self, source: BatchSource, places: Sequence[int]) -> None:
        self.pictures: Sequence[SnapshotImage] = [source.pictures[place] for place in places]
        self.view_count = source.view_count
        self._source = source
        self._places = places

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        return self._source.batch([self._places[place] for place in places], views)


def channels_last(part: Tensor) -> Tensor:
    """(B, C, H, W) laid out as (B, H, W, C) in memory; other shapes as they are."""
    return part.contiguous(memory_format=torch.channels_last) if part.ndim == 4 else part


def to_device(batch: Batch, device: torch.device) -> Batch:
    """Inputs and targets on the device; maps with their channels last, which halves the time of a forward pass."""
    inputs = tuple(channels_last(part.to(device, non_blocking=True)) for part in batch.inputs)
    if device.type == "cpu":
        return Batch(inputs, batch.targets, batch.views, batch.blend)
    blend = batch.blend and Blend(_moved(batch.blend.targets, device), batch.blend.share)
    return Batch(inputs, _moved(batch.targets, device), batch.views, blend)


def _moved(targets: Sequence[ImageTargets], device: torch.device) -> list[ImageTargets]:
    return [ImageTargets(target.labels.to(device), target.boxes.to(device)) for target in targets]
