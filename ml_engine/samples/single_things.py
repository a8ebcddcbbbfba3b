"""Single things of the drawn desk, each cut out with a bit of its surroundings: a folder a label, for classifiers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from ml_engine.samples.desk import HEIGHT, LABELS, WIDTH, Placed, render_desk

SIDE = 128
EACH = 24
LEAST_PX = 60.0
# Far from the seeds of the desk sample: a classifier must not meet the very things that a detector learnt from.
FIRST_SEED = 9_000_000
MOST_DESKS = 400


def write_single_things(
    folder: Path, each: int = EACH, seed: int = 0, advance: Callable[[], None] = lambda: None
) -> list[Path]:
    """Write coin/000.jpg … into an existing folder. advance: after each picture; its exception ends the work."""
    counts = dict.fromkeys(LABELS, 0)
    for label in LABELS:
        (folder / label).mkdir()
    written = []
    for desk in range(MOST_DESKS):
        picture = render_desk(FIRST_SEED + seed * 100_003 + desk)
        with Image.open(io.BytesIO(picture.jpeg)) as image:
            whole = image.convert("RGB")
        for thing in picture.things:
            if counts[thing.label] < each and _is_clear(thing, picture.things):
                path = folder / thing.label / f"{thing.label}-{counts[thing.label]:03d}.jpg"
                _cut(whole, thing).save(path, "JPEG", quality=90)
                counts[thing.label] += 1
                written.append(path)
                advance()
        if min(counts.values()) >= each:
            break
    return written


def _is_clear(thing: Placed, things: tuple[Placed, ...]) -> bool:
    """Large, whole, and no other thing in the middle of its cut."""
    x0, y0, x1, y1 = thing.box
    if max(x1 - x0, y1 - y0) < LEAST_PX or x0 <= 2 or y0 <= 2 or x1 >= WIDTH - 2 or y1 >= HEIGHT - 2:
        return False
    return not any(other is not thing and _shared(thing, other) > 0.1 for other in things)


def _shared(thing: Placed, other: Placed) -> float:
    """What another box covers of this one, 0 to 1."""
    low = np.maximum(thing.box[:2], other.box[:2])
    high = np.minimum(thing.box[2:], other.box[2:])
    size = np.clip(high - low, 0, None)
    area = (thing.box[2] - thing.box[0]) * (thing.box[3] - thing.box[1])
    return float(size[0] * size[1] / area)


def _cut(whole: Image.Image, thing: Placed) -> Image.Image:
    """A square round it, a fifth larger than it is, moved into the picture where it lies at its edge."""
    x0, y0, x1, y1 = thing.box
    side = min(1.2 * max(x1 - x0, y1 - y0), float(HEIGHT))
    left = min(max((x0 + x1 - side) / 2, 0.0), WIDTH - side)
    top = min(max((y0 + y1 - side) / 2, 0.0), HEIGHT - side)
    return whole.resize((SIDE, SIDE), Image.Resampling.BICUBIC, (left, top, left + side, top + side))
