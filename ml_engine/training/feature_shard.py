"""One shard of the feature cache: a data file of equal rows, and an index of checked entries beside it.

Both only grow, the index after the data, so that a kill between two bytes costs the last row and nothing else. One
process appends, which holds a lock on the index; any number read what the index names.
"""

from __future__ import annotations

import os
import struct
import uuid
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from ml_engine.compat.file_lock import try_lock

SHARD_BYTES = 256 << 20  # what eviction takes away at once
_ENTRY = struct.Struct("<32sIII")  # key, row, CRC-32 of the row's bytes, CRC-32 of the fields before
DTYPES: dict[str, type[np.floating]] = {".f16": np.float16, ".f32": np.float32}

Row = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class ShardFile:
    """A shard by its data file, whose ending says how wide a number is. values: numbers in a row."""

    data: Path
    values: int

    @property
    def index(self) -> Path:
        return self.data.with_name(self.data.name + ".index")

    @property
    def dtype(self) -> type[np.floating]:
        return DTYPES[self.data.suffix]

    @property
    def row_bytes(self) -> int:
        return self.values * np.dtype(self.dtype).itemsize

    def entries(self) -> Iterator[tuple[bytes, int, int]]:
        """(key, row, checksum) of the whole rows, oldest first; stops at the first damaged entry."""
        try:
            index, rows = self.index.read_bytes(), self.data.stat().st_size // self.row_bytes
        except OSError:  # evicted by another process just now
            return
        for place in range(0, len(index) - _ENTRY.size + 1, _ENTRY.size):
            key, row, checksum, own = _ENTRY.unpack_from(index, place)
            if own != zlib.crc32(index[place : place + _ENTRY.size - 4]) or row >= rows:
                return
            yield key, row, checksum

    def map(self) -> Row:
        """(rows, values), memory-mapped; writing into it changes no file. Raises OSError, ValueError if it is gone."""
        rows = self.data.stat().st_size // self.row_bytes
        return np.memmap(self.data, dtype=self.dtype, mode="c", shape=(rows, self.values))

    def touch(self) -> None:
        """Note that it was used: eviction takes the oldest."""
        try:
            os.utime(self.data)
        except OSError:  # gone or read-only: then its age matters to nobody
            return

    def remove(self) -> bool:
        """Delete it unless somebody appends to it or the system holds it open. True if it is gone."""
        try:
            with self.index.open("ab") as index:
                if not try_lock(index):
                    return False
                self.data.unlink(missing_ok=True)
                self.index.unlink(missing_ok=True)
        except OSError:
            return False
        return True


class ShardWriter:
    """Appends rows to one shard. Close it to give up the lock."""

    def __init__(self, file: ShardFile, data: IO[bytes], index: IO[bytes], rows: int) -> None:
        self.file = file
        self._data = data
        self._index = index
        self._rows = rows

    @property
    def is_full(self) -> bool:
        return self._rows * self.file.row_bytes >= SHARD_BYTES

    def append(self, key: bytes, row: Row) -> int:
        """Write a row and its entry. Returns its number. Raises OSError (full disk) and leaves the shard whole."""
        payload = row.astype(self.file.dtype, copy=False).tobytes()
        fields = _ENTRY.pack(key, self._rows, zlib.crc32(payload), 0)[:-4]
        try:
            _write_all(self._data, payload)
            _write_all(self._index, fields + struct.pack("<I", zlib.crc32(fields)))
        except OSError:
            self.cut()
            raise
        self._rows += 1
        return self._rows - 1

    def close(self) -> None:
        self._data.close()
        self._index.close()

    def cut(self) -> None:
        """Back to the last whole row. Cutting needs no space."""
        for file, size in ((self._data, self.file.row_bytes), (self._index, _ENTRY.size)):
            file.truncate(self._rows * size)
            file.seek(self._rows * size)


def open_writer(folder: Path, values: int, suffix: str) -> ShardWriter:
    """A writer to a shard with room that nobody else appends to, else to a new one. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in find_shards(folder, values):
        if file.data.suffix == suffix and (writer := _take(file)) is not None:
            if not writer.is_full:
                return writer
            writer.close()
    writer = _take(ShardFile(folder / f"{uuid.uuid4().hex}{suffix}", values), create=True)
    if writer is None:
        raise OSError(f"{folder} does not keep the lock of a new file")
    return writer


def find_shards(folder: Path, values: int) -> list[ShardFile]:
    """The shards of a folder, in a fixed order."""
    try:
        return sorted((ShardFile(path, values) for path in folder.iterdir() if path.suffix in DTYPES), key=_by_name)
    except OSError:
        return []


def _by_name(file: ShardFile) -> str:
    return file.data.name


def _take(file: ShardFile, create: bool = False) -> ShardWriter | None:
    """Lock a shard and cut off what a killed process left half written. None if it is not to be had."""
    mode = "xb" if create else "r+b"
    with ExitStack() as opened:
        try:
            index: IO[bytes] = opened.enter_context(file.index.open(mode, buffering=0))
            if not try_lock(index) or not _is_same(index, file.index):
                return None
            data: IO[bytes] = opened.enter_context(file.data.open(mode, buffering=0))
            writer = ShardWriter(file, data, index, rows=sum(1 for _ in file.entries()))
            writer.cut()
        except OSError:
            if create:
                raise
            return None
        opened.pop_all()
        return writer


def _is_same(opened: IO[bytes], path: Path) -> bool:
    """Whether the path still leads to this file: another process may have evicted it before the lock was ours."""
    try:
        return os.path.samestat(os.fstat(opened.fileno()), path.stat())
    except OSError:
        return False


def _write_all(file: IO[bytes], data: bytes) -> None:
    """An unbuffered write may take a part only and say so."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
