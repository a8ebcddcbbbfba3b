"""What a format is to the rest of the program; the list of those there are is registry.py."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.file_input import ShouldStop
from desktop_app.formats.raw import RawDataset
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ExportSet


class Format(Protocol):
    """A way to write annotations down.

    name: what the user types.   title: what the user reads.   limits: sentences that say what it cannot hold.
    """

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def limits(self) -> tuple[str, ...]: ...

    def detect(self, source: Path) -> float:
        """How sure it is that a file or folder is its own, 0 to 1. Never raises for a damaged file."""
        ...

    def parse(self, source: Path, root: Path, report: ImportReport, should_stop: ShouldStop) -> RawDataset:
        """Labels and pictures as written. root: where pictures are looked for. Raises UserError and Cancelled."""
        ...

    def dump(self, dataset: ExportSet, folder: ExportFolder, tally: ExportTally, *, copy_images: bool) -> None:
        """Write all files into a folder that is renamed afterwards. tally: what was written and left out."""
        ...
