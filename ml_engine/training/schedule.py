"""The learning rate as a pure function of the step: a resumed run needs no scheduler's memory."""

from __future__ import annotations

import math
from typing import Literal, assert_never

Schedule = Literal["one-cycle", "cosine", "step", "constant"]

WARM_UP = 0.3  # of a one-cycle training that says nothing else
FIRST_FACTOR = 1 / 25
LAST_FACTOR = 1e-4


def rate_factor(
    schedule: Schedule, step: int, steps: int, *, warm_up: float = 0.0, drop_every: int = 0, drop_factor: float = 0.1
) -> float:
    """What the peak learning rate is multiplied with at a step, 0 <= step < steps.

    one-cycle: cosine from 1/25 to 1 over the first 30 % (or warm_up), then cosine down to 1/10,000 (L. Smith, 2018).
    cosine: from 1 down to 1/10,000.   step: times drop_factor after every drop_every steps (0 for never).
    constant: 1.
    warm_up: share of the steps, 0..1, over which the rate first rises from 1/25; a straight line but for one-cycle.
    """
    if not 0 <= step < steps:
        raise ValueError(f"step must be in 0..{steps - 1}, got {step}")
    place = step / max(steps - 1, 1)
    if schedule == "one-cycle":
        rise = warm_up or WARM_UP
        if place < rise:
            return _cosine(FIRST_FACTOR, 1.0, place / rise)
        return _cosine(1.0, LAST_FACTOR, (place - rise) / (1 - rise))
    if place < warm_up:
        return FIRST_FACTOR + (1 - FIRST_FACTOR) * place / warm_up
    match schedule:
        case "cosine":
            return _cosine(1.0, LAST_FACTOR, (place - warm_up) / (1 - warm_up))
        case "step":
            return drop_factor ** (step // drop_every) if drop_every else 1.0
        case "constant":
            return 1.0
    assert_never(schedule)


def _cosine(start: float, end: float, place: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * place)) / 2
