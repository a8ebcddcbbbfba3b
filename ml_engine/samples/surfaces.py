"""What lies under the things: desks of wood, felt, stone and laminate, with paper, stains and pencils upon them.

Their colours overlap those of keys, coins, leaves and dice on purpose: colour alone must not find a thing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ml_engine.samples.noise import Field, fractal_noise, mix, smoothstep


@dataclass(frozen=True, slots=True)
class Surface:
    """albedo: (H, W, 3) float32 0..1.   height: (H, W) float32, pixels above the table."""

    albedo: Field
    height: Field


def wood(rng: np.random.Generator, height: int, width: int) -> Surface:
    tone = _pick(rng, ((0.62, 0.43, 0.26), (0.44, 0.27, 0.15), (0.75, 0.6, 0.42), (0.33, 0.22, 0.16)))
    grain = fractal_noise(rng, (height, width), (14, 420), 5, 0.62)
    warp = fractal_noise(rng, (height, width), (140, 260), 3)
    y = np.linspace(0, height, height, dtype=np.float32)[:, None]
    rings = np.sin((y + 26 * warp) * rng.uniform(0.09, 0.2)) * 0.5
    pores = fractal_noise(rng, (height, width), (2, 70), 2, 0.7)
    value = 1 + 0.09 * grain + 0.09 * rings + 0.05 * warp - 0.1 * np.clip(pores - 0.6, 0, 2)
    plank = np.floor((y + rng.uniform(0, 200)) / rng.uniform(120, 240)).astype(int)
    value = value * (1 + 0.1 * rng.standard_normal(64).astype(np.float32)[plank % 64])
    seam = np.zeros_like(value)
    seam[1:] = np.abs(np.diff(plank.astype(np.float32), axis=0))
    value = value * (1 - 0.55 * seam)
    return Surface(_tint(tone, value, rng, warp), 0.25 * grain - 1.5 * seam)


def felt(rng: np.random.Generator, height: int, width: int) -> Surface:
    tone = _pick(rng, ((0.2, 0.34, 0.24), (0.25, 0.28, 0.36), (0.42, 0.2, 0.2), (0.36, 0.36, 0.35)))
    fibre = fractal_noise(rng, (height, width), (5, 5), 3, 0.8)
    cloud = fractal_noise(rng, (height, width), (200, 200), 3)
    return Surface(_tint(tone, 1 + 0.12 * fibre + 0.07 * cloud, rng, cloud), 0.5 * fibre)


def stone(rng: np.random.Generator, height: int, width: int) -> Surface:
    tone = _pick(rng, ((0.6, 0.59, 0.56), (0.35, 0.35, 0.37), (0.72, 0.66, 0.56)))
    speck = fractal_noise(rng, (height, width), (6, 6), 3, 0.9)
    cloud = fractal_noise(rng, (height, width), (120, 150), 5, 0.6)
    vein = np.exp(-np.abs(fractal_noise(rng, (height, width), (160, 160), 4)) * 18)
    value = 1 + 0.13 * np.sign(speck) * np.abs(speck) ** 1.5 * 0.5 + 0.13 * cloud - 0.18 * vein
    return Surface(_tint(tone, value, rng, cloud), 0.12 * speck)


def laminate(rng: np.random.Generator, height: int, width: int) -> Surface:
    tone = _pick(rng, ((0.85, 0.84, 0.8), (0.24, 0.25, 0.27), (0.78, 0.72, 0.6), (0.58, 0.64, 0.68)))
    fine = fractal_noise(rng, (height, width), (3, 3), 2, 0.8)
    cloud = fractal_noise(rng, (height, width), (240, 300), 3)
    scratch = np.exp(-np.abs(fractal_noise(rng, (height, width), (300, 18), 3)) * 40)
    return Surface(_tint(tone, 1 + 0.025 * fine + 0.05 * cloud + 0.06 * scratch, rng, cloud), 0.15 * fine)


def desk(rng: np.random.Generator, height: int, width: int) -> Surface:
    """A random desk with some sheets, notes, stains and pencils lying on it."""
    make = (wood, wood, felt, stone, laminate)[rng.integers(5)]
    surface = make(rng, height, width)
    for _ in range(rng.integers(0, 3)):
        surface = _sheet(rng, surface)
    if rng.random() < 0.35:
        surface = _cup_ring(rng, surface)
    for _ in range(rng.integers(0, 3)):
        surface = _pencil(rng, surface)
    return surface


def _pick(rng: np.random.Generator, tones: tuple[tuple[float, float, float], ...]) -> Field:
    return np.array(tones[rng.integers(len(tones))], np.float32) * rng.uniform(0.85, 1.12)


def _tint(tone: Field, value: Field, rng: np.random.Generator, drift: Field) -> Field:
    hue = rng.normal(0, 0.025, 3).astype(np.float32)
    albedo = tone * value[..., None] * (1 + drift[..., None] * hue)
    result: Field = np.clip(albedo, 0.01, 1).astype(np.float32)
    return result


def _local(rng: np.random.Generator, shape: tuple[int, ...], half: tuple[float, float]) -> tuple[Field, Field, Field]:
    """A turned rectangle lying at random: along, across (pixels from its middle), signed distance to its edge."""
    height, width = shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x - rng.uniform(-0.05, 1.05) * width, y - rng.uniform(-0.05, 1.05) * height
    along = x * np.cos(angle) + y * np.sin(angle)
    across = -x * np.sin(angle) + y * np.cos(angle)
    distance = np.maximum(np.abs(along) - half[0], np.abs(across) - half[1])
    return along.astype(np.float32), across.astype(np.float32), distance.astype(np.float32)


def _sheet(rng: np.random.Generator, surface: Surface) -> Surface:
    """A sheet with printed lines, or a coloured note."""
    note = rng.random() < 0.4
    half = (rng.uniform(45, 75),) * 2 if note else (rng.uniform(150, 260), rng.uniform(110, 180))
    along, across, distance = _local(rng, surface.albedo.shape, half)
    tones = ((0.93, 0.83, 0.38), (0.9, 0.6, 0.5), (0.6, 0.8, 0.55)) if note else ((0.93, 0.92, 0.88), (0.9, 0.86, 0.76))
    paper = np.broadcast_to(_pick(rng, tones), surface.albedo.shape).copy()
    pitch = rng.uniform(11, 19)
    words = fractal_noise(rng, surface.height.shape, (pitch, pitch * 1.6), 3, 0.9)
    line = np.abs((across / pitch) % 1 - 0.5) < 0.17
    margin = (np.abs(along) < half[0] * 0.85) & (np.abs(across) < half[1] * 0.88)
    ink = (line & margin & (words > -0.35)) * rng.uniform(0.35, 0.75)
    paper *= (1 - ink)[..., None]
    cover = smoothstep(0.8, -0.8, distance)
    shade = 1 - 0.35 * np.exp(-np.clip(distance, 0, None) / 4) * (distance > 0)
    albedo = mix(surface.albedo * shade[..., None], paper.astype(np.float32), cover)
    return Surface(albedo, mix(surface.height, np.float32(0.2) * words, cover))


def _cup_ring(rng: np.random.Generator, surface: Surface) -> Surface:
    along, across, _ = _local(rng, surface.albedo.shape, (1, 1))
    wobble = fractal_noise(rng, surface.height.shape, (60, 60), 3)
    radius = np.hypot(along, across) + 2 * wobble
    size = rng.uniform(45, 80)
    ring = np.exp(-(((radius - size) / 3) ** 2)) * np.clip(0.6 + 0.5 * wobble, 0, 1) * 0.55
    stain = np.array((0.35, 0.2, 0.1), np.float32)
    return Surface(mix(surface.albedo, surface.albedo * stain + 0.02, ring.astype(np.float32)), surface.height)


def _pencil(rng: np.random.Generator, surface: Surface) -> Surface:
    half = (rng.uniform(90, 170), rng.uniform(5, 8))
    along, across, distance = _local(rng, surface.albedo.shape, half)
    taper = np.clip((half[0] - along) / (half[1] * 4), 0, 1) * half[1]
    distance = np.maximum(distance, np.abs(across) - taper)
    lead = smoothstep(half[0] - half[1] * 1.4, half[0] - half[1] * 1.2, along)
    tip = smoothstep(half[0] - half[1] * 4, half[0] - half[1] * 3.7, along)
    paint = _pick(rng, ((0.85, 0.6, 0.12), (0.7, 0.15, 0.13), (0.15, 0.35, 0.6), (0.2, 0.2, 0.2), (0.75, 0.73, 0.7)))
    wooden = np.array((0.8, 0.62, 0.42), np.float32)
    colour = mix(np.broadcast_to(paint, surface.albedo.shape), np.broadcast_to(wooden, surface.albedo.shape), tip)
    colour = mix(colour, np.full_like(colour, 0.12), lead)
    facets = 0.75 + 0.35 * np.cos(np.clip(across / half[1], -1, 1) * 2.2 - 0.5)
    cover = smoothstep(0.7, -0.7, distance)
    shadow = 1 - 0.45 * np.exp(-np.clip(distance - 1, 0, None) / 5) * (distance > 0)
    albedo = mix(surface.albedo * shadow[..., None], np.clip(colour * facets[..., None], 0, 1), cover)
    return Surface(albedo, surface.height * (1 - cover))
