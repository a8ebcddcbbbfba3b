"""Every kind of pixel as 8-bit RGB, by rules that are the same for every format.

- Grey becomes three equal channels; palettes are looked up; CMYK is converted without a colour profile.
- See-through pixels are laid on white: what most viewers show, and what print-like drawings with alpha expect.
- 16 bit becomes 8 bit by /257 (65535 → 255), rounded; nothing is stretched, so a dark picture stays dark. (Colour
  TIFF with 16 bit comes from Pillow as its high byte: at most one level lower.)
- Float pictures within 0..1 are taken as fractions. 32-bit integers and other floats have no agreed white: their own
  smallest value becomes black and their largest white.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from ml_engine.images.upright import ByteImage

WHITE = 255
_BLOCK = 256  # rows at a time, so that large pictures need no large intermediates
_FROM_SIXTEEN_BIT: ByteImage = ((np.arange(65536) + 128) // 257).astype(np.uint8)


class UnknownPixelsError(Exception):
    """No rule turns these pixels into RGB; the text is the second half of a sentence."""


def rgb_from_pillow(image: Image.Image) -> ByteImage:
    """(H, W, 3) uint8 RGB of a loaded Pillow image of any mode. Raises UnknownPixelsError."""
    mode = image.mode
    # A plain RGB or grey PNG may name one colour that is see-through.
    if mode == "RGB" and not image.has_transparency_data:
        return np.asarray(image)
    if mode.startswith("I;16"):
        return _grey_to_rgb(_eight_bit(np.asarray(image).astype(np.uint16)))
    if mode in ("I", "F"):
        return _grey_to_rgb(_from_unbounded(np.asarray(image)))
    if mode == "LAB":
        return _from_lab(image)
    if image.has_transparency_data:
        return _on_white(_converted(image, "RGBA"))
    return _converted(image, "RGB")


def _converted(image: Image.Image, mode: str) -> ByteImage:
    try:
        return np.asarray(image.convert(mode))
    except ValueError as error:
        raise UnknownPixelsError(f"its pixels are of an unknown kind ({image.mode})") from error


def rgb_from_cv2(pixels: npt.NDArray[np.generic]) -> ByteImage:
    """(H, W, 3) uint8 RGB of what cv2 decoded unchanged: (H, W), (H, W, 3) BGR or (H, W, 4) BGRA, 8 or 16 bit."""
    eight = _eight_bit(pixels)
    if eight.ndim == 2:
        return _grey_to_rgb(eight)
    if eight.shape[2] == 4:
        return _on_white(_as_bytes(cv2.cvtColor(eight, cv2.COLOR_BGRA2RGBA)))
    return _as_bytes(cv2.cvtColor(eight, cv2.COLOR_BGR2RGB))


def _as_bytes(pixels: npt.NDArray[np.generic]) -> ByteImage:
    """cv2's stubs say 'some numbers'; this says which, and fails where they are not."""
    if pixels.dtype != np.uint8:
        raise ValueError(f"pixels must be uint8, got {pixels.dtype}")
    return pixels.view(np.uint8)


def _eight_bit(pixels: npt.NDArray[np.generic]) -> ByteImage:
    if pixels.dtype == np.uint16:
        return _as_bytes(np.take(_FROM_SIXTEEN_BIT, pixels.view(np.uint16)))
    return _as_bytes(pixels)


def _grey_to_rgb(grey: ByteImage) -> ByteImage:
    return _as_bytes(cv2.cvtColor(np.ascontiguousarray(grey), cv2.COLOR_GRAY2RGB))


def _from_unbounded(values: npt.NDArray[np.generic]) -> ByteImage:
    numbers = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(numbers.min()), float(numbers.max())
    if np.issubdtype(values.dtype, np.floating) and low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 65535 and np.issubdtype(values.dtype, np.integer):
        low, high = 0.0, 65535.0
    return np.rint((numbers - low) * (255.0 / ((high - low) or 1.0))).astype(np.uint8)


def _from_lab(image: Image.Image) -> ByteImage:
    # Pillow keeps a and b shifted by 128, as cv2 expects them.
    return _as_bytes(cv2.cvtColor(np.ascontiguousarray(np.asarray(image)), cv2.COLOR_Lab2RGB))


def _on_white(rgba: ByteImage) -> ByteImage:
    rgb = rgba[..., :3].copy()
    for top in range(0, len(rgba), _BLOCK):
        alpha = rgba[top : top + _BLOCK, :, 3:].astype(np.uint16)
        if alpha.min() < 255:
            color = rgba[top : top + _BLOCK, :, :3]
            rgb[top : top + _BLOCK] = (color * alpha + WHITE * (255 - alpha) + 127) // 255
    return rgb
