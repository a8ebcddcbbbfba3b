"""The learning rate as a pure function of the step: a resumed run needs no scheduler's memory."""

from __future__ import annotations

import math
from typing import Literal, assert_never

Schedule = Literal["one-cycle", "cosine", "constant"]

WARM_UP = 0.3
FIRST_FACTOR = 1 / 25
LAST_FACTOR = 1e-4


def rate_factor(schedule: Schedule, step: int, steps: int) -> float:
    """What the peak learning rate is multiplied with at a step, 0 <= step < steps.

    one-cycle: cosine from 1/25 to 1 over the first 30 %, then cosine down to 1/10,000 (L. Smith, 2018).
    cosine: from 1 down to 1/10,000.   constant: 1.
    """
    if not 0 <= step < steps:
        raise ValueError(f"step must be in 0..{steps - 1}, got {step}")
    place = step / max(steps - 1, 1)
    match schedule:
        case "one-cycle":
            if place < WARM_UP:
                return _cosine(FIRST_FACTOR, 1.0, place / WARM_UP)
            return _cosine(1.0, LAST_FACTOR, (place - WARM_UP) / (1 - WARM_UP))
        case "cosine":
            return _cosine(1.0, LAST_FACTOR, place)
        case "constant":
            return 1.0
    assert_never(schedule)


def _cosine(start: float, end: float, place: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * place)) / 2
