"""Faults of the disk: each is a sentence, nothing is lost, and work goes on afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedAnnotation, ParsedDataset, ParsedLabels, ParsedPicture
from desktop_app.project import migrate, schema, sqlite
from desktop_app.project.edits import make_edit
from desktop_app.project.importing import import_dataset
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import Project, open_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.values import AnnotationKind, Label
from tests.unit.project.conftest import box, draw_picture


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    draw_picture(tmp_path / "pictures" / "a.png")
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as opened:
        yield opened


@pytest.fixture
def cat(project: Project) -> Label:
    (label,) = new_labels((), ["cat"])
    project.apply(make_edit("Label", added=[label]))
    return label


def limit_pages(project: Project, spare: int | None) -> None:
    """Let the file grow by so many pages and no more, as a full disk would. None: as much as it likes."""

    def work(connection: Connection) -> None:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={1 << 30 if spare is None else used + spare}")

    project.transact(work)


def counts(project: Project) -> tuple[int, int]:
    ids = project.query.image_ids()
    return len(project.query.history()[0]), sum(len(items) for items in project.query.annotations(ids).values())


def test_a_full_disk_is_said_nothing_is_lost_and_work_goes_on(project: Project, cat: Label) -> None:
    image_id = project.query.image_ids()[0]
    limit_pages(project, 2)
    acknowledged = 0

    def draw_until_it_fails() -> None:
        nonlocal acknowledged
        for _ in range(10_000):
            project.apply(make_edit("Draw", added=[box(image_id, cat) for _ in range(20)]))
            acknowledged += 1

    with pytest.raises(UserError) as caught:
        draw_until_it_fails()
    assert caught.value.code == "disk-full"
    assert str(project.folder.file) in caught.value.message
    assert counts(project) == (1 + acknowledged, 20 * acknowledged)
    limit_pages(project, None)
    project.apply(make_edit("Draw", added=[box(image_id, cat)]))
    project.close()
    with open_project(project.folder.path) as again:
        assert counts(again) == (2 + acknowledged, 20 * acknowledged + 1)


def dataset(count: int, path: str = "a.png") -> ParsedDataset:
    """One picture with many boxes, in portions."""

    def pictures() -> Iterator[ParsedPicture]:
        for start in range(0, count, 100):
            boxes = tuple(
                ParsedAnnotation("dog", AnnotationKind.BOX, ((0.0, 0.0), (1.0 + (start + index) / 1e4, 2.0)))
                for index in range(100)
            )
            report.took(len(boxes))
            yield ParsedPicture(path, 40, 30, boxes)

    report = ImportReport()
    return ParsedDataset("made", ParsedLabels(("dog",), (1,)), pictures(), report)


def test_an_import_that_meets_a_full_disk_leaves_nothing_of_itself(project: Project, cat: Label) -> None:
    limit_pages(project, 20)
    with pytest.raises(UserError) as caught:
        import_dataset(project, dataset(10_000))
    assert caught.value.code == "disk-full"
    assert counts(project) == (1, 0)
    assert project.query.labels() == (cat,)
    limit_pages(project, None)
    assert import_dataset(project, dataset(10_000)) is not None
    assert counts(project) == (2, 10_000)
    assert list(project.folder.cache.iterdir()) == []


def test_a_cancelled_import_leaves_nothing_of_itself(project: Project, cat: Label) -> None:
    answers = iter([False] * 20)
    with pytest.raises(Cancelled):
        import_dataset(project, dataset(10_000), should_stop=lambda: next(answers, True))
    assert counts(project) == (1, 0)
    assert list(project.folder.cache.iterdir()) == []


def test_a_failing_step_leaves_the_old_file_and_a_copy(
    project: Project, cat: Label, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    file = project.folder.file

    def breaks(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM labels")
        connection.exec_driver_sql("DROP TABLE runs")
        raise UserError("migration-failed", "on purpose")

    monkeypatch.setattr(migrate, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrate, "_run_steps", breaks)
    with pytest.raises(UserError, match="on purpose"):
        open_project(file)
    monkeypatch.undo()
    with open_project(file) as again:
        assert again.query.labels() == (cat,)
    (copy,) = project.folder.backups.iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM labels").fetchall() == [("cat",)]


def test_an_older_file_is_copied_then_brought_up_to_date(
    project: Project, cat: Label, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    newer = schema.SCHEMA_VERSION + 1

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE labels ADD COLUMN note TEXT")
        sqlite.mark_file(connection, newer)

    monkeypatch.setattr(migrate, "SCHEMA_VERSION", newer)
    monkeypatch.setattr(migrate, "_run_steps", step)
    with open_project(project.folder.file) as again:
        assert [notice.code for notice in again.notices] == ["upgraded"]
        assert again.query.labels() == (cat,)
        assert again.transact(lambda store: store.exec_driver_sql("PRAGMA user_version").scalar()) == newer
        assert again.transact(lambda store: store.exec_driver_sql("PRAGMA foreign_keys").scalar()) == 1
    assert len(list(project.folder.backups.iterdir())) == 1
