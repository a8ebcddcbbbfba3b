"""The pictures that a list of paths stands for: files as they are named, folders with all that lies in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".tif", ".tiff", ".webp", ".gif"})


def iterate_pictures(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file that was named, whatever its ending; of a folder its pictures and its folders' in order of name.

    In folders only known endings count, hidden files are left out and links to folders are not followed. A picture that
    is named twice comes once. What is not there is handed on, for the reader to say so.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else (path,):
            name = os.path.abspath(found)  # noqa: PTH100  (resolve() would follow links, and fails on some odd names)
            if name not in seen:
                seen.add(name)
                yield found


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in ENDINGS:  # noqa: PTH122
                yield Path(place, name)
