"""What a picture file says of itself before a pixel is decoded: format, size, orientation.

Our own parsers, a few hundred bytes of reading each: a bomb is refused before any decoder sees it, and the six formats
give their orientation in one way.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from ml_engine.images import tiff_tags

PictureFormat = Literal["JPEG", "PNG", "BMP", "TIFF", "WebP", "GIF"]

_LARGEST_EXIF = 1 << 20
_EXIF_PREFIX = b"Exif\x00\x00"
_MAX_SEGMENTS = 100_000  # a broken or hostile file must not keep the walk busy


@dataclass(frozen=True, slots=True)
class StoredHeader:
    """The header as stored.

    width, height: pixels before turning.   orientation: 1..8 as in EXIF.   channels: 1, 2, 3, 4, 0 if not known.
    bits: a channel.   alpha: some pixels may be see-through.   animated: more than one frame.
    data_at: JPEG, where the first scan starts.   orientation_at: TIFF, where the tag's value lies and its struct code.
    exif: the block of JPEG, PNG and WebP, from its byte order mark on; b'' if there is none.
    """

    format: PictureFormat
    width: int
    height: int
    orientation: int = 1
    channels: int = 3
    bits: int = 8
    alpha: bool = False
    animated: bool = False
    data_at: int = 0
    orientation_at: tuple[int, str] | None = None
    exif: bytes = field(default=b"", repr=False)


def sniff(head: bytes) -> PictureFormat | None:
    """The format by the file's first bytes (16 are enough), whatever its name says; None if not on the list."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    if head.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return "TIFF"
    # "BM" alone is two letters of any text: a bitmap has a known header size at byte 14.
    if head.startswith(b"BM") and len(head) >= 18 and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "BMP"
    return None


def parse_header(stream: BinaryIO) -> StoredHeader | None:
    """Read a header from a seekable stream; None if the content is none of the six formats.

    Raises ValueError with the reason if the header is damaged.
    """
    stream.seek(0)
    kind = sniff(stream.read(18))
    if kind is None:
        return None
    stream.seek(0)
    try:
        header = _PARSERS[kind](stream)
    except (struct.error, IndexError) as error:
        raise ValueError("its header is cut off") from error
    if header.width <= 0 or header.height <= 0:
        raise ValueError(f"its header gives a size of {header.width} × {header.height} pixels")
    return header


def _parse_jpeg(stream: BinaryIO) -> StoredHeader:
    stream.seek(2)
    frame: tuple[int, int, int, int] | None = None
    exif: bytes | None = None
    for _ in range(_MAX_SEGMENTS):
        marker = _next_marker(stream)
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # markers without a body
            continue
        (length,) = struct.unpack(">H", stream.read(2))
        after = stream.tell() + max(length - 2, 0)
        if marker == 0xDA:
            if frame is None:
                break
            bits, height, width, channels = frame
            orientation = tiff_tags.exif_orientation(exif) if exif else 1
            return StoredHeader("JPEG", width, height, orientation, channels, bits, data_at=after, exif=exif or b"")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            frame = struct.unpack(">BHHB", stream.read(6))
        elif marker == 0xE1 and exif is None:
            body = stream.read(max(length - 2, 0))
            if body.startswith(_EXIF_PREFIX):
                exif = body.removeprefix(_EXIF_PREFIX)
        stream.seek(after)
    raise ValueError("it holds no JPEG picture data")


def _next_marker(stream: BinaryIO) -> int:
    """The next marker's second byte, over filling bytes (decoders skip them too, up to a point)."""
    for _ in range(_MAX_SEGMENTS):
        if stream.read(1)[0] != 0xFF:
            continue
        code = 0xFF
        while code == 0xFF:
            code = stream.read(1)[0]
        if code != 0:
            return code
    raise ValueError("it holds no JPEG picture data")


def _parse_png(stream: BinaryIO) -> StoredHeader:
    stream.seek(8)
    _, kind = struct.unpack(">I4s", stream.read(8))
    if kind != b"IHDR":
        raise ValueError("its first PNG chunk is not the header")
    width, height, bits, color = struct.unpack(">IIBB", stream.read(10))
    channels = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}.get(color, 0)
    stream.seek(8 + 25)
    exif, alpha = b"", color in (4, 6)
    for _ in range(_MAX_SEGMENTS):
        head = stream.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            break
        length, kind = struct.unpack(">I4s", head)
        after = stream.tell() + length + 4
        if kind == b"tRNS":
            alpha = True
        elif kind == b"eXIf" and length <= _LARGEST_EXIF:
            exif = stream.read(length).removeprefix(_EXIF_PREFIX)
        stream.seek(after)
    orientation = tiff_tags.exif_orientation(exif) if exif else 1
    return StoredHeader("PNG", width, height, orientation, channels, bits, alpha, exif=exif)


def _parse_gif(stream: BinaryIO) -> StoredHeader:
    width, height = struct.unpack("<HH", stream.read(10)[6:])
    return StoredHeader("GIF", width, height, alpha=True)


_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)


def _parse_bmp(stream: BinaryIO) -> StoredHeader:
    head = stream.read(30)
    if struct.unpack_from("<I", head, 14)[0] == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", head, 18)
    else:
        width, height, _, bits = struct.unpack_from("<iiHH", head, 18)
    # A negative height means rows from top to bottom.
    return StoredHeader("BMP", width, abs(height), channels=4 if bits == 32 else 3)


def _parse_webp(stream: BinaryIO) -> StoredHeader:
    stream.seek(12)
    kind, length = struct.unpack("<4sI", stream.read(8))
    body = stream.read(10)
    if kind == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", body, 6))
        return StoredHeader("WebP", width, height)
    if kind == b"VP8L":
        packed = struct.unpack_from("<I", body, 1)[0]
        alpha = bool(packed >> 28 & 1)
        return StoredHeader("WebP", (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1, alpha=alpha)
    if kind != b"VP8X":
        raise ValueError("its first WebP chunk is unknown")
    flags = body[0]
    width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
    stream.seek(20 + length + (length & 1))
    exif = _webp_exif(stream) if flags & 0x08 else b""
    orientation = tiff_tags.exif_orientation(exif) if exif else 1
    return StoredHeader(
        "WebP", width, height, orientation, alpha=bool(flags & 0x10), animated=bool(flags & 0x02), exif=exif
    )


def _webp_exif(stream: BinaryIO) -> bytes:
    for _ in range(_MAX_SEGMENTS):
        head = stream.read(8)
        if len(head) < 8:
            return b""
        length = struct.unpack("<I", head[4:])[0]
        if head[:4] == b"EXIF" and length <= _LARGEST_EXIF:
            return stream.read(length).removeprefix(_EXIF_PREFIX)
        stream.seek(length + (length & 1), 1)
    return b""


def _parse_tiff(stream: BinaryIO) -> StoredHeader:
    tags = tiff_tags.read_tags(stream)
    if tiff_tags.WIDTH not in tags or tiff_tags.HEIGHT not in tags:
        raise ValueError("its first TIFF page has no size")
    orientation = tags.get(tiff_tags.ORIENTATION)
    return StoredHeader(
        "TIFF",
        tags[tiff_tags.WIDTH].first,
        tags[tiff_tags.HEIGHT].first,
        tiff_tags.orientation_of(tags),
        channels=tags[tiff_tags.SAMPLES].first if tiff_tags.SAMPLES in tags else 1,
        bits=tags[tiff_tags.BITS].first if tiff_tags.BITS in tags else 1,
        alpha=True,
        orientation_at=None if orientation is None else (orientation.offset, orientation.code),
    )


_PARSERS: dict[PictureFormat, Callable[[BinaryIO], StoredHeader]] = {
    "JPEG": _parse_jpeg,
    "PNG": _parse_png,
    "BMP": _parse_bmp,
    "TIFF": _parse_tiff,
    "WebP": _parse_webp,
    "GIF": _parse_gif,
}
