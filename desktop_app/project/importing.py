"""Takes annotations from parsed files into a project: all of it in one transaction, as one edit that can be undone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from desktop_app.formats.read import default_images_root
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedAnnotation, ParsedDataset, ParsedPicture
from desktop_app.project import sqlite
from desktop_app.project.edits import EditHead, remember, write_part
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.picture_index import PictureIndex
from desktop_app.project.query import read_labels
from desktop_app.project.record_rows import check_label_name, swap_records
from desktop_app.project.records import RECORDS_PER_PART
from desktop_app.project.sqlite_staging import StagedRows, Staging
from desktop_app.project.store import Project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.values import Annotation, AnnotationKind, ImageState, Label, Point, SplitPlace

_PROGRESS_EVERY = 200


def import_dataset(
    project: Project,
    dataset: ParsedDataset,
    name: str = "Import annotations",
    progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> EditHead | None:
    """Walk the dataset and apply it. Returns the edit, None if the project had all of it already.

    Pictures are the project's own, found by file, by path, by a file name that only one has; all that are named become
    verified. Labels go by name, new ones in the order of the file. dataset.report counts what was left out here too.
    Raises UserError, and Cancelled when should_stop turns true; then nothing has changed.
    """
    writer = project.require_writer()
    labels = _Labels(project.query.labels())
    for label in dataset.labels.names:
        labels.id_of(label)
    with Staging(project.folder.cache) as staging:
        _stage(project, dataset, labels, staging, progress, should_stop)
        staging.seal()
        head = EditHead(new_id(), name, datetime.now(UTC))

        def commit(connection: Connection) -> bool:
            with (
                staging.joined(connection) as rows,
                connection.begin(),
                sqlite.interruptible(connection, should_stop),
            ):
                return _commit(connection, rows, head, labels, dataset.report, should_stop)

        return head if writer.submit_outside(commit).result() else None


def images_root_of(project: Project, source: Path) -> Path | None:
    """Where the pictures of annotations lie: the project's only root, if the annotations lie somewhere else.

    None to look beside the annotations.
    """
    roots = [root.path.resolve() for root in project.query.roots()]
    beside = default_images_root(source.resolve())
    if len(roots) != 1 or any(root.is_relative_to(beside) or beside.is_relative_to(root) for root in roots):
        return None
    return roots[0]


@dataclass(slots=True)
class _Labels:
    """Labels by name; new names are noted in the order in which they come."""

    existing: tuple[Label, ...]
    new: dict[str, Label] = field(default_factory=dict)
    _by_name: dict[str, Label | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({label.name: label for label in self.existing})

    def id_of(self, name: str) -> Label | None:
        """The label of this name, made if there is none; None if no label can be called so."""
        if name not in self._by_name:
            try:
                check_label_name(name)
            except UserError:
                self._by_name[name] = None
            else:
                self._by_name[name] = self.new[name] = new_labels((), (name,))[0]
        return self._by_name[name]

    def finished(self, all_existing: Iterable[Label]) -> list[Label]:
        """The new labels with their colours, keys and places, after those that the project has now."""
        made = new_labels(tuple(all_existing), self.new)
        return [Label(self.new[label.name].id, label.name, label.color, label.key, label.position) for label in made]


def _stage(
    project: Project,
    dataset: ParsedDataset,
    labels: _Labels,
    staging: Staging,
    progress: Callable[[Progress], None],
    should_stop: Callable[[], bool],
) -> None:
    query = project.query
    roots = {root.id: root.path.resolve() for root in query.roots()}
    index = PictureIndex((row.image.id, roots[row.root_id], row.name) for row in query.image_rows(query.image_ids()))
    for done, picture in enumerate(dataset.pictures, start=1):
        if should_stop():
            raise Cancelled
        image_id = _find(index, picture, dataset.report)
        if image_id is not None:
            staging.name_picture(image_id, picture.split)
            _stage_annotations(image_id, picture, labels, staging, dataset.report)
        if done % _PROGRESS_EVERY == 0:
            progress(Progress("import", done, 0))


def _find(index: PictureIndex, picture: ParsedPicture, report: ImportReport) -> int | None:
    by_file = index.by_file(picture.file) if picture.file is not None else None
    if by_file is not None:
        return by_file
    match = index.find(picture.path)
    if match.image_id is None:
        why = "the project has no such picture" if match.candidates == 0 else "several pictures have this name"
        report.give_back(len(picture.annotations), picture.path, "", why)
    return match.image_id


def _stage_annotations(
    image_id: int, picture: ParsedPicture, labels: _Labels, staging: Staging, report: ImportReport
) -> None:
    items: list[Annotation] = []
    for place, parsed in enumerate(picture.annotations, start=1):
        label = labels.id_of(parsed.label)
        if label is None:
            _leave_out(report, picture, f"annotation {place}", "its label has no usable name")
            continue
        points, why = _checked(parsed, picture)
        if why:
            _leave_out(report, picture, f"annotation {place}", why)
            continue
        if points != parsed.points:
            report.adjusted += 1
            report.adjust(picture.path, f"annotation {place}", "it reached out of the picture and was cut at its edge")
        items.append(Annotation(new_id(), image_id, label.id, parsed.kind, points))
    twice = len(items) - staging.add(items)
    if twice:
        _leave_out(report, picture, "", "the same annotation is there twice", twice)


def _leave_out(report: ImportReport, picture: ParsedPicture, place: str, why: str, count: int = 1) -> None:
    report.imported -= count
    report.skip(picture.path, place, why, count)


def _checked(parsed: ParsedAnnotation, picture: ParsedPicture) -> tuple[tuple[Point, ...], str]:
    """Points inside the picture, and '' or why they cannot be used. The readers check too; nothing bad may pass."""
    wanted = {AnnotationKind.BOX: len(parsed.points) == 2, AnnotationKind.TAG: not parsed.points}
    if not wanted.get(parsed.kind, len(parsed.points) >= 3):
        return (), "it has the wrong number of corners"
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in parsed.points):
        return (), "a corner is not a number"
    width = math.inf if picture.width is None else float(picture.width)
    height = math.inf if picture.height is None else float(picture.height)
    # Adding 0.0 turns -0.0 into 0.0: equal boxes must be equal bytes.
    points = tuple((min(max(x, 0.0), width) + 0.0, min(max(y, 0.0), height) + 0.0) for x, y in parsed.points)
    if parsed.kind is AnnotationKind.BOX:
        (x0, y0), (x1, y1) = points
        points = ((min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1)))
        if points[0][0] == points[1][0] or points[0][1] == points[1][1]:
            return (), "the box has no area inside the picture"
    return points, ""


def _commit(
    connection: Connection,
    rows: StagedRows,
    head: EditHead,
    labels: _Labels,
    report: ImportReport,
    should_stop: Callable[[], bool],
) -> bool:
    known = rows.drop_known()
    if known:
        report.imported -= known
        report.skip("", "", "the project has it already", known)
    new = labels.finished(read_labels(connection, archived=True))
    gone, come = rows.new_states()
    places = rows.new_places()
    if not (rows.count() or new or come or places):
        return False
    number = remember(connection, head)
    part = 0

    def note(removed: Iterable[ImageState], added: Iterable[Label | ImageState | SplitPlace | Annotation]) -> None:
        nonlocal part
        if should_stop():
            raise Cancelled
        write_part(connection, number, part, (tuple(removed), tuple(added)))
        part += 1

    swap_records(connection, ((), tuple(new)))
    note((), new)
    rows.move_in()
    for portion in rows.portions(RECORDS_PER_PART):
        note((), portion)
    was = {state.image_id: state for state in gone}
    for start in range(0, len(come), RECORDS_PER_PART):
        added = tuple(come[start : start + RECORDS_PER_PART])
        removed = tuple(was[state.image_id] for state in added if state.image_id in was)
        swap_records(connection, (removed, added))
        note(removed, added)
    for start in range(0, len(places), RECORDS_PER_PART):
        placed = tuple(places[start : start + RECORDS_PER_PART])
        swap_records(connection, ((), placed))
        note((), placed)
    return True
