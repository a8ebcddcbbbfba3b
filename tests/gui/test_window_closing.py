"""Closing never waits: the window lives while what runs ends, and nothing is lost."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer

from desktop_app import app
from desktop_app.formats.read import read_annotations
from desktop_app.look.widgets import PlainLabel
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.store import open_project
from desktop_app.session import folder_work
from desktop_app.session.edit_names import DRAW_BOX
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Annotation, AnnotationKind
from tests.gui.window_harness import open_in, write_pictures

# A window whose only thread of the pool never comes back, and which is closed then.
HELD_UP = """
import sys, threading
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import app
from desktop_app.session.settings import SettingsStore

project, scratch = map(Path, sys.argv[1:])
app.QUIT_PATIENCE_S = 0.01
app.SettingsStore = partial(SettingsStore, scratch / "config")
made = []
Desktop = app.Desktop
app.Desktop = lambda *args: made.append(Desktop(*args, "tests.gui.fake_jobs:run")) or made[0]

def hold(token):
    (scratch / "held").touch()
    threading.Event().wait()

def look():
    session = made[0].projects.session if made else None
    if session is not None and not (scratch / "held").exists():
        session.background.run(hold, print)
    elif (scratch / "held").exists():
        made[0].window.close()

qt = QApplication(sys.argv[:1])
clock = QTimer(interval=50, timeout=look)
clock.start()
sys.exit(app.run_window(project))
"""


class Gate:
    """Holds a piece of background work, as a slow disk does. held: it has begun."""

    def __init__(self) -> None:
        self.held, self.opened = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.held.set()
        self.opened.wait(20)


@pytest.fixture
def gate():
    made = Gate()
    yield made
    made.opened.set()


@pytest.fixture
def importing(qtbot, desktop, desk, gate, monkeypatch):
    """A session in the middle of an import that does not look whether it should stop."""

    def read_slowly(*args, **keys):
        dataset = read_annotations(*args, **keys)
        gate.wait()
        return dataset

    monkeypatch.setattr(folder_work, "read_annotations", read_slowly)
    session = open_in(qtbot, desktop, desk.project)
    session.folders.import_file(write_coco(desk))
    qtbot.waitUntil(gate.held.is_set)
    return session


@pytest.fixture
def endless(qtbot, desktop, desk, monkeypatch):
    """A session in the middle of an import of more pictures than anybody could wait for."""

    def read_endlessly(*args, **keys):
        dataset = read_annotations(*args, **keys)
        (picture,) = dataset.pictures
        return replace(dataset, pictures=itertools.repeat(picture))

    monkeypatch.setattr(folder_work, "read_annotations", read_endlessly)
    session = open_in(qtbot, desktop, desk.project)
    session.folders.import_file(write_coco(desk))
    qtbot.waitUntil(lambda: session.folders.work is not None and session.folders.work.done > 0)
    return session


def write_coco(desk):
    """One box of a label that the project does not have."""
    content = {
        "images": [{"id": 1, "file_name": sorted(desk.pictures.iterdir())[0].name}],
        "categories": [{"id": 1, "name": "whale"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9]}],
    }
    (desk.pictures / "all.json").write_text(json.dumps(content))
    return desk.pictures / "all.json"


def assert_kept(desk, box) -> None:
    """What was drawn is on disk, nothing of the import is, and the project is free."""
    with open_project(desk.project) as project:
        assert not project.read_only
        ids = project.query.image_ids()
        assert box in [item for items in project.query.annotations(ids).values() for item in items]
        assert "whale" not in {label.name for label in project.query.labels(archived=True)}
        assert [head.name for head in project.query.history()[0]][-1] == DRAW_BOX


def words(desktop) -> str:
    """What the welcome page says is being done."""
    found = desktop.window.findChildren(PlainLabel, "welcome-busy")
    return found[-1].text() if found and found[-1].isVisible() else ""


def box_on(session) -> Annotation:
    label = session.labels.all[0].id
    return Annotation(new_id(), session.pictures.ids[-1], label, AnnotationKind.BOX, ((1.0, 1.0), (9.0, 9.0)))


def test_the_window_lives_while_an_import_ends_and_nothing_is_lost(qtbot, desktop, desk, importing, gate):
    box = box_on(importing)
    importing.apply(make_edit(DRAW_BOX, added=[box]))
    qtbot.keyClick(desktop.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words(desktop).startswith("Closing desk"))
    ticks = []
    clock = QTimer(interval=1, timeout=lambda: ticks.append(1))
    clock.start()
    qtbot.waitUntil(lambda: len(ticks) > 3)
    assert desktop.projects.leaving == "desk"
    with qtbot.waitSignal(desktop.projects.closed, timeout=10_000):
        gate.opened.set()
    clock.stop()
    assert words(desktop) == ""
    assert_kept(desk, box)
    assert not list((desk.project / "cache").glob("*.staging"))


def test_another_project_opens_as_soon_as_the_first_one_is_free(qtbot, desktop, importing, gate, tmp_path):
    write_pictures(tmp_path / "pets", 3, 1)
    desktop.open(tmp_path / "pets")
    qtbot.waitUntil(lambda: words(desktop).startswith("Closing"))
    assert desktop.projects.session is None
    gate.opened.set()
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    assert desktop.projects.session.name == "pets"
    assert not desktop.projects.session.read_only


def test_the_project_that_is_being_closed_can_be_opened_again_at_once(qtbot, desktop, desk, importing, gate):
    desktop.projects.close_soon()
    desktop.open(desk.project)
    qtbot.waitUntil(lambda: desktop.projects.opening != "")
    gate.opened.set()
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    assert desktop.projects.session is not importing
    assert not desktop.projects.session.read_only


def test_the_program_ends_while_a_project_is_being_closed(qtbot, desktop, desk, importing, gate):
    desktop.projects.close_soon()
    QTimer.singleShot(50, gate.opened.set)
    gate.opened.set()
    desktop.window.close()
    with open_project(desk.project) as project:
        assert not project.read_only


def test_an_import_is_taken_back_when_the_program_ends(qtbot, desktop, desk, endless):
    box = box_on(endless)
    endless.apply(make_edit(DRAW_BOX, added=[box]))
    desktop.window.close()
    assert not desktop.is_held_up
    assert_kept(desk, box)
    assert not list((desk.project / "cache").glob("*.staging"))


def test_the_program_ends_though_an_import_does_not(qtbot, desktop, desk, importing, gate, monkeypatch):
    monkeypatch.setattr(app, "QUIT_PATIENCE_S", 0.01)
    box = box_on(importing)
    importing.apply(make_edit(DRAW_BOX, added=[box]))
    desktop.window.close()
    assert desktop.is_held_up
    assert not gate.opened.is_set()
    assert_kept(desk, box)
    gate.opened.set()
    importing.background.wait()


def test_the_process_is_gone_though_a_thread_waits_for_ever(desk, tmp_path):
    ended = subprocess.run([sys.executable, "-c", HELD_UP, desk.project, tmp_path], timeout=120, check=False)
    assert ended.returncode == 0
    assert (tmp_path / "held").exists()


def test_a_look_into_the_folders_ends_when_the_project_is_closed(qtbot, desktop, desk, gate, monkeypatch):
    session = open_in(qtbot, desktop, desk.project)
    stopped = []

    def look_slowly(project, on_batch, should_stop):
        gate.wait()
        stopped.append(should_stop())
        return folder_work.ScanReport(stopped=True)

    monkeypatch.setattr(folder_work, "scan", look_slowly)
    session.folders.rescan()
    qtbot.waitUntil(gate.held.is_set)
    with qtbot.waitSignal(desktop.projects.closed, timeout=10_000):
        desktop.projects.close_soon()
        gate.opened.set()
    assert stopped == [True]


def test_what_the_disk_refuses_at_the_end_is_said(qtbot, desktop, importing, gate):
    desktop.projects.close_soon()
    with qtbot.waitSignal(desktop.projects.failed) as failed:
        importing.say_error(UserError("disk-full", "The disk is full.", "Free some space."))
    assert failed.args[0].message == "The disk is full."
    assert words(desktop).startswith("Closing")
