"""The feature cache's folder: shards in one subfolder per recipe of features, within a budget, oldest use evicted.

Frozen features can always be computed again, so every trouble of the disk ends in `None` and a slower run.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ml_engine.training.feature_shard import DTYPES, Row, ShardFile, ShardWriter, find_shards, open_writer

DEFAULT_BUDGET_BYTES = 20 << 30


@dataclass(frozen=True, slots=True)
class StoredRow:
    """Where the features of one view lie."""

    file: ShardFile
    row: int
    checksum: int


class FeatureStore:
    """Rows of equal length by key, over all runs and processes.

    folder: of all features.   values: numbers in a row.   budget_bytes: of the folder with all its subfolders; the
    smaller of it and a quarter of the space that would be free without it holds.
    trouble: why nothing more is written, '' while all is well.
    """

    def __init__(self, folder: Path, values: int, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self.trouble = ""
        self._folder = folder
        self._values = values
        self._budget = budget_bytes
        self._room: int | None = None  # bytes that may still be written, counted at the first write
        self._in_use: set[Path] = set()
        self._writers: dict[tuple[str, str], ShardWriter] = {}
        self._maps: dict[Path, Row] = {}

    def find(self, space: str, keys: Iterable[bytes]) -> dict[bytes, StoredRow]:
        """Those of the keys that are stored and whose bytes are what was written; their shards count as used now."""
        wanted, found = set(keys), {}
        for file in find_shards(self._folder / space, self._values):
            rows = {key: StoredRow(file, row, checksum) for key, row, checksum in file.entries() if key in wanted}
            whole = {key: place for key, place in rows.items() if self._is_whole(place)}
            if whole:
                self._in_use.add(file.data)
                file.touch()
            found.update(whole)
        return found

    def index(self, space: str) -> dict[bytes, StoredRow]:
        """All that is stored in a space, unread; read_whole tells whether a row is what was written."""
        return {
            key: StoredRow(file, row, checksum)
            for file in find_shards(self._folder / space, self._values)
            for key, row, checksum in file.entries()
        }

    def read_whole(self, place: StoredRow) -> Row | None:
        """read(), None if the bytes are gone or not what was written."""
        return self.read(place) if self._is_whole(place) else None

    def read(self, place: StoredRow) -> Row:
        """(values,) float16 or float32: a view into the file."""
        row: Row = self._map(place.file, place.row)[place.row]
        return row

    def write(self, space: str, key: bytes, row: Row) -> StoredRow | None:
        """Keep a row (values,) float16 or float32. None where there is no room or no disk; `trouble` then says why."""
        if self.trouble:
            return None
        suffix = next(ending for ending, dtype in DTYPES.items() if dtype == row.dtype)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._make_room(row.nbytes):
                self.trouble = (
                    f"the cache of {self._budget_text()} in {self._folder} is full of this run's own features"
                )
                return None
            writer = self._writer(space, suffix)
            number = writer.append(key, row)
        except OSError as error:
            self.trouble = f"{self._folder} cannot be written: {error.strerror or error}"
            return None
        self._room = (self._room or 0) - row.nbytes
        return StoredRow(writer.file, number, zlib.crc32(row.tobytes()))

    def close_writers(self) -> None:
        """Give up the locks; reading goes on."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _writer(self, space: str, suffix: str) -> ShardWriter:
        writer = self._writers.get((space, suffix))
        if writer is not None and writer.is_full:
            self._writers.pop((space, suffix)).close()
            writer = None
        if writer is None:
            writer = self._writers[space, suffix] = open_writer(self._folder / space, self._values, suffix)
            self._in_use.add(writer.file.data)
        return writer

    def _map(self, file: ShardFile, row: int) -> Row:
        mapped = self._maps.get(file.data)
        if mapped is None or row >= len(mapped):
            mapped = self._maps[file.data] = file.map()
        return mapped

    def _is_whole(self, place: StoredRow) -> bool:
        try:
            return zlib.crc32(self.read(place).data) == place.checksum
        except (OSError, ValueError):  # evicted by another process between listing and mapping
            return False

    def _make_room(self, size: int) -> bool:
        """Whether size bytes more fit the budget, after evicting what no run has used for longest."""
        if self._room is None:
            self._room = self._limit() - sum(data.stat().st_size for data in self._all_data())
        if self._room < size:
            self._evict(size)
        return self._room >= size

    def _evict(self, size: int) -> None:
        others = [data for data in self._all_data() if data not in self._in_use]
        # Some more than asked for: evicting for every row would list the folder for every row.
        target = max(size, self._limit() // 20)
        for data in sorted(others, key=_last_use):
            if self._room is not None and self._room >= target:
                return
            freed = data.stat().st_size
            if ShardFile(data, self._values).remove():
                self._room = (self._room or 0) + freed

    def _limit(self) -> int:
        own = sum(data.stat().st_size for data in self._all_data())
        return min(self._budget, (shutil.disk_usage(self._folder).free + own) // 4)

    def _all_data(self) -> list[Path]:
        return [path for suffix in DTYPES for path in self._folder.glob(f"*/*{suffix}")]

    def _budget_text(self) -> str:
        return f"{self._limit() / 2**30:.1f} GB"


def _last_use(path: Path) -> float:
    return path.stat().st_mtime
