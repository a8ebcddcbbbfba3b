"""How domain values lie in columns.

Every type here maps one to one, so that what comes back from the file equals what went in, to the last bit.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from ml_engine.domain.values import Point

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SURROGATES = range(0xD800, 0xE000)
_MOVED = 0x10F000  # a private plane: 2,048 places for the surrogates
_ESCAPE = 0x10F800  # stands before a name's own character of that plane


class UuidBytes(TypeDecorator[UUID]):
    """A UUID as 16 bytes; where the database has its own type, as that."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[bytes] | TypeEngine[UUID]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | UUID | None:
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: bytes | UUID | None, dialect: Dialect) -> UUID | None:  # noqa: ARG002
        return UUID(bytes=value) if isinstance(value, bytes) else value


class PackedPoints(TypeDecorator[tuple[Point, ...]]):
    """Points as little-endian float64, x then y: exact, and 32 bytes a box."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: tuple[Point, ...] | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else pack_points(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> tuple[Point, ...] | None:  # noqa: ARG002
        return None if value is None else unpack_points(value)


class HexBytes(TypeDecorator[str]):
    """A hash that is hex in the domain, as its bytes."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.hex()


class Unsigned64(TypeDecorator[int]):
    """0 … 2⁶⁴-1 in a column that only knows signed numbers."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return value if value is None or value < 1 << 63 else value - (1 << 64)

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return value if value is None or value >= 0 else value + (1 << 64)


class UtcMicroseconds(TypeDecorator[datetime]):
    """An aware time as whole microseconds since 1970, UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class FilePath(TypeDecorator[str]):
    """A path as Python gives it. Its undecodable bytes (lone surrogates) cannot be stored as text and are moved."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else path_to_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else text_to_path(value)


@lru_cache(maxsize=64)
def _layout(points: int) -> struct.Struct:
    return struct.Struct(f"<{2 * points}d")


def pack_points(points: tuple[Point, ...]) -> bytes:
    """Points as bytes, 16 each."""
    return _layout(len(points)).pack(*(number for point in points for number in point))


def unpack_points(data: bytes) -> tuple[Point, ...]:
    """What pack_points packed. Raises struct.error if the length is not a multiple of 16."""
    numbers = iter(_layout(len(data) // 16).unpack(data))
    return tuple(zip(numbers, numbers, strict=True))


def path_to_text(path: str) -> str:
    """Any path as text that every encoding of Unicode can hold; two paths never give the same text."""
    if path.isascii():
        return path
    return "".join(_moved(char) for char in path)


def text_to_path(text: str) -> str:
    """The path that path_to_text was given."""
    if text.isascii():
        return text
    result: list[str] = []
    chars = iter(text)
    for char in chars:
        code = ord(char)
        if code == _ESCAPE:
            result.append(next(chars, ""))
        elif _MOVED <= code < _ESCAPE:
            result.append(chr(code - _MOVED + _SURROGATES.start))
        else:
            result.append(char)
    return "".join(result)


def _moved(char: str) -> str:
    code = ord(char)
    if code in _SURROGATES:
        return chr(code - _SURROGATES.start + _MOVED)
    if _MOVED <= code <= _ESCAPE:
        return chr(_ESCAPE) + char
    return char
