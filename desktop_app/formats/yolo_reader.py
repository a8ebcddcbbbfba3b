"""YOLO's text rows, one file a picture: https://docs.ultralytics.com/datasets/detect/

A row is `number x y width height` in parts of the picture's size. Layouts that are understood: images/ beside labels/
with or without split folders in or around them, labels beside the pictures, darknet's obj.data with its lists.
A label's number is its rank in the declared list and stays it, whether or not a box uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.formats.file_input import ShouldStop, name_below, read_lines, until_stopped, walk_files
from desktop_app.formats.label_list import LabelList
from desktop_app.formats.paths import join
from desktop_app.formats.pictures import likely_folders
from desktop_app.formats.raw import Corners, RawAnnotation, RawDataset, RawPicture
from desktop_app.formats.report import ImportReport
from desktop_app.formats.splits import split_of_folder, split_of_word
from desktop_app.formats.yolo_lists import PictureLists
from desktop_app.formats.yolo_names import LABEL_FOLDERS, YoloDeclaration, read_declaration
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

NO_SPLIT_FOLDER = "all"
MAX_LABEL_NUMBER = 100_000
_NO_LABEL_FILES = frozenset(
    {"classes", "train", "val", "valid", "validation", "test", "trainval", "labels", "readme", "license", "notes"}
    | {"requirements", "readme.dataset", "readme.roboflow"}
)


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label file. stem: what the picture is called.   own: full paths, without ending, that belong to this layout.

    places: all paths to try, the own ones first.   beside: the file's folder below the root.
    """

    path: Path
    name: str
    stem: str
    own: tuple[str, ...]
    places: tuple[str, ...]
    beside: str
    split: Split | None


def read_yolo(source: Path, root: Path, report: ImportReport, should_stop: ShouldStop) -> RawDataset:
    """A data.yaml, obj.data or folder. root: where pictures are looked for. Raises UserError if it holds no rows,
    and Cancelled.
    """
    base = source if source.is_dir() else source.parent
    declared = read_declaration(source, report)
    files = list(until_stopped(label_files(base, root, declared), should_stop))
    if not files:
        raise UserError(
            "no-annotations", f"{source} has no YOLO label files.", "Choose the folder that holds labels/ or data.yaml."
        )
    names = declared.names or _numbers_in_use(until_stopped(files, should_stop), report, base)
    labels = LabelList(declared.file or base.name, report)
    by_number = [labels.add(name, number) for number, name in enumerate(names)]
    reader = _RowReader(by_number, declared.row_length, report)
    lists = PictureLists(declared, base, report)
    return RawDataset(labels.done(), _walk(files, lists, reader, report))


def label_files(base: Path, root: Path, declared: YoloDeclaration) -> Iterator[LabelFile]:
    """Every label file below the source, in one order; text files of other kinds left out."""
    texts = [path for path in walk_files(base, ".txt") if path not in declared.lists]
    halls = [_hall(name_below(path, base)) for path in texts]
    if any(hall >= 0 for hall in halls):
        chosen = [(path, hall) for path, hall in zip(texts, halls, strict=True) if hall >= 0]
    else:
        chosen = [(path, -1) for path in texts]
    for path, hall in chosen:
        if not _is_other_text(path, hall, name_below(path, base)):
            yield _label_file(path, hall, base, root, declared)


def _walk(
    files: list[LabelFile], lists: PictureLists, reader: _RowReader, report: ImportReport
) -> Iterator[RawPicture]:
    for file in files:
        split = lists.split_of(file.own) or file.split
        # A path that leaves the root is refused when the picture is looked up, as in every format.
        folders = likely_folders(split, file.beside)
        picture = RawPicture(
            file.name, file.stem, "line", stems=file.places, folders=folders, is_relative=True, split=split
        )
        try:
            reader.read(file.path, picture)
        except UserError as error:
            report.skip(file.name, error.message, "the file cannot be read", annotations=0)
            report.skipped_pictures += 1
            continue
        yield picture
    lists.report_unlabelled()


def _hall(name: str) -> int:
    """Which part of a path is the folder of labels; -1 if none is."""
    parts = name.split("/")[:-1]
    return next((index for index, part in enumerate(parts) if part.casefold() in LABEL_FOLDERS), -1)


def _is_other_text(path: Path, hall: int, name: str) -> bool:
    depth = name.count("/")
    if path.stem.casefold() == "classes" and depth == hall + 1:
        return True
    if hall >= 0:
        return False
    if path.stem.casefold() in _NO_LABEL_FILES:
        return True
    try:
        first = next((line for line in read_lines(path) if line.strip()), "")
    except UserError:
        return False  # said when it is read
    return bool(first) and not _looks_like_row(first)


def _looks_like_row(line: str) -> bool:
    parts = line.split()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return False
    return len(numbers) >= 5 and numbers[0].is_integer()


def looks_like_labels(path: Path) -> bool:
    """Whether the first row of a text file is YOLO's; an empty file may be one too and is no witness."""
    try:
        first = next((line for line in read_lines(path) if line.strip()), "")
    except UserError:
        return False
    return _looks_like_row(first)


def _label_file(path: Path, hall: int, base: Path, root: Path, declared: YoloDeclaration) -> LabelFile:
    name = name_below(path, base)
    stem = name[: -len(path.suffix)]
    parts = stem.split("/")
    above, below = (parts[:hall], parts[hall + 1 :]) if hall >= 0 else ([], parts)
    split, tail = None, below
    if hall >= 0 and len(below) > 1 and (below[0] == NO_SPLIT_FOLDER or split_of_word(below[0])):
        split, tail = split_of_word(below[0]), below[1:]
    elif hall >= 0 and above:
        split = split_of_word(above[-1])
    elif hall < 0:
        split = split_of_folder("/".join(parts[:-1]))
    prefix = name_below(base, root) if base.is_relative_to(root) and base != root else ""
    images = (
        [join(prefix, *above, image_folder, *below) for image_folder in ("images", "JPEGImages")] if hall >= 0 else []
    )
    own = (*images, join(prefix, stem))
    places = tuple(dict.fromkeys([*own, "/".join(below), "/".join(tail)]))
    split = _split_of_folders(images, prefix, declared.folders) or split
    return LabelFile(path, name, "/".join(tail), own, places, join(prefix, *parts[:-1]), split)


def _split_of_folders(images: list[str], prefix: str, folders: dict[str, Split]) -> Split | None:
    """By the folders of data.yaml: what it calls train is train, whatever the folder's name."""
    for image in images:
        inside = image.removeprefix(prefix).strip("/")
        for folder, split in folders.items():
            if folder and inside.startswith(f"{folder}/"):
                return split
    return None


def _numbers_in_use(files: Iterable[LabelFile], report: ImportReport, base: Path) -> list[str]:
    """Labels called by their numbers, 0 to the highest in use, where nothing declares names."""
    highest = -1
    for file in files:
        try:
            firsts = [line.split(None, 1)[0] for line in read_lines(file.path) if line.strip()]
        except UserError:
            continue
        numbers = [int(first) for first in firsts if first.isdecimal() and len(first) <= 6]
        highest = max([highest, *(number for number in numbers if number <= MAX_LABEL_NUMBER)])
    if highest >= 0:
        place = "no data.yaml, obj.data or classes.txt"
        report.adjust(base.name, place, "nothing names the labels: they are called by their numbers", annotations=0)
    return [str(number) for number in range(highest + 1)]


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Rows to annotations. names: by number, '' for a number without a name."""

    names: list[str]
    row_length: int
    report: ImportReport

    def read(self, path: Path, picture: RawPicture) -> None:
        for line, text in enumerate(read_lines(path), start=1):
            if text.strip():
                self._add(picture, line, text.split())

    def _add(self, picture: RawPicture, line: int, parts: list[str]) -> None:
        place = f"line {line}: {' '.join(parts)[:80]}"
        try:
            number, *numbers = (float(part) for part in parts)
        except ValueError:
            self.report.skip(picture.file, place, "its row is not numbers")
            return
        if not number.is_integer() or not 0 <= number < len(self.names) or not self.names[int(number)]:
            self.report.skip(picture.file, place, "its label number has no name")
            return
        corners, note = _corners(numbers, self.row_length)
        if corners is None:
            self.report.skip(picture.file, place, note)
            return
        if note:
            self.report.adjust(picture.file, place, note)
        picture.annotations.append(RawAnnotation(self.names[int(number)], corners, line, bool(note)))


def _corners(numbers: list[float], row_length: int) -> tuple[Corners | None, str]:
    """Corners in parts of the picture, with a note; or None with the reason."""
    count = len(numbers)
    if count < 4:
        return None, "its row has fewer than five numbers"
    has_points = row_length > 5 and count == row_length - 1
    if count >= 6 and count % 2 == 0 and not has_points:
        xs, ys = numbers[0::2], numbers[1::2]
        return (min(xs), min(ys), max(xs), max(ys)), "its outline is not kept, the box around it is"
    x, y, width, height = numbers[:4]
    note = ""
    if count == 5:
        note = "the sixth number of its row, a score, is not kept"
    elif count > 5:
        note = "its key points are not kept, its box is"
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2), note
