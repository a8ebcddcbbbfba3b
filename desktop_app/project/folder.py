"""Where things lie in a project's folder."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "project.vistazo"
ENDING = "-vistazo"


@dataclass(frozen=True, slots=True)
class ProjectFolder:
    """The folder of a project. path: absolute."""

    path: Path

    @property
    def file(self) -> Path:
        return self.path / FILE_NAME

    @property
    def name(self) -> str:
        """What the project is called: its folder without the ending that was put to it."""
        called = self.path.parent.name if self.path.name == "project" else self.path.name.removesuffix(ENDING)
        return called or self.path.name

    @property
    def lock(self) -> Path:
        return self.path / "project.lock"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def weights(self) -> tuple[Path, Path]:
        """Pretrained weights that came with its runs, then those that a person put beside them."""
        return self.cache / "weights", self.path / "weights"

    @property
    def runs(self) -> Path:
        return self.path / "runs"

    @property
    def exports(self) -> Path:
        return self.path / "exports"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    def make(self) -> None:
        """Make the folder and the folders in it. Raises OSError."""
        for folder in (self.path, self.cache, self.runs, self.exports, self.backups):
            folder.mkdir(parents=True, exist_ok=True)

    def unmake(self, *, keep_folder: bool) -> None:
        """Take away a project that was just made. What lay in its folders before, and they with it, stays."""
        logs = (self.file.with_name(self.file.name + ending) for ending in ("-wal", "-shm"))
        for file in (self.file, *logs, self.lock):
            with contextlib.suppress(OSError):
                file.unlink()
        for folder in (self.cache, self.runs, self.exports, self.backups, *(() if keep_folder else (self.path,))):
            with contextlib.suppress(OSError):  # not empty: it was there before
                folder.rmdir()


def project_folder(path: Path) -> ProjectFolder:
    """The project that a path means: its folder, or the project file in it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link that the user chose)
    return ProjectFolder(absolute.parent if absolute.name == FILE_NAME else absolute)
