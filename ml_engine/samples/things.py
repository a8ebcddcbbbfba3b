"""Keys, coins, leaves, dice (and buttons, which nobody asked for) as signed distances, heights and colours.

Every thing lives in the square [-1, 1]² of its own grid; negative distance is inside. The light is the scene's
business. Distance functions follow the usual constructions: union is min, cutting is max with the negative.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ml_engine.samples.noise import Field, fractal_noise, mix, smoothstep


@dataclass(frozen=True, slots=True)
class Thing:
    """distance: (h, w) in grid units.   height: (h, w) in grid units.   albedo: (h, w, 3) 0..1.

    gloss: strength of the highlight, 0..1.   metal: whether the highlight takes the albedo's colour.
    thickness: grid units, for the shadow.
    """

    distance: Field
    height: Field
    albedo: Field
    gloss: float
    metal: bool
    thickness: float


Maker = Callable[[np.random.Generator, Field, Field], Thing]

GOLD, SILVER, COPPER, BRASS, STEEL = (
    (0.83, 0.66, 0.32), (0.72, 0.72, 0.7), (0.7, 0.42, 0.27), (0.74, 0.6, 0.34), (0.6, 0.61, 0.63),
)  # fmt: skip


def coin(rng: np.random.Generator, x: Field, y: Field) -> Thing:
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    distance = radius - 0.96
    rim = smoothstep(0.80, 0.84, radius)
    motif = _motif(rng, radius, angle)
    beads = 0.5 * smoothstep(0.3, 0.8, np.cos(angle * rng.integers(36, 60))) * np.exp(-(((radius - 0.74) / 0.03) ** 2))
    height = 0.045 * rim + 0.06 * motif + 0.03 * beads
    height = (height - 0.05 * smoothstep(-0.04, 0.0, distance)).astype(np.float32)
    albedo = _patina(rng, x, (GOLD, SILVER, COPPER)[rng.integers(3)])
    if rng.random() < 0.25:
        inner = _patina(rng, x, (SILVER, GOLD)[rng.integers(2)])
        albedo = mix(albedo, inner, smoothstep(0.62, 0.6, radius))
    return Thing(
        distance.astype(np.float32), height, albedo * (1 - 0.25 * rim * (1 - motif))[..., None], 0.75, True, 0.12
    )


def key(rng: np.random.Generator, x: Field, y: Field) -> Thing:
    """Bow at the left, blade to the right, teeth below."""
    bow_x, bow_r = -0.62, rng.uniform(0.27, 0.36)
    if rng.random() < 0.5:
        bow = np.hypot(x - bow_x, y * rng.uniform(0.85, 1.1)) - bow_r
    else:
        bow = _rounded_box(x - bow_x, y, bow_r * 0.95, bow_r * 0.85, 0.12)
    hole = np.hypot(x - bow_x + rng.uniform(0.0, 0.12), y) - bow_r * rng.uniform(0.3, 0.55)
    half = rng.uniform(0.085, 0.12)
    blade = _rounded_box(x - 0.3, y, 0.66, half, 0.03)
    teeth = np.full_like(x, 9.0)
    position = rng.uniform(0.15, 0.3)
    while position < 0.92:
        width, depth = rng.uniform(0.035, 0.07), rng.uniform(0.06, 0.17)
        teeth = np.minimum(
            teeth, _rounded_box(x - position, y - half - depth / 2 + 0.03, width, depth / 2 + 0.03, 0.01)
        )
        position += width * 2 + rng.uniform(0.0, 0.05)
    distance = np.maximum(np.minimum(np.minimum(bow, blade), teeth), -hole).astype(np.float32)
    groove = np.exp(-(((y - rng.uniform(-0.02, 0.02)) / 0.022) ** 2)) * (x > -0.3)
    height = (0.07 * smoothstep(0.0, -0.06, distance) - 0.035 * groove).astype(np.float32)
    cover = rng.random() < 0.25
    albedo = _patina(rng, x, (BRASS, STEEL, SILVER, COPPER)[rng.integers(4)])
    if cover:
        plastic = np.broadcast_to(_any_colour(rng), albedo.shape)
        albedo = mix(albedo, plastic, smoothstep(0.0, -0.03, (bow - 0.01).astype(np.float32)))
    return Thing(distance, height, albedo, 0.6, not cover, 0.1)


def leaf(rng: np.random.Generator, x: Field, y: Field) -> Thing:
    """Stem at the left, tip at the right; smooth, toothed or lobed."""
    bend = rng.uniform(-0.25, 0.25)
    y = (y - bend * (x**2 - 0.4)).astype(np.float32)
    t = np.clip((x + 0.72) / 1.68, 0, 1)
    arch = np.clip(np.sin(np.pi * t ** rng.uniform(0.6, 1.0)), 0, 1)
    width = rng.uniform(0.3, 0.55) * arch ** rng.uniform(0.7, 1.1)
    style = rng.integers(3)
    saw = np.abs(((t * rng.integers(9, 16)) % 1) - 0.5) * 2
    lobe = 0.5 + 0.5 * np.cos(t * 2 * np.pi * rng.integers(3, 5))
    width = width * (1 - (0, 0.16, 0)[style] * saw) * (1 - (0, 0, 0.5)[style] * lobe * (np.abs(t - 0.5) < 0.44))
    blade = (np.abs(y) - width) * 0.75
    blade = np.where((x < -0.72) | (x > 0.96), np.maximum(blade, np.maximum(-0.72 - x, x - 0.96)), blade)
    stem = np.maximum(np.abs(y) - 0.022, np.maximum(-0.98 - x, x + 0.6))
    distance = np.minimum(blade, stem).astype(np.float32)
    phase = (t * rng.integers(6, 10) - np.abs(y) * rng.uniform(1.5, 3)) % 1
    veins = np.exp(-((np.minimum(phase, 1 - phase) / 0.07) ** 2)) * (np.abs(y) > 0.02) * 0.5
    midrib = np.exp(-((y / 0.022) ** 2))
    wave = fractal_noise(rng, x.shape, (x.shape[0] / 2, x.shape[1] / 2), 2)
    height = (0.03 * np.maximum(veins, midrib) + 0.05 * wave + 0.12 * np.abs(y)).astype(np.float32)
    greens = ((0.25, 0.42, 0.14), (0.45, 0.5, 0.16), (0.62, 0.45, 0.15), (0.55, 0.27, 0.12), (0.42, 0.3, 0.18))
    first, second = (np.array(greens[i], np.float32) * rng.uniform(0.8, 1.15) for i in rng.integers(5, size=2))
    blotch = fractal_noise(rng, x.shape, (x.shape[0] / 4, x.shape[1] / 4), 4)
    albedo = mix(
        np.broadcast_to(first, (*x.shape, 3)), np.broadcast_to(second, (*x.shape, 3)), smoothstep(-0.8, 1.2, blotch)
    )
    albedo = albedo * (1 + 0.35 * np.maximum(veins, midrib) + 0.06 * blotch)[..., None]
    return Thing(distance, height, np.clip(albedo, 0.02, 1).astype(np.float32), 0.18, False, 0.1)


def die(rng: np.random.Generator, x: Field, y: Field) -> Thing:
    """A cube from a little aside: the top face, and one or two sides below it."""
    size, round_ = 0.6, rng.uniform(0.08, 0.17)
    far, aside = rng.uniform(0.08, 0.26), rng.uniform(0, 2 * np.pi)
    lean = far * math.cos(aside), far * math.sin(aside)
    top_x, top_y = x - lean[0], y - lean[1]
    top = _rounded_box(top_x, top_y, size, size, round_)
    distance, level = top, np.ones_like(x)
    for step in np.linspace(0.95, -1.0, 20).tolist():
        layer = _rounded_box(x - step * lean[0], y - step * lean[1], size, size, round_)
        level = np.where((layer < 0) & (distance >= 0), (step + 1) / 2, level)
        distance = np.minimum(distance, layer)
    colour = np.array((0.88, 0.86, 0.8), np.float32) if rng.random() < 0.45 else _any_colour(rng)
    dark_pips = float(colour.mean()) > 0.45
    spots = _pips(int(rng.integers(1, 7)), top_x, top_y)
    pip = smoothstep(0.015, -0.015, (spots - 0.105).astype(np.float32)) * (top < -0.02)
    side = (top >= 0).astype(np.float32)
    height = (
        0.16 * smoothstep(0.0, -0.14, top) - 0.06 * smoothstep(0.11, 0.05, spots) + 0.35 * (level - 1) * side
    ).astype(np.float32)
    albedo = np.broadcast_to(colour, (*x.shape, 3)) * (1 - (0.25 + 0.3 * (1 - level)) * side)[..., None]
    ink = np.full((*x.shape, 3), 0.06 if dark_pips else 0.92, np.float32)
    return Thing(distance.astype(np.float32), height, mix(albedo.astype(np.float32), ink, pip), 0.45, False, 0.8)


def button(rng: np.random.Generator, x: Field, y: Field) -> Thing:
    """Round like a coin, pierced like nothing else: here to mislead."""
    radius = np.hypot(x, y)
    holes = np.min([np.hypot(x - 0.22 * a, y - 0.22 * b) for a in (-1, 1) for b in (-1, 1)], axis=0) - 0.1
    distance = np.maximum(radius - 0.9, -holes).astype(np.float32)
    height = (0.08 * smoothstep(0.55, 0.75, radius) - 0.1 * smoothstep(0.75, 0.9, radius)).astype(np.float32)
    colour = _any_colour(rng) if rng.random() < 0.6 else np.array(BRASS, np.float32)
    return Thing(distance, height, np.broadcast_to(colour, (*x.shape, 3)).astype(np.float32), 0.4, False, 0.12)


THINGS: dict[str, Maker] = {"coin": coin, "die": die, "key": key, "leaf": leaf}


def _rounded_box(x: Field, y: Field, half_width: float, half_height: float, radius: float) -> Field:
    dx, dy = np.abs(x) - half_width + radius, np.abs(y) - half_height + radius
    outside = np.sqrt(np.square(np.maximum(dx, 0)) + np.square(np.maximum(dy, 0)))  # a third of hypot's time
    result: Field = (outside + np.minimum(np.maximum(dx, dy), 0) - radius).astype(np.float32)
    return result


def _pips(count: int, x: Field, y: Field) -> Field:
    a = 0.32
    corners, others = [(-a, -a), (a, a), (-a, a), (a, -a)], [(-a, 0.0), (a, 0.0)]
    places = {1: [], 2: corners[:2], 3: corners[:2], 4: corners, 5: corners, 6: corners + others}[count]
    places = [*places, (0.0, 0.0)] if count % 2 else places
    result: Field = np.min([np.hypot(x - px, y - py) for px, py in places], axis=0).astype(np.float32)
    return result


def _motif(rng: np.random.Generator, radius: Field, angle: Field) -> Field:
    """Relief in the middle of a coin: a random closed curve with some inner lines."""
    outline = np.full_like(angle, rng.uniform(0.36, 0.48))
    for frequency in range(1, 7):
        outline = outline + rng.normal(0, 0.1 / frequency) * np.cos(frequency * angle + rng.uniform(0, 6.3))
    inside = smoothstep(0.03, -0.03, (radius - outline).astype(np.float32))
    lines = 0.35 * np.cos(radius * rng.uniform(14, 26) + 2 * np.cos(angle * rng.integers(1, 4)))
    result: Field = (inside * (0.75 + lines)).astype(np.float32)
    return result


def _patina(rng: np.random.Generator, x: Field, tone: tuple[float, float, float]) -> Field:
    rough = fractal_noise(rng, x.shape, (x.shape[0] / 3, x.shape[1] / 3), 5, 0.7)
    value = rng.uniform(0.7, 1.05) * (1 + 0.1 * rough)
    result: Field = np.clip(np.array(tone, np.float32) * value[..., None], 0.02, 1).astype(np.float32)
    return result


def _any_colour(rng: np.random.Generator) -> Field:
    tones = (
        (0.62, 0.13, 0.13),
        (0.13, 0.28, 0.5),
        (0.12, 0.12, 0.13),
        (0.16, 0.4, 0.2),
        (0.8, 0.55, 0.15),
        (0.45, 0.3, 0.2),
    )
    return np.array(tones[rng.integers(len(tones))], np.float32) * rng.uniform(0.8, 1.2)
