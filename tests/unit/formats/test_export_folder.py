"""A folder that appears whole or not at all, also when the disk is against us."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.formats.export_folder import ExportFolder
from ml_engine.domain.errors import UserError


def test_nothing_has_the_final_name_before_the_end(tmp_path: Path) -> None:
    with ExportFolder(tmp_path / "out") as folder:
        folder.write_text("a/b.txt", "x")
        assert not (tmp_path / "out").exists()
        folder.finish({})
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == ["a", "b.txt", "manifest.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught, ExportFolder(tmp_path / "out") as folder:
        folder.write_text("a.txt", "x")
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_at_the_last_moment_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(UserError) as caught, ExportFolder(tmp_path / "out") as folder:
        folder.finish({})
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as caught, ExportFolder(tmp_path / "file" / "out"):
        pytest.fail("a folder inside a file")
    assert caught.value.code == "export-not-written"
    assert "file" in caught.value.message


def test_a_folder_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path / "out").__enter__()
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError) as caught:
        folder.finish({})
    assert caught.value.code == "export-not-written"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_dangling_link_in_the_way_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "gone")
    with pytest.raises(UserError) as caught, ExportFolder(tmp_path / "out"):
        pytest.fail("written through a link")
    assert caught.value.code == "export-exists"


def test_taken_names_get_numbers_without_regard_to_case_and_unicode_form(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path / "out")
    assert [folder.free_path(path) for path in ("a/x.png", "A/X.PNG", "a/x.png", "e\u0301.png", "\u00e9.png")] == [
        "a/x.png",
        "A/X-2.PNG",
        "a/x-3.png",
        "e\u0301.png",
        "\u00e9-2.png",
    ]
    assert folder.free_path("a/y.png", but_for_ending=True) == "a/y.png"
    assert folder.free_path("a/y.jpg", but_for_ending=True) == "a/y-2.jpg"


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError) as caught, ExportFolder(tmp_path / "file" / "export"):
        pass
    assert str(tmp_path / "file" / "export") in caught.value.message
    assert ".partial" not in caught.value.message
