"""Pascal VOC files as tools write them and as they break."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from desktop_app.formats.read import read_annotations
from desktop_app.formats.values import ParsedDataset, ParsedPicture
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split
from tests.contracts.format_samples import make_picture, parsed_boxes, walk

OBJECT = "<object><name>cat</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>6</xmax><ymax>8</ymax></bndbox></object>"


def write_xml(path: Path, filename: str | None, objects: str = OBJECT, size: tuple[int, int] | None = (32, 24)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    name = "" if filename is None else f"<filename>{filename}</filename>"
    dimensions = "" if size is None else f"<size><width>{size[0]}</width><height>{size[1]}</height></size>"
    path.write_text(f"<annotation><folder>elsewhere</folder>{name}{dimensions}{objects}</annotation>", encoding="utf-8")


def read(folder: Path) -> tuple[ParsedDataset, list[ParsedPicture]]:
    dataset = read_annotations(folder, format_name="voc")
    return dataset, walk(dataset)


@pytest.mark.parametrize(
    "filename", ["p.png", None, "", "P", "p.jpg", "p.bmp", "images/p.png", "other\\p.png", " p.png "]
)
def test_the_picture_is_found_whatever_the_filename_says(filename: str | None, tmp_path: Path) -> None:
    make_picture(tmp_path / "JPEGImages" / "p.png")
    write_xml(tmp_path / "Annotations" / "p.xml", filename)
    dataset, [picture] = read(tmp_path)
    assert picture.file is not None
    assert picture.file.name == "p.png"
    assert dataset.problems == []


def test_a_refused_filename_falls_back_on_the_own_name_and_says_so(tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    write_xml(tmp_path / "p.xml", "C:\\Users\\me\\other.png")
    dataset, [picture] = read(tmp_path)
    assert picture.file == (tmp_path / "p.png").resolve()
    [problem] = dataset.problems
    assert (problem.severity, problem.annotations) == ("adjusted", 0)
    assert "drive" in problem.reason


def test_copied_xml_with_one_filename_belongs_to_its_own_pictures(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_picture(tmp_path / f"{name}.png")
        write_xml(tmp_path / f"{name}.xml", "a.png")
    _, pictures = read(tmp_path)
    assert [one.path for one in pictures] == ["a.png", "b.png"]


@pytest.mark.parametrize("size", [(0, 0), None, (-1, 5), (32, 24)])
def test_the_size_is_the_pictures(size: tuple[int, int] | None, tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    write_xml(tmp_path / "p.xml", "p.png", size=size)
    dataset, [picture] = read(tmp_path)
    assert (picture.width, picture.height) == (32, 24)
    assert dataset.problems == []


def test_another_size_than_the_picture_has_is_said(tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    write_xml(tmp_path / "p.xml", "p.png", size=(640, 480))
    dataset, [picture] = read(tmp_path)
    assert (picture.width, picture.height) == (32, 24)
    assert "640×480, not 32×24" in dataset.problems[0].place


@pytest.mark.parametrize(("size", "corners"), [((32, 24), (16, 2, 21, 6)), ((24, 32), (2, 3, 6, 8))])
def test_boxes_drawn_on_the_unturned_picture_are_turned_with_it(
    size: tuple[int, int], corners: tuple[int, ...], tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (32, 24)).save(tmp_path / "p.jpg", exif=exif)
    write_xml(tmp_path / "p.xml", "p.jpg", size=size)
    dataset, pictures = read(tmp_path)
    assert parsed_boxes(pictures) == {"p.jpg": [("cat", corners)]}
    assert (pictures[0].width, pictures[0].height) == (24, 32)
    assert dataset.report.adjusted == (size == (32, 24))


def box_of(*texts: str) -> str:
    tags = zip(("xmin", "ymin", "xmax", "ymax"), texts, strict=True)
    return f"<object><name>cat</name><bndbox>{''.join(f'<{t}>{x}</{t}>' for t, x in tags)}</bndbox></object>"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (box_of("1", "2", "x", "4"), "its box is not four numbers"),
        (box_of("1,5", "2", "3", "4"), "its box is not four numbers"),
        ("<object><name>cat</name></object>", "its box is not four numbers"),
        ("<object><name>cat</name><bndbox/></object>", "its box is not four numbers"),
        (OBJECT.replace("cat", " "), "it has no label"),
        (box_of("5", "5", "5", "5"), "it has no area"),
        (box_of("nan", "5", "6", "7"), "its corners are not finite numbers"),
        (box_of("100", "100", "200", "200"), "it lies outside of the picture"),
    ],
)
def test_an_object_that_cannot_be_taken_is_skipped_with_its_reason(broken: str, reason: str, tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    write_xml(tmp_path / "p.xml", "p.png", broken + OBJECT)
    dataset, [picture] = read(tmp_path)
    assert len(picture.annotations) == 1
    assert [(one.file, one.reason, one.severity) for one in dataset.problems] == [("p.xml", reason, "skipped")]


def test_parts_of_an_object_are_not_objects(tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    part = "<part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>"
    write_xml(tmp_path / "p.xml", "p.png", OBJECT.replace("</object>", f"{part}</object>"))
    dataset, pictures = read(tmp_path)
    assert parsed_boxes(pictures) == {"p.png": [("cat", (2, 3, 6, 8))]}
    assert dataset.labels.names == ("cat",)


def test_one_damaged_file_among_many_is_a_problem_and_alone_a_sentence(tmp_path: Path) -> None:
    make_picture(tmp_path / "p.png")
    write_xml(tmp_path / "p.xml", "p.png")
    (tmp_path / "z.xml").write_text("<!DOCTYPE annotation><annotation></annotation>")
    dataset, pictures = read(tmp_path)
    assert len(pictures) == 1
    assert [(one.file, one.annotations) for one in dataset.problems] == [("z.xml", 0)]
    with pytest.raises(UserError, match="document type"):
        read_annotations(tmp_path / "z.xml")


def test_labels_come_as_they_appear_and_as_a_list_declares_them(tmp_path: Path) -> None:
    for name, label in (("b", "owl"), ("a", "dog"), ("c", "cat")):
        make_picture(tmp_path / "x" / f"{name}.png")
        write_xml(tmp_path / "x" / f"{name}.xml", f"{name}.png", OBJECT.replace("cat", label))
    assert read(tmp_path)[0].labels.names == ("dog", "owl", "cat")
    (tmp_path / "labelmap.txt").write_text(
        "# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:1,2,3::\nunused:::\nowl:::\n"
    )
    assert read(tmp_path)[0].labels.names == ("cat", "unused", "owl", "dog")
    (tmp_path / "labelmap.txt").write_text("something:::\nelse:::\n")
    assert read(tmp_path)[0].labels.names == ("dog", "owl", "cat")


@pytest.mark.parametrize("given_folder", [".", "Annotations"])
def test_image_sets_tell_the_split(given_folder: str, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d", "two words"):
        make_picture(tmp_path / "JPEGImages" / f"{name}.png")
        write_xml(tmp_path / "Annotations" / f"{name}.xml", f"{name}.png")
    sets = {"trainval": "a\nb\ntwo words\n", "train": "a\n", "val": "b\n", "test": "c\r\n"}
    (tmp_path / "ImageSets" / "Main").mkdir(parents=True)
    for name, content in sets.items():
        (tmp_path / "ImageSets" / "Main" / f"{name}.txt").write_text(content)
    dataset = read_annotations(tmp_path / given_folder)
    splits = {one.path.removesuffix(".png"): one.split for one in walk(dataset)}
    assert splits == {
        "a": Split.TRAIN,
        "b": Split.VALIDATION,
        "c": Split.TEST,
        "d": None,
        "two words": Split.TRAIN,
    }


def test_folders_called_after_splits_tell_the_split_and_same_names_do_not_mix(tmp_path: Path) -> None:
    for folder, width in (("train", 20), ("test", 30)):
        make_picture(tmp_path / folder / "1.png", width, 24)
        write_xml(tmp_path / folder / "1.xml", "1.png", size=None)
    _, pictures = read(tmp_path)
    assert [(one.path, one.split, one.width) for one in pictures] == [
        ("test/1.png", Split.TEST, 30),
        ("train/1.png", Split.TRAIN, 20),
    ]
