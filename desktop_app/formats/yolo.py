"""The YOLO format: detection, reading and writing as one entry of the registry."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.file_input import ShouldStop, walk_files
from desktop_app.formats.raw import RawDataset
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ExportSet
from desktop_app.formats.yolo_names import declaration_files, is_data_yaml
from desktop_app.formats.yolo_reader import looks_like_labels, read_yolo
from desktop_app.formats.yolo_writer import write_yolo

_LOOKED_AT = 50


class YoloFormat:
    name = "yolo"
    title = "YOLO text files"
    limits = (
        "Labels of a whole picture are left out.",
        "Outlines become the box around them.",
        "Names of pictures must differ before the ending.",
    )

    def detect(self, source: Path) -> float:
        if source.is_file():
            if source.suffix.lower() in {".yaml", ".yml"}:
                return 0.9 if is_data_yaml(source) else 0.0
            return 0.9 if source.suffix.lower() == ".data" else 0.0
        try:
            is_declared = bool(declaration_files(source))
        except OSError:
            return 0.0
        has_rows = any(looks_like_labels(path) for path in islice(walk_files(source, ".txt"), _LOOKED_AT))
        if is_declared:
            return 0.9 if has_rows else 0.4
        return 0.6 if has_rows else 0.0

    def parse(self, source: Path, root: Path, report: ImportReport, should_stop: ShouldStop) -> RawDataset:
        return read_yolo(source, root, report, should_stop)

    def dump(self, dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
        write_yolo(dataset, folder, tally, copy_images=copy_images)
