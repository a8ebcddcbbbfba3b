"""Image roots: the folders that pictures lie in, stored so that project and pictures can move together."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, delete, insert, select, update

from desktop_app.project.folder import ProjectFolder
from desktop_app.project.schema import facts, image_roots, images
from ml_engine.domain.errors import UserError
from ml_engine.images.reader import shown_path

_REMOVED = "removed_roots"


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
    """Add a folder of pictures; one that lies inside another root is already covered by it, one that was removed comes
    back with all that was known of it. Returns the root's id.

    Raises UserError('no-folder') if there is no such folder.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise UserError("no-folder", f"{shown_path(root)} {what}.", "Name the folder that holds the pictures.")
    real = root.resolve()
    removed = removed_roots(connection)
    for row in connection.execute(select(image_roots).order_by(image_roots.c.id)):
        present = root_path(folder, row.path, is_relative=row.is_relative)
        if row.id in removed and real == present.resolve():
            _write_removed(connection, removed - {row.id})
            return int(row.id)
        if row.id not in removed and real.is_relative_to(present.resolve()):
            return int(row.id)
    path, is_relative = stored_root(folder, root)
    new = insert(image_roots).values(path=path, is_relative=is_relative).returning(image_roots.c.id)
    return int(connection.execute(new).scalar_one())


def remove_root(connection: Connection, root_id: int) -> None:
    """Take a folder out: its pictures count as gone; nothing that was said of them is lost. add_root brings it back."""
    _write_removed(connection, removed_roots(connection) | {root_id})
    connection.execute(update(images).where(images.c.root_id == root_id).values(missing=True))


def relink_root(connection: Connection, folder: ProjectFolder, root_id: int, place: Path) -> None:
    """A folder lies elsewhere now; its pictures keep their paths in it. Scan afterwards.

    Raises UserError('no-folder') if there is no such folder, 'folder-taken' if it is another root already.
    """
    if not place.is_dir():
        raise UserError("no-folder", f"{shown_path(place)} does not exist.", "Name the folder that holds the pictures.")
    path, is_relative = stored_root(folder, place)
    taken = select(image_roots.c.id).where(image_roots.c.path == path, image_roots.c.id != root_id)
    if connection.execute(taken).first() is not None:
        raise UserError(
            "folder-taken", f"{shown_path(place)} is a folder of this project already.", "Name another folder."
        )
    connection.execute(
        update(image_roots).where(image_roots.c.id == root_id).values(path=path, is_relative=is_relative)
    )


def removed_roots(connection: Connection) -> frozenset[int]:
    """Ids of the folders that were taken out."""
    value = connection.execute(select(facts.c.value).where(facts.c.name == _REMOVED)).scalar()
    return frozenset(int(part) for part in (value or "").split())


def _write_removed(connection: Connection, ids: frozenset[int]) -> None:
    connection.execute(delete(facts).where(facts.c.name == _REMOVED))
    connection.execute(insert(facts).values(name=_REMOVED, value=" ".join(map(str, sorted(ids)))))
