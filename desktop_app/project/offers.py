"""What folders of pictures bring along: labels and splits in their names, annotation files in them and beside them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from desktop_app.formats.read import detect_format
from desktop_app.formats.registry import FORMATS
from desktop_app.formats.splits import split_of_word
from desktop_app.project.folder_labels import folder_places, label_of
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split

OfferKind = Literal["folders", "annotations", "split"]
# In this order: the first that holds annotations is offered.
_ANNOTATION_FOLDERS = ("annotations", "labels", "xml", "xmls", "annotation")
# Folders that hold pictures only; what is said of them lies beside them.
_PICTURE_FOLDERS = frozenset(("images", "jpegimages"))
_ANNOTATION_ENDINGS = frozenset((".json", ".xml", ".txt", ".yaml", ".yml", ".data", ".names"))
_MOST_FILES = 4
_LEAST_LABELS = 2
_MOST_OF_PICTURES = 0.6


@dataclass(frozen=True, slots=True)
class Offer:
    """kind: 'folders': their names can be labels; 'annotations': `source` can be imported; 'split': they name splits.

    names: the labels or splits, most used first.   pictures: how many would be labelled or placed, 0 if unknown.
    title: of the format.   key: the same as long as what is offered is.
    """

    kind: OfferKind
    names: tuple[str, ...] = ()
    pictures: int = 0
    source: Path | None = None
    title: str = ""
    key: str = ""


def find_offer(project: Project, answered: frozenset[str] = frozenset()) -> Offer | None:
    """What could be taken, annotation files before folders, and less what was answered (keys of offers).

    A project that has labels gets no more of them, one that has a split no other.
    """
    if project.read_only:
        return None
    is_labelled = bool(project.query.labels(archived=True))
    offer = None if is_labelled else _annotation_files(project) or _label_folders(project)
    if offer is None or offer.key in answered:
        offer = _split_folders(project)
    return None if offer is None or offer.key in answered else offer


def _annotation_files(project: Project) -> Offer | None:
    for root in project.query.roots():
        for place in _places(root.path):
            if title := _format_of(place):
                return Offer("annotations", source=place, title=title, key=f"annotations-{_state_of(place)}")
    return None


def _places(root: Path) -> Iterator[Path]:
    """Where annotations of the pictures in a folder lie, the likeliest first."""
    yield root
    yield from _named_folders(root)
    yield from sorted(root.glob("*.json"))[:_MOST_FILES]
    above = root.parent
    if root.name.casefold() in _PICTURE_FOLDERS:  # set/images beside set/labels
        yield from _named_folders(above)
        yield from sorted(above.glob("*.json"))[:_MOST_FILES]
    elif split_of_word(root.name) is not None:
        if above.name.casefold() in _PICTURE_FOLDERS:  # set/images/train beside set/labels/train
            yield from (folder / root.name for folder in _named_folders(above.parent))
            above = above.parent
        yield from (folder for folder in _named_folders(above) if folder.name.casefold() == "annotations")


def _named_folders(folder: Path) -> list[Path]:
    """The folders in it that are called as folders of annotations are."""
    try:
        there = {path.name.casefold(): path for path in folder.iterdir() if path.is_dir()}
    except OSError:
        return []
    return [there[name] for name in _ANNOTATION_FOLDERS if name in there]


def _format_of(place: Path) -> str:
    try:
        return FORMATS.get(detect_format(place)).title
    except (UserError, OSError):
        return ""


def _state_of(place: Path) -> str:
    """A word that is another one when a file of the annotations is."""
    state = blake2b(os.fsencode(place), digest_size=12)
    below = (Path(folder, name) for folder, _, names in os.walk(place) for name in names)
    for file in [place] if place.is_file() else sorted(below):
        if file.suffix.lower() in _ANNOTATION_ENDINGS:
            try:
                status = file.stat()
            except OSError:
                continue
            state.update(os.fsencode(file) + f" {status.st_size} {status.st_mtime_ns}".encode())
    return state.hexdigest()


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
    # Undone is declined: the same whatever the folders hold, since this is taken without a question.
    return Offer("folders", tuple(name for name, _ in names.most_common()), names.total(), key="folders")


def _split_folders(project: Project) -> Offer | None:
    if any(project.query.split_counts().values()):
        return None
    with project.query.reading() as connection:
        places, pictures = folder_places(connection, project.folder)
    counts = Counter(place.split for place in places)
    if Split.TRAIN not in counts or len(counts) < 2 or len(places) < _MOST_OF_PICTURES * pictures:
        return None
    names = tuple(split.value for split, _ in counts.most_common())
    return Offer("split", names, len(places), key=f"split-{'-'.join(sorted(names))}")
