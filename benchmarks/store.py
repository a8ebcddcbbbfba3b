"""How fast the project store is, against what a person can feel.

Run:  python benchmarks/store.py [--json] [--images 100000] [--boxes 500000] [--commits 500]

Measures, on a project made for it in a temporary folder:
  commit_ms        median of one drawn box, durable on disk (BEGIN IMMEDIATE … COMMIT, WAL, synchronous=FULL)   <= 2
  open_s           opening the project with all pictures and boxes in it                                        <= 1
  ids_by_label_ms  median over the labels of: which pictures carry this label                                   <= 100
  scan_100k_s      names, sizes and times of 100,000 files into a new project                                   <= 10
  first_1000_s     until the first 1,000 of them are in it                                                      <= 0.3
and, without a target, floor_ms: median of one row committed by bare sqlite3 with the same journal and sync, taken in
turn with the boxes: what this disk makes anybody pay. commit_ms - floor_ms is our own share.
The files of the scan are hard links to one byte: only names matter. With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import ImageFilter
from desktop_app.project.record_rows import Row, annotation_row, count_annotations
from desktop_app.project.roots import add_root
from desktop_app.project.scan import ScanReport, scan
from desktop_app.project.schema import annotation_rows
from desktop_app.project.store import Project, create_project, open_project
from ml_engine.domain.values import Annotation, AnnotationKind, ImageStatus, Label

TARGETS = {"commit_ms": 2.0, "open_s": 1.0, "ids_by_label_ms": 100.0, "scan_100k_s": 10.0, "first_1000_s": 0.3}
FILES_PER_FOLDER = 1_000


def main() -> None:
    options = arguments()
    folder = Path(tempfile.mkdtemp(prefix="vistazo-store-", dir=options.dir))
    try:
        figures = measure(folder, options.images, options.boxes, options.labels, options.commits)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, value in figures.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"   target <= {target:g}   {'ok' if value <= target else 'MISSED'}"
        print(f"{name:24} {value:10.3f}{verdict}")
    if options.json:
        print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--boxes", type=int, default=500_000)
    parser.add_argument("--labels", type=int, default=20)
    parser.add_argument("--commits", type=int, default=500)
    parser.add_argument("--dir", type=Path, default=None, help="where to work (default: the system's temporary folder)")
    return parser.parse_args()


def measure(folder: Path, images: int, boxes: int, labels: int, commits: int) -> dict[str, float]:
    """All figures, in the order in which they are taken."""
    make_files(folder / "pictures", images)
    figures = scan_figures(folder, images)
    with open_project(folder / "project") as project:
        made = fill(project, boxes, labels)
        figures |= commit_figures(project, made, commits)
    figures["open_s"] = seconds(lambda: open_project(folder / "project").close())
    with open_project(folder / "project") as project:
        query = project.query
        by_label = [milliseconds(partial(query.image_ids, ImageFilter(label=label.id))) for label in made]
        figures["ids_by_label_ms"] = statistics.median(by_label)
        figures["ids_by_status_ms"] = milliseconds(lambda: query.image_ids(ImageFilter(status=ImageStatus.LABELLED)))
        figures["ids_by_text_ms"] = milliseconds(lambda: query.image_ids(ImageFilter(text="0042")))
        figures["all_ids_ms"] = milliseconds(query.image_ids)
        middle = query.image_ids()[images // 2 :][:200]
        figures["page_of_200_ms"] = milliseconds(lambda: query.image_rows(middle))
        figures["status_counts_ms"] = milliseconds(query.status_counts)
        figures["label_counts_ms"] = milliseconds(query.label_counts)
    return figures


def make_files(folder: Path, count: int) -> None:
    """Many names for one byte, a thousand a folder."""
    folder.mkdir()
    for index in range(count):
        inside = folder / f"{index // FILES_PER_FOLDER:04d}"
        name = inside / f"picture_{index:06d}.jpg"
        if index % FILES_PER_FOLDER == 0:
            inside.mkdir()
            first = name
            first.write_bytes(b"x")
        else:
            os.link(first, name)


def scan_figures(folder: Path, images: int) -> dict[str, float]:
    """Making the project, and the scan alone."""
    begun = time.perf_counter()
    with create_project(folder / "project") as project:
        create = time.perf_counter() - begun
        project.transact(partial(add_root, folder=project.folder, root=folder / "pictures"))
        return {"create_s": create} | time_scan(project, images)


def time_scan(project: Project, images: int) -> dict[str, float]:
    start = time.perf_counter()
    first: list[float] = []

    def on_batch(report: ScanReport) -> None:
        if not first and report.found >= min(1_000, images):
            first.append(time.perf_counter() - start)

    report = scan(project, on_batch)
    total = time.perf_counter() - start
    assert report.found == report.new == images
    return {"first_1000_s": first[0], "scan_100k_s": total * 100_000 / images}


def fill(project: Project, boxes: int, labels: int) -> list[Label]:
    """Boxes on all pictures in turn, written straight into the table: their history is not what is measured."""
    made = new_labels((), (f"label {index}" for index in range(labels)))
    project.apply(make_edit("Labels", added=made))
    ids = project.query.image_ids()
    for start in range(0, boxes, 20_000):
        rows = [
            annotation_row(box(ids[index % len(ids)], made[index * 7 % labels]))
            for index in range(start, min(boxes, start + 20_000))
        ]
        project.transact(partial(_insert, rows=rows))
    project.transact(lambda connection: count_annotations(connection, ids))
    return made


def _insert(connection: Connection, rows: list[Row]) -> None:
    connection.execute(insert(annotation_rows), rows)


def box(image_id: int, label: Label) -> Annotation:
    return Annotation(new_id(), image_id, label.id, AnnotationKind.BOX, ((10.25, 20.5), (110.125, 220.0)))


def commit_figures(project: Project, labels: list[Label], commits: int) -> dict[str, float]:
    """Medians of drawing one box, from the call until it is durable, and of a bare row beside it, ms."""
    ids = project.query.image_ids()
    edits = [make_edit("Draw box", added=[box(ids[index * 97 % len(ids)], labels[0])]) for index in range(commits)]
    ours: list[float] = []
    bare: list[float] = []
    # What was written just before (files, boxes) must be on the disk, or every commit pays for a part of it.
    os.sync()
    with closing(sqlite3.connect(project.folder.cache / "bare", isolation_level=None)) as connection:
        for statement in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "CREATE TABLE rows (id INTEGER, data BLOB)",
        ):
            connection.execute(statement)
        for edit in edits:
            ours.append(milliseconds(partial(project.apply, edit)))
            bare.append(milliseconds(partial(commit_row, connection)))
    return {"commit_ms": statistics.median(ours), "floor_ms": statistics.median(bare)}


def commit_row(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO rows VALUES (1, randomblob(200))")
    connection.execute("COMMIT")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(work: Callable[[], object]) -> float:
    return seconds(work) * 1e3


if __name__ == "__main__":
    main()
