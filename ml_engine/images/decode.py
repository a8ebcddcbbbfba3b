"""Bytes to upright RGB: cv2 where it is right and fast, Pillow for everything else.

Which decoder a file gets depends on its content alone, so view, training, prediction and export see the same pixels.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib

import cv2
import numpy as np
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from ml_engine.images.header import PictureFormat, StoredHeader
from ml_engine.images.png_chunks import keep_pixel_chunks
from ml_engine.images.to_rgb import UnknownPixelsError, rgb_from_cv2, rgb_from_pillow
from ml_engine.images.upright import ByteImage, turn_upright

# Its warnings go to stderr beside our own reasons; failures still come back as None or cv2.error.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

# The classes, not Image.open: that one guesses among forty formats and checks a size limit that all threads share.
_PILLOW: dict[PictureFormat, type[ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "BMP": BmpImageFile,
    "TIFF": TiffImageFile,
    "WebP": WebPImageFile,
    "GIF": GifImageFile,
}

# A damaged file reaches any line of Pillow's parsers.
_PILLOW_FAILURES = (
    OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, AttributeError, EOFError, RuntimeError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip

_PILLOW_MODULES = re.compile(r"PIL\.")
_REDUCED = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}


class DecodeError(Exception):
    """Why a picture cannot be decoded, as the second half of a sentence."""


def decode(data: bytes, header: StoredHeader, min_side: int = 0) -> ByteImage:
    """(H, W, 3) uint8 RGB, upright, C-contiguous, writable or not.

    header: what parse_header said of data.   min_side: as for read_image. Raises DecodeError, MemoryError.
    """
    match header.format:
        case "JPEG":
            stored = _decode_jpeg(data, header, min_side)
        case "PNG":
            stored = _decode_png(data, header)
        case "WebP" if not (header.alpha or header.animated):
            stored = _by_cv2(data, cv2.IMREAD_COLOR)
        case "TIFF":
            stored = _decode_tiff(data, header)
        case _:
            stored = _by_pillow(data, header.format)
    return turn_upright(stored, header.orientation)


def reduction(short_side: int, min_side: int) -> int:
    """The largest of 1, 2, 4, 8 that leaves a short side of at least min_side pixels; 1 for min_side 0."""
    if min_side <= 0:
        return 1
    return next((factor for factor in (8, 4, 2) if short_side // factor >= min_side), 1)


def _decode_jpeg(data: bytes, header: StoredHeader, min_side: int) -> ByteImage:
    # Decoders fill the missing part with grey and say nothing: a JPEG without its end is refused.
    if data.find(b"\xff\xd9", header.data_at) < 0:
        raise DecodeError("the file is cut off")
    if header.channels not in (1, 3) or header.bits != 8:
        return _by_pillow(data, "JPEG")
    factor = reduction(min(header.width, header.height), min_side)
    return _by_cv2(data, _REDUCED.get(factor, cv2.IMREAD_COLOR))


def _decode_png(data: bytes, header: StoredHeader) -> ByteImage:
    try:
        pixels = keep_pixel_chunks(data)
    except ValueError as error:
        raise DecodeError(str(error)) from error
    if header.bits == 16:
        return _by_cv2(pixels, cv2.IMREAD_UNCHANGED)
    return _by_pillow(pixels, "PNG") if header.alpha else _by_cv2(pixels, cv2.IMREAD_COLOR)


def _decode_tiff(data: bytes, header: StoredHeader) -> ByteImage:
    if header.orientation != 1 and header.orientation_at is not None:
        # Both decoders turn TIFF on their own, each in its way: in our copy of the bytes the tag says 'upright'.
        offset, code = header.orientation_at
        copy = bytearray(data)
        struct.pack_into(code, copy, offset, 1)
        data = bytes(copy)
    return _by_pillow(data, "TIFF")


def _by_cv2(data: bytes, flags: int) -> ByteImage:
    raw = np.frombuffer(data, np.uint8)
    unchanged = flags == cv2.IMREAD_UNCHANGED
    try:
        pixels = cv2.imdecode(raw, flags if unchanged else flags | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise DecodeError("its picture data is damaged") from error
    if pixels is None:
        raise DecodeError("its picture data is damaged or of an unknown kind")
    return rgb_from_cv2(pixels)


def _by_pillow(data: bytes, kind: PictureFormat) -> ByteImage:
    _ignore_remarks()
    try:
        image = _PILLOW[kind](io.BytesIO(data))
        image.load()
    except _PILLOW_FAILURES as error:
        raise DecodeError(f"its picture data is damaged or of an unknown kind ({error})") from error
    with image:
        try:
            return rgb_from_pillow(image)
        except UnknownPixelsError as error:
            raise DecodeError(str(error)) from error


def _ignore_remarks() -> None:
    """Pillow's remarks about odd metadata are for nobody; its failures are exceptions and still come.

    A narrow filter put in front, once, and not catch_warnings, which threads would have to take turns with.
    """
    first = warnings.filters[0] if warnings.filters else None
    if first is None or first[0] != "ignore" or first[3] != _PILLOW_MODULES:
        warnings.filterwarnings("ignore", module=_PILLOW_MODULES.pattern)
