"""Image roots: the folders that pictures lie in, stored so that project and pictures can move together."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, insert, select

from desktop_app.project.folder import ProjectFolder
from desktop_app.project.schema import image_roots
from ml_engine.domain.errors import UserError


def root_path(folder: ProjectFolder, stored: str, *, is_relative: bool) -> Path:
    """Where a stored root lies now, absolute."""
    joined = folder.path / PurePosixPath(stored) if is_relative else Path(stored)
    return Path(os.path.normpath(joined))


def stored_root(folder: ProjectFolder, root: Path) -> tuple[str, bool]:
    """A root as the file holds it: relative if it lies in the project or beside it (one folder up), else absolute."""
    absolute = Path(os.path.abspath(root))  # noqa: PTH100  (links in the way to the pictures stay as they are)
    if absolute.is_relative_to(folder.path.parent):
        return PurePosixPath(os.path.relpath(absolute, folder.path).replace(os.sep, "/")).as_posix(), True
    return os.fspath(absolute), False


def add_root(connection: Connection, folder: ProjectFolder, root: Path) -> int:
    """Add a folder of pictures; one that lies inside another root is already covered by it. Returns the root's id.

    Raises UserError('no-folder') if there is no such folder.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise UserError("no-folder", f"{os.fspath(root)!a} {what}.", "Name the folder that holds the pictures.")
    real = root.resolve()
    for row in connection.execute(select(image_roots).order_by(image_roots.c.id)):
        present = root_path(folder, row.path, is_relative=row.is_relative)
        if real.is_relative_to(present.resolve()):
            return int(row.id)
    path, is_relative = stored_root(folder, root)
    new = insert(image_roots).values(path=path, is_relative=is_relative).returning(image_roots.c.id)
    return int(connection.execute(new).scalar_one())
