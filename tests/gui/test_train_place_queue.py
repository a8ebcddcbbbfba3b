"""Trainings that wait: put there from the Train place, ordered, taken out, held by one that fails."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from desktop_app.session.training_state import TrainOptions
from desktop_app.training.place import TrainPlace
from ml_engine.domain.events import JobFailed
from ml_engine.jobs import run_queue
from tests.gui.train_place_hands import shown_place
from tests.gui.train_place_jobs import RUNNER

pytestmark = pytest.mark.runner(RUNNER)
LONG = 20_000


@pytest.fixture
def place(session, look, qtbot):
    return shown_place(session, look, qtbot)


def click(qtbot, place, name):
    # A row that was just made is shown by the layout, after this.
    qtbot.waitUntil(lambda: place.findChild(QAbstractButton, name).isVisible())
    widget = place.findChild(QAbstractButton, name)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def trains(qtbot, session):
    session.runs.start(TrainOptions(task="detect", recipe="wait"))
    qtbot.waitUntil(lambda: session.runs.training is not None and bool(session.runs.training.epochs), timeout=LONG)


def put(qtbot, place, session, recipe):
    count = len(session.runs.waiting.value.runs)
    session.runs.set_options(TrainOptions(task="detect", recipe=recipe))
    click(qtbot, place, "train-later")
    qtbot.waitUntil(lambda: len(session.runs.waiting.value.runs) == count + 1, timeout=LONG)


def names(session):
    return [run.name for run in session.runs.waiting.value.runs]


def text(place, name):
    return place.findChild(QLabel, name).text()


def test_what_waits_is_told_with_what_is_different_in_it(place, session, qtbot):
    assert not place.findChild(QWidget, "train-later").isVisible()
    trains(qtbot, session)
    put(qtbot, place, session, "rate = 0.5\nnesterov = false\n")
    assert text(place, "train-queue-title").startswith("1 training")
    put(qtbot, place, session, "")
    if folder := os.environ.get("VISTAZO_SHOTS"):
        place.findChild(QScrollArea).verticalScrollBar().setValue(10_000)
        place.grab().save(f"{folder}/queue.png")
    assert text(place, "train-queue-changes-0") == "Learning rate 0.5 · Look ahead (Nesterov) off"
    session.runs.stop()


def test_the_order_is_changed_and_one_is_taken_out(place, session, qtbot):
    trains(qtbot, session)
    for rate in ("rate = 0.1", "rate = 0.2", "rate = 0.3"):
        put(qtbot, place, session, rate)
    first, second, third = names(session)
    click(qtbot, place, "train-queue-up-2")
    qtbot.waitUntil(lambda: names(session) == [first, third, second])
    click(qtbot, place, "train-queue-down-0")
    qtbot.waitUntil(lambda: names(session) == [third, first, second])
    click(qtbot, place, "train-queue-remove-1")
    qtbot.waitUntil(lambda: names(session) == [third, second])
    assert not session.runs.folder(first).exists()
    assert [run.name for run in run_queue.read_queue(session.project.folder.runs).runs] == [third, second]
    for name in (third, second):
        session.runs.waiting.remove(name)
    session.runs.stop()


def test_when_one_ends_the_next_begins(place, session, qtbot):
    trains(qtbot, session)
    put(qtbot, place, session, "rate = 0.1")
    put(qtbot, place, session, "rate = 0.2")
    last = names(session)[1]
    session.runs.stop()
    qtbot.waitUntil(lambda: session.runs.ended is not None and session.runs.ended.name == last, timeout=LONG)
    assert names(session) == []
    assert not place.findChild(QWidget, "train-queue").isVisible()


def test_a_failure_holds_the_others_until_a_person_starts_them(place, session, qtbot):
    trains(qtbot, session)
    put(qtbot, place, session, "rate = 0.1")
    click(qtbot, place, "train-queue-stops")
    qtbot.waitUntil(lambda: session.runs.waiting.value.stops_on_failure)
    waiting = names(session)[0]
    failed = session.runs.training.name
    session.runs._on_job_event(JobFailed("too-few", "There are too few pictures.", "Label some more."))
    qtbot.waitUntil(lambda: session.runs.waiting.value.held_by == failed, timeout=LONG)
    assert "failed" in text(place, "train-queue-why")
    assert names(session) == [waiting]
    click(qtbot, place, "train-queue-start")
    qtbot.waitUntil(lambda: names(session) == [], timeout=LONG)


def test_the_queue_is_there_again_after_the_window_was_closed(make_session, desk, look, qtbot):
    session = make_session(desk.project, runner=RUNNER)
    trains(qtbot, session)
    session.runs.start(TrainOptions(task="detect", recipe="rate = 0.1"))
    qtbot.waitUntil(lambda: len(names(session)) == 1, timeout=LONG)
    expected = names(session)
    session.close()

    again = make_session(desk.project, runner=RUNNER)
    place = TrainPlace(again, look)
    qtbot.addWidget(place)
    place.resize(1200, 800)
    place.show()
    qtbot.waitUntil(lambda: names(again) == expected, timeout=LONG)
    assert again.runs.training is None
    click(qtbot, place, "train-queue-start")
    qtbot.waitUntil(lambda: again.runs.ended is not None, timeout=LONG)
    assert again.runs.ended.name == expected[0]
