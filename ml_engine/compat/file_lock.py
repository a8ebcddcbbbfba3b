"""A lock on an open file that the system takes back when its process ends, however it ends."""

from __future__ import annotations

import sys
from typing import IO

# Windows locks ranges of bytes and keeps others from reading them: lock one that no file reaches.
_FAR_BYTE = 1 << 62

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        """Take the file for this process; False if another has it. Ends when the file is closed."""
        place = file.tell()
        file.seek(_FAR_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(place)
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Take the file for this process; False if another has it. Ends when the file is closed."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
