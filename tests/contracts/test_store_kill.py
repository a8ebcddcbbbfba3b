"""A writing process is killed at many instants: every edit it was told of is there, and nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import open_project
from ml_engine.domain.values import Annotation
from tests.unit.project.conftest import draw_picture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
REPOSITORY = Path(__file__).resolve().parents[2]

# Draws, moves, deletes, undoes; says one line after each acknowledged step: what the history holds then.
WRITER = textwrap.dedent(
    """
    import sys
    from dataclasses import replace
    from pathlib import Path
    from desktop_app.project.edits import make_edit
    from desktop_app.project.ids import new_id
    from desktop_app.project.store import open_project
    from ml_engine.domain.values import Annotation, AnnotationKind

    project = open_project(Path(sys.argv[1]))
    assert not project.read_only, project.notices
    (label,) = project.query.labels()
    image_id = project.query.image_ids()[0]
    boxes = []
    done = [edit.id.hex for edit in project.query.history()[0]]

    def say():
        print(",".join(done), flush=True)

    def apply(edit):
        project.apply(edit)
        done.append(edit.id.hex)
        say()

    say()
    step = 0
    while True:
        step += 1
        points = ((float(step), 1.5), (step + 7.25, 9.0))
        many = [Annotation(new_id(), image_id, label.id, AnnotationKind.BOX, points) for _ in range(1 + step % 40)]
        apply(make_edit("Draw", added=many))
        moved = [replace(item, points=((0.5, 0.5), (step + 0.125, 9.0))) for item in many]
        apply(make_edit("Move", removed=many, added=moved))
        project.undo()
        done.pop()
        say()
        if step % 3 == 0:
            apply(make_edit("Delete", removed=many))
    """
)


@pytest.fixture
def labelled_project(tmp_path: Path) -> Path:
    draw_picture(tmp_path / "pictures" / "a.png")
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as project:
        project.apply(make_edit("Label", added=new_labels((), ["cat"])))
    return tmp_path / "project"


def writer(folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    )


def lines_then_kill(process: subprocess.Popen[str], count: int, spin: int) -> list[str]:
    """Read so many lines, idle a moment of no fixed length, kill; returns all lines that were said, the whole ones."""
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(count)]
    for _ in range(spin):
        pass
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [line.strip() for line in lines if line.endswith("\n")]


def faults(file: Path) -> Iterator[object]:
    with closing(sqlite3.connect(file)) as connection:
        yield from (row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",))
        yield from connection.execute("PRAGMA foreign_key_check")
        counted = "(SELECT count(*) FROM annotations WHERE image_id = images.id)"
        yield from connection.execute(f"SELECT id FROM images WHERE annotation_count != {counted}")  # noqa: S608


def replayed(project_folder: Path) -> tuple[list[str], set[Annotation], set[Annotation]]:
    """Ids of the history, the boxes that it adds up to, and the boxes that are there."""
    with open_project(project_folder) as project:
        assert not project.read_only
        done, _ = project.query.history(limit=1_000_000)
        total: set[Annotation] = set()
        for head in done:
            edit = project.query.edit(head.id)
            total -= {item for item in edit.removed if isinstance(item, Annotation)}
            total |= {item for item in edit.added if isinstance(item, Annotation)}
        there = {item for items in project.query.annotations(project.query.image_ids()).values() for item in items}
        return [head.id.hex for head in done], total, there


def test_kill_at_any_instant_loses_no_acknowledged_edit(labelled_project: Path) -> None:
    random.seed(20)
    for _ in range(12):
        process = writer(labelled_project)
        said = lines_then_kill(process, random.randint(1, 60), random.randint(0, 200_000))
        history, total, there = replayed(labelled_project)
        acknowledged = said[-1].split(",")
        # The one step after the last acknowledged may be there too: an edit more, or an undone one less.
        assert history[: len(acknowledged)] in (acknowledged, acknowledged[:-1])
        assert abs(len(history) - len(acknowledged)) <= 1
        assert total == there
        assert list(faults(labelled_project / "project.vistazo")) == []


def test_a_second_opener_reads_while_the_first_lives_and_writes_after_its_kill(labelled_project: Path) -> None:
    process = writer(labelled_project)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with open_project(labelled_project) as second:
            assert second.read_only
            assert str(process.pid) in second.notices[0].message
            assert second.query.image_ids() != []
    finally:
        lines_then_kill(process, 0, 0)
    with open_project(labelled_project) as third:
        assert not third.read_only
        assert third.undo() is not None


def test_undo_and_redo_work_after_a_kill(labelled_project: Path) -> None:
    lines_then_kill(writer(labelled_project), 20, 0)
    with open_project(labelled_project) as project:
        waiting = len(project.query.history()[1])
        count = 0
        while project.undo() is not None:
            count += 1
        assert count >= 8
        assert project.query.labels(archived=True) == ()
        while project.redo() is not None:
            count -= 1
        assert count == -waiting
    assert list(faults(labelled_project / "project.vistazo")) == []
