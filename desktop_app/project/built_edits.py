"""Edits that are made where they are written: on the store thread, from what the file holds at that moment.

For what would hold the window (100,000 records), and for what must count every edit that is still on its way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from desktop_app.project.edits import EditHead, Step, apply_edit, make_edit, remember, write_part
from desktop_app.project.folder import ProjectFolder
from desktop_app.project.folder_labels import folder_places
from desktop_app.project.ids import new_id
from desktop_app.project.label_edits import MERGE, merge_labels
from desktop_app.project.picture_edits import PLACE, PictureMarks, read_marks, verify_empty
from desktop_app.project.query import ImageFilter
from desktop_app.project.record_rows import swap_records
from desktop_app.project.records import RECORDS_PER_PART
from desktop_app.project.store import Project
from ml_engine.domain.values import Edit

Build = Callable[[Connection], Step | None]
Change = Callable[[Sequence[PictureMarks]], Edit | None]


def submit_built(project: Project, build: Build) -> Future[Step | None]:
    """Queue the making and applying of an edit as one transaction. The future tells what was done, once it is on disk.

    None: there was nothing to change, and nothing was written. Raises UserError if the project is read-only.
    """
    return project.submit_work(build)


def on_pictures(image_ids: Sequence[int], change: Change) -> Build:
    """What one of picture_edits makes of these pictures."""
    return partial(_change, tuple(image_ids), change)


def merging(source_id: UUID, target_id: UUID) -> Build:
    """label_edits.merge_labels, part by part: the records of all boxes are never in memory at once."""
    return partial(_merge, source_id, target_id)


def verifying_empty(which: ImageFilter) -> Build:
    """picture_edits.verify_empty."""
    return partial(_verify_empty, which)


def placing_by_folders(folder: ProjectFolder) -> Build:
    """Put pictures without a place into the splits that their folders name: train/, val/, test/."""
    return partial(_place_by_folders, folder)


def _place_by_folders(folder: ProjectFolder, connection: Connection) -> Step | None:
    places, _ = folder_places(connection, folder)
    return _apply(connection, make_edit(PLACE, added=places) if places else None)


def _change(image_ids: Sequence[int], change: Change, connection: Connection) -> Step | None:
    return _apply(connection, change(read_marks(connection, image_ids)))


def _verify_empty(which: ImageFilter, connection: Connection) -> Step | None:
    return _apply(connection, verify_empty(connection, which))


def _apply(connection: Connection, edit: Edit | None) -> Step | None:
    if edit is None:
        return None
    apply_edit(connection, edit)
    is_short = len(edit.removed) + len(edit.added) < RECORDS_PER_PART
    return Step(EditHead(edit.id, edit.name, edit.time), edit if is_short else None)


def _merge(source_id: UUID, target_id: UUID, connection: Connection) -> Step | None:
    head, number = EditHead(new_id(), MERGE, datetime.now(UTC)), None
    for part, records in enumerate(merge_labels(connection, source_id, target_id)):
        number = remember(connection, head) if number is None else number
        swap_records(connection, records)
        write_part(connection, number, part, records)
    return None if number is None else Step(head, None)
