"""The eight EXIF orientations applied to arrays: the one place where a picture is turned."""

from __future__ import annotations

import cv2
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
            return np.ascontiguousarray(image)
        case 2:
            turned = cv2.flip(image, 1)
        case 3:
            turned = cv2.rotate(image, cv2.ROTATE_180)
        case 4:
            turned = cv2.flip(image, 0)
        case 5:
            turned = cv2.transpose(image)
        case 6:
            turned = cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE)
        case 7:
            turned = cv2.flip(cv2.transpose(image), -1)
        case 8:
            turned = cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE)
        case _:
            raise ValueError(f"orientation must be 1..8, got {orientation}")
    return turned.view(np.uint8)
