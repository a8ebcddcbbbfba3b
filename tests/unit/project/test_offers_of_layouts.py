"""What other tools leave in and beside folders of pictures is found, offered, and taken in whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.formats.read import read_annotations
from desktop_app.project.importing import images_root_of, import_dataset
from desktop_app.project.new_project import new_project
from desktop_app.project.offers import Offer, find_offer
from desktop_app.project.store import Project
from ml_engine.domain.values import Split
from tests.unit.project.conftest import draw_picture

WIDTH, HEIGHT = 64, 48
PARTS = {"train": 3, "valid": 2, "test": 1}


def draw(folder: Path, count: int, start: int = 0) -> list[str]:
    names = [f"{number:03}.png" for number in range(start, start + count)]
    for name in names:
        draw_picture(folder / name, seed=int(name[:3]), size=(WIDTH, HEIGHT))
    return names


def coco(names: list[str]) -> str:
    return json.dumps(
        {
            "info": {"description": "exported"},
            "categories": [{"id": 0, "name": "pets", "supercategory": "none"}, {"id": 1, "name": "cat"}],
            "images": [
                {"id": number, "file_name": name, "width": WIDTH, "height": HEIGHT} for number, name in enumerate(names)
            ],
            "annotations": [
                {"id": number, "image_id": number, "category_id": 1, "bbox": [4, 4, 20, 20], "area": 400, "iscrowd": 0}
                for number in range(len(names))
            ],
        }
    )


def voc(name: str) -> str:
    size = f"<size><width>{WIDTH}</width><height>{HEIGHT}</height><depth>3</depth></size>"
    box = "<bndbox><xmin>4</xmin><ymin>4</ymin><xmax>24</xmax><ymax>24</ymax></bndbox>"
    return (
        f"<annotation><folder>JPEGImages</folder><filename>{name}</filename>{size}"
        f"<object><name>cat</name><difficult>0</difficult>{box}</object></annotation>"
    )


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def roboflow_coco(root: Path) -> None:
    """train/, valid/, test/: pictures and _annotations.coco.json in each."""
    start = 0
    for part, count in PARTS.items():
        write(root / part / "_annotations.coco.json", coco(draw(root / part, count, start)))
        start += count
    write(root / "README.roboflow.txt", "pets - v1\n==============================\n")


def ultralytics(root: Path) -> None:
    """images/train, images/val beside labels/train, labels/val; data.yaml above both."""
    for part, count, start in (("train", 4, 0), ("val", 2, 4)):
        for name in draw(root / "images" / part, count, start):
            write(root / "labels" / part / name.replace("png", "txt"), "1 0.5 0.5 0.25 0.25\n")
    write(root / "data.yaml", "path: ../pets\ntrain: images/train\nval: images/val\nnames:\n  0: dog\n  1: cat\n")


def roboflow_yolo(root: Path) -> None:
    """train/images beside train/labels, and so on; data.yaml at the top."""
    for part, count, start in (("train", 4, 0), ("valid", 2, 4)):
        for name in draw(root / part / "images", count, start):
            write(root / part / "labels" / name.replace("png", "txt"), "1 0.5 0.5 0.25 0.25\n")
    write(root / "data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['dog', 'cat']\n")


def voc_devkit(root: Path) -> None:
    """JPEGImages, Annotations, ImageSets/Main."""
    names = draw(root / "JPEGImages", 6)
    for name in names:
        write(root / "Annotations" / name.replace("png", "xml"), voc(name))
    for part, chosen in (("train", names[:4]), ("val", names[4:])):
        write(root / "ImageSets" / "Main" / f"{part}.txt", "".join(f"{name[:3]}\n" for name in chosen))


def coco_beside(root: Path) -> None:
    """images/ and annotations.json."""
    write(root / "annotations.json", coco(draw(root / "images", 6)))


def coco_folder(root: Path) -> None:
    """images/ and annotations/instances_default.json."""
    write(root / "annotations" / "instances_default.json", coco(draw(root / "images", 6)))


def take(project: Project, offer: Offer) -> tuple[int, Counter[str], dict[Split, int]]:
    """How many boxes there are then, by label, and the split."""
    assert offer.source is not None
    dataset = read_annotations(offer.source, images_root_of(project, offer.source))
    import_dataset(project, dataset)
    assert dataset.report.skipped == 0, dataset.report.problems
    labels = {label.id: label.name for label in project.query.labels()}
    found = project.query.annotations(project.query.image_ids())
    boxes = [item for items in found.values() for item in items]
    split = {part: count for part, count in project.query.split_counts().items() if count}
    return len(boxes), Counter(labels[box.label_id] for box in boxes), split


@pytest.mark.parametrize(
    ("layout", "opened", "boxes", "split"),
    [
        (roboflow_coco, "", 6, {Split.TRAIN: 3, Split.VALIDATION: 2, Split.TEST: 1}),
        (roboflow_coco, "train", 3, {}),
        (ultralytics, "", 6, {Split.TRAIN: 4, Split.VALIDATION: 2}),
        (ultralytics, "images", 6, {Split.TRAIN: 4, Split.VALIDATION: 2}),
        (ultralytics, "images/train", 4, {}),
        (roboflow_yolo, "", 6, {Split.TRAIN: 4, Split.VALIDATION: 2}),
        (roboflow_yolo, "train/images", 4, {}),
        (voc_devkit, "", 6, {Split.TRAIN: 4, Split.VALIDATION: 2}),
        (voc_devkit, "JPEGImages", 6, {Split.TRAIN: 4, Split.VALIDATION: 2}),
        (coco_beside, "images", 6, {}),
        (coco_folder, "images", 6, {}),
    ],
)
def test_annotations_in_and_beside_the_folder_are_offered_whole(tmp_path, layout, opened, boxes, split):
    root = tmp_path / "pets"
    layout(root)
    with new_project(tmp_path / "project", [root / opened]).project as project:
        offer = find_offer(project)
        assert offer is not None
        assert offer.kind == "annotations"
        assert take(project, offer) == (boxes, Counter(cat=boxes), split)


def test_a_neighbour_of_a_folder_that_is_not_called_after_pictures_is_left_alone(tmp_path):
    draw(tmp_path / "holidays", 3)
    write(tmp_path / "labels" / "000.txt", "0 0.5 0.5 0.2 0.2\n")
    with new_project(tmp_path / "project", [tmp_path / "holidays"]).project as project:
        assert find_offer(project) is None


def test_what_was_answered_comes_back_only_when_its_files_change(tmp_path):
    coco_beside(tmp_path / "pets")
    with new_project(tmp_path / "project", [tmp_path / "pets" / "images"]).project as project:
        first = find_offer(project)
        assert first is not None
        assert find_offer(project, frozenset((first.key,))) is None
        write(tmp_path / "pets" / "annotations.json", coco(["000.png"]))
        again = find_offer(project, frozenset((first.key,)))
        assert again is not None
        assert again.source == first.source


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("train", "val"), ("train", "validation")),
        (("train/cat", "val/cat"), ("train", "validation")),
        (("Training set/train", "test"), ("train", "test")),
        (("train",), None),
        (("val", "test"), None),
    ],
)
def test_folders_called_after_splits_are_offered_as_the_split(tmp_path, parts, expected):
    for rank, part in enumerate(parts):
        draw(tmp_path / "pets" / part, 3 - rank, rank * 10)
    with new_project(tmp_path / "project", [tmp_path / "pets"]).project as project:
        offer = find_offer(project)
    if expected is None:
        assert offer is None
    else:
        assert offer is not None
        assert (offer.kind, offer.names) == ("split", expected)
