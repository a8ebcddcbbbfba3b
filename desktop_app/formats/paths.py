"""Paths that an annotation file writes, made relative or refused: no file may lead us out of the folder it belongs to.

The one door for such paths; what passes is still only looked up among files found under the images root (pictures.py).
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://|(?:file|data|http|https|ftp|s3|gs):", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATORS = re.compile(r"[/\\]")
MAX_PATH_CHARACTERS = 4_096


class RefusedPathError(ValueError):
    """A path that is not followed. str(error) is the reason, a sentence part without the path."""


def relative_path(text: str) -> str:
    """The path with '/' between its parts, without '.', never absolute.

    Backslashes are kept: on some systems they are part of a name. Nothing on disk is touched.
    Raises RefusedPathError for an empty, absolute, drive, network or internet path, one with '..' or a zero byte.
    """
    if not text.strip():
        raise RefusedPathError("its path is empty")
    if "\0" in text:
        raise RefusedPathError("its path holds a zero byte")
    if len(text) > MAX_PATH_CHARACTERS:
        raise RefusedPathError(f"its path is longer than {MAX_PATH_CHARACTERS} characters")
    if text.startswith(("\\\\", "//", "\\/", "/\\")):
        raise RefusedPathError("its path names a network share")
    if text.startswith(("/", "\\")):
        raise RefusedPathError("its path is absolute")
    if _ADDRESS.match(text):
        raise RefusedPathError("its path is an internet address")
    if _DRIVE.match(text):
        raise RefusedPathError("its path names a drive")
    if ".." in _SEPARATORS.split(text):
        raise RefusedPathError("its path climbs out with '..'")
    parts = [part for part in text.split("/") if part not in {"", "."}]
    if not parts:
        raise RefusedPathError("its path is empty")
    return "/".join(parts)


def without_ending(path: str) -> str:
    """'a/b.tar.jpg' → 'a/b.tar'; a leading dot is no ending."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    return folder + slash + (stem if dot and stem and ending else name)


def join(*parts: str) -> str:
    """Relative parts with '/' between them, the empty ones left out."""
    return "/".join(part for part in parts if part)
