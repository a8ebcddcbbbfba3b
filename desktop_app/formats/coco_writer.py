"""COCO's instances JSON, one file a split; pictures, where copied, under images/<split>/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.formats.coco_reader import TAGS_FIELD
from desktop_app.formats.export_boxes import label_ranks
from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.paths import join
from desktop_app.formats.splits import SPLIT_NAMES
from desktop_app.formats.values import ExportSet
from ml_engine.domain.values import Annotation, AnnotationKind, Split

Row = dict[str, object]


@dataclass(slots=True)
class _Part:
    """The rows of one split, encoded at once: bytes are a fifth of the objects."""

    images: list[bytes] = field(default_factory=list)
    annotations: list[bytes] = field(default_factory=list)


def write_coco(dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
    """Category ids are the set's label_numbers, else 1, 2, 3… by rank; image and annotation ids count from 1."""
    ranks = label_ranks(dataset)
    numbers = dataset.label_numbers or tuple(range(1, len(dataset.labels) + 1))
    parts: dict[Split | None, _Part] = {}
    next_id = 1
    for image_id, picture in enumerate(dataset.pictures, start=1):
        part = parts.setdefault(picture.split, _Part())
        name = picture.path
        if copy_images:
            place = join("images", SPLIT_NAMES[picture.split] if picture.split else "all")
            target = folder.free_path(join(place, picture.path))
            name = target.removeprefix(f"{place}/")
            folder.copy(picture.file, target)
            tally.copied_pictures += 1
        tags: list[int] = []
        for annotation in picture.annotations:
            number = numbers[ranks[annotation.label_id]]
            if annotation.kind is AnnotationKind.TAG:
                tags.append(number)
            else:
                part.annotations.append(_encode(_annotation_row(annotation, next_id, image_id, number)))
                next_id += 1
        image: Row = {"id": image_id, "file_name": name, "width": picture.width, "height": picture.height}
        part.images.append(_encode({**image, TAGS_FIELD: tags} if tags else image))
        tally.pictures += 1
        tally.annotations += len(picture.annotations)
    categories = [
        _encode({"id": number, "name": label.name, "supercategory": ""})
        for number, label in zip(numbers, dataset.labels, strict=True)
    ]
    for split, part in (parts or {None: _Part()}).items():
        name = f"instances_{SPLIT_NAMES[split]}.json" if split else "instances.json"
        folder.write(f"annotations/{name}", _document(categories, part))


def _annotation_row(annotation: Annotation, number: int, image_id: int, category_id: int) -> Row:
    x0, y0, x1, y1 = annotation.xyxy
    is_polygon = annotation.kind is AnnotationKind.POLYGON
    outline = [[number for point in annotation.points for number in point]] if is_polygon else []
    area = _polygon_area(annotation) if is_polygon else (x1 - x0) * (y1 - y0)
    return {
        "id": number, "image_id": image_id, "category_id": category_id, "bbox": [x0, y0, x1 - x0, y1 - y0],
        "area": area, "iscrowd": 0, "segmentation": outline,
    }  # fmt: skip


def _polygon_area(annotation: Annotation) -> float:
    """Shoelace formula, square pixels."""
    points = annotation.points
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _document(categories: list[bytes], part: _Part) -> Iterator[bytes]:
    lists = {"categories": categories, "images": part.images, "annotations": part.annotations}
    yield b'{"info": {"description": "exported by Vistazo"}'
    for name, rows in lists.items():
        yield f',\n"{name}": ['.encode()
        for number, row in enumerate(rows):
            yield (b",\n" if number else b"\n") + row
        yield b"\n]"
    yield b"}\n"


def _encode(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode()
