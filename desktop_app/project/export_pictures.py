"""The pictures of a project as an export takes them: only those that a person labelled or verified."""

from __future__ import annotations

from collections import Counter

from desktop_app.formats.values import ExportPicture
from desktop_app.project.query import ImageFilter, ImageRow
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import ImageStatus
from ml_engine.images.reader import read_header


def pictures_to_export(project: Project) -> tuple[list[ExportPicture], list[UserError]]:
    """Labelled and verified pictures in the order of their paths, and why others could not be read for their size.

    A picture's path is relative to its root; with several roots the root's name comes first, so that two pictures of
    one name stay two.
    """
    query = project.query
    ids = [
        image_id
        for status in (ImageStatus.LABELLED, ImageStatus.VERIFIED)
        for image_id in query.image_ids(ImageFilter(status=status))
    ]
    rows = sorted(query.image_rows(ids), key=lambda row: (row.root_id, row.name))
    prefixes = _prefixes(project)
    annotations = query.annotations(ids)
    pictures, unreadable = [], []
    for row in rows:
        path = prefixes[row.root_id] + row.name
        try:
            size = _size(row)
        except UserError as error:
            unreadable.append(error)
        else:
            pictures.append(ExportPicture(path, row.image.path, *size, annotations[row.image.id], row.split))
    return pictures, unreadable


def _prefixes(project: Project) -> dict[int, str]:
    roots = project.query.roots()
    if len(roots) < 2:
        return {root.id: "" for root in roots}
    used = Counter(root.path.name for root in roots)
    return {
        root.id: f"{root.path.name}-{root.id}/" if used[root.path.name] > 1 else f"{root.path.name}/" for root in roots
    }


def _size(row: ImageRow) -> tuple[int, int]:
    """Upright pixels, from the file's header where the project does not know them yet. Raises UserError."""
    if row.image.width and row.image.height:
        return row.image.width, row.image.height
    header = read_header(row.image.path)
    return header.width, header.height
