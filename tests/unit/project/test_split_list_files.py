"""Lists of pictures as people have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.project.new_project import new_project
from desktop_app.project.picture_index import PictureIndex
from desktop_app.project.split_lists import read_given_split, read_names
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split
from tests.unit.project.conftest import draw_picture

PATHS = ["a/one.jpg", "b/one.jpg", "a/two words.jpg", "c/three.png", "c/four.tar.jpg", "d/e\u0301.jpg", "set/cls/5.jpg"]


@pytest.fixture
def index(tmp_path: Path) -> PictureIndex:
    return PictureIndex((number, tmp_path, path) for number, path in enumerate(PATHS))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/one.jpg", 0),
        ("b/one", 1),
        ("somewhere/else/b/one.jpg", 1),
        ("D:\\data\\a\\two words.jpg", 2),
        ("./c/three.png", 3),
        ("three", 3),
        ("three.jpg", 3),
        ("four.tar", 4),
        ("é.jpg", 5),
        ("cls/5.jpg", 6),
        ("one.jpg", None),
        ("x/one.jpg", None),
        ("nowhere.jpg", None),
        ("", None),
    ],
)
def test_a_name_finds_its_picture_with_or_without_folder_and_ending(
    index: PictureIndex, name: str, found: int | None
) -> None:
    assert index.find(name).image_id == found


def test_a_name_of_two_pictures_is_counted_as_two(index: PictureIndex) -> None:
    assert index.find("one.jpg").candidates == 2


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("train.txt", "000012\n\n# a comment\n000013\n", ["000012", "000013"]),
        ("voc.txt", "000012 -1\n000013  1\n", ["000012 -1", "000013  1"]),
        ("tf.csv", "filename,width,class\na.jpg,5,cat\na.jpg,5,dog\n", ["a.jpg", "a.jpg"]),
        ("semi.csv", 'class;Image_Path\ncat;"a; b.jpg"\n', ["a; b.jpg"]),
        ("bare.csv", "a.jpg,5\nb.jpg,6\n", ["a.jpg", "b.jpg"]),
        ("windows.txt", "\ufeffa.jpg\r\nb.jpg\r\n", ["a.jpg", "b.jpg"]),
    ],
)
def test_lists_are_read_as_people_write_them(tmp_path: Path, name: str, text: str, first: list[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [meanings[0] for meanings in read_names(tmp_path / name)] == first


def test_a_line_may_hold_more_than_a_name_and_a_name_may_hold_spaces(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("two words.jpg cat 3\n000012 -1\n")
    assert read_names(tmp_path / "list.txt") == [
        ("two words.jpg cat 3", "two words.jpg", "two"),
        ("000012 -1", "000012"),
    ]


@pytest.fixture
def flat(tmp_path: Path) -> Project:
    for index in range(6):
        draw_picture(tmp_path / "pictures" / f"{index}.png", seed=index)
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as project:
        yield project


def test_three_lists_name_three_splits(flat: Project, tmp_path: Path) -> None:
    for name, text in (("a", "0\n1\n2"), ("b", "3.png"), ("c", "pictures/4.png\n2.png")):
        (tmp_path / name).write_text(text)
    given = read_given_split("a, b, c", flat.query, tmp_path)
    ids = flat.query.image_ids()
    train, validation, test = Split
    assert given.places == dict(zip(ids, [train, train, test, validation, test], strict=False))
    assert (given.cut, given.twice, given.unknown) == (False, 1, [])


@pytest.mark.parametrize("spec", ["a", "a,b,c,d", ",b", "missing.txt,", "none,", "folders"])
def test_a_split_that_cannot_be_used_is_explained(flat: Project, tmp_path: Path, spec: str) -> None:
    (tmp_path / "a").write_text("0\n")
    (tmp_path / "none").write_text("nothing of ours\n")
    with pytest.raises(UserError) as caught:
        read_given_split(spec, flat.query, tmp_path)
    assert caught.value.code == "bad-split"
    assert caught.value.hint
