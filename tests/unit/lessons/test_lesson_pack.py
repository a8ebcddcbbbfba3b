"""A teacher's file: packed, checked, opened; and what does not belong into it is refused before it lies anywhere."""

from __future__ import annotations

import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.lessons import pack as packing
from desktop_app.lessons.library import find_lessons, own_folder
from desktop_app.lessons.opening import open_pack, project_for
from desktop_app.lessons.pack import ENDING, check_pack, extract_pack, write_pack
from desktop_app.project.store import open_project
from ml_engine.domain.errors import Cancelled, UserError

LESSON = """format = 1
id = "our-leaves"
data = "pack"
title.es = "Nuestras hojas"
about.es = "Con las fotos de la clase."

[[step]]
id = "train"
do.es = "Entrena con la receta."
recipe = "class"
check = [{ value = "run.fresh", at_least = 1 }]
"""


@pytest.fixture
def made(tmp_path) -> Path:
    """A teacher's folder: lesson.toml, class.toml, photos/oak and photos/elm."""
    folder = tmp_path / "teacher"
    for label in ("oak", "elm"):
        (folder / "photos" / label).mkdir(parents=True)
        for number in range(2):
            picture = Image.new("RGB", (32, 24), (40 * number, 120 if label == "oak" else 20, 60))
            picture.save(folder / "photos" / label / f"{number}.png")
    (folder / "lesson.toml").write_text(LESSON, encoding="utf-8")
    (folder / "class.toml").write_text("epochs = 3\n")
    (folder / "photos" / "notes.txt").write_text("not a picture")
    return folder


@pytest.fixture
def packed(made, tmp_path) -> Path:
    out = tmp_path / f"leaves{ENDING}"
    assert write_pack(made / "lesson.toml", made / "photos", (made / "class.toml",), out) == 4
    return out


def test_a_pack_holds_lesson_recipes_and_pictures_and_nothing_else(packed):
    names = sorted(zipfile.ZipFile(packed).namelist())
    assert names == [
        "lesson.toml", "pictures/elm/0.png", "pictures/elm/1.png", "pictures/oak/0.png", "pictures/oak/1.png",
        "recipes/class.toml",
    ]  # fmt: skip


def test_an_opened_pack_is_among_the_lessons_and_becomes_a_project(packed, tmp_path):
    found = open_pack(packed, tmp_path / "lessons")
    assert find_lessons(tmp_path / "lessons")[-1] == found
    assert found.recipe("class") == "epochs = 3\n"
    project = project_for(found, folder=tmp_path / "documents")
    with open_project(project, write=False) as opened:
        assert sorted(label.name for label in opened.query.labels()) == ["elm", "oak"]
        assert len(opened.query.image_ids()) == 4
    assert project_for(found, folder=tmp_path / "documents") == project


def test_opening_it_again_replaces_it(packed, made, tmp_path):
    open_pack(packed, tmp_path / "lessons")
    (made / "lesson.toml").write_text(LESSON.replace("Nuestras hojas", "Otras hojas"), encoding="utf-8")
    write_pack(made / "lesson.toml", made / "photos", (made / "class.toml",), packed)
    assert open_pack(packed, tmp_path / "lessons").lesson.title.es == "Otras hojas"
    assert [path.name for path in (tmp_path / "lessons").iterdir()] == ["our-leaves"]


def test_a_recipe_that_is_not_given_is_asked_for(made, tmp_path):
    with pytest.raises(UserError, match=r"teacher/lesson\.toml, line 10 .*recipes/class\.toml"):
        write_pack(made / "lesson.toml", None, (), tmp_path / f"x{ENDING}")
    assert not (tmp_path / f"x{ENDING}").exists()


def test_a_folder_without_pictures_is_said(made, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="There are no pictures"):
        write_pack(made / "lesson.toml", tmp_path / "empty", (made / "class.toml",), tmp_path / f"x{ENDING}")


def test_another_ending_is_refused(made, tmp_path):
    with pytest.raises(UserError, match="does not end in"):
        write_pack(made / "lesson.toml", None, (made / "class.toml",), tmp_path / "x.zip")


UNSAFE = [
    "../outside.png", "/etc/outside.png", "pictures/../../outside.png", "pictures\\outside.png", "C:/outside.png",
    "pictures/run.py", "recipes/deep/a.toml", "other.toml", "pictures/lesson.toml",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_a_file_that_does_not_belong_is_refused_and_nothing_is_written(packed, tmp_path, name):
    with zipfile.ZipFile(packed, "a") as pack:
        info = zipfile.ZipInfo("placeholder")
        info.filename = name  # as an evil hand would: ZipInfo's own constructor tidies it
        pack.writestr(info, b"evil")
    before = everything(tmp_path)
    with pytest.raises(UserError) as raised:
        extract_pack(packed, tmp_path / "lessons" / "x")
    assert raised.value.code == "lesson-unsafe"
    assert everything(tmp_path) - before <= {tmp_path / "lessons"}


def test_a_link_is_refused(packed, tmp_path):
    with zipfile.ZipFile(packed, "a") as pack:
        info = zipfile.ZipInfo("pictures/oak/link.png")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        pack.writestr(info, "/etc/passwd")
    with pytest.raises(UserError, match="does not belong"):
        extract_pack(packed, tmp_path / "x")


def test_more_bytes_than_a_lesson_may_have_are_refused(packed, tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="larger than a lesson may be"):
        extract_pack(packed, tmp_path / "x")


def test_a_torn_file_is_said_to_be_damaged(packed, tmp_path):
    data = packed.read_bytes()
    packed.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="it is damaged") as raised:
        extract_pack(packed, tmp_path / "x")
    assert raised.value.code == "lesson-damaged"
    assert not (tmp_path / "x").exists()


def test_a_byte_that_changed_inside_is_found(packed, tmp_path):
    data = bytearray(packed.read_bytes())
    place = data.index(b"\x89PNG") + 40
    data[place] ^= 0xFF
    packed.write_bytes(data)
    with pytest.raises(UserError, match="it is damaged"):
        extract_pack(packed, tmp_path / "x")


def test_a_lesson_that_is_wrong_inside_leaves_nothing(packed, tmp_path):
    broken = tmp_path / f"broken{ENDING}"
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(broken, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            target.writestr(
                item.filename, data.replace(b"run.fresh", b"run.frsh") if "lesson" in item.filename else data
            )
    with pytest.raises(UserError, match=r"no value run\.frsh; is it run\.fresh"):
        extract_pack(broken, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_opening_can_be_stopped(packed, tmp_path):
    with pytest.raises(Cancelled):
        open_pack(packed, tmp_path / "lessons", lambda: True)
    assert not list(tmp_path.glob("lessons/*"))


def test_checking_leaves_nothing_behind(packed, tmp_path):
    before = everything(tmp_path)
    assert check_pack(packed).lesson.id == "our-leaves"
    assert everything(tmp_path) == before


def test_a_pack_of_a_lesson_of_the_program_can_be_made(tmp_path):
    out = tmp_path / f"own{ENDING}"
    write_pack(own_folder() / "lenet-on-digits.toml", None, (), out)
    assert check_pack(out).lesson.id == "lenet-on-digits"
    shutil.rmtree(tmp_path, ignore_errors=True)


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))
