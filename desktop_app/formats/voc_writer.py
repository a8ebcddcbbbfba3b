"""Pascal VOC: one XML a picture, image sets for the splits, a list of the labels in their order."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from desktop_app.formats.export_boxes import RankedAnnotation, boxes_only, label_ranks
from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.paths import join
from desktop_app.formats.splits import SPLIT_NAMES
from desktop_app.formats.values import ExportPicture, ExportSet
from desktop_app.formats.voc_lists import LABELS_FILE
from ml_engine.domain.values import Split

# XML 1.0 has no way to write these, and the lists of pictures are lines of text.
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def write_voc(dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
    """Annotations/, ImageSets/Main/, labels.txt, and JPEGImages/ where pictures are copied."""
    ranks = label_ranks(dataset)
    sets: defaultdict[Split, list[str]] = defaultdict(list)
    for picture in dataset.pictures:
        if _NOT_IN_XML.search(picture.path):
            reason = "Pascal VOC cannot hold a name with line breaks or control characters: rename the picture"
            tally.leave_out(picture.path, reason, len(picture.annotations))
            continue
        path = picture.path
        if copy_images:
            target = folder.free_path(join("JPEGImages", path))
            path = target.removeprefix("JPEGImages/")
            folder.copy(picture.file, target)
            tally.copied_pictures += 1
        above, _, name = path.rpartition("/")
        xml_path = folder.free_path(join("Annotations", above, f"{name.rpartition('.')[0] or name}.xml"))
        boxes = boxes_only(picture, ranks, "Pascal VOC", tally)
        folder.write_text(xml_path, _xml(picture, above, name, [dataset.labels[box.rank].name for box in boxes], boxes))
        tally.pictures += 1
        if picture.split:
            sets[picture.split].append(xml_path.removeprefix("Annotations/").removesuffix(".xml"))
    for split, names in sets.items():
        folder.write_text(f"ImageSets/Main/{SPLIT_NAMES[split]}.txt", "".join(f"{name}\n" for name in names))
    folder.write_text(LABELS_FILE, "".join(f"{label.name}\n" for label in dataset.labels))


def _xml(picture: ExportPicture, above: str, name: str, labels: list[str], boxes: list[RankedAnnotation]) -> str:
    lines = [
        "<annotation>",
        f"  <folder>{_text(above)}</folder>",
        f"  <filename>{_text(name)}</filename>",
        "  <source><database>Vistazo</database></source>",
        f"  <size><width>{picture.width}</width><height>{picture.height}</height><depth>3</depth></size>",
        "  <segmented>0</segmented>",
    ]
    for label, box in zip(labels, boxes, strict=True):
        corners = zip(("xmin", "ymin", "xmax", "ymax"), box.annotation.xyxy, strict=True)
        bounds = "".join(f"<{tag}>{_number(value)}</{tag}>" for tag, value in corners)
        lines += [
            "  <object>",
            f"    <name>{_text(label)}</name>",
            "    <pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>",
            f"    <bndbox>{bounds}</bndbox>",
            "  </object>",
        ]
    return "\n".join([*lines, "</annotation>", ""])


def _number(value: float) -> str:
    """Whole pixels as VOC's own tools expect them, others with all their digits."""
    return str(int(value)) if value == int(value) else repr(float(value))


def _text(text: str) -> str:
    return escape(text, quote=False)
