"""Edits that are made where they are written: on the store thread, from what the file holds at that moment.

For what would hold the window (100,000 records), and for what must count every edit that is still on its way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from desktop_app.project.edits import apply_edit
from desktop_app.project.label_edits import merge_labels
from desktop_app.project.picture_edits import PictureMarks, read_marks, verify_empty
from desktop_app.project.query import ImageFilter
from desktop_app.project.store import Project
from ml_engine.domain.values import Edit

Build = Callable[[Connection], Edit | None]
Change = Callable[[Sequence[PictureMarks]], Edit | None]


def submit_built(project: Project, build: Build) -> Future[Edit | None]:
    """Queue the making and applying of an edit as one transaction. The future has the edit once it is on disk.

    None: there was nothing to change, and nothing was written. Raises UserError if the project is read-only.
    """
    return project.submit_work(partial(_apply, build))


def on_pictures(image_ids: Sequence[int], change: Change) -> Build:
    """What one of picture_edits makes of these pictures."""
    return partial(_change, tuple(image_ids), change)


def merging(source_id: UUID, target_id: UUID) -> Build:
    """label_edits.merge_labels, ready to be submitted."""
    return partial(merge_labels, source_id=source_id, target_id=target_id)


def verifying_empty(which: ImageFilter) -> Build:
    """picture_edits.verify_empty, ready to be submitted."""
    return partial(verify_empty, which=which)


def _apply(build: Build, connection: Connection) -> Edit | None:
    edit = build(connection)
    if edit is not None:
        apply_edit(connection, edit)
    return edit


def _change(image_ids: Sequence[int], change: Change, connection: Connection) -> Edit | None:
    return change(read_marks(connection, image_ids))
