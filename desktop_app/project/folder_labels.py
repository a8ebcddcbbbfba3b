"""Labels and splits that the names of folders tell: train/cat/1.jpg is a cat of the training split."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from sqlalchemy import Connection, select

from desktop_app.project.edits import make_edit
from desktop_app.project.folder import ProjectFolder
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import ImageRow
from desktop_app.project.roots import root_path
from desktop_app.project.schema import image_roots, images
from desktop_app.project.store import Project
from ml_engine.domain.values import Annotation, AnnotationKind, Record, Split, SplitPlace

SPLIT_FOLDERS = {
    "train": Split.TRAIN,
    "val": Split.VALIDATION,
    "valid": Split.VALIDATION,
    "validation": Split.VALIDATION,
    "test": Split.TEST,
}


@dataclass(frozen=True, slots=True)
class FolderLabels:
    """Counts of pictures. unlabelled: those whose folder has no name of its own to give.

    edit_id: of what was done, None for nothing.
    """

    labels: int
    labelled: int
    unlabelled: int
    placed: int
    edit_id: UUID | None = None


def split_of(row: ImageRow, root_name: str) -> Split | None:
    """The split that a folder above the picture names, the outermost first; the root itself counts."""
    return _split_of_path(row.name, root_name)


def folder_places(connection: Connection, folder: ProjectFolder) -> tuple[list[SplitPlace], int]:
    """Places that the folders name for pictures that have none, and how many pictures have none."""
    names = {
        row.id: root_path(folder, row.path, is_relative=row.is_relative).name
        for row in connection.execute(select(image_roots))
    }
    without = select(images.c.id, images.c.root_id, images.c.path).where(images.c.split.is_(None), ~images.c.missing)
    rows = connection.execute(without).all()
    found = [(row.id, _split_of_path(row.path, names[row.root_id])) for row in rows]
    return [SplitPlace(image_id, split) for image_id, split in found if split is not None], len(rows)


def _split_of_path(path: str, root_name: str) -> Split | None:
    for name in (root_name, *PurePosixPath(path).parts[:-1]):
        if name.casefold() in SPLIT_FOLDERS:
            return SPLIT_FOLDERS[name.casefold()]
    return None


def label_of(row: ImageRow, root_name: str, *, root_has_folders: bool) -> str | None:
    """The name of the picture's own folder, None where that is a split, or the root of a tree of folders.

    root_has_folders: pictures lie deeper too; then loose ones beside those folders belong to no label.
    """
    parts = PurePosixPath(row.name).parts[:-1]
    own = parts[-1] if parts else root_name
    if own.casefold() in SPLIT_FOLDERS or (not parts and root_has_folders) or not own.strip():
        return None
    return own.encode("utf-8", "replace").decode("utf-8")


def label_from_folders(project: Project) -> FolderLabels:
    """Tag each picture with its folder's name and place it in its folder's split, as one edit. Keeps what is there."""
    query = project.query
    rows = query.image_rows(query.image_ids())
    root_names = {root.id: root.path.name for root in query.roots()}
    deep = {row.root_id for row in rows if "/" in row.name}
    named = {
        row.image.id: name
        for row in rows
        if row.annotation_count == 0
        and (name := label_of(row, root_names[row.root_id], root_has_folders=row.root_id in deep)) is not None
    }
    existing = query.labels()
    by_name = {label.name: label for label in existing}
    come = new_labels(query.labels(archived=True), sorted(set(named.values()) - by_name.keys()))
    by_name |= {label.name: label for label in come}
    added: list[Record] = list(come)
    added += [Annotation(new_id(), image_id, by_name[name].id, AnnotationKind.TAG) for image_id, name in named.items()]
    places = [
        SplitPlace(row.image.id, split)
        for row in rows
        if row.split is None and (split := split_of(row, root_names[row.root_id])) is not None
    ]
    added += places
    edit = make_edit("Labels from folders", added=added) if added else None
    if edit is not None:
        project.apply(edit)
    return FolderLabels(len(come), len(named), len(rows) - len(named), len(places), edit.id if edit else None)
