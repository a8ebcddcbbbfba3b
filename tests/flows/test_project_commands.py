"""A project from the command line: made, filled, read back, and refused in words."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest


def test_pictures_and_boxes_go_in_and_come_out_the_same(vistazo, desk_set: Path, tmp_path: Path) -> None:
    assert vistazo("new", "project", desk_set).last["images"] == 12
    taken = vistazo("import", "project", desk_set)
    assert taken.code == 0
    boxes = taken.last["annotations"]
    assert taken.last["images"] == 12
    assert taken.last["skipped"] == 0
    assert boxes > 30
    for name in ("coco", "voc", "yolo"):
        written = vistazo("export", "project", f"out-{name}", "--format", name, "--copy-images")
        assert written.last["annotations"] == boxes
        again = f"again-{name}"
        assert vistazo("new", again, tmp_path / f"out-{name}").last["images"] == 12
        assert vistazo("import", again, tmp_path / f"out-{name}").last["annotations"] == boxes


def test_importing_twice_adds_nothing(vistazo, desk_set: Path) -> None:
    vistazo("new", "project", desk_set)
    first = vistazo("import", "project", desk_set).last
    second = vistazo("import", "project", desk_set).last
    assert second["annotations"] == 0
    assert second["skipped"] == first["annotations"]


def test_annotations_that_lie_elsewhere_find_the_project_s_pictures(vistazo, desk_set: Path, tmp_path: Path) -> None:
    (tmp_path / "far" / "away").mkdir(parents=True)
    for file in desk_set.glob("*.xml"):
        shutil.move(file, tmp_path / "far" / "away" / file.name)
    vistazo("new", "project", desk_set)
    assert vistazo("import", "project", "far/away").last["images"] == 12


def test_folders_become_labels_in_the_order_of_their_names(vistazo, stripes_set: Path) -> None:
    made = vistazo("new", "project", stripes_set, "--labels-from-folders").last
    assert (made["images"], made["labels"], made["labelled"]) == (24, 2, 24)


def test_nothing_is_written_among_the_pictures(vistazo, desk_set: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in desk_set.iterdir()}
    vistazo("new", "project", desk_set)
    vistazo("import", "project", desk_set)
    assert {path.name: path.stat().st_mtime_ns for path in desk_set.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["bogus"], 2, "neither a command nor a path"),
        (["new", "project"], 2, "IMAGES"),
        (["train"], 2, "PROJECT"),
        (["train", "nowhere"], 1, "There is no project in"),
        (["import", "nowhere", "x"], 1, "There is no project in"),
        (["evaluate", "nowhere"], 1, "is not the folder of a run"),
        (["export-model", "nowhere", "out", "--format", "onnx"], 1, "is not the folder of a run"),
        (["new", "project", "missing-folder"], 1, "does not exist"),
    ],
)
def test_a_wrong_word_gets_a_sentence_and_the_right_status(vistazo, words: list[str], code: int, says: str) -> None:
    answer = vistazo(*words)
    assert answer.code == code
    assert says in answer.error + json.dumps(answer.rows)
    assert "Traceback" not in answer.error


def test_an_empty_folder_is_refused_and_leaves_no_project(vistazo, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = vistazo("new", "project", "empty")
    assert answer.code == 1
    assert answer.last["code"] == "no-pictures"
    assert not (tmp_path / "project").exists()


def test_a_project_is_not_made_over_another(vistazo, desk_set: Path) -> None:
    vistazo("new", "project", desk_set)
    assert vistazo("new", "project", desk_set).last["code"] == "project-exists"


def test_a_damaged_project_is_explained_and_left_alone(vistazo, desk_set: Path, tmp_path: Path) -> None:
    vistazo("new", "project", desk_set)
    file = tmp_path / "project" / "project.vistazo"
    torn = file.read_bytes()[: file.stat().st_size // 2]
    file.write_bytes(torn)
    answer = vistazo("import", "project", desk_set)
    assert answer.code == 1
    assert answer.last["code"] == "project-damaged"
    assert file.read_bytes() == torn


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_place_is_refused(vistazo, desk_set: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert vistazo("new", locked / "project", desk_set).last["code"] == "folder-not-writable"


def test_a_moved_project_still_finds_its_pictures(vistazo, desk_set: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shutil.move(desk_set, tmp_path / "a" / "desk")
    vistazo("new", "a/project", "a/desk")
    vistazo("import", "a/project", "a/desk")
    shutil.move(tmp_path / "a", tmp_path / "b")
    written = vistazo("export", "b/project", "out", "--format", "coco")
    assert written.last["images"] == 12


def test_an_export_goes_to_a_new_folder_only(vistazo, desk_set: Path, tmp_path: Path) -> None:
    vistazo("new", "project", desk_set)
    vistazo("import", "project", desk_set)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    answer = vistazo("export", "project", "out", "--format", "voc")
    assert answer.code == 1
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_an_unlabelled_project_has_nothing_to_export_or_train(vistazo, desk_set: Path) -> None:
    vistazo("new", "project", desk_set)
    assert vistazo("export", "project", "out", "--format", "voc").last["code"] == "nothing-to-export"
    assert vistazo("train", "project", "--task", "detect").last["code"] == "nothing-labelled"
