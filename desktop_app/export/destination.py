"""Where an export goes: a new folder in the project's exports/, unless a person names another one."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ODD = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def free_folder(parent: Path, wanted: str) -> Path:
    """parent/wanted, or with -2, -3 … where that is taken, by a finished export or by one under way."""
    stem = _ODD.sub("-", wanted).strip(" .-") or "export"
    number = 1
    while True:
        folder = parent / (stem if number == 1 else f"{stem}-{number}")
        if not os.path.lexists(folder) and not os.path.lexists(f"{folder}.partial"):
            return folder
        number += 1
