"""The pictures under an images root, found by what annotation files call them.

Only names that a walk of the root has seen can be answered, so a hostile path finds nothing outside. Better no picture
than a wrong one: a search beyond the written path must have exactly one answer.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop_app.formats.paths import RefusedPathError, join, relative_path, without_ending
from desktop_app.formats.splits import split_of_folder
from ml_engine.domain.values import Split

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".tif", ".tiff", ".webp", ".gif"})
_USUAL_FOLDERS = ("images", "data", "jpegimages", "obj_train_data", "train", "val", "valid", "test", ".")


@dataclass(frozen=True, slots=True)
class PictureHit:
    """A found picture. path: relative to the root.   file: resolved.   searched: found elsewhere than written."""

    path: str
    file: Path
    searched: bool


class MissingPictureError(LookupError):
    """No picture, or more than one, answers to a name. str(error) is the reason."""


class PictureIndex:
    """All pictures under a root; walked once, when first asked."""

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))

    def find(self, written: str, folders: Sequence[str] = ("",), split: Split | None = None) -> PictureHit:
        """The picture that a file calls `written`, looked for in folders of the root, in their order.

        A name that is there with another case or Unicode form counts as found. Raises RefusedPathError and
        MissingPictureError.
        """
        return self._find(relative_path(written), folders, split, any_ending=False)

    def find_stem(self, stem: str, folders: Sequence[str] = ("",), split: Split | None = None) -> PictureHit:
        """The picture with this path and any picture's ending. Raises RefusedPathError and MissingPictureError."""
        return self._find(relative_path(stem), folders, split, any_ending=True)

    def _find(self, path: str, folders: Sequence[str], split: Split | None, *, any_ending: bool) -> PictureHit:
        variants = [path] if "\\" not in path else [path, path.replace("\\", "/")]
        for variant in variants:
            for folder in folders:
                if found := self._pick(join(folder, variant), any_ending):
                    return self._hit(found, searched=False)
        for variant in variants:
            if found := self._search(variant, split, any_ending):
                return self._hit(found, searched=True)
        raise MissingPictureError("its picture is not in the folder of pictures")

    def _pick(self, path: str, any_ending: bool) -> str:
        """The one file at a path, '' for none. any_ending: path has no ending."""
        found = self._by_stem.get(_key(path if any_ending else without_ending(path)), [])
        if any_ending:
            exact = [name for name in found if without_ending(name) == path]
            return _only(exact or found)
        if path in found:
            return path
        key = _key(path)
        return _only([name for name in found if _key(name) == key])

    def _search(self, path: str, split: Split | None, any_ending: bool) -> str:
        tail = path
        while True:  # a file may be written from a folder above the root: data/obj_train_data/1.jpg
            if found := self._pick(tail, any_ending):
                return found
            first, slash, rest = tail.partition("/")
            if not slash or first.casefold() not in {*_USUAL_FOLDERS, self.root.name.casefold()}:
                break
            tail = rest
        end = "/" + _key(tail)
        stem = tail if any_ending else without_ending(tail)
        below = [
            name
            for name in self._by_name.get(_key(stem.rpartition("/")[2]), [])
            if _key(without_ending(name) if any_ending else name).endswith(end) and _may_be_in(name, split)
        ]
        if len(below) > 1:
            raise MissingPictureError("several pictures have its name")
        return _only(below)

    def _hit(self, path: str, *, searched: bool) -> PictureHit:
        file = Path(os.path.realpath(self.root / path))
        if not file.is_relative_to(self.root):
            raise RefusedPathError("its picture is a link that leaves the folder of pictures")
        if not file.is_file():
            raise MissingPictureError("its picture is not a file")
        return PictureHit(path, file, searched)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """Key of the relative path without ending → relative paths."""
        index: defaultdict[str, list[str]] = defaultdict(list)
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            above = Path(folder).relative_to(self.root).as_posix()
            for name in sorted(names):
                if Path(name).suffix.lower() in PICTURE_ENDINGS:
                    path = join("" if above == "." else above, name)
                    index[_key(without_ending(path))].append(path)
        return dict(index)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Key of the file name without folder and ending → relative paths."""
        index: defaultdict[str, list[str]] = defaultdict(list)
        for key, paths in self._by_stem.items():
            index[key.rpartition("/")[2]].extend(paths)
        return dict(index)


def likely_folders(split: Split | None, beside: str = "") -> tuple[str, ...]:
    """Where under a root the pictures of a split usually lie; beside: the annotation file's own folder there."""
    names = {
        Split.TRAIN: ("train", "train2017", "training"),
        Split.VALIDATION: ("val", "valid", "validation", "val2017"),
        Split.TEST: ("test", "test2017", "testing"),
        None: (),
    }[split]
    halls = ("images", "JPEGImages")
    of_split = [place for name in names for place in (*(f"{hall}/{name}" for hall in halls), f"{name}/images", name)]
    above = beside.rpartition("/")[0]
    around = [beside, *(join(above, hall) for hall in halls), *(join(beside, hall) for hall in halls), above]
    # "all" is where our own exports put pictures without a split.
    return tuple(dict.fromkeys([*of_split, "", *around, "images/all", *halls]))


def _may_be_in(path: str, split: Split | None) -> bool:
    found = split_of_folder(path.rpartition("/")[0])
    return split is None or found is None or found is split


def _only(paths: list[str]) -> str:
    return paths[0] if len(paths) == 1 else ""


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
