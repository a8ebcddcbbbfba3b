"""Sizes and hashes of pictures, computed when they are first needed and kept in the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, select, update

from desktop_app.project.query import ImageRow
from desktop_app.project.scan import put_problem
from desktop_app.project.schema import images, problems
from desktop_app.project.store import Project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.values import ImageRef
from ml_engine.images.capture import Capture, read_capture
from ml_engine.images.fingerprint import hash_and_fingerprint

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Unusable:
    """A picture that could not be read. gone: its file is not there."""

    row: ImageRow
    code: str
    reason: str
    gone: bool


def fingerprint(
    project: Project,
    rows: Sequence[ImageRow],
    progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[list[ImageRow], list[Unusable]]:
    """The rows with size and hashes, and those that cannot be read; in the order of the rows.

    Reads only files whose hashes are unknown or that changed since. What is found is kept, if the project is open for
    writing. Raises Cancelled; what was found until then stays.
    """
    usable: list[ImageRow] = []
    unusable: list[Unusable] = []
    threads = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads, thread_name_prefix="vistazo-hash") as pool:
        for batch in _batches(rows):
            if should_stop():
                raise Cancelled
            results = list(pool.map(_fingerprint, batch))
            fresh = [
                new for old, new in zip(batch, results, strict=True) if isinstance(new, ImageRow) and new is not old
            ]
            failed = [result for result in results if isinstance(result, Unusable)]
            if (fresh or failed) and not project.read_only:
                _keep(project, fresh, failed)
            usable += [result for result in results if isinstance(result, ImageRow)]
            unusable += failed
            progress(Progress("hash", len(usable) + len(unusable), len(rows)))
    return usable, unusable


def fingerprint_pending(project: Project, limit: int, should_stop: Callable[[], bool] = lambda: False) -> int:
    """In idle time: hash up to `limit` pictures that never were, annotated ones first. Returns how many it read."""
    pending = (
        select(images.c.id)
        .where(~images.c.missing, images.c.content_hash.is_(None))
        .where(~select(problems.c.id).where(problems.c.image_id == images.c.id).exists())
        .order_by((images.c.annotation_count == 0), images.c.id)
        .limit(limit)
    )
    with project.query.reading() as connection:
        ids = list(connection.execute(pending).scalars())
    fingerprint(project, project.query.image_rows(ids), should_stop=should_stop)
    return len(ids)


def _batches(rows: Sequence[ImageRow]) -> Iterator[list[ImageRow]]:
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _fingerprint(row: ImageRow) -> ImageRow | Unusable:
    try:
        status = row.image.path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = f"{row.image.path} cannot be read: {reason}."
        return Unusable(row, "file-unreadable", sentence, gone=isinstance(error, FileNotFoundError))
    unchanged = (status.st_size, status.st_mtime_ns) == (row.size_bytes, row.mtime_ns)
    known = None not in (row.image.content_hash, row.perceptual_hash, row.image.width, row.image.height)
    try:
        if unchanged and known:
            return row if row.camera is not None else _with_capture(row, read_capture(row.image.path))
        found = hash_and_fingerprint(row.image.path)
    except UserError as error:
        return Unusable(row, error.code, error.message, gone=False)
    image = ImageRef(row.image.id, row.image.path, found.header.width, found.header.height, found.content_hash)
    return replace(
        _with_capture(row, found.capture),
        image=image,
        perceptual_hash=found.perceptual_hash,
        size_bytes=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )


def _with_capture(row: ImageRow, capture: Capture) -> ImageRow:
    return replace(row, taken_us=capture.taken_us, camera=capture.camera)


def _keep(project: Project, fresh: Sequence[ImageRow], failed: Sequence[Unusable]) -> None:
    values = [
        {
            "of": row.image.id,
            "w": row.image.width,
            "h": row.image.height,
            "content": row.image.content_hash,
            "look": row.perceptual_hash,
            "size": row.size_bytes,
            "mtime": row.mtime_ns,
            "taken": row.taken_us,
            "cam": row.camera,
        }
        for row in fresh
    ]
    columns = {
        "width": bindparam("w"),
        "height": bindparam("h"),
        "content_hash": bindparam("content", type_=images.c.content_hash.type),
        "perceptual_hash": bindparam("look", type_=images.c.perceptual_hash.type),
        "size_bytes": bindparam("size"),
        "mtime_ns": bindparam("mtime"),
        "taken_us": bindparam("taken"),
        "camera": bindparam("cam"),
    }

    def work(connection: Connection) -> None:
        if values:
            connection.execute(update(images).where(images.c.id == bindparam("of")).values(columns), values)
            connection.execute(delete(problems).where(problems.c.image_id.in_([row.image.id for row in fresh])))
        for item in failed:
            if not item.gone:
                row = item.row
                put_problem(connection, row.root_id, row.name, row.image.id, item.code, item.reason)

    project.transact(work)
