"""The one door from a file to (H, W, 3) uint8 RGB, upright.

View, thumbnails, training, prediction and export all come through here, so that a box drawn on one lies right on all.
Files are opened for reading only, once a call.
"""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ml_engine.domain.errors import UserError
from ml_engine.images.decode import DecodeError, decode
from ml_engine.images.header import PictureFormat, StoredHeader, parse_header
from ml_engine.images.upright import ByteImage

MAX_PIXELS = 1 << 28  # 268 Mpx: 0.8 GB decoded
FORMATS = "JPEG, PNG, BMP, TIFF, WebP or GIF"


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself. width, height: pixels of the upright picture.   orientation: 1..8, as stored."""

    format: PictureFormat
    width: int
    height: int
    orientation: int


def read_header(path: Path, max_pixels: int = MAX_PIXELS) -> Header:
    """Format, upright size and orientation, without decoding; some hundred bytes are read.

    Raises UserError: 'picture-unreadable', 'picture-gone', 'picture-format', or 'picture-too-large' above max_pixels.
    """
    with opened(path) as file:
        try:
            return _upright(_checked_header(file, path, max_pixels))
        except OSError as error:
            raise read_failure(path, error) from error


def read_image(path: Path, min_side: int = 0, max_pixels: int = MAX_PIXELS) -> ByteImage:
    """Decode: (H, W, 3) uint8 RGB, upright, C-contiguous. Of an animation the first frame, of a TIFF the first page.

    min_side: 0 for the full size; else a JPEG may come at 1/2, 1/4 or 1/8 (sizes rounded up) as long as its short
    side keeps min_side pixels. Raises UserError as read_header does.
    """
    return decode_picture(read_bytes(path, max_pixels), path, min_side, max_pixels)


def read_bytes(path: Path, max_pixels: int = MAX_PIXELS) -> bytes:
    """The bytes of a file that passes read_header. Raises UserError as read_header does."""
    with opened(path) as file:
        try:
            header = _checked_header(file, path, max_pixels)
            size, sensible = os.fstat(file.fileno()).st_size, _sensible_bytes(header)
            if size > sensible:
                raise _too_large(path, f"its file is far larger than {header.width} × {header.height} pixels need")
            file.seek(0)
            return file.read(sensible)
        except OSError as error:
            raise read_failure(path, error) from error


def decode_picture(data: bytes, path: Path, min_side: int = 0, max_pixels: int = MAX_PIXELS) -> ByteImage:
    """Decode a file's bytes as read_image does. path: only for messages. Raises UserError."""
    header = _checked_header(io.BytesIO(data), path, max_pixels)
    try:
        return decode(data, header, min_side)
    except DecodeError as error:
        raise _unreadable(path, str(error)) from error
    except MemoryError as error:
        raise _too_large(path, "there is not enough memory to open it") from error


def header_of(data: bytes, path: Path, max_pixels: int = MAX_PIXELS) -> Header:
    """read_header for bytes that are already there."""
    return _upright(_checked_header(io.BytesIO(data), path, max_pixels))


def shown_path(path: Path) -> str:
    """A path as one printable line: undecodable bytes and control characters are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def opened(path: Path) -> BinaryIO:
    """The file, open for reading; never a folder, pipe or device.

    Raises UserError: 'picture-unreadable', 'picture-gone'.
    """
    try:
        # Opening a pipe or device would wait for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "it is a folder or device, not a file")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise read_failure(path, error) from error


def read_failure(path: Path, error: OSError | ValueError) -> UserError:
    """The sentence for a file that the system will not give us: 'picture-gone' where there is none."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    failure = _unreadable(path, words[:1].lower() + words[1:])
    if isinstance(error, FileNotFoundError):
        return UserError("picture-gone", failure.message, "Put the file back, or leave it out.")
    return failure


def _checked_header(stream: BinaryIO, path: Path, max_pixels: int) -> StoredHeader:
    try:
        header = parse_header(stream)
    except ValueError as error:
        raise _unreadable(path, str(error)) from error
    if header is None:
        raise UserError(
            "picture-format",
            f"{shown_path(path)} is not a {FORMATS} picture, whatever its name says.",
            "Convert it to PNG or JPEG, or leave it out.",
        )
    if header.width * header.height > max_pixels:
        size = f"{header.width} × {header.height} pixels are more than the {max_pixels / 1e6:.0f} million allowed"
        raise _too_large(path, size)
    return header


def _upright(stored: StoredHeader) -> Header:
    width, height = stored.width, stored.height
    if stored.orientation >= 5:
        width, height = height, width
    return Header(stored.format, width, height, stored.orientation)


def _sensible_bytes(header: StoredHeader) -> int:
    """More than any honest file of that size has: 16 bytes a pixel, and room for metadata and further pages."""
    return 16 * header.width * header.height + (512 << 20)


def _unreadable(path: Path, reason: str) -> UserError:
    return UserError(
        "picture-unreadable",
        f"{shown_path(path)} cannot be read: {reason}.",
        "Open it in another program and save it again, or leave it out.",
    )


def _too_large(path: Path, reason: str) -> UserError:
    return UserError(
        "picture-too-large", f"{shown_path(path)} is too large: {reason}.", "Scale it down or cut it into parts."
    )
