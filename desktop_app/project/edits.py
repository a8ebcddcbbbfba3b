"""The history: each edit lies in the file with what it did, and the undo pointer moves in the same transaction.

All functions here run inside a transaction of the writer; none begins or ends one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desktop_app.project.ids import new_id
from desktop_app.project.record_rows import swap_records
from desktop_app.project.records import Records, decode_part, encode_part, in_parts, key_of
from desktop_app.project.schema import edit_parts, edits
from desktop_app.project.waiting_proposals import fit_to_waiting
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Edit, Record

MERGE_WITHIN = timedelta(milliseconds=500)
# Made once: every gesture runs them, and building costs more than running.
_NEW_EDIT = insert(edits).returning(edits.c.number)
_NEW_PART = insert(edit_parts)
_WAITS_FOR_REDO = select(edits.c.number).where(edits.c.undone).limit(1)


@dataclass(frozen=True, slots=True)
class EditHead:
    """An edit without its records, for the undo menu."""

    id: UUID
    name: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """An undo or redo that was done. edit: what changed by it, None where that is too much to tell record by record."""

    head: EditHead
    edit: Edit | None


def make_edit(name: str, removed: Iterable[Record] = (), added: Iterable[Record] = ()) -> Edit:
    """An edit of now."""
    return Edit(new_id(), name, datetime.now(UTC), tuple(removed), tuple(added))


def merge(earlier: Edit, later: Edit) -> Edit | None:
    """The two as one where the later only goes on with the earlier (a key held down), else None.

    They must change one and the same record, under one name, at most 500 ms apart.
    """
    sides = (earlier.removed, earlier.added, later.removed, later.added)
    goes_on = (
        all(len(side) == 1 for side in sides)
        and len({key_of(side[0]) for side in sides}) == 1
        and earlier.added == later.removed
        and earlier.name == later.name
        and timedelta() <= later.time - earlier.time <= MERGE_WITHIN
    )
    return Edit(earlier.id, earlier.name, later.time, earlier.removed, later.added) if goes_on else None


def apply_edit(connection: Connection, edit: Edit, *, merge_repeats: bool = False) -> None:
    """Apply and remember. What was undone can no longer be redone. Raises UserError as swap_records does."""
    parts = list(in_parts(edit.removed, edit.added))
    for records in parts:
        swap_records(connection, records)
    earlier = _last_done(connection) if merge_repeats else None
    merged = merge(read_edit(connection, earlier.id), edit) if earlier is not None else None
    if merged is not None:
        number = _number(connection, merged.id)
        connection.execute(update(edits).where(edits.c.number == number).values(time=merged.time))
        connection.execute(delete(edit_parts).where(edit_parts.c.edit_number == number))
        _write_parts(connection, number, [(merged.removed, merged.added)])
        return
    number = remember(connection, EditHead(edit.id, edit.name, edit.time))
    _write_parts(connection, number, parts)


def remember(connection: Connection, head: EditHead) -> int:
    """A new row at the end of the history, without its parts yet. Drops what waits for redo. Returns its number."""
    _drop_undone(connection)
    row = {"id": head.id, "name": head.name, "time": head.time, "undone": False}
    try:
        return int(connection.execute(_NEW_EDIT, row).scalar_one())
    except IntegrityError as error:
        raise UserError(
            "edit-conflict", f"The edit “{head.name}” was applied before.", "Nothing was changed."
        ) from error


def write_part(connection: Connection, number: int, part: int, records: Records) -> None:
    """One part of an edit's records. part: counts from 0."""
    connection.execute(_NEW_PART, {"edit_number": number, "part": part, "records": encode_part(*records)})


def undo(connection: Connection) -> EditHead | None:
    """Take the last edit back. None if there is nothing to undo."""
    head = _last_done(connection)
    if head is None:
        return None
    number = _number(connection, head.id)
    for removed, added in _read_parts(connection, number, backwards=True):
        swap_records(connection, (added, removed), drop_labels=True)
    connection.execute(update(edits).where(edits.c.number == number).values(undone=True))
    return head


def redo(connection: Connection) -> EditHead | None:
    """Apply again what was undone last. None if there is nothing to redo."""
    step = step_forward(connection)
    return None if step is None else step.head


def step_back(connection: Connection) -> Step | None:
    """undo, and what changed by it."""
    head = undo(connection)
    if head is None:
        return None
    edit = _short_edit(connection, head)
    return Step(head, None if edit is None else edit.inverse())


def step_forward(connection: Connection) -> Step | None:
    """redo, and what changed by it: proposals may have come or gone since it was undone (fit_to_waiting)."""
    head = _first_undone(connection)
    if head is None:
        return None
    number = _number(connection, head.id)
    first: Records = (), ()
    parts = 0
    for parts, records in enumerate(_read_parts(connection, number), start=1):
        fitting = fit_to_waiting(connection, records)
        swap_records(connection, fitting)
        first = fitting if parts == 1 else first
    connection.execute(update(edits).where(edits.c.number == number).values(undone=False))
    return Step(head, Edit(head.id, head.name, head.time, *first) if parts <= 1 else None)


def forget_undone(connection: Connection) -> None:
    """Drop what waits for redo."""
    _drop_undone(connection)


def _short_edit(connection: Connection, head: EditHead) -> Edit | None:
    """The edit, None if it has more than one part."""
    number = _number(connection, head.id)
    parts = connection.execute(select(func.count()).where(edit_parts.c.edit_number == number)).scalar_one()
    return read_edit(connection, head.id) if parts <= 1 else None


def history(connection: Connection, limit: int) -> tuple[list[EditHead], list[EditHead]]:
    """The last `limit` edits that can be undone, oldest first, and those that can be redone, next first."""
    columns = (edits.c.id, edits.c.name, edits.c.time)
    done = connection.execute(
        select(*columns).where(~edits.c.undone).order_by(edits.c.number.desc()).limit(limit)
    ).all()
    undone = connection.execute(select(*columns).where(edits.c.undone).order_by(edits.c.number).limit(limit)).all()
    return [EditHead(*row) for row in reversed(done)], [EditHead(*row) for row in undone]


def read_edit(connection: Connection, edit_id: UUID) -> Edit:
    """An edit with all its records. Raises KeyError if it is not in the history."""
    row = connection.execute(select(edits).where(edits.c.id == edit_id)).first()
    if row is None:
        raise KeyError(f"no edit {edit_id}")
    parts = list(_read_parts(connection, row.number))
    removed = tuple(record for part, _ in parts for record in part)
    added = tuple(record for _, part in parts for record in part)
    return Edit(row.id, row.name, row.time, removed, added)


def _write_parts(connection: Connection, number: int, parts: Iterable[Records]) -> None:
    for part, records in enumerate(parts):
        write_part(connection, number, part, records)


def _read_parts(connection: Connection, number: int, *, backwards: bool = False) -> Iterator[Records]:
    last = connection.execute(select(func.max(edit_parts.c.part)).where(edit_parts.c.edit_number == number)).scalar()
    numbers = range(0 if last is None else last + 1)
    for part in reversed(numbers) if backwards else numbers:
        data = connection.execute(
            select(edit_parts.c.records).where(edit_parts.c.edit_number == number, edit_parts.c.part == part)
        ).scalar_one()
        yield decode_part(data)


def _last_done(connection: Connection) -> EditHead | None:
    done, _ = history(connection, 1)
    return done[0] if done else None


def _first_undone(connection: Connection) -> EditHead | None:
    _, undone = history(connection, 1)
    return undone[0] if undone else None


def _number(connection: Connection, edit_id: UUID) -> int:
    return int(connection.execute(select(edits.c.number).where(edits.c.id == edit_id)).scalar_one())


def _drop_undone(connection: Connection) -> None:
    if connection.execute(_WAITS_FOR_REDO).first() is not None:
        waiting = select(edits.c.number).where(edits.c.undone)
        connection.execute(delete(edit_parts).where(edit_parts.c.edit_number.in_(waiting)))
        connection.execute(delete(edits).where(edits.c.undone))
