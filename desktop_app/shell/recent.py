"""What the welcome page says of a project that was open before, read from its folder without opening it for work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from desktop_app.project.folder import ProjectFolder
from desktop_app.project.query import ImageFilter, ImageRow, Query
from desktop_app.project.store import open_project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import ImageStatus
from ml_engine.images.thumbnails import ThumbnailCache

# How many pictures are tried for one that can be shown.
TRIED = 3
RecentState = Literal["ready", "missing", "unreadable"]


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project of the list. name: without the ending of its folder.   place: the folder above it, home as '~'.

    pictures: whose files are there.   picture: JPEG, b'' for none.   reason: why it is unreadable.
    """

    folder: Path
    name: str
    place: str
    state: RecentState = "ready"
    pictures: int = 0
    verified: int = 0
    picture: bytes = b""
    reason: str = ""


def name_recent(folder: Path, home: Path) -> RecentProject:
    """What the path alone tells; nothing is read."""
    return RecentProject(folder, ProjectFolder(folder).name or str(folder), short_place(folder.parent, home))


def read_recent(folder: Path, home: Path) -> RecentProject:
    """Look into a project's folder. Never raises for what lies in it."""
    named = name_recent(folder, home)
    try:
        if not folder.is_dir():
            return replace(named, state="missing")
        with open_project(folder, write=False) as project:
            counts = project.query.status_counts()
            return replace(
                named,
                pictures=sum(counts.values()),
                verified=counts[ImageStatus.VERIFIED],
                picture=_picture(project.query, folder / "cache" / "thumbnails"),
            )
    except UserError as error:
        state: RecentState = "missing" if error.code == "no-project" else "unreadable"
        return replace(named, state=state, reason=error.message)
    except OSError as error:
        return replace(named, state="unreadable", reason=error.strerror or str(error))


def short_place(folder: Path, home: Path) -> str:
    """A folder as a person says it: '~' for their home."""
    try:
        below = folder.relative_to(home)
    except ValueError:
        return str(folder)
    return "~" if below == Path() else str(Path("~") / below)


def _picture(query: Query, cache: Path) -> bytes:
    """The thumbnail of the picture where the work was left, else of the first that has one."""
    thumbnails = ThumbnailCache(cache)
    for row in _candidates(query):
        try:
            return thumbnails.get(row.image.path, row.image.content_hash)
        except UserError:
            continue
    return b""


def _candidates(query: Query) -> list[ImageRow]:
    current = query.fact("current_picture")
    ids = query.image_ids(ImageFilter())[:TRIED]
    return query.image_rows([*([int(current)] if current and current.isdigit() else []), *ids])
