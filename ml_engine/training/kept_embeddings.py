"""Embeddings that trainings have left in a project's cache, by the bytes of the pictures. No torch."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.reports.run_reader import MODEL_FILE, read_spec
from ml_engine.training.feature_spaces import plain_space, row_key
from ml_engine.training.feature_store import FeatureStore
from ml_engine.training.model_spec import ModelSpec

NEWEST = 8  # runs that are looked at
ENOUGH = 0.9  # share of the pictures: then no other run is asked


def kept_embeddings(runs: Path, cache: Path, content_hashes: Collection[str]) -> dict[str, npt.NDArray[np.float32]]:
    """content hash → (D,) of the run that left most of them; {} where none did.

    runs: folder of runs, those of a cross-validation included.   cache: of features.
    """
    best: dict[str, npt.NDArray[np.float32]] = {}
    for spec in _specs(runs):
        found = _read(cache, spec, content_hashes)
        if len(found) > len(best):
            best = found
        if len(best) >= ENOUGH * len(content_hashes):
            break
    return best


def _specs(runs: Path) -> list[ModelSpec]:
    """Different frozen embeddings, the newest first."""
    folders = sorted({file.parent for depth in ("*", "*/fold-1") for file in runs.glob(f"{depth}/{MODEL_FILE}")})
    found: dict[str, ModelSpec] = {}
    for folder in reversed(folders[-NEWEST:]):
        try:
            spec = read_spec(folder)
        except UserError:
            continue
        if spec.features == "embedding" and not spec.trained_blocks and spec.weights_sha256:
            found.setdefault(plain_space(spec), spec)
    return list(found.values())


def _read(cache: Path, spec: ModelSpec, content_hashes: Collection[str]) -> dict[str, npt.NDArray[np.float32]]:
    store = FeatureStore(cache, spec.info.embedding)
    keys = {row_key((content, 0)): content for content in content_hashes}
    places = store.find(plain_space(spec), keys)
    return {keys[key]: np.asarray(store.read(place), dtype=np.float32) for key, place in places.items()}
