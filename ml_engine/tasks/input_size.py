"""The size of a network's input with the reason for it; no torch, so that a plan can say it before any training."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputSize:
    """pixels: side of the square input, a multiple of 32.   reason: a sentence for the user, with the cost."""

    pixels: int
    reason: str
