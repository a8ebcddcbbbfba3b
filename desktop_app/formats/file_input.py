"""Annotation files opened for reading only, with a cap on their size and a sentence for every failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from ml_engine.domain.errors import Cancelled, UserError

MAX_TEXT_BYTES = 64 << 20
_CHUNK_BYTES = 8 << 20
ShouldStop = Callable[[], bool]
T = TypeVar("T")


def never() -> bool:
    """The should_stop of who waits to the end."""
    return False


def until_stopped(items: Iterable[T], should_stop: ShouldStop) -> Iterator[T]:
    """The items, as long as nobody wants it to stop. Raises Cancelled."""
    for item in items:
        if should_stop():
            raise Cancelled
        yield item


def read_capped(path: Path, max_bytes: int = MAX_TEXT_BYTES, should_stop: ShouldStop = never) -> bytes:
    """The bytes of a regular file. Raises UserError 'file-unreadable' or 'file-too-large', and Cancelled."""
    try:
        if not path.is_file():  # a pipe would block, a folder has no bytes
            raise UserError("file-unreadable", f"{path} is not a file.", "Choose an annotation file or a folder.")
        with path.open("rb") as file:
            data = _read(file, max_bytes + 1, should_stop)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > max_bytes:
        raise UserError(
            "file-too-large", f"{path} is larger than {max_bytes >> 20} MB.", "Split it into smaller files first."
        )
    return data


def _read(file: BinaryIO, most: int, should_stop: ShouldStop) -> bytes:
    """At most so many bytes. Between the pieces of a large file somebody may want it to stop."""
    found = file.read(min(most, _CHUNK_BYTES))
    if len(found) < _CHUNK_BYTES:
        return found
    pieces = [found]
    while found and (left := most - sum(map(len, pieces))):
        if should_stop():
            raise Cancelled
        found = file.read(min(left, _CHUNK_BYTES))
        pieces.append(found)
    return b"".join(pieces)


def read_lines(path: Path, max_bytes: int = MAX_TEXT_BYTES) -> list[str]:
    """The lines of a text file, without their ends. UTF-8, else every byte as Latin-1, so that no line is lost."""
    data = read_capped(path, max_bytes).removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    # Not splitlines: it also breaks at characters that may stand in a name.
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n") if text else []


def unreadable(path: Path, error: OSError) -> UserError:
    """The sentence for a file or folder that the system does not let us read."""
    reason = error.strerror or str(error)
    return UserError("file-unreadable", f"{path} cannot be read: {reason}.", "Check that it exists and may be read.")


def walk_files(folder: Path, ending: str) -> Iterator[Path]:
    """All files below a folder whose name ends so (lower case, with dot), in one order on every system.

    Links to folders are not followed, and links to files that leave the folder are left out.
    """
    root = os.path.realpath(folder)
    for current, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() == ending:
                path = Path(current) / name
                if not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(root):
                    yield path


def name_below(path: Path, folder: Path) -> str:
    """The path as problems name it: relative to the source's folder, '/' between the parts."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
