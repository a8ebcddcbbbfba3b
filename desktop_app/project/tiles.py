"""What a list shows of a picture in one look: its row, which labels it carries, and why it cannot be read.

A page of them is one consistent state; all 100,000 at once are never read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select

from desktop_app.project.query import ImageRow, Query
from desktop_app.project.schema import annotation_rows, problems

IDS_PER_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Tile:
    """labels: each once, the oldest first.   problem: why the file cannot be read, '' for none that is known."""

    row: ImageRow
    labels: tuple[UUID, ...] = ()
    problem: str = ""


def read_tiles(query: Query, image_ids: Sequence[int]) -> list[Tile]:
    """Tiles in the order of the ids; unknown ids are left out. From any thread."""
    with query.reading() as connection:
        rows = query.image_rows_in(connection, image_ids)
        labels, reasons = _labels(connection, image_ids), _reasons(connection, image_ids)
    return [Tile(row, tuple(labels.get(row.image.id, ())), reasons.get(row.image.id, "")) for row in rows]


def _labels(connection: Connection, image_ids: Sequence[int]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = {}
    columns = annotation_rows.c.image_id, annotation_rows.c.label_id
    for start in range(0, len(image_ids), IDS_PER_STATEMENT):
        chunk = image_ids[start : start + IDS_PER_STATEMENT]
        used = select(*columns).where(annotation_rows.c.image_id.in_(chunk)).group_by(*columns)
        for image_id, label_id in connection.execute(used.order_by(func.min(annotation_rows.c.id))):
            found.setdefault(image_id, []).append(label_id)
    return found


def _reasons(connection: Connection, image_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(image_ids), IDS_PER_STATEMENT):
        chunk = image_ids[start : start + IDS_PER_STATEMENT]
        question = select(problems.c.image_id, problems.c.reason).where(problems.c.image_id.in_(chunk))
        found |= {row.image_id: row.reason for row in connection.execute(question)}
    return found
