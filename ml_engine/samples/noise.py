"""Value noise: random grids, enlarged and added up. The stuff that wood, stone, paper and patina are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Field = npt.NDArray[np.float32]
Floats = npt.NDArray[np.floating[Any]]


def enlarge(grid: Field, height: int, width: int) -> Field:
    """A (h, w) float32 grid as a smooth (height, width) field, bicubic."""
    image = Image.fromarray(np.ascontiguousarray(grid, dtype=np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)


def fractal_noise(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    cell: tuple[float, float],
    octaves: int = 4,
    persistence: float = 0.5,
) -> Field:
    """Smooth random field (H, W) float32 with mean 0 and standard deviation 1.

    shape: (H, W, …); only the first two count.   cell: (vertical, horizontal) size in pixels of the coarsest bumps;
    each octave halves it and weighs persistence times the last.
    """
    height, width = shape[:2]
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    for octave in range(octaves):
        rows = max(2, round(height / (cell[0] / 2**octave)) + 1)
        columns = max(2, round(width / (cell[1] / 2**octave)) + 1)
        rows, columns = min(rows, height), min(columns, width)
        total += weight * enlarge(rng.standard_normal((rows, columns), dtype=np.float32), height, width)
        weight *= persistence
    result: Field = (total - total.mean()) / max(float(total.std()), 1e-6)
    return result


def smoothstep(low: float, high: float, x: Floats) -> Field:
    """0 below low, 1 above high, smooth between (the cubic 3t² − 2t³). low may exceed high: then it falls."""
    t = np.clip((x - low) / (high - low), 0, 1)
    result: Field = (t * t * (3 - 2 * t)).astype(np.float32)
    return result


def mix(a: Floats, b: Floats, t: Floats) -> Field:
    """a where t is 0, b where t is 1; colours (…, 3) mix by a field (…)."""
    weight = t[..., None] if a.ndim > t.ndim else t
    result: Field = (a + (b - a) * weight).astype(np.float32)
    return result
