"""Background work: results on the window's thread, the latest first, and none for those who are gone."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

from desktop_app.session.background import Background
from ml_engine.domain.errors import UserError


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, result):
        self.objectName()  # as a view does: fails where Qt has deleted it
        self.heard.append(result)


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()
    made.deleteLater()


def test_work_runs_elsewhere_and_its_result_comes_to_the_windows_thread(qtbot, background):
    threads = []

    def done(worked_on):
        threads.append((worked_on, QThread.currentThread()))

    background.run(lambda _: threading.current_thread(), done)
    qtbot.waitUntil(lambda: bool(threads))
    worked_on, heard_on = threads[0]
    assert worked_on is not threading.main_thread()
    assert heard_on is QCoreApplication.instance().thread()


def test_what_was_cancelled_is_not_heard(qtbot, background):
    listener = Listener()
    background.run(lambda _: 1, listener.hear).cancel()
    background.run(lambda _: 2, listener.hear)
    qtbot.waitUntil(lambda: background.is_idle)
    assert listener.heard == [2]


def test_what_is_cancelled_while_it_runs_is_not_heard(qtbot, background):
    listener, begun, proceed = Listener(), threading.Event(), threading.Event()

    def work(_):
        begun.set()
        return proceed.wait(10)

    token = background.run(work, listener.hear)
    assert begun.wait(10)
    token.cancel()
    proceed.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert listener.heard == []


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_listener_that_is_gone_is_not_called(qtbot, background, wrapped):
    listener, proceed = Listener(), threading.Event()
    hear = partial(listener.hear) if wrapped else listener.hear
    background.run(lambda _: proceed.wait(10), hear)
    listener.deleteLater()
    QCoreApplication.sendPostedEvents(listener, QEvent.Type.DeferredDelete)
    proceed.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert listener.heard == []


def test_a_failure_without_a_listener_of_its_own_is_told_to_all(qtbot, background):
    def fail(_):
        raise UserError("full", "The disk is full.")

    with qtbot.waitSignal(background.failed) as failed:
        background.run(fail, lambda _: None)
    assert failed.args[0].code == "full"


def test_urgent_work_goes_first_and_the_latest_first_of_all(qtbot, background):
    order, first, second = [], threading.Event(), threading.Event()
    for gate in (first, second):
        background.run(lambda _, closed=gate: closed.wait(10), lambda _: None)
    for name, urgent in (("slow", False), ("old", True), ("new", True)):
        background.run(lambda _, word=name: order.append(word), lambda _: None, urgent=urgent)
    first.set()  # one thread is free, the other still held: what follows goes one after the other
    qtbot.waitUntil(lambda: len(order) == 3)
    second.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert order == ["new", "old", "slow"]


def test_a_bug_is_told_to_whoever_asked_and_reported(qtbot, background):
    def break_down(_):
        raise ZeroDivisionError("by nothing")

    heard = []
    with qtbot.captureExceptions() as caught:
        background.run(break_down, heard.append, heard.append)
        qtbot.waitUntil(lambda: bool(heard) and background.is_idle)
    assert [error.code for error in heard] == ["internal"]
    assert "ZeroDivisionError" in heard[0].message
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_bug_in_what_nobody_waits_for_is_only_reported(qtbot, background):
    told = []
    background.failed.connect(told.append)
    with qtbot.captureExceptions() as caught:
        background.run(lambda _: 1 / 0, told.append)
        qtbot.waitUntil(lambda: bool(caught))
    assert told == []


def test_the_end_is_told_also_where_a_listener_breaks(qtbot, background):
    with qtbot.captureExceptions(), qtbot.waitSignal(background.idle):
        background.run(lambda _: 0, lambda zero: 1 / zero)
