"""What tasks share that learn labels: targets that can be smoothed, and rare labels that can count more."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Self

from ml_engine.tasks.task import balanced_weights


class SmoothedLabels:
    """label_smoothing: share of the target spread over all labels, 0..1."""

    label_smoothing: float = 0.0

    def smoothed(self, share: float) -> Self:
        changed = copy.copy(self)
        changed.label_smoothing = share
        return changed


class BalancedLabels:
    """label_weights: in the loss, () for 1 each."""

    label_weights: tuple[float, ...] = ()

    def weighted(self, counts: Sequence[int], pictures: int) -> Self:  # noqa: ARG002  (what is counted is balanced)
        changed = copy.copy(self)
        changed.label_weights = balanced_weights(counts)
        return changed
