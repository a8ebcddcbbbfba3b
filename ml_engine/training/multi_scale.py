"""Training at several input sizes: a detector learns objects larger and smaller than its own input shows them.

Every batch has one size, drawn anew (Redmon and Farhadi, "YOLO9000", 2017: a multiple of 32 from 320 to 608).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ml_engine.training.batches import Batch, BatchSource

STEP = 32
LEAST = 64
MOST = 2048
_SIZES = 0x737A  # the dice of sizes are not those of mixing


def training_sizes(input_size: int, steps: int) -> tuple[int, ...]:
    """The multiples of 32 within so many steps of the input size, rising, itself among them."""
    sizes = (input_size + STEP * step for step in range(-steps, steps + 1))
    return tuple(size for size in sizes if LEAST <= size <= MOST or size == input_size)


def several_sizes(sources: Sequence[BatchSource]) -> BatchSource:
    """The source itself if there is one."""
    return sources[0] if len(sources) == 1 else MultiScaleBatches(sources)


class MultiScaleBatches:
    """One source per size, of the same pictures and as many views.

    The same places and views give the same size: runs can resume.
    """

    def __init__(self, sources: Sequence[BatchSource]) -> None:
        self.pictures = sources[0].pictures
        self.view_count = sources[0].view_count
        self._sources = sources

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        dice = np.random.Generator(np.random.PCG64(np.random.SeedSequence([_SIZES, *places, *views])))
        source = self._sources[int(dice.integers(len(self._sources)))]
        return source.batch(places, views)
