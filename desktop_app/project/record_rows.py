"""Swaps records for records in the tables.

Each statement names the whole old row and its count is checked: an edit that does not fit what is there changes
nothing, and so applying and taking back are exact.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import Delete, Insert, Update

from desktop_app.project.records import Key, Records, key_of
from desktop_app.project.schema import annotation_rows, images, labels, proposals
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Annotation, ImageState, ImageStatus, Label, Proposal, Record, SplitPlace

_IDS_PER_STATEMENT = 500
Row = dict[str, object]
_TABLES: tuple[tuple[Table, type], ...] = ((annotation_rows, Annotation), (proposals, Proposal))


@dataclass(frozen=True, slots=True)
class _Statements:
    put: Insert
    change: Update
    take: Delete


def _statements(table: Table) -> _Statements:
    is_old = and_(*(column == bindparam(f"old_{column.name}", type_=column.type) for column in table.columns))
    values = {column.name: bindparam(column.name, type_=column.type) for column in table.columns}
    return _Statements(insert(table), update(table).where(is_old).values(values), delete(table).where(is_old))


def _setting(name: str) -> Update:
    column = images.c[name]
    is_old = column.is_not_distinct_from(bindparam("was", type_=column.type))
    is_now = bindparam("is_now", type_=column.type)
    return update(images).where(images.c.id == bindparam("of"), is_old).values({name: is_now})


# Made once: building a statement costs ten times what running it does.
_STATEMENTS = {table: _statements(table) for table in (labels, annotation_rows, proposals)}
_SET_COLUMN = {name: _setting(name) for name in ("state", "split")}
_COUNT = (
    update(images)
    .where(images.c.id.in_(bindparam("touched", expanding=True)))
    .values(annotation_count=select(func.count()).where(annotation_rows.c.image_id == images.c.id).scalar_subquery())
)


def swap_records(connection: Connection, records: Records, *, drop_labels: bool = False) -> None:
    """Take the first side's records out and put the second side's in.

    drop_labels: whether a label may go for good (only when its making is undone). Raises UserError: 'edit-conflict'
    if a record that should go is not there as it is named, or one that should come is; 'bad-label', 'bad-points'.
    """
    removed, added = records
    old, new = _by_type(removed), _by_type(added)
    _refuse_bad_values(added)
    try:
        _put(connection, labels, old[Label], new[Label])
        for table, kind in _TABLES:
            _take(connection, table, old[kind], new[kind])
            _put(connection, table, old[kind], new[kind])
        _set_column(connection, "state", old[ImageState], new[ImageState])
        _set_column(connection, "split", old[SplitPlace], new[SplitPlace])
        if not drop_labels and old[Label].keys() - new[Label].keys():
            raise UserError("bad-label", "A label cannot be removed: its boxes would lose it.", "Archive it instead.")
        gone = [record.id for key, record in old[Label].items() if key not in new[Label] and isinstance(record, Label)]
        if gone:  # what a model proposed for a label that never was
            connection.execute(delete(proposals).where(proposals.c.label_id.in_(gone)))
        _take(connection, labels, old[Label], new[Label])
    except IntegrityError as error:
        raise _conflict(str(error.orig)) from error
    touched = {record.image_id for record in (*removed, *added) if isinstance(record, Annotation)}
    count_annotations(connection, sorted(touched))
    if new[Label]:
        check_label_names(connection)


def count_annotations(connection: Connection, image_ids: Sequence[int]) -> None:
    """Bring images.annotation_count up to date."""
    for start in range(0, len(image_ids), _IDS_PER_STATEMENT):
        chunk = image_ids[start : start + _IDS_PER_STATEMENT]
        connection.execute(_COUNT, {"touched": list(chunk)})


def check_label_names(connection: Connection) -> None:
    """Two labels in use must not share a name: no export could tell them apart. Raises UserError('bad-label')."""
    twice = connection.execute(
        select(labels.c.name).where(~labels.c.archived).group_by(labels.c.name).having(func.count() > 1)
    ).first()
    if twice is not None:
        raise UserError("bad-label", f"There is already a label called “{twice.name}”.", "Choose another name.")


def annotation_row(item: Annotation) -> Row:
    """An annotation as its columns."""
    return {
        "id": item.id,
        "image_id": item.image_id,
        "label_id": item.label_id,
        "kind": item.kind.value,
        "points": item.points,
    }


def _by_type(records: Iterable[Record]) -> defaultdict[type, dict[Key, Record]]:
    result: defaultdict[type, dict[Key, Record]] = defaultdict(dict)
    for record in records:
        result[type(record)][key_of(record)] = record
    return result


def _refuse_bad_values(added: Iterable[Record]) -> None:
    for record in added:
        if isinstance(record, Proposal):
            record = record.annotation
        if isinstance(record, Annotation) and not all(math.isfinite(x) and math.isfinite(y) for x, y in record.points):
            raise UserError("bad-points", "A corner of the outline is not a number.", "Draw it again.")
        if isinstance(record, Label):
            check_label_name(record.name)


def check_label_name(name: str) -> None:
    """Raises UserError('bad-label') for a name that cannot be shown or stored."""
    if not name.strip():
        raise UserError("bad-label", "A label needs a name.", "Type at least one character.")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UserError("bad-label", f"The name {name!a} is broken text.", "Type the name again.") from error


def _row(record: Record) -> Row:
    match record:
        case Annotation():
            return annotation_row(record)
        case Proposal():
            return annotation_row(record.annotation) | {
                "score": record.score,
                "run_id": record.run_id,
                "status": record.status.value,
            }
        case Label():
            return {
                "id": record.id,
                "name": record.name,
                "color": record.color,
                "key": record.key,
                "position": record.position,
                "archived": record.archived,
            }
        case _:
            raise TypeError(f"{type(record).__name__} is a column, not a row")


def _old(row: Row) -> Row:
    return {f"old_{name}": value for name, value in row.items()}


def _take(connection: Connection, table: Table, old: dict[Key, Record], new: dict[Key, Record]) -> None:
    gone = [_old(_row(record)) for key, record in old.items() if key not in new]
    _exactly(connection, _STATEMENTS[table].take, gone)


def _put(connection: Connection, table: Table, old: dict[Key, Record], new: dict[Key, Record]) -> None:
    changed = [_old(_row(old[key])) | _row(record) for key, record in new.items() if key in old]
    _exactly(connection, _STATEMENTS[table].change, changed)
    come = [_row(record) for key, record in new.items() if key not in old]
    if come:
        connection.execute(_STATEMENTS[table].put, come)


def _set_column(connection: Connection, name: str, old: dict[Key, Record], new: dict[Key, Record]) -> None:
    rows: list[Row] = [
        {"of": key[1], "was": _column_value(old.get(key)), "is_now": _column_value(new.get(key))}
        for key in old.keys() | new.keys()
    ]
    _exactly(connection, _SET_COLUMN[name], rows)


def _column_value(record: Record | None) -> str | None:
    match record:
        case None | ImageState(status=ImageStatus.NEW):
            return None
        case ImageState(status=ImageStatus.LABELLED):
            raise ValueError("'labelled' follows from the annotations and is never set")
        case ImageState():
            return record.status.value
        case SplitPlace():
            return record.split.value
        case _:
            raise TypeError(f"{type(record).__name__} is no column")


def _exactly(connection: Connection, statement: Update | Delete, rows: list[Row]) -> None:
    """Run a statement that must meet one row for each set of parameters."""
    if rows and connection.execute(statement, rows).rowcount != len(rows):
        raise _conflict("a record that it replaces is not there as it was")


def _conflict(why: str) -> UserError:
    return UserError(
        "edit-conflict",
        f"The change does not fit what the project holds now ({why}); nothing was changed.",
        "Look at the picture again and repeat the change.",
    )
