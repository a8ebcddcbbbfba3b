"""Files that exist only in memory, under Qt's ':/': a style sheet and QIcon take pictures from files alone.

That way a tinted SVG is never written to disk, and Qt's own SVG engine draws it sharp at every pixel ratio.
"""

from __future__ import annotations

import struct

from PySide6.QtCore import qRegisterResourceData

_VERSION = 1
_DIRECTORY = 2
_ANY_LANGUAGE = 1
# A registry: Qt keeps the pointers, so the bytes must live as long as the program.
_REGISTERED: dict[str, tuple[bytes, bytes, bytes]] = {}


def memory_file(name: str, content: bytes) -> str:
    """':/name', from now on a file with this content. A name that is there already keeps its first content."""
    if name not in _REGISTERED:
        tree = struct.pack(">IHII", 0, _DIRECTORY, 1, 1) + struct.pack(">IHHHI", 0, 0, 0, _ANY_LANGUAGE, 0)
        names = struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
        _REGISTERED[name] = (tree, names, struct.pack(">I", len(content)) + content)
        qRegisterResourceData(_VERSION, *_REGISTERED[name])
    return f":/{name}"


def _hash(name: str) -> int:
    """Source: the hash that Qt's resource compiler writes beside each name (qt_hash)."""
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
