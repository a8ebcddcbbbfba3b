"""Where an import is gathered before it counts: a file of its own in the cache, joined to the project at the end.

Half a million boxes neither stay in memory nor hold the project's lock while they are parsed.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkstemp
from typing import Self
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import Connection

from desktop_app.project import sqlite
from desktop_app.project.column_types import pack_points, unpack_points
from ml_engine.domain.values import Annotation, AnnotationKind, ImageState, ImageStatus, Split, SplitPlace

_TABLES = """
CREATE TABLE boxes (n INTEGER PRIMARY KEY, id BLOB, image_id INTEGER, label_id BLOB, kind TEXT, points BLOB,
                    UNIQUE (image_id, label_id, kind, points));
CREATE TABLE pictures (image_id INTEGER PRIMARY KEY, split TEXT);
"""


class Staging:
    """Annotations and pictures of one import. Use it in a with statement: its file goes at the end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(prefix="import-", suffix=".staging", dir=folder)
        os.close(handle)
        self._file = Path(name)
        # No journal, no sync: after a crash the file is rubbish, and nobody reads it.
        self._connection = sqlite3.connect(self._file, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32768"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_TABLES)
        self._connection.execute("BEGIN")

    def add(self, items: list[Annotation]) -> int:
        """Keep annotations; one that is there already is dropped. Returns how many were new."""
        before = self._connection.total_changes
        with sqlite.sentences(self._file):
            self._connection.executemany(
                "INSERT OR IGNORE INTO boxes (id, image_id, label_id, kind, points) VALUES (?, ?, ?, ?, ?)",
                [(a.id.bytes, a.image_id, a.label_id.bytes, a.kind.value, pack_points(a.points)) for a in items],
            )
        return self._connection.total_changes - before

    def name_picture(self, image_id: int, split: Split | None) -> None:
        """The import speaks of this picture. split: the last one that is said wins."""
        with sqlite.sentences(self._file):
            self._connection.execute(
                "INSERT INTO pictures VALUES (?, ?)"
                " ON CONFLICT (image_id) DO UPDATE SET split = coalesce(excluded.split, split)",
                (image_id, None if split is None else split.value),
            )

    def seal(self) -> None:
        """Nothing more will come: write it all down. From the thread that added it."""
        with sqlite.sentences(self._file):
            self._connection.execute("COMMIT")
            self._connection.close()

    @contextlib.contextmanager
    def joined(self, connection: Connection) -> Iterator[StagedRows]:
        """The sealed rows beside the project's tables, on the writer's thread. Begin the transaction inside."""
        raw = sqlite.raw_connection(connection)
        raw.execute("ATTACH DATABASE ? AS staging", (f"file:{quote(os.fsencode(self._file))}?mode=rw",))
        try:
            yield StagedRows(connection)
        finally:
            raw.execute("DETACH DATABASE staging")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._file.unlink(missing_ok=True)


class StagedRows:
    """Moves staged rows into the project's tables, inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._raw = sqlite.raw_connection(connection)

    def drop_known(self) -> int:
        """Forget annotations that the project has already, to the last digit. Returns how many."""
        return self._raw.execute(
            """DELETE FROM staging.boxes AS s WHERE EXISTS (
                 SELECT 1 FROM main.annotations a WHERE a.image_id = s.image_id AND a.label_id = s.label_id
                 AND a.kind = s.kind AND a.points = s.points)"""
        ).rowcount

    def count(self) -> int:
        """How many annotations are left."""
        return int(self._raw.execute("SELECT count(*) FROM staging.boxes").fetchone()[0])

    def label_ids(self) -> set[UUID]:
        """The labels that they use."""
        return {UUID(bytes=row[0]) for row in self._raw.execute("SELECT DISTINCT label_id FROM staging.boxes")}

    def new_states(self) -> tuple[list[ImageState], list[ImageState]]:
        """What goes and what comes when every named picture is verified."""
        rows = self._raw.execute(
            """SELECT p.image_id, i.state FROM staging.pictures p JOIN main.images i ON i.id = p.image_id
               WHERE i.state IS NOT 'verified' ORDER BY p.image_id"""
        ).fetchall()
        removed = [ImageState(image_id, ImageStatus(state)) for image_id, state in rows if state is not None]
        return removed, [ImageState(image_id, ImageStatus.VERIFIED) for image_id, _ in rows]

    def new_places(self) -> list[SplitPlace]:
        """Places for pictures that have none."""
        rows = self._raw.execute(
            """SELECT p.image_id, p.split FROM staging.pictures p JOIN main.images i ON i.id = p.image_id
               WHERE p.split IS NOT NULL AND i.split IS NULL ORDER BY p.image_id"""
        ).fetchall()
        return [SplitPlace(image_id, Split(split)) for image_id, split in rows]

    def move_in(self) -> None:
        """All annotations at once, and the pictures' counts."""
        self._raw.execute(
            """INSERT INTO main.annotations (id, image_id, label_id, kind, points)
               SELECT id, image_id, label_id, kind, points FROM staging.boxes ORDER BY n"""
        )
        self._raw.execute(
            """UPDATE main.images SET annotation_count =
                 (SELECT count(*) FROM main.annotations a WHERE a.image_id = images.id)
               WHERE id IN (SELECT image_id FROM staging.boxes)"""
        )

    def portions(self, size: int) -> Iterator[list[Annotation]]:
        """The annotations in the order in which they were staged."""
        last = 0
        while rows := self._raw.execute(
            "SELECT n, id, image_id, label_id, kind, points FROM staging.boxes WHERE n > ? ORDER BY n LIMIT ?",
            (last, size),
        ).fetchall():
            last = rows[-1][0]
            yield [
                Annotation(UUID(bytes=id_), image_id, UUID(bytes=label), AnnotationKind(kind), unpack_points(points))
                for _, id_, image_id, label, kind, points in rows
            ]
