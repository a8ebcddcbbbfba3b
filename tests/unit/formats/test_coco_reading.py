"""COCO files as tools write them and as they break."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pycocotools.coco import COCO

from desktop_app.formats.export import export_dataset
from desktop_app.formats.read import read_annotations
from desktop_app.formats.values import ExportPicture, ParsedDataset
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import AnnotationKind, Split
from tests.contracts.format_samples import box, make_labels, make_picture, parsed_boxes, plain_sample, tag, walk

CROWD = "it marks a crowd: taken as one box"
DROPPED = "its outline or key points are not kept, its box is"
RLE = {"counts": [1, 2], "size": [24, 32]}
CATS = [{"id": 7, "name": "cat"}, {"id": 3, "name": "dog"}, {"id": 90, "name": "unused"}]
IMAGE = {"id": 1, "file_name": "a.png", "width": 32, "height": 24}


def read(folder: Path, name: str = "instances.json", **document: Any) -> ParsedDataset:
    make_picture(folder / "a.png")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"images": [IMAGE], "annotations": [], "categories": CATS} | document))
    return read_annotations(path, folder)


def row(**changes: object) -> dict[str, object]:
    return {"id": 1, "image_id": 1, "category_id": 7, "bbox": [2, 3, 4, 5]} | changes


def test_labels_keep_the_order_and_the_ids_of_the_file(tmp_path: Path) -> None:
    labels = read(tmp_path).labels
    assert (labels.names, labels.ids) == (("cat", "dog", "unused"), (7, 3, 90))


def test_category_ids_survive_an_export(tmp_path: Path) -> None:
    labels = make_labels("cat", "dog")
    picture = ExportPicture("a.png", make_picture(tmp_path / "a.png"), 32, 24, (box(labels[1], 1, 1, 2, 2),))
    export_dataset(labels, [picture], tmp_path / "out", "coco", label_numbers=(18, 4))
    dataset = read_annotations(tmp_path / "out", tmp_path)
    assert (dataset.labels.names, dataset.labels.ids) == (("cat", "dog"), (18, 4))
    assert walk(dataset)[0].annotations[0].label == "dog"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (row(image_id=99), "its picture is not declared"),
        (row(image_id=None), "it names no picture"),
        ({"category_id": 7, "bbox": [1, 1, 2, 2]}, "it names no picture"),
        (row(category_id=5), "its label is not declared"),
        (row(bbox=[1, 2, 3]), "its box is not four numbers"),
        (row(bbox=["1", "2", "3", "4"]), "its fields are not as COCO has them"),
        (row(bbox=[1, 2, 3, None]), "its fields are not as COCO has them"),
        (row(bbox=[1, 2, 0, 5]), "it has no area"),
        (row(bbox=[40, 2, 5, 5]), "it lies outside of the picture"),
        (row(bbox=[1e308, 1e308, 1e308, 1e308]), "its corners are not finite numbers"),
        (row(bbox=None, segmentation={"counts": "abc", "size": [24, 32]}), "its box is not four numbers"),
        ("a text", "it names no picture"),
        (None, "it names no picture"),
    ],
)
def test_an_annotation_that_cannot_be_taken_is_skipped_with_its_reason(
    broken: object, reason: str, tmp_path: Path
) -> None:
    dataset = read(tmp_path, annotations=[broken, row(id=2)])
    [picture] = walk(dataset)
    assert len(picture.annotations) == 1
    assert [(one.reason, one.severity, one.annotations) for one in dataset.problems] == [(reason, "skipped", 1)]
    assert dataset.report.input == 2


@pytest.mark.parametrize(
    ("changed", "corners", "reason"),
    [
        (row(bbox=[30, 20, 10, 10]), (30, 20, 32, 24), "it was clipped at the picture's edge"),
        (row(bbox=[6, 8, -4, -5]), (2, 3, 6, 8), "its corners were swapped"),
        (row(iscrowd=1, segmentation=RLE), (2, 3, 6, 8), CROWD),
        (row(segmentation=[[2, 3, 6, 3, 4, 8]]), (2, 3, 6, 8), DROPPED),
        (row(keypoints=[1, 2, 2]), (2, 3, 6, 8), DROPPED),
        (row(bbox=None, segmentation=[[2, 3, 6, 3, 4, 8]]), (2, 3, 6, 8), DROPPED),
    ],
)
def test_an_annotation_that_is_changed_is_taken_and_said(
    changed: object, corners: tuple[float, ...], reason: str, tmp_path: Path
) -> None:
    dataset = read(tmp_path, annotations=[changed])
    assert parsed_boxes(walk(dataset)) == {"a.png": [("cat", corners)]}
    assert [(one.reason, one.severity) for one in dataset.problems] == [(reason, "adjusted")]
    assert (dataset.report.imported, dataset.report.adjusted) == (1, 1)


def test_an_outline_that_is_the_box_again_is_no_loss(tmp_path: Path) -> None:
    dataset = read(tmp_path, annotations=[row(segmentation=[[2, 3, 6, 3, 6, 8, 2, 8]]), row(segmentation=[])])
    walk(dataset)
    assert dataset.report.adjusted == 0


def test_a_label_without_a_place_is_a_label_of_the_picture(tmp_path: Path) -> None:
    dataset = read(tmp_path, annotations=[{"id": 1, "image_id": 1, "category_id": 3}])
    [parsed] = walk(dataset)[0].annotations
    assert (parsed.label, parsed.kind, parsed.points) == ("dog", AnnotationKind.TAG, ())


def test_labels_of_pictures_survive_an_export(tmp_path: Path) -> None:
    labels = make_labels("cat", "dog")
    picture = ExportPicture("a.png", make_picture(tmp_path / "a.png"), 32, 24, (tag(labels[1]),))
    report = export_dataset(labels, [picture], tmp_path / "out", "coco")
    [parsed] = walk(read_annotations(tmp_path / "out", tmp_path))
    assert [(one.label, one.kind) for one in parsed.annotations] == [("dog", AnnotationKind.TAG)]
    assert report.left_out == 0


def test_two_rows_of_one_picture_are_one_picture(tmp_path: Path) -> None:
    dataset = read(tmp_path, images=[IMAGE, IMAGE | {"id": 2}], annotations=[row(), row(image_id=2, category_id=3)])
    assert [len(one.annotations) for one in walk(dataset)] == [2]


def test_rows_that_claim_one_number_do_not_mix(tmp_path: Path) -> None:
    make_picture(tmp_path / "b.png")
    images = [IMAGE, IMAGE | {"file_name": "b.png"}]
    categories = [*CATS, {"id": 7, "name": "imposter"}, {"id": "x"}]
    dataset = read(tmp_path, images=images, annotations=[row()], categories=categories)
    assert parsed_boxes(walk(dataset)) == {"a.png": [("cat", (2, 3, 6, 8))]}
    assert dataset.labels.names == ("cat", "dog", "unused")
    assert len(dataset.problems) == 3


@pytest.mark.parametrize("keep", [False, True])
def test_a_missing_picture_takes_its_annotations_along_unless_asked_to_stay(keep: bool, tmp_path: Path) -> None:
    read(
        tmp_path,
        annotations=[row(), row(), row(image_id=2)],
        images=[IMAGE | {"file_name": "gone.png"}, IMAGE | {"id": 2}],
    )
    dataset = read_annotations(tmp_path / "instances.json", keep_missing=keep)
    files = [one.file is None for one in walk(dataset)]
    assert files == ([True, False] if keep else [False])
    assert dataset.report.skipped == (0 if keep else 2)
    assert dataset.report.input == 3


@pytest.mark.parametrize(
    ("name", "split"),
    [("instances_val2017.json", Split.VALIDATION), ("train/_annotations.coco.json", Split.TRAIN), ("x.json", None)],
)
def test_the_split_is_read_from_file_or_folder(name: str, split: Split | None, tmp_path: Path) -> None:
    read(tmp_path, name)
    [picture] = walk(read_annotations(tmp_path, format_name="coco"))
    assert picture.split is split


def test_files_of_two_splits_are_one_dataset_whose_numbers_may_differ(tmp_path: Path) -> None:
    read(tmp_path, "instances_train.json", annotations=[row(category_id=3)])
    make_picture(tmp_path / "b.png")
    other = [{"id": 1, "name": "dog"}, {"id": 2, "name": "owl"}]
    read(
        tmp_path,
        "instances_val.json",
        images=[IMAGE | {"file_name": "b.png"}],
        annotations=[row(category_id=1)],
        categories=other,
    )
    dataset = read_annotations(tmp_path, format_name="coco")
    assert dataset.labels.names == ("cat", "dog", "unused", "owl")
    assert [(one.path, one.annotations[0].label) for one in walk(dataset)] == [("a.png", "dog"), ("b.png", "dog")]
    assert dataset.problems == []


@pytest.mark.parametrize(
    "document", [{"images": []}, [], {"images": {}, "annotations": []}, {"images": 1, "annotations": 2}]
)
def test_other_json_is_refused_in_a_sentence(document: object, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps(document))
    with pytest.raises(UserError, match=r"x\.json"):
        read_annotations(tmp_path / "x.json", format_name="coco")


def test_pycocotools_reads_what_we_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = plain_sample(tmp_path / "p")
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", "coco")
    coco = COCO(str(tmp_path / "out" / "annotations" / "instances_train.json"))
    boxes = [one["bbox"] for one in coco.loadAnns(coco.getAnnIds())]
    assert boxes == [[1.5, 2, 8.75, 10], [0, 0, 32, 24]]
    assert [one["name"] for one in coco.loadCats(coco.getCatIds())] == [label.name for label in sample.labels]
    assert sorted(one["file_name"] for one in coco.loadImgs(coco.getImgIds())) == ["a/1.png", "nothing.jpg"]
