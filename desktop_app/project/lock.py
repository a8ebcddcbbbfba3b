"""One writer a project: a lock of the operating system on a file beside the database.

Not a file with a process number in it: the system lets go of this lock when its process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 1 << 30  # on Windows a locked range cannot be read: lock one far behind the text


class WriterLock:
    """The right to write a project. Held until release(), or until the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False if another process (or another opener in this one) has it.

        Raises OSError if the file cannot be opened for writing, or the file system has no locks.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _try_lock(handle):
                os.close(handle)
                return False
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        except OSError:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def holder(self) -> str:
        """The process number that the holder wrote, '' if there is none. For the message only."""
        try:
            text = self._path.read_text("ascii", "replace").strip()
        except OSError:
            return ""
        return text if text.isdigit() else ""

    def release(self) -> None:
        """Let go. The file stays: removing it would let two processes lock two files of one name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:

    def _try_lock(handle: int) -> bool:
        try:
            # flock belongs to this opening of the file: a second opener in the same process is refused too, and
            # closing some other handle of the file does not drop it, as it would with POSIX record locks.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
