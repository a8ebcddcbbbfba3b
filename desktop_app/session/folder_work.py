"""What is done to the folders of a project, each piece as it runs on a thread of the pool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from desktop_app.formats.read import read_annotations
from desktop_app.formats.report import ImportReport
from desktop_app.project.folder_labels import FolderLabels, label_from_folders
from desktop_app.project.importing import images_root_of, import_dataset
from desktop_app.project.offers import Offer, find_offer
from desktop_app.project.query import Root
from desktop_app.project.roots import add_root, relink_root, remove_root
from desktop_app.project.scan import ScanReport, scan
from desktop_app.project.store import Project
from desktop_app.session.background import Token
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import Progress

OFFERS_ANSWERED = "offers_answered"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderWork:
    """What is being done. kind: 'scan', 'import', 'labels'.   done: pictures so far, total: 0 if unknown."""

    kind: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import ended. edit_id: None if the project had all of it already."""

    report: ImportReport
    source: Path
    edit_id: UUID | None


def stoppable(run: Callable[[Token], T], stop: Token, _: Token) -> T | None:
    """What the work brings, None if it was stopped before it had something to bring."""
    try:
        return run(stop)
    except Cancelled:
        return None


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a look into the folders found. answered: keys of offers that need not come again."""

    report: ScanReport
    offer: Offer | None
    answered: frozenset[str]


def look(project: Project, tell: Callable[[ScanReport], None], token: Token) -> Scanned:
    """Bring the list of pictures in step with the folders, and see what they bring along."""
    report = scan(project, tell, token.is_cancelled)
    answered = frozenset((project.query.fact(OFFERS_ANSWERED) or "").split())
    return Scanned(report, None if token.cancelled else find_offer(project, answered), answered)


def import_annotations(project: Project, source: Path, tell: Callable[[Progress], None], token: Token) -> Imported:
    """Take annotations in."""
    dataset = read_annotations(source, images_root_of(project, source), should_stop=token.is_cancelled)
    edit = import_dataset(project, dataset, progress=tell, should_stop=token.is_cancelled)
    return Imported(dataset.report, source, None if edit is None else edit.id)


def label_by_folders(project: Project, _: Token) -> FolderLabels:
    """Take labels and splits from the names of folders."""
    return label_from_folders(project)


def read_roots(project: Project, _: Token) -> tuple[Root, ...]:
    """The folders of pictures."""
    return tuple(project.query.roots())


def add_folder(project: Project, path: Path, _: Token) -> None:
    """Add a folder; look() finds its pictures."""
    project.transact(partial(add_root, folder=project.folder, root=path))


def remove_folder(project: Project, root_id: int, _: Token) -> None:
    """Take a folder out."""
    project.transact(partial(remove_root, root_id=root_id))


def relink_folder(project: Project, root_id: int, path: Path, _: Token) -> None:
    """The folder lies elsewhere now."""
    project.transact(partial(relink_root, folder=project.folder, root_id=root_id, place=path))
