"""Lists of pictures beside YOLO's labels (train.txt …): they tell the split, and pictures that nobody has labelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from desktop_app.formats.file_input import name_below, read_lines
from desktop_app.formats.paths import RefusedPathError, relative_path, without_ending
from desktop_app.formats.report import ImportReport
from desktop_app.formats.yolo_names import YoloDeclaration
from ml_engine.domain.values import Split


class PictureLists:
    """The listed pictures by name. Paths are compared only, none is opened."""

    def __init__(self, declared: YoloDeclaration, base: Path, report: ImportReport) -> None:
        self._report = report
        self._rows: defaultdict[str, list[_Row]] = defaultdict(list)
        for path, split in declared.lists.items():
            for line in read_lines(path):
                if line.strip():
                    self._add(line.strip(), split, name_below(path, base))

    def split_of(self, places: Iterable[str]) -> Split | None:
        """The split that a list gives to the picture at one of these paths (without ending); None if no list does."""
        for place in places:
            for row in self._rows.get(place.rpartition("/")[2], []):
                if _same_tail(row.stem, place):
                    row.is_labelled = True
                    return row.split
        return None

    def report_unlabelled(self) -> None:
        """A listed picture without a label file: nobody said that it is empty, so it is not taken."""
        for rows in self._rows.values():
            for row in rows:
                if not row.is_labelled:
                    self._report.skipped_pictures += 1
                    reason = "a listed picture has no label file: it is not taken as empty"
                    self._report.skip(row.file, f"picture {row.stem!r}", reason, annotations=0)

    def _add(self, text: str, split: Split | None, file: str) -> None:
        try:
            stem = without_ending(relative_path(text.replace("\\", "/")))
        except RefusedPathError as error:
            self._report.skip(file, repr(text), f"a listed picture is not looked for: {error}", annotations=0)
            return
        self._rows[stem.rpartition("/")[2]].append(_Row(file, stem, split))


class _Row:
    __slots__ = ("file", "is_labelled", "split", "stem")

    def __init__(self, file: str, stem: str, split: Split | None) -> None:
        self.file, self.stem, self.split, self.is_labelled = file, stem, split, False


def _same_tail(a: str, b: str) -> bool:
    """Whether the shorter path is the end of the longer one, part by part."""
    short, long = sorted((a, b), key=len)
    return long == short or long.endswith(f"/{short}")
