"""Opening looks before it touches, and says why it opens for reading only."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.project import places
from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.sqlite import APPLICATION_ID
from desktop_app.project.store import Project, create_project, open_project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Label


def closed(project: Project) -> Path:
    project.close()
    return project.folder.file


def test_a_closed_project_is_one_file_that_can_be_copied(project: Project, cat: Label, tmp_path: Path) -> None:
    file = closed(project)
    assert sorted(path.name for path in file.parent.iterdir()) == [
        "backups", "cache", "exports", "project.lock", "project.vistazo", "runs",
    ]  # fmt: skip
    (tmp_path / "copy").mkdir()
    shutil.copy(file, tmp_path / "copy")
    with open_project(tmp_path / "copy") as copy:
        assert copy.query.labels() == (cat,)


def test_the_file_carries_our_mark_and_the_durable_settings(project: Project) -> None:
    def settings(connection: object) -> list[object]:
        run = connection.exec_driver_sql  # type: ignore[attr-defined]
        names = ("application_id", "journal_mode", "synchronous", "foreign_keys")
        return [run(f"PRAGMA {name}").scalar() for name in names]

    assert project.transact(settings) == [APPLICATION_ID, "wal", 2, 1]


def test_a_second_opener_reads_while_the_first_writes(project: Project) -> None:
    with open_project(project.folder.path) as second:
        assert second.read_only
        assert [notice.code for notice in second.notices] == ["read-only"]
        project.apply(make_edit("Label", added=new_labels((), ["cat"])))
        assert [label.name for label in second.query.labels()] == ["cat"]
        with pytest.raises(UserError, match="open for reading only") as caught:
            second.undo()
        assert str(os.getpid()) in caught.value.message


def test_the_next_opener_writes_after_the_first_has_closed(project: Project) -> None:
    closed(project)
    with open_project(project.folder.path) as second:
        assert not second.read_only


def test_a_reader_leaves_the_file_alone(project: Project) -> None:
    file = closed(project)
    before = file.read_bytes()
    with open_project(file, write=False) as reader:
        assert reader.read_only
        assert len(reader.query.image_ids()) == 6
    assert file.read_bytes() == before


def foreign(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 something else entirely" * 50)


def other_database(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE photos (id)")
    connection.commit()
    connection.close()


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def cut_in_its_header(file: Path) -> None:
    os.truncate(file, 50)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def overwritten(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 8192)


def without_a_table(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE runs")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (foreign, "foreign-file"),
        (other_database, "foreign-file"),
        (truncated, "project-damaged"),
        (cut_in_its_header, "project-damaged"),
        (emptied, "project-damaged"),
        (overwritten, "project-damaged"),
        (without_a_table, "project-damaged"),
    ],
)
def test_a_file_that_is_no_good_project_is_explained_and_left_as_it_is(
    project: Project, harm: Callable[[Path], None], code: str
) -> None:
    file = closed(project)
    harm(file)
    before = file.read_bytes()
    for write in (True, False):
        with pytest.raises(UserError) as caught:
            open_project(file.parent, write=write)
        assert caught.value.code == code
        assert str(file) in caught.value.message
        assert caught.value.hint
    assert file.read_bytes() == before


def set_version(file: Path, version: int, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in (*statements, f"PRAGMA user_version={version}"):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_newer_project_opens_for_reading(project: Project, cat: Label) -> None:
    file = closed(project)
    set_version(file, 99, "ALTER TABLE images ADD COLUMN mood TEXT", "CREATE TABLE moods (id)")
    before = file.read_bytes()
    with open_project(file) as newer:
        assert newer.read_only
        assert "newer" in newer.notices[0].message
        assert newer.query.labels() == (cat,)
    assert file.read_bytes() == before


def test_a_newer_project_that_cannot_be_read_says_so(project: Project) -> None:
    file = closed(project)
    set_version(file, 99, "ALTER TABLE labels RENAME COLUMN color TO colour")
    with pytest.raises(UserError) as caught:
        open_project(file)
    assert caught.value.code == "newer-project"


def test_no_project_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no project") as caught:
        open_project(tmp_path)
    assert "vistazo new" in caught.value.hint


def test_a_project_is_never_made_over_another_or_among_files(project: Project, pictures: Path) -> None:
    with pytest.raises(UserError) as caught:
        create_project(project.folder.path)
    assert caught.value.code == "project-exists"
    before = sorted(pictures.iterdir())
    with pytest.raises(UserError) as caught:
        create_project(pictures)
    assert caught.value.code == "folder-not-empty"
    assert sorted(pictures.iterdir()) == before


def test_a_project_that_could_not_be_made_leaves_nothing(tmp_path: Path, pictures: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError) as caught:
        new_project(tmp_path / "project", [tmp_path / "empty"])
    assert caught.value.code == "no-pictures"
    with pytest.raises(UserError) as caught:
        new_project(tmp_path / "project", [pictures, tmp_path / "nowhere"])
    assert caught.value.code == "no-folder"
    assert not (tmp_path / "project").exists()


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Root may write anywhere: act as somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="vistazo-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are POSIX here")
def test_a_project_in_a_folder_without_write_permission_opens_for_reading(
    project: Project, cat: Label, open_folder: Path
) -> None:
    shutil.copy(closed(project), open_folder)
    with as_nobody(open_folder):
        open_folder.chmod(0o555)
        with open_project(open_folder) as reader:
            assert reader.read_only
            assert "write-protected" in reader.notices[0].message
            assert reader.query.labels() == (cat,)
            with pytest.raises(UserError, match="open for reading only"):
                reader.apply(make_edit("x"))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are POSIX here")
def test_a_project_cannot_be_made_where_writing_is_not_permitted(open_folder: Path) -> None:
    with as_nobody(open_folder):
        open_folder.chmod(0o555)
        with pytest.raises(UserError) as caught:
            create_project(open_folder / "project")
    assert caught.value.code == "folder-not-writable"
    assert str(open_folder) in caught.value.message
    assert list(open_folder.iterdir()) == []


def test_on_a_network_drive_the_journal_is_one_file_and_that_is_said_once(
    tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_file_system", lambda _: "nfs4")
    with new_project(tmp_path / "project", [pictures]).project as first:
        assert [notice.code for notice in first.notices] == ["slower-journal"]
        assert "network drive (nfs4)" in first.notices[0].message
        first.apply(make_edit("Label", added=new_labels((), ["cat"])))
        names = ("journal_mode", "synchronous")
        found = first.transact(lambda store: [store.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names])
        assert found == ["truncate", 2]
        assert not (tmp_path / "project" / "project.vistazo-wal").exists()
    with open_project(tmp_path / "project") as second:
        assert second.notices == ()
        assert [label.name for label in second.query.labels()] == ["cat"]
        second.undo()
