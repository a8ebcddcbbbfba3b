"""Frozen features of pictures, each computed once: the reason why training takes seconds.

A frozen network is a pure function, so its answer for (picture, weights, view) is kept on disk and read by every later
training, prediction and evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import Event, Notice
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.progress import ProgressMeter
from ml_engine.jobs.cores import available_cores
from ml_engine.networks.backbones import STRIDES, BackboneInfo, FeatureKind, foreign_normalization
from ml_engine.networks.build import Backbone
from ml_engine.networks.runtime import open_runtime
from ml_engine.training.feature_pass import FeaturePass, PictureRows
from ml_engine.training.feature_plan import FeaturePlan, FeatureRequest, PictureViews, ViewKey, plan_features
from ml_engine.training.feature_shard import Row
from ml_engine.training.feature_spaces import FEATURES_VERSION, Spaces, row_key
from ml_engine.training.feature_store import DEFAULT_BUDGET_BYTES, FeatureStore, StoredRow
from ml_engine.training.together import team

__all__ = ["FEATURES_VERSION", "FeatureRequest", "FeatureSet", "Spaces", "extract_features", "level_shapes", "row_key"]

IN_MEMORY_BYTES = 256 << 20  # sets up to this size are read from disk once
_SERIAL = 32_767  # torch opens threads for larger copies, and waking them costs more than the copy
HELD_BYTES = 2 << 30  # what stays in memory when the disk takes no more; beyond, features are computed at each read


class FeatureSet:
    """The features of a list of requests; indices are places in that list.

    shapes: of one picture's levels.   geometries: index → where the picture lies in the input, for those not failed.
    failed: index → why there are no features.   computed: how many views were not in the cache.
    """

    def __init__(
        self,
        shapes: Sequence[tuple[int, ...]],
        geometries: Mapping[int, ViewGeometry],
        failed: Mapping[int, str],
        row_of: Callable[[int], Row],
        count: int,
        computed: int = 0,
    ) -> None:
        self.computed = computed
        self.shapes = tuple(shapes)
        self.geometries = geometries
        self.failed = failed
        self._row_of = row_of
        self._count = count

    def __len__(self) -> int:
        return self._count

    def read(self, indices: Sequence[int]) -> tuple[Tensor, ...]:
        """One float32 tensor on the CPU per level, (B, …), in the order of the indices.

        Raises ValueError for a failed one; UserError if features that fitted nowhere cannot be computed again.
        """
        levels = tuple(torch.empty(len(indices), *shape) for shape in self.shapes)
        for place, index in enumerate(indices):
            if index in self.failed:
                raise ValueError(f"request {index} has no features: {self.failed[index]}")
            row = torch.from_numpy(self._row_of(index))
            parts = torch.split(row, [level[place].numel() for level in levels])
            for level, part in zip(levels, parts, strict=True):
                for goal, source in zip(_pieces(level[place]), _pieces(part), strict=True):
                    goal.copy_(source)
        return levels


def _pieces(values: Tensor) -> tuple[Tensor, ...]:
    return torch.split(values.view(-1), _SERIAL)


def extract_features(
    requests: Sequence[FeatureRequest],
    *,
    backbone: Backbone,
    weights_hash: str,
    kind: FeatureKind,
    input_size: int,
    fit: Fit,
    augment: AugmentRecipe,
    seed: int,
    folder: Path,
    budget_bytes: int = 0,
    device: torch.device | None = None,
    threads: int = 0,
    emit: Callable[[Event], None],
    should_stop: Callable[[], bool],
) -> FeatureSet:
    """Features of all requests: those in the cache are read, the others computed and kept.

    backbone: frozen, with the weights of this hash.   input_size: pixels, a multiple of 32.
    folder: of the cache.   budget_bytes: 0 for 20 GB; a quarter of the free space is the limit in any case.
    device: where the network runs, None for the CPU.   threads: cores to use, 0 for all.
    Pictures that cannot be used are in `failed` and stop nothing. Raises Cancelled between two batches when
    should_stop() turns true; what is computed by then is kept.
    """
    shapes = level_shapes(backbone.info, kind, input_size)
    plan = plan_features(requests, input_size=input_size, fit=fit, recipe=augment, seed=seed)
    spaces = Spaces.of(
        FEATURES_VERSION, weights_hash, backbone.info.name, kind, input_size, fit, augment, seed,
        foreign_normalization(backbone.info),
    )  # fmt: skip
    values = sum(int(np.prod(shape)) for shape in shapes)
    rows = _Rows(FeatureStore(folder, values, budget_bytes or DEFAULT_BUDGET_BYTES), spaces, values)
    together = team()
    missing = rows.find(plan)
    views = sum(len(picture.geometries) for picture in missing)
    if together.size > 1:
        # By its place among all, so that every process means the same share whatever it found in the cache.
        own = {picture.content_hash for picture in together.share(list(plan.pictures.values()))}
        missing = [picture for picture in missing if picture.content_hash in own]
        together.wait()  # before anybody writes, or some would miss what they are to count
    share = sum(len(picture.geometries) for picture in missing)
    with ProgressMeter(emit, "features", plan.view_count) as meter:
        meter.advance(plan.view_count - share)
        stopped = False
        cores = threads or available_cores()
        where = device or torch.device("cpu")
        if missing:
            runtime = open_runtime(backbone, kind, input_size, where, share, cores=cores)
            rows.computing = FeaturePass(runtime, augment, seed, cores)
            try:
                for result in rows.computing.run(missing, should_stop):
                    rows.keep(result)
                    meter.advance(len(result.picture.geometries))
            except Cancelled:
                if together.size == 1:
                    raise
                stopped = True
            finally:
                rows.store.close_writers()
        if together.size > 1:
            if together.any(stopped):
                raise Cancelled
            for failures in together.gather(rows.failures):
                rows.failures.update(failures)
            if rows.find(plan) and rows.computing is None:  # another process had no room on the disk for some
                runtime = open_runtime(backbone, kind, input_size, where, views, cores=cores)
                rows.computing = FeaturePass(runtime, augment, seed, cores)
    if rows.store.trouble:
        emit(Notice("features-not-kept", f"This run will be slower: {rows.store.trouble}."))
    rows.load_small()
    return _as_set(plan, rows, shapes, views)


def level_shapes(info: BackboneInfo, kind: FeatureKind, input_size: int) -> tuple[tuple[int, ...], ...]:
    """Shapes of one picture's features. Raises ValueError if input_size is no multiple of 32."""
    if input_size < STRIDES[-1] or input_size % STRIDES[-1]:
        raise ValueError(f"input_size must be a multiple of {STRIDES[-1]}, got {input_size}")
    if kind == "embedding":
        return ((info.embedding,),)
    sides = (input_size // stride for stride in STRIDES)
    return tuple((channels, side, side) for channels, side in zip(info.channels, sides, strict=True))


def _as_set(plan: FeaturePlan, rows: _Rows, shapes: Sequence[tuple[int, ...]], computed: int) -> FeatureSet:
    failed = dict(plan.failed)
    for index, key in enumerate(plan.keys):
        if key is not None and key[0] in rows.failures:
            failed[index] = rows.failures[key[0]]
    geometries = {index: geometry for index, geometry in plan.geometries().items() if index not in failed}
    keys = plan.keys

    def row_of(index: int) -> Row:
        key = keys[index]
        if key is None:
            raise ValueError(f"request {index} has no features")
        return rows.row(key, plan.pictures[key[0]])

    return FeatureSet(shapes, geometries, failed, row_of, len(keys), computed)


class _Rows:
    """Where each view's row is: on disk, in memory, or nowhere, and then it is computed when read."""

    def __init__(self, store: FeatureStore, spaces: Spaces, values: int) -> None:
        self.store = store
        self.failures: dict[str, str] = {}
        self.computing: FeaturePass | None = None
        self._spaces = spaces
        self._values = values
        self._stored: dict[ViewKey, StoredRow] = {}
        self._held: dict[ViewKey, Row] = {}
        self._held_bytes = 0

    def find(self, plan: FeaturePlan) -> list[PictureViews]:
        """Look up what is stored. Returns the pictures with the views that are not."""
        wanted: dict[str, dict[bytes, ViewKey]] = {}
        for picture in plan.pictures.values():
            for view in picture.geometries:
                key = (picture.content_hash, view)
                wanted.setdefault(self._spaces.name(view), {})[row_key(key)] = key
        for space, keys in wanted.items():
            self._stored.update({keys[name]: place for name, place in self.store.find(space, keys).items()})
        rest = (self._unstored(picture) for picture in plan.pictures.values())
        return [picture for picture in rest if picture.geometries]

    def keep(self, result: PictureRows) -> None:
        """Store the rows of one picture, hold them in memory where the disk takes no more, else let them go."""
        if result.failure:
            self.failures[result.picture.content_hash] = result.failure
        for view, row in result.rows.items():
            key = (result.picture.content_hash, view)
            place = self.store.write(self._spaces.name(view), row_key(key), row)
            if place is not None:
                self._stored[key] = place
            elif self._held_bytes + row.nbytes <= HELD_BYTES:
                self._held[key] = row
                self._held_bytes += row.nbytes

    def load_small(self) -> None:
        """Take everything into memory where it is little: no file is then touched in training."""
        if len(self._stored) * self._values * 2 + self._held_bytes <= IN_MEMORY_BYTES:
            self._held.update({key: self.store.read(place).copy() for key, place in self._stored.items()})

    def row(self, key: ViewKey, picture: PictureViews) -> Row:
        if key in self._held:
            return self._held[key]
        if key in self._stored:
            return self.store.read(self._stored[key])
        if self.computing is None:
            raise ValueError(f"view {key[1]} of {picture.image.path} was never computed")
        return self.computing.one(picture, key[1])

    def _unstored(self, picture: PictureViews) -> PictureViews:
        geometries = picture.geometries.items()
        views = {view: place for view, place in geometries if (picture.content_hash, view) not in self._stored}
        return PictureViews(picture.image, picture.content_hash, views)
