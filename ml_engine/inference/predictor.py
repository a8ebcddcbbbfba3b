"""What prediction needs of a model, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ml_engine.training.model_spec import ModelSpec

ByteBatch = npt.NDArray[np.uint8]
RawOutputs = tuple[npt.NDArray[np.float32], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model computes. device: 'cpu', 'cuda:0', 'mps'.   reason: half a sentence why."""

    device: str
    reason: str


class Predictor(Protocol):
    """An opened model. spec: labels, preprocessing and thresholds, from inside the model's own files.

    batch: pictures per call at which it is fastest.   parallel: predict may be called by one thread per core at once
    and uses one core a call; else by one thread at a time.
    """

    @property
    def spec(self) -> ModelSpec: ...

    @property
    def place(self) -> Place: ...

    @property
    def batch(self) -> int: ...

    @property
    def parallel(self) -> bool: ...

    def predict(self, pixels: ByteBatch) -> RawOutputs:
        """The head's raw outputs, float32, batch first. pixels: (B, S, S, 3) uint8 RGB, S = spec.input_size."""
        ...


@runtime_checkable
class AnswersFeatures(Protocol):
    """A predictor that can answer from frozen features, without its backbone."""

    def predict_features(self, levels: RawOutputs) -> RawOutputs:
        """As predict. levels: (B, …) float32 each, what the backbone would give."""
        ...


def check_batch(pixels: ByteBatch, size: int) -> None:
    """Raises ValueError unless pixels is (B, size, size, 3) uint8 with B >= 1."""
    if pixels.dtype != np.uint8 or pixels.ndim != 4 or not len(pixels) or pixels.shape[1:] != (size, size, 3):
        raise ValueError(f"pixels must be (B, {size}, {size}, 3) uint8, got {pixels.shape} {pixels.dtype}")
