"""Labels as a file declares them: in its order, each name once, fit to be shown on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedLabels

_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
MAX_NAME = 200


def clean_name(written: str) -> str:
    """One line without control characters and outer spaces; '' if nothing is left."""
    return _UNSHOWABLE.sub(" ", written).strip()[:MAX_NAME]


class LabelList:
    """Collects the labels of one or more files; those of a later file follow, and equal names are one label."""

    def __init__(self, file: str, report: ImportReport) -> None:
        self._report = report
        self._ids: dict[str, int | str] = {}
        self.start_file(file)

    def start_file(self, file: str) -> None:
        self.file = file
        self._in_file: set[str] = set()

    def add(self, written: str, source_id: int | str) -> str:
        """The name that annotations use; '' where the file gives none."""
        name = clean_name(written)
        place = f"label {source_id}: {written!r}"
        if not name:
            self._report.skip(self.file, place, "the label has no name", annotations=0)
        elif name in self._in_file:
            self._report.adjust(self.file, place, "two labels have one name: they become one", annotations=0)
        else:
            if name != written.strip():
                self._report.adjust(self.file, place, "the label's name was made to fit one line", annotations=0)
            self._in_file.add(name)
            self._ids.setdefault(name, source_id)
        return name

    def extend(self, names: Iterable[str]) -> None:
        """Names that annotations use without a declaration: after the declared ones, in the given order."""
        for name in names:
            if name and name not in self._ids:
                self._ids[name] = len(self._ids)

    def done(self) -> ParsedLabels:
        return ParsedLabels(tuple(self._ids), tuple(self._ids.values()))
