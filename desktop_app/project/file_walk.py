"""Walks a folder of pictures and only looks: names, sizes and times come out in a stream."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.project.folder import FILE_NAME
from desktop_app.project.places import is_allowed

PICTURE_ENDINGS = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".tif", ".tiff", ".webp", ".gif")
)
_FileId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A picture by its ending. path: relative to the root, '/' between the parts."""

    path: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class WalkProblem:
    """What could not be looked at. is_folder: nothing below it was seen, so that nothing below it is known gone."""

    path: str
    code: str
    reason: str
    is_folder: bool = False


def walk(
    root: str, other_roots: frozenset[_FileId], should_stop: Callable[[], bool]
) -> Iterator[FoundFile | WalkProblem]:
    """Pictures under a root, folder by folder in the order of their names; a link to a folder comes after real ones.

    root: absolute.   other_roots: folder_id of roots that look after themselves. A folder is walked once, by whatever
    name it is reached first: loops of links end. Folders of Vistazo projects are left out: their caches hold pictures.
    """
    seen: set[_FileId] = set(other_roots)
    real: list[str] = [""]
    linked: list[str] = []
    while (real or linked) and not should_stop():
        folder = real.pop() if real else linked.pop(0)
        full = os.path.join(root, folder) if folder else root  # noqa: PTH118  (Path costs seconds for 100,000 files)
        try:
            identity = folder_id(full)
            if identity in seen:
                continue
            seen.add(identity)
            with os.scandir(full) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield WalkProblem(folder, "folder-unreadable", _why(error), is_folder=True)
            continue
        if any(entry.name == FILE_NAME for entry in entries):
            continue
        below: list[str] = []
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append(path)
                elif entry.is_symlink() and entry.is_dir():
                    linked.append(path)
                elif has_picture_ending(entry.name):
                    yield _look(entry, path)
            except OSError as error:
                yield WalkProblem(path, "file-unreadable", _why(error))
        real.extend(reversed(below))


def folder_id(path: str) -> _FileId:
    """What the system calls a folder, whatever its name. Raises OSError."""
    status = os.stat(path)  # noqa: PTH116
    return status.st_dev, status.st_ino


def has_picture_ending(name: str) -> bool:
    """Whether a file's name ends like a picture's. What it really holds is seen when it is opened."""
    return os.path.splitext(name)[1].lower() in PICTURE_ENDINGS and not name.startswith("._")  # noqa: PTH122


def _look(entry: os.DirEntry[str], path: str) -> FoundFile | WalkProblem:
    try:
        status = entry.stat()
    except FileNotFoundError:
        return WalkProblem(path, "file-unreadable", "it is a link that points to nothing")
    if not stat.S_ISREG(status.st_mode):
        return WalkProblem(path, "file-unreadable", "it is a pipe or device, not a file")
    if status.st_size == 0:
        return WalkProblem(path, "file-empty", "the file is empty")
    if not is_allowed(entry.path, os.R_OK):
        return WalkProblem(path, "file-unreadable", "reading it is not permitted")
    return FoundFile(path, status.st_size, status.st_mtime_ns)


def _why(error: OSError) -> str:
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
