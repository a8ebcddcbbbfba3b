"""How a training ended waits in the bar for a person who was elsewhere, with the way to what came of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_app.look.message import Message
from desktop_app.look.widgets import MessageBar
from desktop_app.session.proposing import ProposingProgress
from desktop_app.session.training_state import TrainOptions
from desktop_app.shell.running_job import running_job
from tests.gui.fake_jobs import RUNNER
from tests.gui.window_harness import allow_no_hints, open_in, shown_desktop

LONG = 20_000


@pytest.fixture
def desktop(qtbot, settings, desk):
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings, RUNNER) as made:
        made.session = open_in(qtbot, made, desk.project)
        yield made


def bar_of(desktop) -> MessageBar:
    return desktop.window.workspace.messages


def train_behind_another_window(qtbot, desktop, monkeypatch, recipe: str) -> list[object]:
    """Train while another window is in front. Returns the windows that were flashed in the task bar."""
    flashed: list[object] = []
    monkeypatch.setattr(QApplication, "alert", flashed.append)
    other = QWidget()
    QVBoxLayout(other).addWidget(QLabel("another program"))
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    with qtbot.waitSignal(desktop.session.runs.training_ended, timeout=LONG):
        desktop.session.runs.start(TrainOptions(task="detect", recipe=recipe))
    desktop.window.activateWindow()
    return flashed


def test_a_run_that_ended_behind_another_window_is_said_and_leads_to_its_results(qtbot, desktop, monkeypatch) -> None:
    bar = bar_of(desktop)
    bar.show_message(Message("info", "Something older that nobody has closed."))
    flashed = train_behind_another_window(qtbot, desktop, monkeypatch, "")
    assert flashed == [desktop.window]
    assert bar.text.text() == "Run 1 is ready: AP50 0.90."
    assert not bar.is_counting
    name = desktop.session.runs.ended.name
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert desktop.window.workspace.place == "results"
    qtbot.waitUntil(lambda: desktop.session.runs.chosen == name)
    assert bar.text.text() == "Something older that nobody has closed."


def test_a_run_that_failed_shows_what_went_wrong(qtbot, desktop, monkeypatch) -> None:
    train_behind_another_window(qtbot, desktop, monkeypatch, "fail")
    bar = bar_of(desktop)
    assert (bar.text.text(), bar.hint.text()) == ("There are too few pictures.", "Label some more.")
    assert bar.action_button.text() == "Show what went wrong"
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    workspace = desktop.window.workspace
    assert workspace.place == "train"
    said = workspace.findChild(QLabel, "train-outcome-text")
    assert said.isVisible()
    assert "There are too few pictures." in said.text()


def test_short_words_wait_for_a_window_that_comes_back(qtbot, look) -> None:
    window, other = QWidget(), QWidget()
    bar, field = MessageBar(look), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(field)  # has the focus: a bar that has it is read
    layout.addWidget(bar)
    for shown in (window, other):
        qtbot.addWidget(shown)
        with qtbot.waitActive(shown):
            shown.show()
            shown.activateWindow()
    bar.show_message(Message("info", "The training was stopped.", timeout_s=60))
    assert not bar.is_counting
    with qtbot.waitActive(window):
        window.activateWindow()
    assert bar.is_counting
    with qtbot.waitActive(other):
        other.activateWindow()
    assert not bar.is_counting


def test_the_chip_says_how_far_proposing_is(qtbot, desktop) -> None:
    session = desktop.session
    session.proposing.progress = ProposingProgress(12, 80, eta_s=9.0)
    session.proposing.changed.emit()
    chip = desktop.window.workspace.findChild(QToolButton, "job-chip")
    assert chip.isVisible()
    assert chip.text() == "Proposing 12 of 80"
    assert chip.accessibleName() == "Proposing 12 of 80, 9 s left"
    assert chip.toolTip() == "Proposing 12 of 80, 9 s left. Click to see it."
    status = desktop.window.workspace.findChild(QLabel, "status-job")
    assert status.text() == "Proposing 12 of 80, 9 s left"
    stopped = []
    session.proposing.cancel = lambda: stopped.append(True)
    qtbot.mouseClick(desktop.window.findChild(QWidget, "status-stop"), Qt.MouseButton.LeftButton)
    assert stopped == [True]
    session.proposing.progress = None
    session.proposing.changed.emit()
    assert running_job(session) is None
    assert not chip.isVisible()
