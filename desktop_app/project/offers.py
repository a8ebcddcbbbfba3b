"""What a folder of pictures brings along besides pictures: labels in its folders' names, annotation files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app.formats.read import detect_format
from desktop_app.formats.registry import FORMATS
from desktop_app.project.folder_labels import label_of
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError

OfferKind = Literal["folders", "annotations"]
_ANNOTATION_FOLDERS = ("annotations", "Annotations", "labels", "xml")
_LEAST_LABELS = 2
_MOST_OF_PICTURES = 0.6


@dataclass(frozen=True, slots=True)
class Offer:
    """kind: 'folders': their names can be labels; 'annotations': `source` can be imported.

    names: the labels, most used first (of folders only).   pictures: how many would be labelled, 0 if unknown.
    title: of the format.
    """

    kind: OfferKind
    names: tuple[str, ...] = ()
    pictures: int = 0
    source: Path | None = None
    title: str = ""


def find_offer(project: Project) -> Offer | None:
    """What could be taken, annotation files before folders. None for a project that has labels."""
    if project.read_only or project.query.labels(archived=True):
        return None
    return _annotation_files(project) or _label_folders(project)


def _annotation_files(project: Project) -> Offer | None:
    for root in project.query.roots():
        places = (root.path, *(root.path / name for name in _ANNOTATION_FOLDERS))
        for place in places:
            if place.is_dir() and (title := _format_of(place)):
                return Offer("annotations", source=place, title=title)
        for file in sorted(root.path.glob("*.json"))[:4]:
            if title := _format_of(file):
                return Offer("annotations", source=file, title=title)
    return None


def _format_of(place: Path) -> str:
    try:
        return FORMATS.get(detect_format(place)).title
    except (UserError, OSError):
        return ""


def _label_folders(project: Project) -> Offer | None:
    query = project.query
    rows = query.image_rows(query.image_ids())
    roots = {root.id: root.path.name for root in query.roots()}
    deep = {row.root_id for row in rows if "/" in row.name}
    names = Counter(
        name
        for row in rows
        if "/" in row.name and (name := label_of(row, roots[row.root_id], root_has_folders=row.root_id in deep))
    )
    if len(names) < _LEAST_LABELS or names.total() < _MOST_OF_PICTURES * len(rows):
        return None
    return Offer("folders", tuple(name for name, _ in names.most_common()), names.total())
