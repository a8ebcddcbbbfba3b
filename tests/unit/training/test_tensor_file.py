"""A tensor file notices every change, and a failed write leaves the old file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from ml_engine.domain.errors import UserError
from ml_engine.training.tensor_file import read_tensors, write_tensors

TENSORS = {
    "weight": torch.arange(12, dtype=torch.float32).reshape(3, 4),
    "half": torch.ones(3, dtype=torch.float16),
    "count": torch.tensor(7),
    "empty": torch.zeros(0, 5),
    "random": torch.get_rng_state(),
    "flag": torch.tensor([True, False]),
}


def test_tensors_and_facts_come_back(tmp_path):
    write_tensors(tmp_path / "a", TENSORS, {"epoch": "3", "name": "año"})
    tensors, facts = read_tensors(tmp_path / "a")
    assert facts == {"epoch": "3", "name": "año"}
    assert tensors.keys() == TENSORS.keys()
    assert all(torch.equal(tensors[name], TENSORS[name]) for name in TENSORS)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_view_with_channels_last_is_written_in_order(tmp_path):
    kernel = torch.randn(2, 3, 4, 4).contiguous(memory_format=torch.channels_last)
    write_tensors(tmp_path / "a", {"kernel": kernel}, {})
    assert torch.equal(read_tensors(tmp_path / "a")[0]["kernel"], kernel)


def test_safetensors_itself_can_read_it(tmp_path):
    write_tensors(tmp_path / "a.safetensors", TENSORS, {})
    with safe_open(tmp_path / "a.safetensors", framework="pt") as file:
        assert torch.equal(file.get_tensor("weight"), TENSORS["weight"])


def test_every_flipped_byte_is_noticed(tmp_path):
    path = tmp_path / "a"
    write_tensors(path, {"weight": torch.ones(4)}, {"epoch": "3"})
    whole = path.read_bytes()
    # Blanks after the header's JSON carry no meaning: all other bytes must.
    padding = range(whole.rindex(b"}") + 1, len(whole) - 16)
    unseen = [place for place in range(len(whole)) if place not in padding and not is_refused(path, whole, place)]
    assert unseen == []


def is_refused(path: Path, whole: bytes, place: int) -> bool:
    data = bytearray(whole)
    data[place] ^= 1
    path.write_bytes(data)
    try:
        read_tensors(path)
    except UserError as error:
        return error.code == "checkpoint-damaged"
    return False


@pytest.mark.parametrize("length", [0, 5, 40, -1])
def test_a_torn_file_is_refused(tmp_path, length):
    path = tmp_path / "a"
    write_tensors(path, TENSORS, {})
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UserError) as caught:
        read_tensors(path)
    assert caught.value.code == "checkpoint-damaged"
    assert str(path) in caught.value.message


def test_a_foreign_safetensors_file_is_refused(tmp_path):
    save_file({"weight": torch.ones(2)}, tmp_path / "a")
    with pytest.raises(UserError, match="checksum"):
        read_tensors(tmp_path / "a")


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(UserError) as caught:
        read_tensors(tmp_path / "gone")
    assert caught.value.code == "checkpoint-missing"


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a"
    write_tensors(path, {"weight": torch.ones(2)}, {})
    old = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        write_tensors(path, {"weight": torch.zeros(2)}, {})
    assert caught.value.code == "disk-write"
    assert path.read_bytes() == old
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]
