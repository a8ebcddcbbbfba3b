"""How much of the disk a project's caches take, and giving it back. All of it can be computed again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from desktop_app.project.folder import ProjectFolder
from ml_engine.domain.errors import Cancelled

# Weights stay: runs are opened with them, and they may come from where they cannot be had again.
PARTS = ("features", "thumbnails")


def cache_bytes(folder: ProjectFolder, should_stop: Callable[[], bool]) -> int:
    """Bytes of files in the caches. What goes meanwhile does not count. Raises Cancelled."""
    total = 0
    for part in PARTS:
        for place, _, names in os.walk(folder.cache / part):
            if should_stop():
                raise Cancelled
            for name in names:
                try:
                    total += (Path(place) / name).stat().st_size
                except OSError:
                    continue
    return total


def clear_cache(folder: ProjectFolder) -> None:
    """Remove what the caches hold. A file that another program has open may stay."""
    for part in PARTS:
        shutil.rmtree(folder.cache / part, ignore_errors=True)
