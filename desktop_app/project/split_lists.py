"""Splits that the user hands over: `folders`, or up to three lists TRAIN,VAL[,TEST] of picture names.

Lists come as people have them: text with a name a line (perhaps with more behind it), or CSV with a column of names.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.project.file_walk import has_picture_ending
from desktop_app.project.folder_labels import split_of
from desktop_app.project.picture_index import PictureIndex
from desktop_app.project.query import ImageRow, Query
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

_COLUMNS = (
    "filename", "file_name", "image_name", "image_path", "image", "img", "file", "path", "name", "image_id", "id",
)  # fmt: skip
_MAX_BYTES = 256 << 20
_ORDER = (Split.TRAIN, Split.VALIDATION, Split.TEST)


@dataclass(slots=True)
class GivenSplit:
    """What the user gave. places: image id → split.   cut: validation was left empty, to be cut from training.

    unknown: names that no picture has, or several.   twice: names in two lists; the later list has them.
    """

    places: dict[int, Split] = field(default_factory=dict)
    cut: bool = False
    unknown: list[str] = field(default_factory=list)
    twice: int = 0


def read_given_split(spec: str, query: Query, base: Path | None = None) -> GivenSplit:
    """Read `--split-from`. spec: 'folders' or 'TRAIN,VAL[,TEST]'; VAL or TEST may be empty.   base: for relative paths.

    Raises UserError: 'bad-split' for another spec, an unreadable list, or one that names no picture of the project.
    """
    rows = query.image_rows(query.image_ids())
    given = _from_folders(rows, query) if spec.strip() == "folders" else _from_lists(spec, rows, query, base)
    if Split.TRAIN not in given.places.values():
        raise UserError(
            "bad-split",
            f"The split {spec!r} names no picture of the project for training.",
            "Give lists as TRAIN,VAL[,TEST] whose names are those of the pictures, or 'folders'.",
        )
    given.cut = Split.VALIDATION not in given.places.values()
    return given


def _from_folders(rows: Sequence[ImageRow], query: Query) -> GivenSplit:
    names = {root.id: root.path.name for root in query.roots()}
    found = {row.image.id: split_of(row, names[row.root_id]) for row in rows}
    return GivenSplit({image_id: split for image_id, split in found.items() if split is not None})


def _from_lists(spec: str, rows: Sequence[ImageRow], query: Query, base: Path | None) -> GivenSplit:
    files = [part.strip() for part in spec.split(",")]
    if not 2 <= len(files) <= 3 or not files[0]:
        raise UserError(
            "bad-split",
            f"{spec!r} is not a split.",
            "Use 'folders', or TRAIN,VAL or TRAIN,VAL,TEST with a file each; an empty VAL is cut from TRAIN.",
        )
    roots = {root.id: root.path for root in query.roots()}
    index = PictureIndex((row.image.id, roots[row.root_id], row.name) for row in rows)
    given = GivenSplit()
    for split, name in zip(_ORDER, files, strict=False):
        if name:
            _add_list(given, index, split, (base or Path()) / name)
    return given


def _add_list(given: GivenSplit, index: PictureIndex, split: Split, file: Path) -> None:
    for candidates in read_names(file):
        matches = (index.find(name).image_id for name in candidates)
        image_id = next((found for found in matches if found is not None), None)
        if image_id is None:
            given.unknown.append(candidates[0])
            continue
        if given.places.get(image_id, split) is not split:
            given.twice += 1
        given.places[image_id] = split


def read_names(file: Path) -> list[tuple[str, ...]]:
    """The entries of a list, each as what it may mean, best first ('a b.jpg 1' is 'a b.jpg 1', or 'a'…).

    Raises UserError('bad-split') if the file cannot be read as text.
    """
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise UserError("bad-split", f"{file} is far too large for a list of names.", "Give another file.")
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UserError(
            "bad-split", f"The list {file} cannot be read: {error.strerror or error}.", "Check its path."
        ) from error
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    column = _column(lines[0]) if lines else None
    if column is not None:
        position, delimiter = column
        cells = csv.reader(lines[1:], delimiter=delimiter)
        return [(row[position].strip(),) for row in cells if len(row) > position and row[position].strip()]
    if file.suffix.lower() == ".csv":
        return [(row[0].strip(),) for row in csv.reader(lines) if row and row[0].strip()]
    return [_meanings(line) for line in lines]


def _column(header: str) -> tuple[int, str] | None:
    """Where a CSV's header has the names, and its delimiter; None if the line is no header."""
    for delimiter in (",", ";", "\t"):
        cells = [cell.strip().casefold() for cell in next(csv.reader([header], delimiter=delimiter))]
        if len(cells) > 1 or (cells and "." not in cells[0]):
            for name in _COLUMNS:
                if name in cells:
                    return cells.index(name), delimiter
    return None


def _meanings(line: str) -> tuple[str, ...]:
    """A line may hold more than a name ('000012 -1', 'a.jpg cat 1'), and a name may hold spaces."""
    words = line.split()
    meanings = [line]
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        if count == 1 or has_picture_ending(start):
            meanings.append(start)
    return tuple(dict.fromkeys(meanings))
