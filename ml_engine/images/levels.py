"""A picture in half, quarter, … size, in the byte order that screens take: a large picture is shown from a small one.

Here and not where it is shown, because cv2 halves without holding the interpreter: the window goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from ml_engine.images.upright import ByteImage


def screen_levels(
    image: ByteImage, smallest: int = 512, should_stop: Callable[[], bool] | None = None
) -> list[ByteImage]:
    """The picture and its halves, largest first, each (H, W, 4) uint8 in the order blue, green, red, 255.

    image: (H, W, 3) uint8 RGB.   smallest: no level is made whose long side would be shorter. Sizes round up.
    should_stop: asked before each level; the list is then short, never empty.
    """
    levels: list[ByteImage] = [np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGRA), dtype=np.uint8)]
    while not (should_stop and should_stop()):
        height, width = levels[-1].shape[:2]
        half = (width + 1) // 2, (height + 1) // 2
        if max(half) < smallest:
            break
        levels.append(np.asarray(cv2.resize(levels[-1], half, interpolation=cv2.INTER_AREA), dtype=np.uint8))
    return levels
