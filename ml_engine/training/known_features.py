"""Frozen features that some training left in the cache, found by a picture's bytes: to answer without the backbone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_engine.training.feature_cache import level_shapes, row_key
from ml_engine.training.feature_spaces import plain_space
from ml_engine.training.feature_store import FeatureStore
from ml_engine.training.model_spec import ModelSpec

Levels = tuple[npt.NDArray[np.float32], ...]


class KnownFeatures:
    """What the cache holds for a model whose backbone stayed frozen. Several threads may ask.

    folder: of all features. Raises ValueError for a model with a trained backbone.
    """

    def __init__(self, folder: Path, spec: ModelSpec) -> None:
        if spec.trained_blocks or not spec.weights_sha256:
            raise ValueError("only the features of a frozen backbone are kept")
        self._shapes = level_shapes(spec.info, spec.features, spec.input_size)
        self._store = FeatureStore(folder, sum(int(np.prod(shape)) for shape in self._shapes))
        self._places = self._store.index(plain_space(spec))

    def __len__(self) -> int:
        return len(self._places)

    def find(self, content_hash: str) -> Levels | None:
        """The features of the picture as it is, one array (…) per level; None if they are not there, or damaged."""
        place = self._places.get(row_key((content_hash, 0)))
        row = None if place is None else self._store.read_whole(place)
        if row is None:
            return None
        sizes = [int(np.prod(shape)) for shape in self._shapes]
        parts = np.split(row.astype(np.float32), np.cumsum(sizes)[:-1])
        return tuple(part.reshape(shape) for part, shape in zip(parts, self._shapes, strict=True))
