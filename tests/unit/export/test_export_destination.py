from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.export.destination import MARK, new_folder, write_synced


def test_a_folder_appears_whole_when_the_block_ends(tmp_path: Path) -> None:
    goal = tmp_path / "a" / "b"

    with new_folder(goal) as folder:
        write_synced(folder / "x", b"1")
        assert not goal.exists()

    assert [path.name for path in goal.iterdir()] == ["x"]
    assert [path.name for path in goal.parent.iterdir()] == ["b"]


def fail_half_way(goal: Path, error: BaseException) -> None:
    with new_folder(goal) as folder:
        (folder / "half").write_bytes(b"1")
        raise error


def test_a_block_that_raises_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail_half_way(tmp_path / "goal", KeyboardInterrupt())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_what_is_there_is_never_replaced(tmp_path: Path, kind: str) -> None:
    goal = tmp_path / "goal"
    match kind:
        case "folder":
            goal.mkdir()
        case "file":
            goal.write_bytes(b"mine")
        case _:
            goal.symlink_to(tmp_path / "nowhere")

    with pytest.raises(UserError) as caught, new_folder(goal):
        pytest.fail("the block must not be entered")

    assert caught.value.code == "destination-exists"
    assert os.path.lexists(goal)


def test_what_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    goal = tmp_path / "goal"

    with pytest.raises(UserError), new_folder(goal):
        goal.write_bytes(b"mine")

    assert goal.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["goal"]


def test_what_a_killed_export_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "goal.partial"
    left.mkdir()
    (left / MARK).touch()
    (left / "half").write_bytes(b"1")

    with new_folder(tmp_path / "goal"):
        pass

    assert list((tmp_path / "goal").iterdir()) == []


def test_a_folder_of_that_name_that_is_not_ours_stays(tmp_path: Path) -> None:
    theirs = tmp_path / "goal.partial"
    theirs.mkdir()
    (theirs / "precious").write_bytes(b"1")

    with pytest.raises(UserError, match="in the way"), new_folder(tmp_path / "goal"):
        pytest.fail("the block must not be entered")

    assert (theirs / "precious").read_bytes() == b"1"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EROFS, "destination-unwritable")],
)
def test_a_disk_that_refuses_is_said_and_leaves_nothing(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(UserError) as caught:
        fail_half_way(tmp_path / "goal", OSError(number, os.strerror(number)))

    assert caught.value.code == code
    assert str(tmp_path / "goal") in caught.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_hold_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")

    with pytest.raises(UserError) as caught, new_folder(tmp_path / "file" / "goal"):
        pytest.fail("the block must not be entered")

    assert caught.value.code == "destination-unwritable"
