"""Finds the picture that a line of somebody else's file means, among the project's own and nowhere else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Match:
    """image_id: the picture, None if none or several could be meant.   candidates: how many could."""

    image_id: int | None
    candidates: int


class PictureIndex:
    """Pictures by path, by file name, by name without ending.

    A name's folders, where it has any, choose between pictures of one file name: the more of the last ones agree, the
    better. Names are compared in Unicode's composed form: disks differ in it.
    """

    def __init__(self, pictures: Iterable[tuple[int, Path, str]]) -> None:
        """pictures: (id, resolved root, path relative to it)."""
        self._by_file: dict[Path, int] = {}
        self._by_name: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._by_stem: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for image_id, root, relative in pictures:
            self._by_file[root / relative] = image_id
            parts = tuple(_composed(relative).split("/"))
            entry = (image_id, parts[:-1])
            self._by_name.setdefault(parts[-1], []).append(entry)
            self._by_stem.setdefault(_stem(parts[-1]), []).append(entry)

    def by_file(self, file: Path) -> int | None:
        """The picture that lies at an absolute, resolved path."""
        return self._by_file.get(file)

    def find(self, name: str) -> Match:
        """The picture that a name means: with or without folders, with or without ending, '/' or '\\' between."""
        parts = tuple(part for part in _composed(name).replace("\\", "/").split("/") if part not in ("", "."))
        if not parts:
            return Match(None, 0)
        found = self._by_name.get(parts[-1]) or self._by_stem.get(parts[-1]) or []
        if not found:
            # A list may say .png of what was converted to .jpg since; never the other way round to something else.
            found = self._by_stem.get(_stem(parts[-1]), []) if _stem(parts[-1]) != parts[-1] else []
        agreeing = [(_common_tail(folders, parts[:-1]), image_id) for image_id, folders in found]
        best = max((count for count, _ in agreeing), default=0)
        ids = [image_id for count, image_id in agreeing if count == best]
        exact = [image_id for image_id, folders in found if folders == parts[:-1]]
        if len(exact) == 1:
            ids = exact
        return Match(ids[0] if len(ids) == 1 else None, len(ids))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _common_tail(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    count = 0
    for left, right in zip(reversed(a), reversed(b), strict=False):
        if left != right:
            break
        count += 1
    return count
