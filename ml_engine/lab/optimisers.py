"""Four optimisers walking down one loss surface: every step's place, slope and loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from ml_engine.domain.errors import UserError

Point = tuple[float, float]
OptimiserName = Literal["sgd", "momentum", "rmsprop", "adam"]
OPTIMISERS: tuple[OptimiserName, ...] = ("sgd", "momentum", "rmsprop", "adam")
MOMENTUM, SQUARE_DECAY = 0.9, 0.99
ADAM_DECAY, ADAM_SQUARE_DECAY = 0.9, 0.999
TINY = 1e-8
LOST = 1e12  # a place farther away than this is lost: the rate was too large
MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Surface:
    """loss, slope: of a point.   start: where a walk begins unasked.   bounds: (x0, x1, y0, y1) worth drawing."""

    name: str
    title: str
    idea: str
    loss: Callable[[float, float], float]
    slope: Callable[[float, float], Point]
    start: Point
    bounds: tuple[float, float, float, float]
    minimum: Point | None


@dataclass(frozen=True, slots=True)
class Walk:
    """points, losses: steps + 1 of them, the start first; fewer where the walk got lost.   slopes: one a step."""

    optimiser: OptimiserName
    rate: float
    points: tuple[Point, ...]
    losses: tuple[float, ...]
    slopes: tuple[Point, ...]
    lost: bool


SURFACES: tuple[Surface, ...] = (
    Surface(
        "bowl", "Round bowl",
        "Equally steep on all sides, so the slope points straight to the lowest place. Every optimiser finds "
        "it, the rate alone says how soon.",
        lambda x, y: x * x + y * y, lambda x, y: (2 * x, 2 * y), (-4.0, 3.0), (-5, 5, -5, 5), (0.0, 0.0),
    ),
    Surface(
        "ravine", "Long ravine",
        "Steep across and almost flat along, as losses often are. Plain descent swings from side to side; "
        "momentum and Adam go along.",
        lambda x, y: 0.05 * x * x + 2 * y * y, lambda x, y: (0.1 * x, 4 * y), (-8.0, 2.0), (-10, 10, -4, 4), (0.0, 0.0),
    ),
    Surface(
        "saddle", "Saddle point",
        "Down on two sides and up on the other two: in its middle the slope is 0 and there is no lowest "
        "place. Plain descent waits there for long.",
        lambda x, y: x * x - y * y + 0.1 * y**4, lambda x, y: (2 * x, -2 * y + 0.4 * y**3),
        (2.0, 0.01), (-3, 3, -4, 4), None,
    ),
    Surface(
        "valley", "Curved valley",
        "Rosenbrock's function: the valley is found quickly, and its lowest place, at (1, 1), slowly. A test "
        "that optimisers are compared by since 1960.",
        lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)), (-1.2, 1.0), (-2, 2, -1, 3), (1.0, 1.0),
    ),
)  # fmt: skip


def find_surface(name: str) -> Surface:
    """Raises UserError that names those there are."""
    for surface in SURFACES:
        if surface.name == name:
            return surface
    raise UserError(
        "unknown-surface",
        f"There is no surface called {name}.",
        f"Choose one of {', '.join(s.name for s in SURFACES)}.",
    )


def walk(
    surface: Surface, optimiser: OptimiserName, rate: float = 0.01, steps: int = 100, start: Point | None = None
) -> Walk:
    """steps: at most 100,000. The rules are torch's: SGD(momentum 0.9), RMSprop(alpha 0.99), Adam(0.9, 0.999).

    Raises UserError for a rate that is not above 0, or too many steps.
    """
    if not (rate > 0 and math.isfinite(rate)) or not 1 <= steps <= MOST_STEPS:
        raise UserError("rate", f"A rate of {rate} and {steps} steps lead nowhere.", "Choose a rate above 0.")
    point = start or surface.start
    points, losses, slopes = [point], [surface.loss(*point)], []
    memory: Sequence[tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    for number in range(1, steps + 1):
        slope = surface.slope(*point)
        moved = [
            _move(optimiser, rate, value, tilt, kept, number)
            for value, tilt, kept in zip(point, slope, memory, strict=True)
        ]
        point, memory = (moved[0][0], moved[1][0]), (moved[0][1], moved[1][1])
        slopes.append(slope)
        if not all(math.isfinite(value) and abs(value) < LOST for value in point):
            return Walk(optimiser, rate, tuple(points), tuple(losses), tuple(slopes), lost=True)
        points.append(point)
        losses.append(surface.loss(*point))
    return Walk(optimiser, rate, tuple(points), tuple(losses), tuple(slopes), lost=False)


def _move(
    optimiser: OptimiserName, rate: float, value: float, slope: float, kept: tuple[float, float], number: int
) -> tuple[float, tuple[float, float]]:
    """One axis, one step: the new value, and what the optimiser remembers of the slopes (mean, mean of squares)."""
    mean, squares = kept
    match optimiser:
        case "sgd":
            return value - rate * slope, kept
        case "momentum":
            mean = MOMENTUM * mean + slope
            return value - rate * mean, (mean, squares)
        case "rmsprop":
            squares = SQUARE_DECAY * squares + (1 - SQUARE_DECAY) * slope * slope
            return value - rate * slope / (math.sqrt(squares) + TINY), (mean, squares)
        case "adam":
            mean = ADAM_DECAY * mean + (1 - ADAM_DECAY) * slope
            squares = ADAM_SQUARE_DECAY * squares + (1 - ADAM_SQUARE_DECAY) * slope * slope
            # Both begin at 0 and are too small at first: this makes up for it.
            upright = mean / (1 - ADAM_DECAY**number)
            spread = math.sqrt(squares / (1 - ADAM_SQUARE_DECAY**number))
            return value - rate * upright / (spread + TINY), (mean, squares)
    assert_never(optimiser)
