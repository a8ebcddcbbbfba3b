"""Where the canvas has no picture to show, nothing else in the window speaks as if there were one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.project.lock import WriterLock
from desktop_app.project.query import ImageFilter
from desktop_app.project.sample import make_sample, sample_places
from tests.gui.window_harness import open_in


@pytest.fixture
def desk(tmp_path):
    make_sample(tmp_path / "desk", pictures=4, labelled=3).close()
    return sample_places(tmp_path / "desk")


def seen(desktop, name):
    return next((widget for widget in desktop.window.findChildren(QWidget, name) if widget.isVisible()), None)


def test_a_filter_that_nothing_passes_leaves_no_objects_and_no_zoom(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    qtbot.waitUntil(lambda: seen(desktop, "status-zoom") is not None)
    assert seen(desktop, "object-count").text() != ""

    session.pictures.set_filter(ImageFilter(text="nothing is called so"))

    qtbot.waitUntil(lambda: seen(desktop, "canvas-none-pass") is not None)
    assert seen(desktop, "status-zoom") is None
    assert seen(desktop, "object-count").text() == ""
    assert seen(desktop, "object-nothing").text() == "No picture is open."
    assert seen(desktop, "object-tags") is None
    session.pictures.set_filter(ImageFilter())
    qtbot.waitUntil(lambda: seen(desktop, "status-zoom") is not None)
    assert seen(desktop, "object-count").text() != ""


def test_a_folder_that_is_away_is_asked_for_and_its_pictures_are_not_called_broken(qtbot, desktop, desk):
    open_in(qtbot, desktop, desk.project)
    desktop.projects.close_soon()
    qtbot.waitUntil(lambda: desktop.window.workspace is None, timeout=20_000)
    away = desk.pictures.with_name("away")
    desk.pictures.rename(away)
    session = open_in(qtbot, desktop, desk.project)

    session.show(session.pictures.ids[2])

    qtbot.waitUntil(lambda: seen(desktop, "canvas-away") is not None)
    words = " ".join(label.text() for label in seen(desktop, "canvas-away").findChildren(QLabel))
    assert str(desk.pictures) in words.replace("\u200b", "")
    away.rename(desk.pictures)
    button = seen(desktop, "canvas-away-button")
    assert isinstance(button, QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    canvas = desktop.window.workspace.label_place.canvas
    qtbot.waitUntil(lambda: seen(desktop, "canvas-away") is None and canvas.shown_picture == session.current)


def test_a_project_that_is_open_elsewhere_says_first_what_cannot_be_done(qtbot, desktop, desk):
    with WriterLock(desk.project / "project.lock") as lock:
        assert lock.acquire()
        open_in(qtbot, desktop, desk.project)
    bar = desktop.window.workspace.messages
    assert bar.text.text() == "Open for reading only: labels cannot be changed here."
    assert "has it open" in bar.hint.text()
