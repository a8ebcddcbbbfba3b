"""The folder of an export: it appears whole under its name, or not at all.

Everything is written into DEST.partial; the manifest comes last, then one rename.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ml_engine.domain.atomic_file import sync_folder
from ml_engine.domain.errors import UserError

MARK = ".vistazo-partial"


@contextmanager
def new_folder(destination: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `destination` when the block ends, and vanishes if it raises.

    Raises UserError: 'destination-exists' (nothing is ever written over), 'disk-full', 'destination-unwritable'.
    """
    _refuse_existing(destination)
    partial = destination.with_name(f"{destination.name}.partial")
    try:
        _begin(partial)
        try:
            yield partial
            (partial / MARK).unlink()
            sync_folder(partial)
            _refuse_existing(destination)
            partial.rename(destination)
            sync_folder(destination.parent)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    except OSError as error:
        raise unwritable(destination, error) from error


def write_synced(path: Path, data: bytes) -> None:
    """Write a file of a folder that is not yet in its place, down to the disk. Raises OSError.

    Plainly opened, not as a private temporary file: an export is made to be given away.
    """
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def unwritable(destination: Path, error: OSError) -> UserError:
    """The sentence for a folder that cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "disk-full",
            f"The disk is full: {destination} was not written.",
            "Free some space, or export to another disk.",
        )
    reason = (error.strerror or str(error)).lower()
    return UserError(
        "destination-unwritable",
        f"{destination} cannot be written: {reason}.",
        "Choose a folder that you may write to.",
    )


def _refuse_existing(destination: Path) -> None:
    if os.path.lexists(destination):
        raise UserError(
            "destination-exists",
            f"{destination} is there already, and an export never writes over anything.",
            "Choose another name, or move that one away first.",
        )


def _begin(partial: Path) -> None:
    partial.parent.mkdir(parents=True, exist_ok=True)
    if (partial / MARK).is_file():  # left by an export that was killed
        shutil.rmtree(partial)
    try:
        partial.mkdir()
    except FileExistsError as error:
        raise UserError(
            "destination-exists",
            f"{partial} is in the way, and Vistazo did not make it.",
            "Move it away, or choose another name.",
        ) from error
    (partial / MARK).touch()
