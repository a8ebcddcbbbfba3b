"""What stands beside YOLO's label files: the labels' names and which picture is in which split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.formats.file_input import name_below, read_lines
from desktop_app.formats.paths import RefusedPathError, relative_path
from desktop_app.formats.report import ImportReport
from desktop_app.formats.splits import split_of_word
from desktop_app.formats.yaml_subset import YamlSubsetError, YamlValue, parse_yaml
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

LABEL_FOLDERS = frozenset({"labels", "annotations", "obj_train_data", "obj_valid_data", "obj_test_data"})
NAME_FILES = ("classes.txt", "obj.names", "classes.names", "_darknet.labels")
_SPLIT_KEYS = ("train", "val", "valid", "validation", "test")


@dataclass(slots=True)
class YoloDeclaration:
    """names: by number, in order; empty if nothing declares them.   file: what declares them, '' if nothing.

    lists: text files that name pictures.   folders: path → split, as data.yaml writes them.   row_length: numbers of a
    row with key points, 0 without.
    """

    file: str = ""
    names: list[str] = field(default_factory=list)
    lists: dict[Path, Split | None] = field(default_factory=dict)
    folders: dict[str, Split] = field(default_factory=dict)
    row_length: int = 0


def declaration_files(source: Path) -> list[Path]:
    """The files that may declare names, the most telling first: data.yaml, obj.data, classes.txt and their like."""
    if source.is_file():
        return [source]
    folders = [source, source / "labels"]
    hall = next((folder for folder in (source, source.parent) if folder.name.casefold() in LABEL_FOLDERS), None)
    if hall is not None:  # set/labels, set/labels/train, set/train/labels: the names lie in set/
        folders += [folder for folder in (source.parent, hall.parent) if folder not in folders]
        if split_of_word(hall.parent.name) is not None:
            folders.append(hall.parent.parent)
    return [path for folder in folders if folder.is_dir() for path in _telling_files(folder)]


def read_declaration(source: Path, report: ImportReport) -> YoloDeclaration:
    """Names and splits of a source. Raises UserError if the file that declares the names cannot be understood."""
    base = source if source.is_dir() else source.parent
    found = YoloDeclaration()
    for path in declaration_files(source):
        if path.suffix.lower() in {".yaml", ".yml"}:
            _read_yaml(path, base, found, report)
        elif path.suffix.lower() == ".data":
            _read_darknet(path, base, found, report)
        elif path.suffix.lower() != ".txt" or path.name.casefold() in NAME_FILES:
            found.names = _names_of_lines(path)
        if found.names:
            found.file = name_below(path, base)
            break
    for word in _SPLIT_KEYS:
        path = base / f"{word}.txt"
        if path.is_file():
            found.lists.setdefault(path, split_of_word(word))
    return found


def _telling_files(folder: Path) -> Iterator[Path]:
    names = sorted(path for path in folder.iterdir() if path.is_file())
    yield from (path for path in names if path.suffix.lower() in {".yaml", ".yml"} and is_data_yaml(path))
    yield from (path for path in names if path.suffix.lower() == ".data")
    yield from (path for name in NAME_FILES for path in names if path.name.casefold() == name)
    yield from (path for path in names if path.suffix.lower() == ".names" and path.name.casefold() not in NAME_FILES)


def is_data_yaml(path: Path) -> bool:
    """Whether a YAML file has a `names` key; False for what cannot be read."""
    try:
        return any(line.startswith(("names:", '"names":', "'names':")) for line in read_lines(path, 1 << 20))
    except UserError:
        return False


def _read_yaml(path: Path, base: Path, found: YoloDeclaration, report: ImportReport) -> None:
    try:
        values = parse_yaml(read_lines(path, 4 << 20))
        if "names" not in values:
            raise YamlSubsetError("its names are neither a list nor a mapping")
        found.names = _names_of_yaml(values["names"])
    except YamlSubsetError as error:
        raise UserError(
            "yaml-unexpected",
            f"{path} cannot be understood: {error}.",
            "Write its names as a list or as 0: name lines.",
        ) from error
    for key in _SPLIT_KEYS:
        value, split = values.get(key, ""), split_of_word(key)
        for text in value if isinstance(value, list) else [value]:
            if not isinstance(text, str) or not text:
                continue
            if text.endswith(".txt"):
                _add_list(text, split, path, base, found, report)
            elif split:
                # Only compared with the folders that we find, never opened.
                found.folders[text.removeprefix("../").removeprefix("./").strip("/")] = split
    shape = values.get("kpt_shape")
    if isinstance(shape, list) and len(shape) == 2 and all(text.isdecimal() for text in shape):
        found.row_length = 5 + int(shape[0]) * int(shape[1])


def _names_of_yaml(value: YamlValue) -> list[str]:
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        raise YamlSubsetError(f"names is {value[:40]!r}, not a list" if value else "names is neither list nor mapping")
    try:
        numbered = {int(key): name for key, name in value.items()}
    except ValueError as error:
        raise YamlSubsetError("the keys of names are not numbers") from error
    if not numbered:
        return []
    if min(numbered) < 0 or max(numbered) > 100_000:
        raise YamlSubsetError("the keys of names do not count from 0")
    return [numbered.get(number, "") for number in range(max(numbered) + 1)]


def _read_darknet(path: Path, base: Path, found: YoloDeclaration, report: ImportReport) -> None:
    """obj.data: 'key = value' lines whose paths are written from darknet's own folder."""
    values: dict[str, str] = {}
    for line in read_lines(path, 1 << 20):
        key, equals, value = line.partition("=")
        if equals:
            values[key.strip()] = value.strip()
    if "names" in values and (names := _inside(values["names"], path, base, report)):
        found.names = _names_of_lines(names)
    for key in _SPLIT_KEYS:
        if key in values:
            _add_list(values[key], split_of_word(key), path, base, found, report)


def _add_list(
    text: str, split: Split | None, path: Path, base: Path, found: YoloDeclaration, report: ImportReport
) -> None:
    if listed := _inside(text, path, base, report):
        found.lists[listed] = split


def _inside(text: str, path: Path, base: Path, report: ImportReport) -> Path | None:
    """The file that a declaration names, looked for beside it with and without its folders; None if there is none."""
    try:
        written = relative_path(text.replace("\\", "/"))
    except RefusedPathError as error:
        report.skip(name_below(path, base), repr(text), f"a file it names is not opened: {error}", annotations=0)
        return None
    for candidate in (path.parent / written, path.parent / written.rpartition("/")[2]):
        if candidate.is_file() and candidate.resolve().is_relative_to(path.parent.resolve()):
            return candidate
    return None


def _names_of_lines(path: Path) -> list[str]:
    lines = read_lines(path, 4 << 20)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
