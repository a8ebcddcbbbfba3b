"""A PNG reduced to the chunks that make its pixels, each checked against its checksum.

Decoders then never see text bombs, colour profiles they would complain about or second frames, and a damaged file is
refused with its reason instead of shown half grey.
"""

from __future__ import annotations

import struct
import zlib

_PIXEL_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_END_CHUNK = b"\x00\x00\x00\x00IEND\xaeB\x60\x82"


def keep_pixel_chunks(data: bytes) -> bytes:
    """The same picture without its other chunks; data itself where it has no others.

    Raises ValueError with the reason if the file is cut off or a checksum of a pixel chunk is wrong.
    """
    view = memoryview(data)
    kept: list[memoryview] = [view[:8]]
    place, end = 8, len(data)
    while True:
        if place + 12 > end:
            # Cut inside the empty end chunk, so that nothing is missing.
            if data[place + 4 : place + 8] == b"IEND":
                kept.append(memoryview(_END_CHUNK))
                break
            raise ValueError("the file is cut off")
        length, kind = struct.unpack_from(">I4s", view, place)
        after = place + 12 + length
        if kind in _PIXEL_CHUNKS:
            if after > end:
                raise ValueError("the file is cut off")
            checksum = struct.unpack_from(">I", view, after - 4)[0]
            if zlib.crc32(view[place + 4 : after - 4]) != checksum:
                raise ValueError(f"the checksum of its {kind.decode()} part is wrong, so its pixels are damaged")
            kept.append(view[place:after])
        if kind == b"IEND":
            break
        place = after
    return data if sum(map(len, kept)) == end else b"".join(kept)
