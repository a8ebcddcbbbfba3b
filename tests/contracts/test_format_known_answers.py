"""Files that other tools wrote, with counts and coordinates that are known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Protocol

import pytest

from desktop_app.formats.read import read_annotations
from desktop_app.formats.values import ParsedDataset, ParsedPicture
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import AnnotationKind, Split
from tests.contracts.format_samples import parsed_boxes, walk

pytestmark = pytest.mark.shared


class Packs(Protocol):
    """The fixture `shared`."""

    def pack(self, name: str) -> Path: ...


def read(source: Path, images: Path | None = None, **options: bool) -> tuple[ParsedDataset, list[ParsedPicture]]:
    dataset = read_annotations(source, images, **options)
    return dataset, walk(dataset)


def test_raccoon(shared: Packs) -> None:
    dataset, pictures = read(shared.pack("raccoon"))
    assert (dataset.format_name, len(pictures), dataset.report.imported) == ("voc", 200, 217)
    assert dataset.labels.names == ("raccoon",)
    assert dataset.problems == []


def test_bccd_has_two_boxes_without_area(shared: Packs) -> None:
    dataset, pictures = read(shared.pack("bccd"))
    counts = Counter(one.label for picture in pictures for one in picture.annotations)
    assert counts == {"RBC": 4153, "WBC": 372, "Platelets": 361}
    assert Counter(one.split for one in pictures) == {Split.TRAIN: 205, Split.VALIDATION: 87, Split.TEST: 72}
    assert [(one.file, one.reason) for one in dataset.problems] == [
        ("Annotations/BloodImage_00338.xml", "it has no area"),
        ("Annotations/BloodImage_00343.xml", "it has no area"),
    ]


def test_fruit_whose_xml_has_no_sizes_takes_them_from_the_pictures(shared: Packs) -> None:
    dataset, pictures = read(shared.pack("fruit3_voc"))
    assert (len(pictures), dataset.report.imported, dataset.report.skipped) == (267, 518, 0)
    assert Counter(one.split for one in pictures) == {Split.TRAIN: 216, Split.TEST: 51}
    assert all((one.width or 0) > 0 and (one.height or 0) > 0 for one in pictures)
    assert dataset.labels.names == ("apple", "banana", "orange")


@pytest.mark.parametrize("folder", ["coco_format_v1", "coco_format_v2", "pascalvoc_format", "imagenet_format"])
def test_voc2012_holds_the_same_100_pictures_in_every_format(folder: str, shared: Packs) -> None:
    pack = shared.pack("annotation_formats") / "voc2012_9formats"
    dataset, pictures = read(pack / "gts" / folder, pack / "images", keep_missing=True)
    assert (len(pictures), dataset.report.imported, len(dataset.labels.names)) == (100, 273, 20)
    assert sum(one.file is not None for one in pictures) == 24
    assert dataset.problems == []
    _, reference = read(pack / "gts" / "pascalvoc_format", pack / "images", keep_missing=True)
    assert _sorted(pictures) == _sorted(reference)


def test_voc2012_as_yolo_agrees_within_its_six_digits_and_counts_what_has_no_picture(shared: Packs) -> None:
    pack = shared.pack("annotation_formats") / "voc2012_9formats"
    dataset, pictures = read(pack / "gts" / "yolo_format", pack / "images")
    report = dataset.report
    assert (report.pictures + report.skipped_pictures, report.input, len(dataset.labels.names)) == (100, 273, 20)
    _, reference = read(pack / "gts" / "pascalvoc_format", pack / "images")
    for (path, label, corners), expected in zip(_sorted(pictures), _sorted(reference), strict=True):
        assert (path, label) == expected[:2]
        assert corners == pytest.approx(expected[2], abs=1e-3)
        assert tuple(round(number) for number in corners) == expected[2]


def test_toy_example_is_the_same_in_coco_and_voc(shared: Packs) -> None:
    pack = shared.pack("annotation_formats") / "voc2012_toy"
    _, coco = read(pack / "gts_coco_format", pack / "images")
    _, voc = read(pack / "gts_vocpascal_format", pack / "images")
    assert len(coco) == 10
    assert sum(len(one.annotations) for one in coco) == 12
    assert _sorted(coco) == _sorted(voc)


@pytest.mark.parametrize(
    ("folder", "form", "pictures", "boxes", "labels"),
    [
        ("datumaro/coco_dataset/coco", "coco", 2, 3, 3),
        ("datumaro/coco_dataset/coco_roboflow", "coco", 2, 3, 3),
        ("datumaro/coco_dataset/mmdet_coco", "coco", 2, 3, 3),
        ("datumaro/voc_dataset/voc_dataset1", "voc", 1, 2, 2),
        ("datumaro/voc_dataset/voc_dataset3", "voc", 1, 1, 1),
        ("datumaro/yolo_dataset/strict", "yolo", 1, 2, 10),
        ("datumaro/yolo_dataset/labels", "yolo", 2, 4, 10),
        ("datumaro/yolo_dataset/annotations", "yolo", 1, 2, 10),
        ("datumaro/roboflow_dataset/yolo", "yolo", 3, 4, 2),
        ("datumaro/roboflow_dataset/voc", "voc", 3, 4, 2),
        ("datumaro/kaggle_dataset/relaxed_coco", "coco", 2, 2, 2),
        ("datumaro/kaggle_dataset/relaxed_voc2", "voc", 1, 2, 2),
        ("datumaro/kaggle_dataset/relaxed_yolo", "yolo", 2, 4, 5),
        ("icevision/voc", "voc", 2, 3, 3),
        ("icevision/fridge", "voc", 6, 12, 4),
        ("label_studio/test_import_yolo_data_unif_dims", "yolo", 5, 19, 4),
        ("labelme/bbox_detection/data_dataset_voc", "voc", 3, 9, 20),
        ("labelme/instance_segmentation/data_dataset_coco", "coco", 3, 12, 21),
    ],
)
def test_small_samples_of_other_tools(
    folder: str, form: str, pictures: int, boxes: int, labels: int, shared: Packs
) -> None:
    dataset, found = read(shared.pack("annotation_formats") / folder)
    assert dataset.format_name == form
    assert (len(found), dataset.report.imported, len(dataset.labels.names)) == (pictures, boxes, labels)
    assert dataset.report.skipped == 0


def test_image_labels_of_coco_are_tags(shared: Packs) -> None:
    _, pictures = read(shared.pack("annotation_formats") / "datumaro" / "coco_dataset" / "coco_labels")
    kinds = Counter(one.kind for picture in pictures for one in picture.annotations)
    assert kinds == {AnnotationKind.TAG: 3}


def test_coco_file_beside_a_folder_of_pictures(shared: Packs) -> None:
    pack = shared.pack("annotation_formats") / "icevision"
    dataset, pictures = read(pack / "annotations.json", pack / "images")
    assert (len(pictures), dataset.report.imported, len(dataset.labels.names)) == (6, 36, 80)
    assert dataset.labels.ids[-1] == 90


def test_a_folder_of_several_formats_asks_which(shared: Packs) -> None:
    with pytest.raises(UserError) as caught:
        read_annotations(shared.pack("annotation_formats") / "voc2012_9formats")
    assert caught.value.code == "format-ambiguous"


def _sorted(pictures: list[ParsedPicture]) -> list[tuple[str, str, tuple[float, ...]]]:
    boxes = parsed_boxes(pictures)
    rows = [(path.rpartition(".")[0], label, corners) for path, found in boxes.items() for label, corners in found]
    return sorted(rows, key=lambda row: (row[0], row[1], *(round(number) for number in row[2])))
