"""Paths from files, pictures found by them, boxes checked against them."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from desktop_app.formats.box_check import RefusedBoxError, check_box, turn_box
from desktop_app.formats.paths import RefusedPathError, relative_path, without_ending
from desktop_app.formats.pictures import MissingPictureError, PictureIndex, likely_folders
from desktop_app.formats.splits import split_of_folder, split_of_name
from ml_engine.domain.values import Split
from ml_engine.images.upright import turn_upright
from tests.contracts.format_samples import make_picture


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("./.", "empty"),
        ("/etc/passwd", "absolute"),
        ("\\windows\\x.jpg", "absolute"),
        ("//server/share/x.jpg", "network share"),
        ("\\\\server\\share\\x.jpg", "network share"),
        ("\\\\?\\C:\\x.jpg", "network share"),
        ("C:\\x.jpg", "drive"),
        ("c:x.jpg", "drive"),
        ("https://example.org/x.jpg", "address"),
        ("FILE:///x.jpg", "address"),
        ("data:image/png;base64,AAAA", "address"),
        ("../x.jpg", "'..'"),
        ("a/../../x.jpg", "'..'"),
        ("a\\..\\x.jpg", "'..'"),
        ("x\0.jpg", "zero byte"),
        ("x" * 5000, "longer"),
    ],
)
def test_a_path_that_leads_out_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(RefusedPathError, match=reason):
        relative_path(written)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a.jpg", "a.jpg"),
        ("./a//b.jpg", "a/b.jpg"),
        ("a..b/..c.jpg", "a..b/..c.jpg"),
        (" a\n.jpg", " a\n.jpg"),
        ("~/x", "~/x"),
    ],
)
def test_a_relative_path_stays_as_written(written: str, path: str) -> None:
    assert relative_path(written) == path


@pytest.mark.parametrize(
    ("path", "stem"), [("a/b.tar.jpg", "a/b.tar"), ("a.b/c", "a.b/c"), (".jpg", ".jpg"), ("a.", "a.")]
)
def test_only_the_last_ending_is_cut(path: str, stem: str) -> None:
    assert without_ending(path) == stem


def index(root: Path, *paths: str) -> PictureIndex:
    for path in paths:
        make_picture(root / path)
    return PictureIndex(root)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a.jpg", "a.jpg"),
        ("A.JPG", "a.jpg"),
        ("sub\\c.png", "sub/c.png"),
        ("data/obj_train_data/a.jpg", "a.jpg"),
        ("c.png", "sub/c.png"),
        ("e\u0301.png", "\u00e9.png"),
    ],
)
def test_a_picture_is_found_however_its_path_is_spelled(written: str, found: str, tmp_path: Path) -> None:
    pictures = index(tmp_path, "a.jpg", "sub/c.png", "\u00e9.png")
    hit = pictures.find(written)
    assert unicodedata.normalize("NFC", hit.path) == found
    assert hit.file == tmp_path.resolve() / hit.path


@pytest.mark.parametrize("written", ["twice.png", "gone/a.jpg", "a.png", "missing.jpg", "a.txt"])
def test_no_picture_is_better_than_a_wrong_one(written: str, tmp_path: Path) -> None:
    pictures = index(tmp_path, "a.jpg", "x/twice.png", "y/twice.png")
    (tmp_path / "a.txt").touch()
    with pytest.raises(MissingPictureError):
        pictures.find(written)


def test_a_picture_of_another_split_is_not_taken(tmp_path: Path) -> None:
    pictures = index(tmp_path, "test/1.jpg")
    assert pictures.find("1.jpg").path == "test/1.jpg"
    with pytest.raises(MissingPictureError):
        pictures.find("1.jpg", likely_folders(Split.TRAIN), Split.TRAIN)


def test_two_pictures_that_differ_in_case_are_told_apart(tmp_path: Path) -> None:
    pictures = index(tmp_path, "a.jpg", "A.jpg")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system knows no case")
    assert pictures.find("a.jpg").path == "a.jpg"
    assert pictures.find("A.jpg").path == "A.jpg"


def test_a_link_inside_is_followed_and_one_that_leaves_is_refused(tmp_path: Path) -> None:
    outside = make_picture(tmp_path / "outside.png")
    pictures = index(tmp_path / "root", "a.png")
    (tmp_path / "root" / "inside.png").symlink_to(tmp_path / "root" / "a.png")
    (tmp_path / "root" / "leaves.png").symlink_to(outside)
    assert pictures.find("inside.png").file.name == "a.png"
    with pytest.raises(RefusedPathError, match="leaves"):
        pictures.find("leaves.png")


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("instances_train2017", Split.TRAIN),
        ("val", Split.VALIDATION),
        ("my-test-set", Split.TEST),
        ("trainval", None),
        ("train_and_test", None),
        ("trains", None),
        ("Straßenbahn", None),
    ],
)
def test_a_file_name_tells_the_split_only_if_it_says_one(name: str, split: Split | None) -> None:
    assert split_of_name(name) is split


def test_the_nearest_folder_tells_the_split() -> None:
    assert split_of_folder("train/sub/valid") is Split.VALIDATION
    assert split_of_folder("a/b") is None


@pytest.mark.parametrize(
    ("corners", "checked", "notes"),
    [
        ((1, 2, 3, 4), (1, 2, 3, 4), 0),
        ((3, 4, 1, 2), (1, 2, 3, 4), 1),
        ((-5, 2, 3, 4), (0, 2, 3, 4), 1),
        ((0, 0, 99, 99), (0, 0, 20, 10), 1),
        ((30, 5, 3, -4), (3, 0, 20, 5), 2),
        ((0, 0, 20.004, 10), (0, 0, 20, 10), 0),
        ((0, 0, 20.02, 10), (0, 0, 20, 10), 1),
    ],
)
def test_a_box_is_ordered_and_clipped(corners: tuple[float, ...], checked: tuple[float, ...], notes: int) -> None:
    box, said = check_box(corners, (20.0, 10.0))  # type: ignore[arg-type]
    assert box == checked
    assert len(said) == notes


@pytest.mark.parametrize(
    ("corners", "reason"),
    [
        ((1, 2, 1, 4), "no area"),
        ((5, 5, 5, 5), "no area"),
        ((21, 2, 25, 4), "outside"),
        ((-5, 2, 0, 4), "outside"),
        ((math.nan, 0, 1, 1), "not finite"),
        ((0, 0, math.inf, 1), "not finite"),
    ],
)
def test_a_box_that_is_none_is_refused(corners: tuple[float, ...], reason: str) -> None:
    with pytest.raises(RefusedBoxError, match=reason):
        check_box(corners, (20.0, 10.0))  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_turned_box_frames_the_same_pixels(orientation: int) -> None:
    stored = np.zeros((6, 9, 3), np.uint8)
    stored[1:3, 4:8] = 1
    ys, xs = np.nonzero(turn_upright(stored, orientation)[..., 0])
    framed = (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
    assert turn_box((4, 1, 8, 3), orientation, width=9, height=6) == framed
