"""How large a detector's input should be: as small as the objects allow, since time grows with the square."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind
from ml_engine.tasks.input_size import InputSize

SIZES = (320, 416, 512, 640)
SHORTEST_SIDE = 12  # input pixels: one and a half cells of the finest level
SHARE = 0.9
STEP = 32  # the coarsest stride
_ROUNDING = 1e-6


def choose_input_size(images: Iterable[SnapshotImage]) -> InputSize:
    """The smallest of SIZES at which nine of ten boxes have a short side of 12 pixels once the picture is fitted in.

    Pictures whose size is unknown and boxes without an area do not vote; without a vote it is the smallest.
    """
    shares = np.sort([share for image in images for share in _short_sides(image)])
    if not len(shares):
        return InputSize(SIZES[0], f"Input size {SIZES[0]} pixels: there are no boxes to go by.")
    large = {size: float((shares * size >= SHORTEST_SIDE - _ROUNDING).mean()) for size in SIZES}
    for size, share in large.items():
        if share >= SHARE:
            return InputSize(size, _reason(size, share))
    # The box that must be large enough for SHARE of them to be.
    smallest = float(shares[math.floor(len(shares) * (1 - SHARE) + _ROUNDING)])
    needed = math.ceil((SHORTEST_SIDE / smallest - _ROUNDING) / STEP) * STEP
    size = SIZES[-1]
    return InputSize(
        size,
        f"{_reason(size, large[size])} It is not enough: smaller objects will often be missed. It would take {needed} "
        "pixels, or pictures cut into tiles.",
    )


def _reason(size: int, share: float) -> str:
    start = (
        f"Input size {size} pixels: then {math.floor(share * 100)} % of the boxes are {SHORTEST_SIDE} pixels or more "
        "on their short side."
    )
    if size == SIZES[0]:
        return f"{start} It is the smallest size and the fastest."
    return f"{start} It takes about {(size / SIZES[0]) ** 2:.1f} times as long as {SIZES[0]} pixels."


def _short_sides(image: SnapshotImage) -> list[float]:
    """Short sides of a picture's boxes as shares of the picture's long side."""
    width, height = image.image.width, image.image.height
    if not width or not height:
        return []
    boxes = [a.xyxy for a in image.annotations if a.kind is not AnnotationKind.TAG]
    sides = [min(x1 - x0, y1 - y0) / max(width, height) for x0, y0, x1, y1 in boxes]
    return [side for side in sides if side > 0]
