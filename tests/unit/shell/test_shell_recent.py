"""The cards of the welcome page say what is true of a project's folder, whatever lies there."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_project import new_project
from desktop_app.shell.recent import name_recent, read_recent, short_place
from ml_engine.domain.values import ImageState, ImageStatus


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A project of three pictures, one verified: tmp_path/garden-vistazo."""
    pictures = tmp_path / "garden"
    pictures.mkdir()
    for number in range(3):
        cv2.imwrite(str(pictures / f"{number}.png"), np.full((20, 30, 3), 80 * number, np.uint8))
    with new_project(tmp_path / "garden-vistazo", [pictures]).project as project:
        first = project.query.image_ids()[0]
        project.apply(make_edit("Verify", added=[ImageState(first, ImageStatus.VERIFIED)]))
    return tmp_path / "garden-vistazo"


def test_a_project_has_a_name_progress_and_a_picture(garden: Path, tmp_path: Path) -> None:
    recent = read_recent(garden, tmp_path)
    assert (recent.name, recent.place, recent.state) == ("garden", "~", "ready")
    assert (recent.verified, recent.pictures) == (1, 3)
    assert recent.picture.startswith(b"\xff\xd8")


def test_a_folder_that_went_is_missing(tmp_path: Path) -> None:
    assert read_recent(tmp_path / "gone-vistazo", tmp_path).state == "missing"


def test_a_folder_that_is_no_project_any_more_is_missing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert read_recent(tmp_path / "empty", tmp_path).state == "missing"


def test_a_damaged_project_says_so(garden: Path, tmp_path: Path) -> None:
    (garden / "project.vistazo").write_bytes(b"not a database" * 100)
    recent = read_recent(garden, tmp_path)
    assert recent.state == "unreadable"
    assert recent.reason


def test_looking_writes_nothing_into_the_project_file(garden: Path, tmp_path: Path) -> None:
    before = (garden / "project.vistazo").read_bytes()
    read_recent(garden, tmp_path)
    assert (garden / "project.vistazo").read_bytes() == before


@pytest.mark.parametrize(
    ("folder", "words"), [("/home/ana", "~"), ("/home/ana/b/c", "~/b/c"), ("/home/anabel/b", "/home/anabel/b")]
)
def test_home_is_written_short(folder: str, words: str) -> None:
    assert short_place(Path(folder), Path("/home/ana")) == words


def test_a_name_is_the_folder_without_our_ending(tmp_path: Path) -> None:
    assert name_recent(tmp_path / "Mapaches del jardín-vistazo", tmp_path).name == "Mapaches del jardín"
    assert name_recent(tmp_path / "Desk" / "project", tmp_path).name == "Desk"
    assert name_recent(Path("/"), tmp_path).name == "/"
