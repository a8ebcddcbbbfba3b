"""Where the phases of a run take their pictures from: frozen features, or pixels, at one input size or several."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.training.batches import BatchSource, CachedBatches
from ml_engine.training.feature_cache import FeatureRequest, extract_features
from ml_engine.training.pixels import MEMORY_BYTES, PixelBatches, Viewing, usable_references
from ml_engine.training.run_setup import RunSetup
from ml_engine.training.scoring import none_readable, tell_failed


class Sources:
    """Opens them. cached: 'train', 'validation', 'test' at the run's own size, after open_features().

    other_sizes: training pictures at the other sizes.   computed_views, feature_seconds: features that were not in the
    cache, and how long all of them took.
    """

    def __init__(self, setup: RunSetup) -> None:
        self._setup = setup
        self.cached: dict[str, CachedBatches] = {}
        self.other_sizes: list[CachedBatches] = []
        self.computed_views = 0
        self.feature_seconds = 0.0

    def open_features(self) -> None:
        """Compute or read them all. Raises UserError if no picture of a part can be read, Cancelled."""
        pictures, own = self._setup.pictures, self._setup.spec.input_size
        sizes, views = self._setup.sizes, self._setup.views
        # Several sizes share the views between them, so that they cost about what one would.
        views = -(-views // len(sizes))
        began = time.monotonic()
        parts = {"train": pictures.train, "validation": pictures.validation, "test": pictures.test}
        self.cached = self._open_parts(parts, own, views)
        base = self.cached["train"].pictures
        others = [self._open_parts({"train": base}, size, views)["train"] for size in sizes[1:]]
        self.other_sizes = [part for part in others if _has_all(part, base)]
        self.feature_seconds = time.monotonic() - began
        if not (self.cached["train"].pictures and self.cached["validation"].pictures):
            raise none_readable()

    def _open_parts(
        self, parts: Mapping[str, Sequence[SnapshotImage]], size: int, views: int
    ) -> dict[str, CachedBatches]:
        """Frozen features of the parts: so many views of training pictures, the picture as it is of the others."""
        setup = self._setup
        requests = [
            FeatureRequest(picture.image, view)
            for name, part in parts.items()
            for picture in part
            for view in range(views if name == "train" else 1)
        ]
        spec, around = setup.spec, setup.around
        features = extract_features(
            requests, backbone=setup.backbone, weights_hash=spec.weights_sha256, kind=spec.features,
            input_size=size, fit=spec.fit, augment=setup.recipe.augment, seed=setup.seed,
            folder=around.cache_dir / "features", budget_bytes=around.budget_bytes, device=around.machine.device,
            threads=around.threads, emit=around.emit, should_stop=around.should_stop,
        )  # fmt: skip
        self.computed_views += features.computed
        failed = {requests[index].image.path: reason for index, reason in features.failed.items()}
        tell_failed(failed, around.emit)
        start, opened = 0, {}
        for name, part in parts.items():
            count = views if name == "train" else 1
            starts = [start + place * count for place in range(len(part))]
            usable = [
                (picture, first)
                for picture, first in zip(part, starts, strict=True)
                if not any(first + view in features.failed for view in range(count))
            ]
            start += len(part) * count
            opened[name] = CachedBatches(
                features, [picture for picture, _ in usable], [first for _, first in usable], count, setup.task,
                setup.label_index,
            )  # fmt: skip
        return opened

    @contextlib.contextmanager
    def pixels(self, views: int, *, memory: bool) -> Iterator[tuple[list[PixelBatches], PixelBatches]]:
        """Training pictures as pixels, a source per input size, and validation pictures.

        Raises UserError if there are none of either. What could not be decoded is said at the end.
        """
        setup = self._setup
        shown: list[list[PixelBatches]] = []
        try:
            for part, count, sizes in (
                (setup.pictures.train, views, setup.sizes),
                (setup.pictures.validation, 1, setup.sizes[:1]),
            ):
                shown.append([])
                for size in sizes:
                    shown[-1].append(self._open_pixels(part, count, size, MEMORY_BYTES // len(sizes) if memory else 0))
            train, (validation,) = shown
            yield [source for source in train if _has_all(source, train[0].pictures)], validation
        finally:
            sources = [source for part in shown for source in part]
            for source in sources:
                source.close()
            tell_failed(_failures(*sources), setup.emit)

    def _open_pixels(self, part: Sequence[SnapshotImage], count: int, size: int, memory_bytes: int) -> PixelBatches:
        setup = self._setup
        viewing = Viewing(size, setup.spec.fit, setup.recipe.augment, setup.seed, setup.around.threads)
        usable, references, failed = usable_references(part, viewing)
        if size == setup.spec.input_size:
            tell_failed({part[place].image.path: reason for place, reason in failed.items()}, setup.emit)
        if not usable:
            raise none_readable()
        return PixelBatches(usable, references, count, setup.task, setup.label_index, viewing, memory_bytes)


def _has_all(source: BatchSource, pictures: Sequence[SnapshotImage]) -> bool:
    """Whether none of the pictures vanished since the first size was opened: places must mean the same in all sizes."""
    return len(source.pictures) == len(pictures)


def _failures(*sources: PixelBatches) -> dict[Path, str]:
    return {source.pictures[place].image.path: reason for source in sources for place, reason in source.failed.items()}
