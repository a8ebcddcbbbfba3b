"""Digits as if written by many hands: strokes of our own, bent, slanted, thick or thin, on paper. A folder a digit.

LeNet wants digits, and the world's well-known sets are downloads; these are drawn in seconds and their truth is known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from ml_engine.samples.noise import Field, fractal_noise, smoothstep

SIDE = 64
EACH = 40
LABELS: tuple[str, ...] = tuple("0123456789")
Point = tuple[float, float]
Stroke = tuple[Point, ...]


def _arc(x: float, y: float, width: float, height: float, start: float, end: float, steps: int = 14) -> Stroke:
    """Part of an ellipse. start, end: degrees, 0 to the right, 90 down."""
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return tuple((x + width * math.cos(angle), y + height * math.sin(angle)) for angle in angles)


# In [-1, 1]², x to the right and y down; some digits are written in more than one way.
WAYS: dict[str, tuple[tuple[Stroke, ...], ...]] = {
    "0": ((_arc(0, 0, 0.55, 0.9, -90, 270, 28),),),
    "1": (
        (((-0.35, -0.5), (0.1, -0.9), (0.1, 0.9)),),
        (((0.0, -0.9), (0.0, 0.9)),),
        (((-0.35, -0.5), (0.1, -0.9), (0.1, 0.9)), ((-0.35, 0.9), (0.5, 0.9))),
    ),
    "2": (((*_arc(0, -0.42, 0.52, 0.48, -170, 30), (-0.55, 0.9), (0.6, 0.9)),),),
    "3": (
        ((*_arc(-0.05, -0.45, 0.5, 0.45, -150, 80), *_arc(-0.05, 0.42, 0.58, 0.48, -80, 150)),),
        (((-0.5, -0.9), (0.5, -0.9), (-0.05, -0.1)), _arc(-0.05, 0.38, 0.58, 0.5, -85, 150)),
    ),
    "4": (
        (((0.1, -0.9), (-0.6, 0.3), (0.65, 0.3)), ((0.3, -0.25), (0.3, 0.9))),
        (((-0.5, -0.9), (-0.55, 0.1), (0.5, 0.1)), ((0.4, -0.9), (0.4, 0.9))),
    ),
    "5": ((((0.5, -0.9), (-0.4, -0.9), (-0.45, -0.1), *_arc(0.0, 0.35, 0.55, 0.53, -120, 150)),),),
    "6": ((((0.35, -0.9), (-0.3, -0.3), *_arc(0, 0.4, 0.52, 0.5, 190, 540, 24)),),),
    "7": (
        (((-0.55, -0.9), (0.55, -0.9), (-0.1, 0.9)),),
        (((-0.55, -0.9), (0.55, -0.9), (-0.1, 0.9)), ((-0.3, 0.0), (0.4, 0.0))),
    ),
    "8": ((_arc(0, -0.45, 0.43, 0.42, -90, 270, 22), _arc(0, 0.44, 0.53, 0.48, -90, 270, 22)),),
    "9": ((_arc(0, -0.38, 0.5, 0.5, 0, 360, 24), ((0.5, -0.38), (0.42, 0.3), (0.15, 0.9))),),
}  # fmt: skip


def render_digit(label: str, seed: int, side: int = SIDE) -> Image.Image:
    """One digit, dark on light, RGB. label: '0' to '9'.   The same seed gives the same picture."""
    rng = np.random.default_rng((seed, int(label)))
    ways = WAYS[label]
    strokes = [_written(rng, stroke) for stroke in ways[rng.integers(len(ways))]]
    matrix, shift = _hand(rng)
    axis = np.linspace(-1, 1, side, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    distance = np.full_like(x, 9.0)
    for stroke in strokes:
        points = np.asarray(stroke) @ matrix.T + shift
        for start, end in pairwise(points):
            distance = np.minimum(distance, _to_segment(x, y, start, end))
    half, soft = rng.uniform(0.06, 0.13), 2.5 / side
    ink = smoothstep(half + soft, half - soft, distance) * rng.uniform(0.75, 1.0)
    grain = fractal_noise(rng, (side, side), (side / 3, side / 3), 3) * rng.uniform(1, 5)
    paper = rng.uniform(205, 250) + grain + rng.standard_normal((side, side)) * rng.uniform(1, 5)
    tint = np.array([1.0, rng.uniform(0.96, 1.0), rng.uniform(0.88, 1.0)])
    pen = np.array(((25, 25, 28), (20, 35, 110), (60, 40, 30))[rng.integers(3)])
    colour = paper[..., None] * tint * (1 - ink[..., None]) + pen * ink[..., None]
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))


def write_digits(
    folder: Path, each: int = EACH, seed: int = 0, advance: Callable[[], None] = lambda: None
) -> list[Path]:
    """Write 0/000.png … 9/039.png into an existing folder. advance: after each picture; its exception ends the work."""
    written = []
    for label in LABELS:
        (folder / label).mkdir()
        for index in range(each):
            path = folder / label / f"{label}-{index:03d}.png"
            render_digit(label, seed * 100_003 + index).save(path)
            written.append(path)
            advance()
    return written


def _written(rng: np.random.Generator, stroke: Stroke) -> list[Point]:
    """The stroke as a hand that is not sure of it writes it: every point a little off, less so its neighbours'."""
    wander = np.cumsum(rng.normal(0, 0.014, (len(stroke), 2)), axis=0) + rng.normal(0, 0.03, 2)
    return [(x + float(dx), y + float(dy)) for (x, y), (dx, dy) in zip(stroke, wander, strict=True)]


def _hand(rng: np.random.Generator) -> tuple[Field, Field]:
    """How this hand writes: size, slant, turn and where on the paper. (2, 2) and (2,)."""
    turn, slant = rng.normal(0, 0.13), rng.normal(0.08, 0.18)
    width, height = rng.uniform(0.42, 0.72), rng.uniform(0.55, 0.78)
    turned = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    matrix = turned @ np.array([[1, -slant], [0, 1]]) @ np.diag([width, height])
    return matrix.astype(np.float32), rng.normal(0, 0.07, 2).astype(np.float32)


def _to_segment(x: Field, y: Field, start: Field, end: Field) -> Field:
    """Distance of every place to a straight piece of a stroke."""
    along = end - start
    length = float(along @ along) or 1.0
    part = np.clip(((x - start[0]) * along[0] + (y - start[1]) * along[1]) / length, 0, 1)
    result: Field = np.hypot(x - start[0] - part * along[0], y - start[1] - part * along[1]).astype(np.float32)
    return result
