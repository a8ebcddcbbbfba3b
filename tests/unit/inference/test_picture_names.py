from __future__ import annotations

import os
from pathlib import Path

import pytest

from ml_engine.inference.drawing import DrawingNames
from ml_engine.inference.pictures import iterate_pictures


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_a_folder_gives_its_pictures_recursively_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.JPG", "a.png", "notes.txt", ".hidden.png", ".cache/c.png", "sub/d.webp", "sub/e.jpeg.part")

    found = [path.relative_to(tmp_path).as_posix() for path in iterate_pictures([tmp_path])]

    assert found == ["a.png", "b.JPG", "sub/d.webp"]


def test_a_named_file_comes_whatever_its_ending(tmp_path: Path) -> None:
    assert list(iterate_pictures([tmp_path / "x.dat"])) == [tmp_path / "x.dat"]


def test_a_picture_that_is_named_twice_comes_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.png")

    assert list(iterate_pictures([tmp_path / "a.png", tmp_path, tmp_path / "." / "a.png"])) == [tmp_path / "a.png"]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    touch(tmp_path, "a.png")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    assert len(list(iterate_pictures([tmp_path]))) == 1


@pytest.mark.parametrize(
    ("picture", "drawn"),
    [
        ("cat.jpg", "cat.png"),
        ("a:b?.jpg", "a_b_.png"),
        ("new\nline.png", "new_line.png"),
        ("CON.jpg", "CON_.png"),
        ("aux.tar.png", "aux.tar_.png"),
        ("dot..jpg", "dot.png"),
        (" .jpg", "picture.png"),
        ("-rf.png", "-rf.png"),
        ("ñandú 🐦.png", "ñandú 🐦.png"),
    ],
)
def test_odd_names_become_names_that_every_system_takes(tmp_path: Path, picture: str, drawn: str) -> None:
    assert DrawingNames(tmp_path).next_for(Path(picture)).name == drawn


def test_names_that_differ_in_capitals_only_are_kept_apart(tmp_path: Path) -> None:
    names = DrawingNames(tmp_path)

    assert [names.next_for(Path(name)).name for name in ("Cat.jpg", "cat.png", "CAT.gif")] == [
        "Cat.png",
        "cat-2.png",
        "CAT-3.png",
    ]


def test_the_longest_name_leaves_room_for_a_number(tmp_path: Path) -> None:
    names = DrawingNames(tmp_path)

    drawn = [names.next_for(Path(f"{'ü' * 125}.jpg")) for _ in range(2)]

    assert len(set(drawn)) == 2
    assert all(len(os.fsencode(path.name)) < 200 for path in drawn)


def test_bytes_that_are_no_text_still_give_a_name(tmp_path: Path) -> None:
    assert DrawingNames(tmp_path).next_for(Path(os.fsdecode(b"caf\xe9.jpg"))).name == "caf_.png"
