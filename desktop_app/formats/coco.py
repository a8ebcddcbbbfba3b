"""The COCO format: detection, reading and writing as one entry of the registry."""

from __future__ import annotations

import mmap
from pathlib import Path

from desktop_app.formats.coco_reader import read_coco
from desktop_app.formats.coco_writer import write_coco
from desktop_app.formats.export_folder import MANIFEST, ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.file_input import ShouldStop, name_below, walk_files
from desktop_app.formats.raw import RawDataset
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ExportSet

# What COCO calls the files of its other tasks; of those we read the first kind that is there, if there are no boxes.
_OTHER_TASKS = ("person_keypoints", "stuff", "labels", "panoptic", "captions", "image_info")


class CocoFormat:
    name = "coco"
    title = "COCO JSON"
    limits = ("Outlines are written and not read back: the box around them is.",)

    def detect(self, source: Path) -> float:
        if source.is_file():
            return 1.0 if source.suffix.lower() == ".json" and _is_coco(source) else 0.0
        return 0.9 if any(_is_coco(path) for path in _candidates(source)) else 0.0

    def parse(self, source: Path, root: Path, report: ImportReport, should_stop: ShouldStop) -> RawDataset:
        if source.is_file():
            return read_coco([source], source.parent, root, report, should_stop)
        files = [path for path in _candidates(source) if _is_coco(path)]
        tasks = [_task(path) for path in files]
        read = min(tasks, default=0)
        chosen = [path for path, task in zip(files, tasks, strict=True) if task == read]
        for path in files:
            if path not in chosen:
                place = "a file of another task beside files of boxes"
                report.skip(name_below(path, source), place, "the file was not read", annotations=0)
        return read_coco(chosen, source, root, report, should_stop)

    def dump(self, dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
        write_coco(dataset, folder, tally, copy_images=copy_images)


def _task(path: Path) -> int:
    """0 for a file of boxes, else the rank of its task."""
    name = path.stem.casefold()
    return next((rank for rank, task in enumerate(_OTHER_TASKS, start=1) if name.startswith(f"{task}_")), 0)


def _candidates(folder: Path) -> list[Path]:
    return [path for path in walk_files(folder, ".json") if path.name != MANIFEST]


def _is_coco(path: Path) -> bool:
    """Whether a JSON file has COCO's two lists; looked for as text, whatever their order and the file's size."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content.find(b'"images"') >= 0 and content.find(b'"annotations"') >= 0
    except (OSError, ValueError):  # ValueError: an empty file
        return False
