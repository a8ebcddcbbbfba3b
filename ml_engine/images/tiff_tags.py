"""The few TIFF tags that we need, read from a TIFF file or from the EXIF block of another format.

Our own reader, because orientation must mean the same in every format and no library gives it for all of them.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

WIDTH, HEIGHT, BITS, PHOTOMETRIC, ORIENTATION, SAMPLES, SAMPLE_FORMAT = 256, 257, 258, 262, 274, 277, 339
MAX_ENTRIES = 4096  # a real directory has some dozens; a broken count must not cost time

_VALUE_CODES = {1: "B", 3: "H", 4: "I", 16: "Q"}
_VALUE_SIZES = {1: 1, 3: 2, 4: 4, 16: 8}


@dataclass(frozen=True, slots=True)
class Tag:
    """first: the first value.   offset: where it lies in the stream.   code: struct code with its byte order."""

    first: int
    offset: int
    code: str


def read_tags(stream: BinaryIO) -> dict[int, Tag]:
    """The unsigned-integer tags of the first directory of a TIFF stream (classic or BigTIFF, either byte order).

    Values of other types, and values that lie outside the stream, are left out. Raises ValueError if it is no TIFF.
    """
    head = stream.read(16)
    if head[:2] not in (b"II", b"MM"):
        raise ValueError("no TIFF byte order mark")
    order = "<" if head[:2] == b"II" else ">"
    try:
        big = struct.unpack_from(order + "H", head, 2)[0] == 43
        start = struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)[0]
        stream.seek(start)
        count = struct.unpack(order + ("Q" if big else "H"), stream.read(8 if big else 2))[0]
    except (struct.error, OverflowError, OSError) as error:
        raise ValueError(f"no TIFF directory: {error}") from error
    entry_size = 20 if big else 12
    table_at = stream.tell()
    table = stream.read(entry_size * min(count, MAX_ENTRIES))
    tags: dict[int, Tag] = {}
    for place in range(0, len(table) - entry_size + 1, entry_size):
        number, kind = struct.unpack_from(order + "HH", table, place)
        tag = _read_value(stream, table, table_at, place, order, big, kind)
        if tag is not None:
            tags.setdefault(number, tag)
    return tags


def _read_value(
    stream: BinaryIO, table: bytes, table_at: int, place: int, order: str, big: bool, kind: int
) -> Tag | None:
    if kind not in _VALUE_CODES:
        return None
    code, inline = order + _VALUE_CODES[kind], 8 if big else 4
    count = struct.unpack_from(order + ("Q" if big else "I"), table, place + 4)[0]
    value_place = place + (12 if big else 8)
    if count == 0:
        return None
    if count * _VALUE_SIZES[kind] <= inline:
        return Tag(struct.unpack_from(code, table, value_place)[0], table_at + value_place, code)
    offset = struct.unpack_from(order + ("Q" if big else "I"), table, value_place)[0]
    try:
        stream.seek(offset)
        return Tag(struct.unpack(code, stream.read(_VALUE_SIZES[kind]))[0], offset, code)
    except (struct.error, OverflowError, OSError):
        return None


def orientation_of(tags: dict[int, Tag]) -> int:
    """1..8 as in EXIF; 1 where the tag is missing or means nothing."""
    tag = tags.get(ORIENTATION)
    return tag.first if tag is not None and 1 <= tag.first <= 8 else 1


def exif_orientation(block: bytes) -> int:
    """The orientation in an EXIF block (with or without its 'Exif' prefix), 1..8; 1 where there is none."""
    try:
        return orientation_of(read_tags(io.BytesIO(block.removeprefix(b"Exif\x00\x00"))))
    except ValueError:
        return 1
