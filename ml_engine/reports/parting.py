"""Where the curves of training and validation meet, and where they part: the tutorial's line, and over-fitting by name.

Plain numbers in and out, so that the window, the report and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Parting:
    """Epochs count as the rows do; None: never.

    meets: the first epoch with |train − validation| at most the tolerance, meeting_value: validation there.
    parts: the first epoch from which the two stay further apart than that to the end, one always above the other.
    gap: |train − validation| in the last epoch.
    overfits: they part, training got better since, and validation has become worse than its best by more than the
    tolerance.
    """

    meets: int | None
    meeting_value: float | None
    parts: int | None
    gap: float
    overfits: bool


class EpochRow(Protocol):
    """What both a line of metrics.jsonl and an epoch of a model card are."""

    @property
    def epoch(self) -> int: ...
    @property
    def train_loss(self) -> float: ...
    @property
    def metrics(self) -> Mapping[str, float]: ...
    @property
    def train_metrics(self) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class BothCurves:
    """One figure of training and validation, equally long. figure: 'accuracy' or 'loss'."""

    figure: str
    epochs: tuple[int, ...]
    train: tuple[float, ...]
    validation: tuple[float, ...]

    @property
    def parting(self) -> Parting:
        return find_parting(self.epochs, self.train, self.validation, higher_is_better=self.figure == "accuracy")


def both_curves(rows: Sequence[EpochRow]) -> BothCurves | None:
    """The accuracy where both parts have it, as in the tutorial, else the loss; None where nothing can be compared."""
    counted = [row for row in rows if "accuracy" in row.metrics and "accuracy" in row.train_metrics]
    if counted:
        train = tuple(row.train_metrics["accuracy"] for row in counted)
        validation = tuple(row.metrics["accuracy"] for row in counted)
        return BothCurves("accuracy", tuple(row.epoch for row in counted), train, validation)
    lost = [row for row in rows if "loss" in row.metrics]
    if not lost:
        return None
    train = tuple(row.train_loss for row in lost)
    return BothCurves("loss", tuple(row.epoch for row in lost), train, tuple(row.metrics["loss"] for row in lost))


def find_parting(
    epochs: Sequence[int],
    train: Sequence[float],
    validation: Sequence[float],
    *,
    higher_is_better: bool,
    tolerance: float = TOLERANCE,
) -> Parting:
    """epochs, train, validation: a figure of both parts per scored epoch, equally long, at least one."""
    if not epochs or not len(epochs) == len(train) == len(validation):
        raise ValueError(f"need equally long rows, got {len(epochs)}, {len(train)} and {len(validation)}")
    gaps = [abs(a - b) for a, b in zip(train, validation, strict=True)]
    meets = next((place for place, gap in enumerate(gaps) if gap <= tolerance), None)
    # Lines that cross between two epochs were together there too.
    above = [a > b for a, b in zip(train, validation, strict=True)]
    close = [gap <= tolerance for gap in gaps]
    last_close = max((place for place in range(len(gaps)) if close[place] or above[place] != above[-1]), default=0)
    parts = last_close + 1 if last_close + 1 < len(gaps) else None
    sign = 1 if higher_is_better else -1
    good_train, good_validation = [sign * value for value in train], [sign * value for value in validation]
    overfits = (
        parts is not None
        and good_train[-1] >= good_train[parts]
        and max(good_validation) - good_validation[-1] > tolerance
        and good_train[-1] > good_validation[-1]
    )
    return Parting(
        None if meets is None else epochs[meets],
        None if meets is None else validation[meets],
        None if parts is None else epochs[parts],
        gaps[-1],
        overfits,
    )
