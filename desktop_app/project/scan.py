"""Brings the list of pictures in step with the folders.

Looks only at names, sizes and times, streams what it finds into the project, and forgets nothing: a picture whose file
is gone keeps its boxes, and is found again by its content when the file turns up elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from desktop_app.project.file_walk import FoundFile, WalkProblem, folder_id, walk
from desktop_app.project.moved import find_moved
from desktop_app.project.query import Root
from desktop_app.project.schema import images, problems
from desktop_app.project.store import Project

T = TypeVar("T")
SCAN_CODES = ("folder-unreadable", "file-unreadable", "file-empty")
_OF_CONTENT = ("width", "height", "content_hash", "perceptual_hash", "taken_us", "camera")
_FIRST_BATCH = 200
_BATCH = 1_000


@dataclass(slots=True)
class ScanReport:
    """Counts of pictures. found: all that are there.   new, changed, moved, missing: how this differs from before.

    problems: files and folders that could not be looked at.   absent: roots that are not there (a drive that is not
    connected): their pictures stay as they are.   stopped: the scan was cancelled; what it found until then is kept.
    """

    found: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    missing: int = 0
    problems: int = 0
    absent: list[str] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    size_bytes: int
    mtime_ns: int
    missing: bool


def scan(
    project: Project,
    on_batch: Callable[[ScanReport], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ScanReport:
    """Look at all image roots. on_batch: called after each batch is in the project, from this thread.

    Raises UserError as transact does; files that cannot be looked at are in Query.problems.
    """
    report = ScanReport()
    roots = project.query.roots()
    for root in roots:
        if not root.present:
            report.absent.append(os.fspath(root.path))
            continue
        others = frozenset(folder_id(os.fspath(other.path)) for other in roots if other != root and other.present)
        _scan_root(project, root, others, report, on_batch, should_stop)
    if not report.stopped:
        report.moved = find_moved(project, should_stop)
        report.new -= report.moved
        report.missing = project.query.missing_count()
        report.stopped = should_stop()
    return report


def _scan_root(
    project: Project,
    root: Root,
    others: frozenset[tuple[int, int]],
    report: ScanReport,
    on_batch: Callable[[ScanReport], None] | None,
    should_stop: Callable[[], bool],
) -> None:
    known = _known(project, root)
    unseen = {path for path, picture in known.items() if not picture.missing}
    reported: dict[str, bool] = {}  # path → is a folder
    for batch in _batches(walk(os.fspath(root.path), others, should_stop)):
        files = [item for item in batch if isinstance(item, FoundFile)]
        faults = [item for item in batch if isinstance(item, WalkProblem)]
        new = [item for item in files if item.path not in known]
        changed = [item for item in files if item.path in known and _differs(known[item.path], item)]
        project.transact(partial(_store, root_id=root.id, known=known, faults=faults, new=new, changed=changed))
        unseen.difference_update(item.path for item in batch)
        reported |= {item.path: item.is_folder for item in faults}
        report.found += len(files)
        report.new += len(new)
        report.changed += sum(1 for item in changed if not known[item.path].missing)
        report.problems += len(faults)
        if on_batch is not None:
            on_batch(replace(report))
        if should_stop():
            break
    report.stopped = should_stop()
    if not report.stopped:
        hidden = [path for path, is_folder in reported.items() if is_folder]
        gone = [known[path].id for path in unseen if not _is_below(path, hidden)]
        project.transact(lambda connection: _finish(connection, root.id, gone, set(reported)))


def _known(project: Project, root: Root) -> dict[str, _Known]:
    columns = (images.c.path, images.c.id, images.c.size_bytes, images.c.mtime_ns, images.c.missing)
    with project.query.reading() as connection:
        rows = connection.execute(select(*columns).where(images.c.root_id == root.id))
        return {path: _Known(id_, size, mtime, missing) for path, id_, size, mtime, missing in rows}


def _differs(known: _Known, item: FoundFile) -> bool:
    return known.missing or (known.size_bytes, known.mtime_ns) != (item.size_bytes, item.mtime_ns)


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    """The first batch is small, so that something can be seen at once."""
    size = _FIRST_BATCH
    while batch := list(islice(items, size)):
        yield batch
        size = _BATCH


def _store(
    connection: Connection,
    root_id: int,
    known: dict[str, _Known],
    faults: Sequence[WalkProblem],
    new: Sequence[FoundFile],
    changed: Sequence[FoundFile],
) -> None:
    if new:
        connection.execute(
            insert(images),
            [
                {"root_id": root_id, "path": item.path, "size_bytes": item.size_bytes, "mtime_ns": item.mtime_ns}
                for item in new
            ],
        )
    back = [item for item in changed if _same_bytes(known[item.path], item)]
    _set_file(connection, [(known[item.path].id, item) for item in back], forget=False)
    other = [item for item in changed if not _same_bytes(known[item.path], item)]
    _set_file(connection, [(known[item.path].id, item) for item in other], forget=True)
    for fault in faults:
        picture = known.get(fault.path)
        put_problem(connection, root_id, fault.path, None if picture is None else picture.id, fault.code, fault.reason)


def _same_bytes(known: _Known, item: FoundFile) -> bool:
    return (known.size_bytes, known.mtime_ns) == (item.size_bytes, item.mtime_ns)


def _set_file(connection: Connection, files: Sequence[tuple[int, FoundFile]], *, forget: bool) -> None:
    """Note size and time. forget: the content is another one, so that what was computed from it no longer holds."""
    if not files:
        return
    values: dict[str, object] = {"size_bytes": bindparam("size"), "mtime_ns": bindparam("mtime"), "missing": False}
    if forget:
        connection.execute(delete(problems).where(problems.c.image_id.in_([id_ for id_, _ in files])))
        values |= dict.fromkeys(_OF_CONTENT)
    connection.execute(
        update(images).where(images.c.id == bindparam("of")).values(values),
        [{"of": id_, "size": item.size_bytes, "mtime": item.mtime_ns} for id_, item in files],
    )


def put_problem(connection: Connection, root_id: int, path: str, image_id: int | None, code: str, reason: str) -> None:
    """Note why a file could not be used, instead of what was noted before."""
    connection.execute(delete(problems).where(problems.c.root_id == root_id, problems.c.path == path))
    connection.execute(insert(problems).values(root_id=root_id, path=path, image_id=image_id, code=code, reason=reason))


def _finish(connection: Connection, root_id: int, gone: Sequence[int], reported: set[str]) -> None:
    """The whole root was seen: note what is gone, and forget the problems that are."""
    if gone:
        connection.execute(
            update(images).where(images.c.id == bindparam("of")).values(missing=True), [{"of": id_} for id_ in gone]
        )
    noted = connection.execute(
        select(problems.c.id, problems.c.path).where(problems.c.root_id == root_id, problems.c.code.in_(SCAN_CODES))
    ).all()
    solved = [{"of": id_} for id_, path in noted if path not in reported]
    if solved:
        connection.execute(delete(problems).where(problems.c.id == bindparam("of")), solved)


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)
