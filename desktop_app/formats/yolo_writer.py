"""YOLO: labels/<split>/….txt in parts of the upright size, data.yaml with the names in their order."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

from desktop_app.formats.export_boxes import boxes_only, label_ranks
from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.paths import join
from desktop_app.formats.splits import SPLIT_NAMES
from desktop_app.formats.values import ExportPicture, ExportSet
from desktop_app.formats.yolo_reader import NO_SPLIT_FOLDER


def write_yolo(dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
    """A picture's rows are found by its name without ending, so two names that differ in it cannot both be kept.

    A copied picture gets another name then; without copies the second one is left out, with the reason.
    """
    ranks = label_ranks(dataset)
    used: set[str] = set()
    for picture in dataset.pictures:
        place = SPLIT_NAMES[picture.split] if picture.split else NO_SPLIT_FOLDER
        wanted = join("images", place, picture.path)
        target = folder.free_path(wanted, but_for_ending=True)
        if target != wanted and not copy_images:
            reason = "another picture has its name with another ending, which YOLO cannot tell apart: copy the pictures"
            tally.leave_out(picture.path, reason, len(picture.annotations))
            continue
        if target != wanted:
            tally.change(picture.path, f"copied as {target}: YOLO needs names that differ before the ending", 0)
        rows = _rows(picture, ranks, tally)
        stem = target.removeprefix("images/").removesuffix(Path(target).suffix)
        folder.write_text(f"labels/{stem}.txt", rows)
        if copy_images:
            folder.copy(picture.file, target)
            tally.copied_pictures += 1
        tally.pictures += 1
        used.add(place)
    folder.write_text("data.yaml", _data_yaml([label.name for label in dataset.labels], used))


def _rows(picture: ExportPicture, ranks: dict[UUID, int], tally: ExportTally) -> str:
    lines = []
    for box in boxes_only(picture, ranks, "YOLO", tally):
        x0, y0, x1, y1 = box.annotation.xyxy
        parts = (
            (x0 + x1) / 2 / picture.width,
            (y0 + y1) / 2 / picture.height,
            (x1 - x0) / picture.width,
            (y1 - y0) / picture.height,
        )
        # All digits: six decimals would move a corner of a 4,000 px picture by 0.003 px each time.
        lines.append(f"{box.rank} {' '.join(repr(part) for part in parts)}\n")
    return "".join(lines)


def _data_yaml(names: list[str], used: set[str]) -> str:
    places = [("train", "train"), ("val", "val"), ("test", "test")]
    lines = [f"{key}: images/{place}" for key, place in places if place in used]
    if NO_SPLIT_FOLDER in used and "train" not in used:
        lines.insert(0, f"train: images/{NO_SPLIT_FOLDER}  # pictures without a split")
    lines.append(f"nc: {len(names)}")
    # A JSON text is a YAML text in double quotes.
    lines += ["names:", *(f"  {number}: {json.dumps(name, ensure_ascii=False)}" for number, name in enumerate(names))]
    return "\n".join([*lines, ""]) if names else "\n".join([*lines[:-1], "names: []", ""])
