"""Batches for networks whose lower blocks learn too, or are frozen but followed by blocks that do.

What is asked for twice is kept in memory: rendered views as bytes, or, where the lower blocks are frozen, what leaves
them. So a second phase decodes each view once although the loop draws it in every epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import numpy as np
import torch
from torch import Tensor

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit, view_geometry
from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import ImageRef
from ml_engine.images.upright import ByteImage
from ml_engine.networks.build import Backbone
from ml_engine.tasks.task import ImageTargets, Task
from ml_engine.training.batches import Batch, channels_last
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import FeatureRequest, plan_features

MEMORY_BYTES = 1 << 30
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Viewing:
    """How pictures come into the network's input. augment: for views above 0.   threads: that decode."""

    input_size: int
    fit: Fit
    augment: AugmentRecipe
    seed: int
    threads: int


def usable_references(
    pictures: Sequence[SnapshotImage], viewing: Viewing
) -> tuple[list[SnapshotImage], list[ImageRef], dict[int, str]]:
    """Pictures whose header can be read, their references with hash and size, and place → why not for the others."""
    plan = plan_features(
        [FeatureRequest(picture.image, 0) for picture in pictures],
        input_size=viewing.input_size, fit=viewing.fit, recipe=viewing.augment, seed=viewing.seed,
    )  # fmt: skip
    kept = [(picture, key) for picture, key in zip(pictures, plan.keys, strict=True) if key is not None]
    return [picture for picture, _ in kept], [plan.pictures[key[0]].image for _, key in kept], dict(plan.failed)


class PixelBatches:
    """Pixels (B, 3, S, S) float32 RGB, 0..255, decoded and varied as they are asked for.

    view_count: 0 for a fresh view each time.   A picture that cannot be decoded is shown grey, without any box, and
    named in `failed`: place → reason.   memory_bytes: rendered views that are kept.
    """

    def __init__(
        self,
        pictures: Sequence[SnapshotImage],
        references: Sequence[ImageRef],
        view_count: int,
        task: Task,
        label_index: Mapping[UUID, int],
        viewing: Viewing,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self.pictures = pictures
        self.view_count = view_count
        self.failed: dict[int, str] = {}
        self._references = references
        self._task = task
        self._label_index = label_index
        self._viewing = viewing
        self._room = memory_bytes // (3 * viewing.input_size**2) if view_count else 0
        self._kept: dict[tuple[int, int], ByteImage] = {}
        self._pool = ThreadPoolExecutor(viewing.threads, thread_name_prefix="decode")

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        pairs = list(zip(places, views, strict=True))
        geometries = [self.geometry(*pair) for pair in pairs]
        pixels = np.stack(self.map(self.render, pairs))
        return Batch((as_input(pixels),), self.targets(places, geometries), geometries)

    def map(self, function: Callable[[tuple[int, int]], T], pairs: Sequence[tuple[int, int]]) -> list[T]:
        """function of every (place, view), on the decoding threads."""
        return list(self._pool.map(function, pairs))

    def targets(self, places: Sequence[int], geometries: Sequence[ViewGeometry]) -> list[ImageTargets]:
        return [
            self._task.make_targets(self.pictures[place], self._label_index, geometry)
            for place, geometry in zip(places, geometries, strict=True)
        ]

    def geometry(self, place: int, view: int) -> ViewGeometry:
        reference, viewing = self._references[place], self._viewing
        if reference.width is None or reference.height is None:
            raise ValueError(f"the size of {reference.path} is not known")
        return view_geometry(
            reference.width, reference.height, input_size=viewing.input_size, fit=viewing.fit,
            recipe=viewing.augment, seed=viewing.seed, view=view, key=reference.content_hash or "",
        )  # fmt: skip

    def render(self, pair: tuple[int, int]) -> ByteImage:
        """(S, S, 3) uint8 of a (place, view), grey if the file cannot be read."""
        if pair in self._kept:
            return self._kept[pair]
        place, view = pair
        geometry = self.geometry(place, view)
        try:
            rendered = render_views(
                self._references[place], {view: geometry}, self._viewing.augment, self._viewing.seed
            )[view]
        except UserError as error:
            self.failed[place] = error.message
            rendered = np.full((self._viewing.input_size, self._viewing.input_size, 3), 114, np.uint8)
        if len(self._kept) < self._room:
            self._kept[pair] = rendered
        return rendered


class BoundaryBatches:
    """What leaves the frozen lower blocks, for networks.build.Backbone.upper.

    pixels: with memory_bytes=0.   first: the first block that learns.   The backbone is on `device` and stays there.
    """

    def __init__(
        self,
        pixels: PixelBatches,
        backbone: Backbone,
        first: int,
        task: Task,
        device: torch.device,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self.pictures = pixels.pictures
        self.view_count = pixels.view_count
        self._pixels = pixels
        self._backbone = backbone
        self._first = first
        self._task = task
        self._device = device
        self._mean = torch.tensor(backbone.info.normalization.mean, device=device).reshape(1, 3, 1, 1) * 255
        self._std = torch.tensor(backbone.info.normalization.std, device=device).reshape(1, 3, 1, 1) * 255
        self._room_bytes = memory_bytes
        self._kept: dict[tuple[int, int], tuple[Tensor, ...]] = {}

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        pairs = list(zip(places, views, strict=True))
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in self._kept]
        computed = dict(zip(missing, self._pixels.map(self._lower, missing), strict=True))
        rows = [computed[pair] if pair in computed else self._kept[pair] for pair in pairs]
        if self.view_count:
            self._keep(computed)
        parts = tuple(torch.cat(level).float() for level in zip(*rows, strict=True))
        geometries = [self._pixels.geometry(*pair) for pair in pairs]
        return Batch(parts, self._pixels.targets(places, geometries), geometries)

    def _lower(self, pair: tuple[int, int]) -> tuple[Tensor, ...]:
        """One picture, on one thread: its result must not depend on neighbours, or a resumed run would differ."""
        if self._device.type == "cpu":
            torch.set_num_threads(1)
        pixels = as_input(self._pixels.render(pair)[None])
        with torch.no_grad():
            normalised = (channels_last(pixels.to(self._device)) - self._mean) / self._std
            parts = self._backbone.lower(normalised, self._first, self._task.features)
        return tuple(_smaller(part.cpu()) for part in parts)

    def _keep(self, computed: Mapping[tuple[int, int], tuple[Tensor, ...]]) -> None:
        for pair, parts in computed.items():
            size = sum(part.nbytes for part in parts)
            if size <= self._room_bytes:
                self._room_bytes -= size
                self._kept[pair] = parts


def as_input(pixels: ByteImage) -> Tensor:
    """(B, S, S, 3) uint8 as (B, 3, S, S) float32, 0..255."""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float()


def _smaller(part: Tensor) -> Tensor:
    """As float16 where that holds the values (also when they are not kept: the same numbers either way)."""
    return part.half() if float(part.abs().max()) < 6e4 else part
