"""The cache's files: torn, flipped, shared, evicted."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from ml_engine.training import feature_shard
from ml_engine.training.feature_shard import ShardFile, find_shards, open_writer
from ml_engine.training.feature_store import FeatureStore

VALUES = 100
ROW_BYTES = 2 * VALUES


def key(number: int) -> bytes:
    return number.to_bytes(32, "big")


def row(number: int) -> np.ndarray:
    return np.random.default_rng(number).standard_normal(VALUES).astype(np.float16)


def filled(folder: Path, numbers: range, space: str = "s") -> FeatureStore:
    store = FeatureStore(folder, VALUES)
    for number in numbers:
        assert store.write(space, key(number), row(number)) is not None
    store.close_writers()
    return store


def found(folder: Path, numbers: range, space: str = "s") -> list[int]:
    """Which rows a new process would find, each compared with what was written."""
    store = FeatureStore(folder, VALUES)
    places = store.find(space, [key(number) for number in numbers])
    for number in numbers:
        if key(number) in places:
            assert np.array_equal(store.read(places[key(number)]), row(number))
    return [number for number in numbers if key(number) in places]


def only_shard(folder: Path, space: str = "s") -> ShardFile:
    (file,) = find_shards(folder / space, VALUES)
    return file


def test_what_was_written_is_found_by_another_process(tmp_path: Path) -> None:
    filled(tmp_path, range(5))
    assert found(tmp_path, range(7)) == [0, 1, 2, 3, 4]
    assert found(tmp_path, range(7), "other") == []


@pytest.mark.parametrize("cut", [1, ROW_BYTES - 1, ROW_BYTES, 3 * ROW_BYTES + 7])
def test_a_torn_data_file_costs_its_last_rows_only(tmp_path: Path, cut: int) -> None:
    filled(tmp_path, range(5))
    data = only_shard(tmp_path).data
    os.truncate(data, data.stat().st_size - cut)
    left = 5 - -(-cut // ROW_BYTES)
    assert found(tmp_path, range(5)) == list(range(left))
    filled(tmp_path, range(left, 9))
    assert found(tmp_path, range(9)) == list(range(9))
    assert only_shard(tmp_path).data == data


@pytest.mark.parametrize("cut", [1, 43, 44, 100])
def test_a_torn_index_costs_its_last_entries_only(tmp_path: Path, cut: int) -> None:
    filled(tmp_path, range(5))
    index = only_shard(tmp_path).index
    os.truncate(index, index.stat().st_size - cut)
    left = 5 - -(-cut // 44)
    assert found(tmp_path, range(5)) == list(range(left))
    filled(tmp_path, range(left, 9))
    assert found(tmp_path, range(9)) == list(range(9))


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(data)


def test_a_flipped_bit_costs_its_row_and_the_row_is_written_again(tmp_path: Path) -> None:
    filled(tmp_path, range(5))
    flip(only_shard(tmp_path).data, 2 * ROW_BYTES + 17)
    assert found(tmp_path, range(5)) == [0, 1, 3, 4]
    filled(tmp_path, range(2, 3))
    assert found(tmp_path, range(5)) == [0, 1, 2, 3, 4]


def test_a_flipped_bit_in_the_index_is_noticed(tmp_path: Path) -> None:
    filled(tmp_path, range(5))
    flip(only_shard(tmp_path).index, 2 * 44 + 3)
    assert found(tmp_path, range(5)) == [0, 1]


def test_two_processes_write_into_shards_of_their_own(tmp_path: Path) -> None:
    first, second = FeatureStore(tmp_path, VALUES), FeatureStore(tmp_path, VALUES)
    for number in range(6):
        assert (first if number % 2 else second).write("s", key(number), row(number)) is not None
    # Both see all of it while both are writing.
    assert found(tmp_path, range(6)) == list(range(6))
    assert len(find_shards(tmp_path / "s", VALUES)) == 2
    first.close_writers()
    second.close_writers()
    filled(tmp_path, range(6, 8))
    assert len(find_shards(tmp_path / "s", VALUES)) == 2


def test_a_full_shard_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_shard, "SHARD_BYTES", 3 * ROW_BYTES)
    filled(tmp_path, range(7))
    assert sorted(file.data.stat().st_size for file in find_shards(tmp_path / "s", VALUES)) == [
        ROW_BYTES,
        3 * ROW_BYTES,
        3 * ROW_BYTES,
    ]
    assert found(tmp_path, range(7)) == list(range(7))


def test_a_write_that_fails_half_way_leaves_the_shard_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_writer(tmp_path / "s", VALUES, ".f16")
    writer.append(key(0), row(0))
    real = feature_shard._write_all

    def half(file: object, data: bytes) -> None:
        real(file, data[: len(data) // 2])  # type: ignore[arg-type]
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(feature_shard, "_write_all", half)
    with pytest.raises(OSError, match="full"):
        writer.append(key(1), row(1))
    monkeypatch.setattr(feature_shard, "_write_all", real)
    writer.append(key(2), row(2))
    writer.close()
    assert found(tmp_path, range(3)) == [0, 2]


def test_the_longest_unused_go_first_and_the_budget_holds(tmp_path: Path) -> None:
    for age, space in ((300, "old"), (200, "used"), (100, "young")):
        filled(tmp_path, range(10), space)
        stamp = tmp_path.stat().st_mtime - age
        os.utime(only_shard(tmp_path, space).data, (stamp, stamp))
    assert found(tmp_path, range(1), "used") == [0]
    store = FeatureStore(tmp_path, VALUES, budget_bytes=34 * ROW_BYTES)
    for number in range(10):
        assert store.write("new", key(number), row(number)) is not None
    store.close_writers()
    kept = [space for space in ("old", "young", "used", "new") if found(tmp_path, range(10), space)]
    assert kept == ["young", "used", "new"]
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*.f16")) <= 34 * ROW_BYTES


def test_a_run_never_evicts_its_own_features(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, VALUES, budget_bytes=5 * ROW_BYTES)
    kept = [store.write("s", key(number), row(number)) is not None for number in range(8)]
    store.close_writers()
    assert kept == [True] * 5 + [False] * 3
    assert "full" in store.trouble
    assert found(tmp_path, range(8)) == [0, 1, 2, 3, 4]


def test_what_another_process_is_writing_is_not_evicted(tmp_path: Path) -> None:
    other = FeatureStore(tmp_path, VALUES)
    other.write("theirs", key(0), row(0))
    store = FeatureStore(tmp_path, VALUES, budget_bytes=ROW_BYTES)
    assert store.write("ours", key(0), row(0)) is None
    other.close_writers()
    assert found(tmp_path, range(1), "theirs") == [0]


def test_features_stay_readable_while_another_process_evicts_them(tmp_path: Path) -> None:
    filled(tmp_path, range(3))
    reader = FeatureStore(tmp_path, VALUES)
    places = reader.find("s", [key(number) for number in range(3)])
    assert only_shard(tmp_path).remove() or os.name == "nt"
    assert np.array_equal(reader.read(places[key(1)]), row(1))


def test_a_quarter_of_the_free_space_is_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Disk:
        free = 20 * ROW_BYTES

    monkeypatch.setattr("ml_engine.training.feature_store.shutil.disk_usage", lambda _path: Disk)
    store = FeatureStore(tmp_path, VALUES)
    kept = [store.write("s", key(number), row(number)) is not None for number in range(8)]
    store.close_writers()
    assert kept == [True] * 5 + [False] * 3
