"""COCO's instances JSON: https://cocodataset.org/#format-data

Annotations stay undecoded until their picture is walked: 860,000 of them fit into memory as slices of the file.
A box is the file's `bbox`; outlines and key points are not kept (the note says so), crowd regions come as boxes with a
note, an annotation with a label but without a place is a label of the whole picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop_app.formats.file_input import ShouldStop, name_below, until_stopped
from desktop_app.formats.json_input import read_json
from desktop_app.formats.label_list import LabelList
from desktop_app.formats.pictures import likely_folders
from desktop_app.formats.raw import Corners, RawAnnotation, RawDataset, RawPicture
from desktop_app.formats.report import ImportReport
from desktop_app.formats.splits import split_of_folder, split_of_name
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

Id = int | str
TAGS_FIELD = "vistazo_tags"
OUTLINE_DROPPED = "its outline or key points are not kept, its box is"
CROWD = "it marks a crowd: taken as one box"
_EMPTY = {b"", b"[]", b"[[]]", b"null", b"{}"}


class CocoFile(msgspec.Struct):
    images: list[msgspec.Raw]
    annotations: list[msgspec.Raw]
    categories: list[msgspec.Raw] = []


class CocoCategory(msgspec.Struct):
    id: Id
    name: str


class CocoImage(msgspec.Struct):
    id: Id
    file_name: str
    width: float | None = None
    height: float | None = None
    vistazo_tags: list[Id] = []


class _Owner(msgspec.Struct):
    image_id: Id


class CocoAnnotation(msgspec.Struct):
    image_id: Id
    category_id: Id
    id: Id | None = None
    bbox: list[float] | None = None
    iscrowd: bool | float | None = 0
    segmentation: msgspec.Raw = msgspec.Raw(b"")
    keypoints: msgspec.Raw = msgspec.Raw(b"")


_IMAGE = msgspec.json.Decoder(CocoImage)
_CATEGORY = msgspec.json.Decoder(CocoCategory)
_OWNER = msgspec.json.Decoder(_Owner)
_ANNOTATION = msgspec.json.Decoder(CocoAnnotation)
_POLYGONS = msgspec.json.Decoder(list[list[float]])


def read_coco(
    files: Sequence[Path], base: Path, root: Path, report: ImportReport, should_stop: ShouldStop
) -> RawDataset:
    """Several files are one dataset: their labels are merged by name, in the order of the files.

    base: for names in problems.   root: where pictures are looked for. Raises UserError if a file is not COCO.
    Raises Cancelled.
    """
    if not files:
        raise UserError("no-annotations", f"{base} holds no COCO file.", "Choose the JSON file itself.")
    labels = LabelList(name_below(files[0], base), report)
    opened = [_open(path, base, root, labels, report, should_stop) for path in files]
    return RawDataset(labels.done(), (picture for file in opened for picture in file.walk(report)))


def split_of_file(path: Path, base: Path) -> Split | None:
    """instances_val2017.json tells it in its name, train/_annotations.coco.json in its folder."""
    return split_of_name(path.stem) or split_of_folder(name_below(path, base).rpartition("/")[0])


def _open(
    path: Path, base: Path, root: Path, labels: LabelList, report: ImportReport, should_stop: ShouldStop
) -> _OpenFile:
    content = read_json(path, CocoFile, should_stop=should_stop)
    beside = name_below(path, root).rpartition("/")[0]
    split = split_of_file(path, base)
    file = _OpenFile(name_below(path, base), split, likely_folders(split, beside))
    labels.start_file(file.file)
    for number, raw in enumerate(content.categories):
        try:
            category = _CATEGORY.decode(raw)
        except ValueError as error:
            report.skip(file.file, f"category {number}: {error}", "the label cannot be read", annotations=0)
            continue
        if category.id in file.names:
            place = f"category {category.id}: {category.name!r}"
            report.skip(file.file, place, "two labels have one number: the first counts", annotations=0)
            continue
        file.names[category.id] = labels.add(category.name, category.id)
    file.add_images(until_stopped(content.images, should_stop), report)
    file.add_annotations(until_stopped(content.annotations, should_stop), report)
    return file


@dataclass(slots=True)
class _OpenFile:
    """One file, its parts sorted by picture. images: by name, several ids of one picture together."""

    file: str
    split: Split | None
    folders: tuple[str, ...]
    names: dict[Id, str] = field(default_factory=dict)
    images: dict[str, list[CocoImage]] = field(default_factory=dict)
    annotations: defaultdict[Id, list[msgspec.Raw]] = field(default_factory=lambda: defaultdict(list))

    def add_images(self, rows: Iterable[msgspec.Raw], report: ImportReport) -> None:
        for number, raw in enumerate(rows):
            try:
                image = _IMAGE.decode(raw)
            except ValueError as error:
                report.skip(self.file, f"image {number}: {error}", "the picture's row cannot be read", annotations=0)
                continue
            if image.id in self.annotations:
                place = f"image {image.id}: {image.file_name!r}"
                report.skip(self.file, place, "two pictures have one number: the first counts", annotations=0)
                continue
            self.annotations[image.id] = []
            self.images.setdefault(image.file_name, []).append(image)

    def add_annotations(self, rows: Iterable[msgspec.Raw], report: ImportReport) -> None:
        for number, raw in enumerate(rows):
            try:
                owner = _OWNER.decode(raw).image_id
            except ValueError as error:
                report.skip(self.file, f"annotation row {number}: {error}", "it names no picture")
                continue
            if owner in self.annotations:
                self.annotations[owner].append(raw)
            else:
                report.skip(self.file, f"annotation row {number}: image_id {owner!r}", "its picture is not declared")

    def walk(self, report: ImportReport) -> Iterator[RawPicture]:
        dropped: dict[str, int] = {OUTLINE_DROPPED: 0, CROWD: 0}
        for name, images in self.images.items():
            first = images[0]
            picture = RawPicture(
                self.file, name, "annotation", names=(name,), folders=self.folders, split=self.split,
                width=first.width or 0, height=first.height or 0,
            )  # fmt: skip
            for image in images:
                for raw in self.annotations.pop(image.id):
                    self._add(picture, raw, dropped, report)
                for tag in image.vistazo_tags:
                    self._add_tag(picture, tag, report)
            yield picture
        for reason, count in dropped.items():
            if count:  # one line for the file: in many files this is every annotation
                report.adjust(self.file, "the whole file", reason, count)

    def _add(self, picture: RawPicture, raw: msgspec.Raw, dropped: dict[str, int], report: ImportReport) -> None:
        try:
            row = _ANNOTATION.decode(raw)
        except ValueError as error:
            report.skip(self.file, f"picture {picture.path!r}: {error}", "its fields are not as COCO has them")
            return
        place = "without id" if row.id is None else row.id
        label = self.names.get(row.category_id)
        if not label:
            where = f"annotation {place}: category_id {row.category_id!r}"
            report.skip(self.file, where, "its label is not declared")
            return
        if not row.bbox and bytes(row.segmentation) in _EMPTY:
            picture.annotations.append(RawAnnotation(label, None, place))
            return
        corners = _corners(row)
        if corners is None:
            report.skip(self.file, f"annotation {place}: {row.bbox}", "its box is not four numbers")
            return
        reasons = []
        if row.iscrowd:
            reasons.append(CROWD)
        elif _says_more_than_box(row, corners):
            reasons.append(OUTLINE_DROPPED)
        for reason in reasons:
            dropped[reason] += 1
        picture.annotations.append(RawAnnotation(label, corners, place, bool(reasons)))

    def _add_tag(self, picture: RawPicture, tag: Id, report: ImportReport) -> None:
        if label := self.names.get(tag):
            picture.annotations.append(RawAnnotation(label, None, TAGS_FIELD))
        else:
            report.skip(self.file, f"picture {picture.path!r}, {TAGS_FIELD}: {tag!r}", "its label is not declared")


def _corners(row: CocoAnnotation) -> Corners | None:
    """From the box, or around the outline where there is no box; None if neither can be read."""
    if row.bbox:
        if len(row.bbox) != 4:
            return None
        x, y, width, height = row.bbox
        return x, y, x + width, y + height
    try:
        numbers = [number for polygon in _POLYGONS.decode(row.segmentation) for number in polygon]
    except ValueError:
        return None
    xs, ys = numbers[0::2], numbers[1::2]
    return (min(xs), min(ys), max(xs), max(ys)) if len(xs) == len(ys) > 0 else None


def _says_more_than_box(row: CocoAnnotation, corners: Corners) -> bool:
    """Whether outline or key points tell more than the box does; many tools write the box again as an outline."""
    if bytes(row.keypoints) not in _EMPTY:
        return True
    outline = bytes(row.segmentation)
    if outline in _EMPTY:
        return False
    try:
        polygons = _POLYGONS.decode(outline) if len(outline) < 400 else []
    except ValueError:
        return True
    if len(polygons) != 1 or len(polygons[0]) not in (8, 10):
        return True
    x0, y0, x1, y1 = corners
    points = zip(polygons[0][0::2], polygons[0][1::2], strict=True)
    return not all(min(abs(x - x0), abs(x - x1)) + min(abs(y - y0), abs(y - y1)) < 0.01 for x, y in points)
