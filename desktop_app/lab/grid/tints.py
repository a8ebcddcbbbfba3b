"""The colours of a grid's cells: a tint by value for numbers, grey or colour for pictures. numpy only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
ByteArray = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]
STRONGEST = 0.55  # of a tint, so that words stay readable on it


def tinted(values: FloatArray, ground: str, above: str, below: str) -> ByteArray:
    """(H, W, 3): the farther from 0, the stronger; above and below 0 in two colours, '#rrggbb'."""
    finite = np.where(np.isfinite(values), values, 0.0)
    most = float(np.abs(finite).max()) if finite.size else 0.0
    share = STRONGEST * np.abs(finite) / most if most else np.zeros(values.shape)
    base, high, low = (channels(color) for color in (ground, above, below))
    toward = np.where((finite >= 0)[..., None], high, low)
    mixed: ByteArray = np.rint(base + (toward - base) * share[..., None]).astype(np.uint8)
    return mixed


def is_light(colors: ByteArray) -> BoolArray:
    """(H, W): whether dark words read better there. Source: ITU-R BT.709 luma."""
    light: BoolArray = colors.astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722]) > 135
    return light


def channels(color: str) -> FloatArray:
    """(3,) 0..255 of '#rrggbb'."""
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float64)
