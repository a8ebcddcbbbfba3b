"""The Pascal VOC format: detection, reading and writing as one entry of the registry."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.file_input import ShouldStop, walk_files
from desktop_app.formats.raw import RawDataset
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ExportSet
from desktop_app.formats.voc_reader import read_voc
from desktop_app.formats.voc_writer import write_voc

_ROOT = re.compile(rb"<annotation[\s/>]")
_LOOKED_AT = 20


class VocFormat:
    name = "voc"
    title = "Pascal VOC XML"
    limits = (
        "Labels of a whole picture are left out.",
        "Outlines become the box around them.",
        "Names with line breaks or control characters are left out.",
    )

    def detect(self, source: Path) -> float:
        if source.is_file():
            return 1.0 if source.suffix.lower() == ".xml" and _is_voc(source) else 0.0
        return 0.9 if any(_is_voc(path) for path in islice(walk_files(source, ".xml"), _LOOKED_AT)) else 0.0

    def parse(self, source: Path, root: Path, report: ImportReport, should_stop: ShouldStop) -> RawDataset:
        if source.is_file():
            return read_voc([source], source.parent, root, report, should_stop)
        return read_voc(list(walk_files(source, ".xml")), source, root, report, should_stop)

    def dump(self, dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
        write_voc(dataset, folder, tally, copy_images=copy_images)


def _is_voc(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _ROOT.search(file.read(4096).replace(b"\0", b"")) is not None  # also of UTF-16
    except OSError:
        return False
