"""Write a file so that it is there whole or not at all, also after a power cut: the one way files come into being."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_file(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A new file beside path that takes its place when the block ends; if the block raises, path stays as it was.

    sync: file and folder reach the disk before and after the rename; False where losing the file costs nothing.
    The file has the user's usual permissions. Raises OSError.
    """
    # Not derived from path's name: a name of 255 bytes leaves no room for an ending.
    temporary = path.with_name(f".partial-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        temporary.replace(path)
        if sync:
            sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomic(path: Path, data: bytes, *, sync: bool = True) -> None:
    """atomic_file for bytes that are at hand. Raises OSError and leaves path as it was."""
    with atomic_file(path, sync=sync) as file:
        file.write(data)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable. Does nothing where folders cannot be synced (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
