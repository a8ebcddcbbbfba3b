"""YOLO folders as tools lay them out, and as they break."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.formats.read import read_annotations
from desktop_app.formats.values import ParsedDataset
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split
from tests.contracts.format_samples import make_picture, parsed_boxes, walk

ROW = "1 0.5 0.5 0.25 0.5\n"
CORNERS = (12, 6, 20, 18)  # of ROW on 32×24
YAML = "names: [cat, dog, unused]\n"


def lay_out(folder: Path, files: dict[str, str]) -> None:
    """Text files by path; a path that ends like a picture becomes one."""
    for path, content in files.items():
        target = folder / path
        if target.suffix in {".png", ".jpg"}:
            make_picture(target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")


def read(folder: Path, files: dict[str, str]) -> ParsedDataset:
    lay_out(folder, files)
    return read_annotations(folder, format_name="yolo")


NAMES = "cat\ndog\nunused\n"
OBJ_DATA = "classes = 3\nvalid = data/val.txt\nnames = data/obj.names\nbackup = /x\n"
LAYOUTS: dict[str, tuple[dict[str, str], str, Split | None]] = {
    "split folders in images and labels": (
        {"data.yaml": YAML, "images/train/a.png": "", "labels/train/a.txt": ROW},
        "a.png",
        Split.TRAIN,
    ),
    "images and labels in split folders": (
        {"data.yaml": "train: ../train/images\n" + YAML, "valid/images/a.png": "", "valid/labels/a.txt": ROW},
        "a.png",
        Split.VALIDATION,
    ),
    "no split": ({"classes.txt": NAMES, "images/a.jpg": "", "labels/a.txt": ROW}, "a.jpg", None),
    "classes among the labels": ({"labels/classes.txt": NAMES, "images/a.png": "", "labels/a.txt": ROW}, "a.png", None),
    "labels beside the pictures": ({"classes.txt": NAMES, "a.png": "", "a.txt": ROW}, "a.png", None),
    "split folders, labels beside": (
        {"obj.names": NAMES, "test/a.png": "", "test/a.txt": ROW},
        "test/a.png",
        Split.TEST,
    ),
    "folders that data.yaml calls after splits": (
        {"data.yaml": "val: images/part1\n" + YAML, "images/part1/a.png": "", "labels/part1/a.txt": ROW},
        "part1/a.png",
        Split.VALIDATION,
    ),
    "darknet": (
        {
            "obj.data": OBJ_DATA,
            "obj.names": NAMES,
            "val.txt": "data/obj_train_data/a.png\n",
            "obj_train_data/a.png": "",
            "obj_train_data/a.txt": ROW,
        },
        "a.png",
        Split.VALIDATION,
    ),
    "deeper folders": (
        {"data.yaml": YAML, "images/train/x/y/a.png": "", "labels/train/x/y/a.txt": ROW},
        "x/y/a.png",
        Split.TRAIN,
    ),
    "notes lie about": (
        {"classes.txt": NAMES, "a.png": "", "a.txt": ROW, "my notes.txt": "milk"},
        "a.png",
        None,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_understood(layout: str, tmp_path: Path) -> None:
    files, path, split = LAYOUTS[layout]
    dataset = read(tmp_path, files)
    [picture] = walk(dataset)
    assert parsed_boxes([picture]) == {path: [("dog", CORNERS)]}
    assert picture.split is split
    assert dataset.labels.names == ("cat", "dog", "unused")
    assert dataset.problems == []


@pytest.mark.parametrize("source", ["data.yaml", "labels", "labels/train", "."])
def test_any_part_of_the_layout_may_be_given(source: str, tmp_path: Path) -> None:
    lay_out(
        tmp_path, {"data.yaml": YAML, "labels/data.yaml": YAML, "images/train/a.png": "", "labels/train/a.txt": ROW}
    )
    (tmp_path / "labels" / "train" / "classes.txt").write_text("cat\ndog\n")
    [picture] = walk(read_annotations(tmp_path / source, tmp_path, "yolo"))
    assert picture.annotations[0].label == "dog"
    assert picture.file == (tmp_path / "images" / "train" / "a.png").resolve()


def test_same_names_in_two_splits_do_not_mix(tmp_path: Path) -> None:
    make_picture(tmp_path / "images" / "train" / "1.png", 10, 10)
    make_picture(tmp_path / "images" / "val" / "1.png", 20, 20)
    dataset = read(tmp_path, {"data.yaml": YAML, "labels/train/1.txt": ROW, "labels/val/1.txt": ROW})
    assert [(one.split, one.width) for one in walk(dataset)] == [(Split.TRAIN, 10), (Split.VALIDATION, 20)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9 0.5 0.5 0.1 0.1", "its label number has no name"),
        ("-1 0.5 0.5 0.1 0.1", "its label number has no name"),
        ("0.5 0.5 0.5 0.1 0.1", "its label number has no name"),
        ("inf 0.5 0.5 0.1 0.1", "its label number has no name"),
        ("dog 0.5 0.5 0.1 0.1", "its row is not numbers"),
        ("0 0,5 0,5 0,1 0,1", "its row is not numbers"),
        ("0 0.5 0.5", "its row has fewer than five numbers"),
        ("0", "its row has fewer than five numbers"),
        ("0 0.5 0.5 0 0.1", "it has no area"),
        ("0 nan 0.5 0.1 0.1", "its corners are not finite numbers"),
        ("0 1.5 0.5 0.1 0.1", "it lies outside of the picture"),
        ("0 320 240 32 24", "it lies outside of the picture"),
    ],
)
def test_a_row_that_cannot_be_taken_is_skipped_with_its_line(row: str, reason: str, tmp_path: Path) -> None:
    dataset = read(tmp_path, {"data.yaml": YAML, "images/a.png": "", "labels/a.txt": f"\n{ROW}{row}\n"})
    [picture] = walk(dataset)
    assert len(picture.annotations) == 1
    [problem] = dataset.problems
    assert (problem.file, problem.reason, problem.severity) == ("labels/a.txt", reason, "skipped")
    assert "line 3" in problem.place


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1 0.375 0.25 0.625 0.25 0.625 0.75", "its outline is not kept, the box around it is"),
        ("1 0.375 0.25 0.625 0.25 0.625 0.75 0.375 0.75", "its outline is not kept, the box around it is"),
        ("1 0.5 0.5 0.25 0.5 0.93", "the sixth number of its row, a score, is not kept"),
        ("1 0.5 0.5 0.25 0.5 0.1 0.1 2", "its key points are not kept, its box is"),
        ("1 0.5 0.5 -0.25 0.5", "its corners were swapped"),
    ],
)
def test_a_longer_row_gives_its_box_and_says_what_is_lost(row: str, reason: str, tmp_path: Path) -> None:
    dataset = read(tmp_path, {"data.yaml": YAML, "images/a.png": "", "labels/a.txt": row})
    assert parsed_boxes(walk(dataset)) == {"a.png": [("dog", CORNERS)]}
    assert [one.reason for one in dataset.problems] == [reason]
    assert dataset.report.adjusted == 1


def test_key_points_are_told_from_outlines_by_their_declared_shape(tmp_path: Path) -> None:
    files = {"data.yaml": "kpt_shape: [3, 2]\n" + YAML, "images/a.png": ""}
    dataset = read(tmp_path, files | {"labels/a.txt": "1 0.5 0.5 0.25 0.5 0 0 1 1 0.9 0.9\n"})
    assert parsed_boxes(walk(dataset)) == {"a.png": [("dog", CORNERS)]}


def test_a_number_without_a_name_keeps_its_place(tmp_path: Path) -> None:
    dataset = read(
        tmp_path,
        {"data.yaml": "names:\n  0: cat\n  2: owl\n", "images/a.png": "", "labels/a.txt": "2 .5 .5 .1 .1\n" + ROW},
    )
    [picture] = walk(dataset)
    assert [one.label for one in picture.annotations] == ["owl"]
    assert dataset.report.skipped == 1


def test_without_names_the_numbers_are_the_names(tmp_path: Path) -> None:
    dataset = read(tmp_path, {"a.png": "", "a.txt": "3 .5 .5 .1 .1\n"})
    assert dataset.labels.names == ("0", "1", "2", "3")
    assert walk(dataset)[0].annotations[0].label == "3"
    assert [one.severity for one in dataset.problems] == ["adjusted"]


def test_an_empty_file_says_that_nothing_is_there_and_a_missing_one_says_nothing(tmp_path: Path) -> None:
    files = {
        "data.yaml": YAML,
        "train.txt": "images/a.png\nimages/b.png\n/abs/c.png\n",
        "labels/a.txt": "",
        "labels/z.txt": ROW,
    }
    dataset = read(tmp_path, files | {"images/a.png": "", "images/b.png": "", "images/c.png": ""})
    assert [(one.path, one.split, one.annotations) for one in walk(dataset)] == [("a.png", Split.TRAIN, ())]
    assert {one.reason for one in dataset.problems} == {
        "a listed picture has no label file: it is not taken as empty",
        "a listed picture is not looked for: its path is absolute",
        "its picture is not in the folder of pictures",
    }
    assert dataset.report.skipped == 1


@pytest.mark.parametrize("content", ["names: cat\n", "names: [cat\n", "names:\n  a: b\n", "names:\n  - x:\n    - y\n"])
def test_a_declaration_that_is_not_understood_stops_the_import(content: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"data\.yaml") as caught:
        read(tmp_path, {"data.yaml": content, "images/a.png": "", "labels/a.txt": ROW})
    assert caught.value.code == "yaml-unexpected"


def test_a_folder_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no YOLO label files"):
        read(tmp_path, {"data.yaml": YAML, "images/a.png": ""})
