"""Colours for numbers, of our own making: equal steps of a number look like equal steps of brightness.

Mixed in OKLab, whose lightness is what an eye sees, so that a ramp reads the same in grey and by colour-blind people.
Source of the transformation: Björn Ottosson, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

RampName = Literal["sea", "fire", "grey"]
RAMPS: tuple[RampName, ...] = ("sea", "fire", "grey")
STEPS = 256

# From, to: lightness 0..1, hue in degrees.   chroma: at the middle.
_SHAPES: dict[RampName, tuple[float, float, float, float, float]] = {
    "sea": (0.20, 0.93, 290.0, 105.0, 0.125),
    "fire": (0.12, 0.97, -30.0, 105.0, 0.165),
    "grey": (0.08, 0.98, 0.0, 0.0, 0.0),
}
_TO_CONES = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_TO_LIGHT = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


@cache
def ramp(name: RampName) -> npt.NDArray[np.uint8]:
    """(256, 3) uint8 RGB, from the least number to the greatest. Do not write into it."""
    dark, light, from_hue, to_hue, chroma = _SHAPES[name]
    t = np.linspace(0, 1, STEPS)
    hue = np.deg2rad(from_hue + (to_hue - from_hue) * t)
    # Little colour at the ends, where the screen has no room for it.
    strength = chroma * (0.35 + 0.65 * np.sin(np.pi * np.clip(0.12 + 0.72 * t, 0, 1)))
    lab = np.stack([dark + (light - dark) * t, strength * np.cos(hue), strength * np.sin(hue)], axis=1)
    linear = np.clip((lab @ _TO_CONES.T) ** 3 @ _TO_LIGHT.T, 0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    colors: npt.NDArray[np.uint8] = np.round(encoded * 255).astype(np.uint8)
    colors.setflags(write=False)
    return colors


def color_table(name: RampName, low: float = 0.0, high: float = 1.0) -> list[int]:
    """256 colours as 0xffRRGGBB, for a picture of one byte a pixel whose 0 is `low` and whose 255 is `high`, 0..1."""
    places = np.clip(np.round(np.linspace(low, high, STEPS) * (STEPS - 1)), 0, STEPS - 1).astype(np.int64)
    red, green, blue = (ramp(name)[places, channel].astype(np.uint32) for channel in range(3))
    return [int(value) for value in 0xFF000000 | (red << 16) | (green << 8) | blue]
