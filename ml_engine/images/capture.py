"""When and with what a picture was taken, from its EXIF block.

Our own reader of a few text tags: it runs for every picture of a project, and a broken block must cost nothing.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from ml_engine.images.header import StoredHeader, parse_header
from ml_engine.images.reader import opened, read_failure

MAKE, MODEL, EXIF_PLACE = 271, 272, 34665
TAKEN, TAKEN_FRACTION, SERIAL = 36867, 37521, 42033
_ASCII, _NUMBERS = 2, (4, 13)  # 13: a whole number that is the place of a directory
_MAX_ENTRIES, _MAX_TEXT = 512, 256
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Capture:
    """taken_us: microseconds since 1970 by the camera's own clock (no time zone is known), None if not told.

    camera: make, model and serial number in one line, '' if not told.
    """

    taken_us: int | None = None
    camera: str = ""


def read_capture(path: Path) -> Capture:
    """From the file's header alone; Capture() where it tells nothing. Raises UserError('picture-unreadable', …)."""
    with opened(path) as file:
        try:
            header = parse_header(file)
            return capture_of(file, header) if header is not None else Capture()
        except ValueError:
            return Capture()
        except OSError as error:
            raise read_failure(path, error) from error


def capture_of(stream: BinaryIO, header: StoredHeader) -> Capture:
    """What a file's header tells. stream: the file; only a TIFF is read again."""
    if header.format == "TIFF":
        stream.seek(0)
        return parse_exif(stream)
    return parse_exif(io.BytesIO(header.exif)) if header.exif else Capture()


def parse_exif(stream: BinaryIO) -> Capture:
    """Of a stream that begins as a TIFF file does; damaged parts count as not told."""
    base = stream.tell()
    head = stream.read(8)
    if head[:4] not in (b"II*\x00", b"MM\x00*") or len(head) < 8:
        return Capture()
    order = "<" if head[:2] == b"II" else ">"
    texts, places = _directory(stream, base, struct.unpack(order + "I", head[4:])[0], order)
    if EXIF_PLACE in places:
        inner, _ = _directory(stream, base, places[EXIF_PLACE], order)
        texts = texts | inner
    camera = " ".join(" ".join(texts.get(tag, "").split()) for tag in (MAKE, MODEL, SERIAL)).strip()
    # The other times of EXIF are those of a scanner or of the last program that wrote the file.
    return Capture(_microseconds(texts.get(TAKEN, ""), texts.get(TAKEN_FRACTION, "")), " ".join(camera.split()))


def _directory(stream: BinaryIO, base: int, place: int, order: str) -> tuple[dict[int, str], dict[int, int]]:
    """The texts and the single whole numbers of one directory, by their tags."""
    texts: dict[int, str] = {}
    numbers: dict[int, int] = {}
    try:
        stream.seek(base + place)
        count = struct.unpack(order + "H", stream.read(2))[0]
        table = stream.read(12 * min(count, _MAX_ENTRIES))
        for start in range(0, len(table) - 11, 12):
            tag, kind, length = struct.unpack_from(order + "HHI", table, start)
            value = table[start + 8 : start + 12]
            if kind in _NUMBERS and length == 1:
                numbers.setdefault(tag, struct.unpack(order + "I", value)[0])
            elif kind == _ASCII and 0 < length <= _MAX_TEXT:
                if length > 4:
                    stream.seek(base + struct.unpack(order + "I", value)[0])
                    value = stream.read(length)
                texts.setdefault(tag, _text(value[:length]))
    except (struct.error, OSError, OverflowError, ValueError):
        return texts, numbers
    return texts, numbers


def _text(data: bytes) -> str:
    text = data.split(b"\x00", 1)[0].decode("utf-8", "replace")
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _microseconds(taken: str, fraction: str) -> int | None:
    """'2026:05:01 12:30:59' and '25' (a quarter of a second). None for what is no time, such as all zeros."""
    try:
        moment = datetime.strptime(taken[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    digits = fraction.strip()
    part = int(digits[:6].ljust(6, "0")) if digits.isascii() and digits.isdigit() else 0
    return (moment - _EPOCH) // timedelta(microseconds=1) + part
