"""Pascal VOC's XML, one a picture: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html

Coordinates are taken as they are written. VOC counts pixels from 1, most tools that write its XML do not, and nothing
in a file tells which it is; a shift of one pixel in one direction only would be the worse error.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.formats.file_input import ShouldStop, name_below, until_stopped
from desktop_app.formats.label_list import LabelList, clean_name
from desktop_app.formats.paths import join, without_ending
from desktop_app.formats.pictures import likely_folders
from desktop_app.formats.raw import Corners, RawAnnotation, RawDataset, RawPicture
from desktop_app.formats.report import ImportReport
from desktop_app.formats.splits import split_of_folder
from desktop_app.formats.voc_lists import declared_labels, read_image_sets
from desktop_app.formats.xml_input import read_xml, text_of
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ANNOTATION_FOLDERS = frozenset({"annotations", "annotation", "xml", "xmls", "labels"})
_CORNER_TAGS = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True, slots=True)
class _Object:
    label: str
    corners: Corners | str
    place: int


@dataclass(frozen=True, slots=True)
class _XmlPicture:
    """One XML. tail: its folder below the folder of annotations; own: its path there without ending."""

    name: str
    filename: str
    tail: str
    own: str
    beside: str
    width: float
    height: float
    objects: tuple[_Object, ...]


def read_voc(
    files: Sequence[Path], base: Path, root: Path, report: ImportReport, should_stop: ShouldStop
) -> RawDataset:
    """Many XML files are one dataset; one that cannot be read is a problem, not the end.

    Labels: in the order of a list beside the files (labels.txt, labelmap.txt, class_names.txt) where there is one, then
    as they first appear, files by name. Raises UserError if no file is VOC, and Cancelled.
    """
    parsed: list[_XmlPicture] = []
    for path in until_stopped(files, should_stop):
        try:
            element = read_xml(path)
        except UserError as error:
            if len(files) == 1:
                raise
            report.skip(name_below(path, base), error.message, "the file cannot be read", annotations=0)
            continue
        if element.tag == "annotation":
            parsed.append(_xml_picture(element, path, base, root))
        else:
            place = f"its root is <{clean_name(str(element.tag))}>"
            report.skip(name_below(path, base), place, "the file is not Pascal VOC", annotations=0)
    if not parsed:
        raise UserError("no-annotations", f"{base} holds no Pascal VOC file.", "Choose the folder of the XML files.")
    labels = LabelList(base.name, report)
    used = dict.fromkeys(one.label for picture in parsed for one in picture.objects)
    for number, name in enumerate(declared_labels(base, frozenset(used))):
        labels.add(name, number)
    labels.extend(used)
    return RawDataset(labels.done(), _walk(parsed, read_image_sets(base), report))


def _walk(parsed: list[_XmlPicture], sets: dict[str, Split], report: ImportReport) -> Iterator[RawPicture]:
    claims = Counter(join(xml.tail, xml.filename) for xml in parsed)
    for xml in parsed:
        split = sets.get(xml.own) or split_of_folder(xml.name.rpartition("/")[0])
        folders = likely_folders(split, xml.beside)
        below = join(xml.tail, xml.filename) if xml.filename else ""
        named = tuple(dict.fromkeys(name for name in (below, xml.filename, xml.filename.strip()) if name.strip()))
        stems = tuple(without_ending(name) for name in named)
        picture = RawPicture(
            xml.name, below, "object", named, (*stems, xml.own), folders, xml.width, xml.height, split=split
        )
        if claims[below] > 1 or not named:
            # Copied XML keeps the name of the picture it was made for: its own name is then the better witness.
            picture.names, picture.stems, picture.path = (), (xml.own, *stems), xml.own
        for one in xml.objects:
            if not one.label:
                report.skip(xml.name, f"object {one.place}", "it has no label")
            elif isinstance(one.corners, str):
                report.skip(xml.name, f"object {one.place}: {one.corners}", "its box is not four numbers")
            else:
                picture.annotations.append(RawAnnotation(one.label, one.corners, one.place))
        yield picture


def _xml_picture(element: Element, path: Path, base: Path, root: Path) -> _XmlPicture:
    name = name_below(path, base)
    size = element.find("size")
    tail = _tail(path, base)
    return _XmlPicture(
        name,
        # Not stripped: a name may begin or end with a space.
        (element.findtext("filename") or "").strip("\r\n\t"),
        tail,
        join(tail, path.stem),
        name_below(path, root).rpartition("/")[0],
        _positive(text_of(size, "width")),
        _positive(text_of(size, "height")),
        tuple(_object(one, number) for number, one in enumerate(element.findall("object"), start=1)),
    )


def _tail(path: Path, base: Path) -> str:
    """The XML's folder below the outermost folder of annotations, else below the source."""
    parts = name_below(path, base).split("/")[:-1]
    for index, part in enumerate(parts):
        if part.casefold() in ANNOTATION_FOLDERS:
            return "/".join(parts[index + 1 :])
    return "/".join(parts)


def _object(element: Element, place: int) -> _Object:
    box = element.find("bndbox")
    texts = [text_of(box, tag) for tag in _CORNER_TAGS]
    label = clean_name(element.findtext("name") or "")
    try:
        x0, y0, x1, y1 = map(float, texts)
    except ValueError:
        return _Object(label, repr(texts) if box is not None else "no bndbox", place)
    return _Object(label, (x0, y0, x1, y1), place)


def _positive(text: str) -> float:
    """A written width or height; 0 for what is none."""
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0
