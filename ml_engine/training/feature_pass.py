"""Pictures in, features out, on all cores: each takes a few pictures from their files through the network.

So no core waits for another stage, the pixels are still in its cache when the network reads them, and threads of
decoding and of the network together never exceed the cores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.images.upright import ByteImage
from ml_engine.networks.runtime import Features, FrozenRuntime, one_thread_each
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import PictureViews
from ml_engine.training.feature_shard import Row


@dataclass(frozen=True, slots=True)
class PictureRows:
    """A picture's features, a row (values,) per view, or why there are none."""

    picture: PictureViews
    rows: dict[int, Row]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class FeaturePass:
    """How pictures become rows. cores: threads that decode and, where the runtime allows it, compute side by side."""

    runtime: FrozenRuntime
    recipe: AugmentRecipe
    seed: int
    cores: int

    def run(self, pictures: Sequence[PictureViews], should_stop: Callable[[], bool]) -> Iterator[PictureRows]:
        """Each picture's rows as they come, in the order given.

        Raises Cancelled once should_stop() is true; before that it yields what was in work.
        """
        waiting: deque[Future[_Decoded | list[PictureRows]]] = deque()
        batches = _batches(pictures, self.runtime.batch)
        step = self._compute if self.runtime.parallel else self._decode
        with one_thread_each(), ThreadPoolExecutor(self.cores, "features") as pool:
            try:
                stopped = False
                while True:
                    # Two batches a core: enough that none waits, few enough that stopping takes a moment.
                    while not stopped and len(waiting) < 2 * self.cores and (batch := next(batches, None)):
                        waiting.append(pool.submit(step, batch))
                    if not waiting:
                        break
                    result = waiting.popleft().result()
                    yield from self._finish(result) if isinstance(result, _Decoded) else result
                    if not stopped and should_stop():
                        stopped = True
                        waiting = deque(future for future in waiting if not future.cancel())
                if stopped:
                    raise Cancelled
            finally:
                for future in waiting:
                    future.cancel()

    def one(self, picture: PictureViews, view: int) -> Row:
        """One view here and now. Raises UserError if the picture cannot be read any more."""
        pixels = render_views(picture.image, {view: picture.geometries[view]}, self.recipe, self.seed)
        return next(self._rows([pixels[view]]))

    def _compute(self, pictures: list[PictureViews]) -> list[PictureRows]:
        return self._finish(self._decode(pictures))

    def _decode(self, pictures: list[PictureViews]) -> _Decoded:
        decoded = _Decoded([], [])
        for picture in pictures:
            try:
                views = render_views(picture.image, picture.geometries, self.recipe, self.seed)
            except UserError as error:
                decoded.outcomes.append((picture, error.message))
            else:
                decoded.outcomes.append((picture, ""))
                decoded.pixels.extend(views[view] for view in picture.geometries)
        return decoded

    def _finish(self, decoded: _Decoded) -> list[PictureRows]:
        rows = iter(self._rows(decoded.pixels))
        return [
            PictureRows(picture, {} if failure else {view: next(rows) for view in picture.geometries}, failure)
            for picture, failure in decoded.outcomes
        ]

    def _rows(self, pixels: list[ByteImage]) -> Iterator[Row]:
        """A picture with more views than a batch comes in several calls."""
        for start in range(0, len(pixels), self.runtime.batch):
            yield from _split(self.runtime.run(np.stack(pixels[start : start + self.runtime.batch])))


@dataclass(frozen=True, slots=True)
class _Decoded:
    """outcomes: (picture, why it failed or '').   pixels: of all views of those that did not, in order."""

    outcomes: list[tuple[PictureViews, str]]
    pixels: list[ByteImage]


def _batches(pictures: Iterable[PictureViews], size: int) -> Iterator[list[PictureViews]]:
    """Whole pictures, as many as have size views together; one that has more stands alone."""
    batch: list[PictureViews] = []
    views = 0
    for picture in pictures:
        if batch and views + len(picture.geometries) > size:
            yield batch
            batch, views = [], 0
        batch.append(picture)
        views += len(picture.geometries)
    if batch:
        yield batch


def _split(levels: Features) -> Iterator[Row]:
    """(B, …) levels as B rows: float16 where that holds them (largest absolute value below 6e4), else float32."""
    count = len(levels[0])
    flat = np.concatenate([level.reshape(count, -1) for level in levels], axis=1)
    for row in flat:
        yield row.astype(np.float16) if float(np.abs(row).max()) < 6e4 else row.copy()
