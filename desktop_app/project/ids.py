"""Ids that a client makes: unique anywhere, and in the order of their making."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A version 7 UUID: 48 bits of milliseconds, 12 of the millisecond's fraction, 62 random.

    Sorting by id is then sorting by time: boxes come back in the order they were drawn, and the index of a growing
    table grows at its end. Source: RFC 9562, 5.7 and 6.2 method 3.
    """
    milliseconds, rest_ns = divmod(time.time_ns(), 1_000_000)
    fraction = (rest_ns << 12) // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random)
