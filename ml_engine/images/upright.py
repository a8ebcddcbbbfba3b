"""The eight EXIF orientations applied to arrays: the one place where a picture is turned."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ByteImage = npt.NDArray[np.uint8]


def turn_upright(image: ByteImage, orientation: int) -> ByteImage:
    """(H, W, 3) as stored → upright, contiguous; (W, H, 3) for orientations 5 to 8.

    orientation: 1..8. Source: EXIF 2.32, tag 0x0112 (which stored edge is the visual top and left).
    Raises ValueError for another number.
    """
    match orientation:
        case 1:
            turned = image
        case 2:
            turned = image[:, ::-1]
        case 3:
            turned = image[::-1, ::-1]
        case 4:
            turned = image[::-1]
        case 5:
            turned = image.transpose(1, 0, 2)
        case 6:
            turned = image[::-1].transpose(1, 0, 2)
        case 7:
            turned = image[::-1, ::-1].transpose(1, 0, 2)
        case 8:
            turned = image[:, ::-1].transpose(1, 0, 2)
        case _:
            raise ValueError(f"orientation must be 1..8, got {orientation}")
    return np.ascontiguousarray(turned)
