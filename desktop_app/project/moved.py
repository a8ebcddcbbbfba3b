"""Finds pictures again whose file was moved or renamed outside: by content only, never by a name that looks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, delete, exists, select, update

from desktop_app.project.schema import images, problems, proposals
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.images.fingerprint import content_hash


@dataclass(frozen=True, slots=True)
class _Picture:
    id: int
    root_id: int
    path: str
    size_bytes: int
    mtime_ns: int
    content_hash: str | None


def find_moved(project: Project, should_stop: Callable[[], bool]) -> int:
    """Give pictures whose file is gone the new file that has their bytes. Returns how many were found.

    Only files of the right size are read, each once. A picture that was never hashed cannot be found.
    """
    gone, candidates = _gone_and_candidates(project)
    by_hash: defaultdict[str, list[_Picture]] = defaultdict(list)
    for picture in gone:
        by_hash[picture.content_hash or ""].append(picture)
    roots = {root.id: root.path for root in project.query.roots()}
    found = 0
    for candidate in candidates:
        if should_stop():
            break
        digest = candidate.content_hash or _hash(project, roots[candidate.root_id] / candidate.path, candidate)
        waiting = by_hash.get(digest, [])
        if not digest or not waiting:
            continue
        picture = min(waiting, key=lambda item: (_name(item) != _name(candidate), item.id))
        if project.transact(partial(_relink, old=picture, new=candidate)):
            waiting.remove(picture)
            found += 1
    return found


def _gone_and_candidates(project: Project) -> tuple[list[_Picture], list[_Picture]]:
    columns = [images.c[name] for name in _Picture.__slots__]
    with project.query.reading() as connection:
        lost = select(*columns).where(images.c.missing, images.c.content_hash.is_not(None)).order_by(images.c.id)
        gone = [_Picture(*row) for row in connection.execute(lost)]
        sizes = {picture.size_bytes for picture in gone}
        bare = select(*columns).where(*_IS_BARE).order_by(images.c.id)
        candidates = [] if not gone else [_Picture(*row) for row in connection.execute(bare) if row.size_bytes in sizes]
    return gone, candidates


# A row that holds nothing but a file: it can make room for the picture that the file really is.
_IS_BARE = (
    ~images.c.missing,
    images.c.annotation_count == 0,
    images.c.state.is_(None),
    images.c.split.is_(None),
    ~exists().where(proposals.c.image_id == images.c.id),
)


def _hash(project: Project, path: Path, picture: _Picture) -> str:
    """The file's content hash, kept for the next time; '' if it cannot be read now."""
    try:
        digest = content_hash(path)
    except UserError:
        return ""
    project.transact(
        lambda connection: (
            connection.execute(update(images).where(images.c.id == picture.id).values(content_hash=digest)).rowcount
        )
    )
    return digest


def _name(picture: _Picture) -> str:
    return PurePosixPath(picture.path).name


def _relink(connection: Connection, old: _Picture, new: _Picture) -> bool:
    """Let the old picture take the new one's file, unless somebody worked on the new one meanwhile."""
    is_bare = select(images.c.id).where(images.c.id == new.id, *_IS_BARE)
    if connection.execute(is_bare).first() is None:
        return False
    connection.execute(delete(problems).where(problems.c.image_id.in_((old.id, new.id))))
    connection.execute(delete(images).where(images.c.id == new.id))
    connection.execute(
        update(images)
        .where(images.c.id == old.id)
        .values(root_id=new.root_id, path=new.path, size_bytes=new.size_bytes, mtime_ns=new.mtime_ns, missing=False)
    )
    return True
