"""A training in the Train place: start, curves, answers, stop, end."""

from __future__ import annotations

import json
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.pinned.sample_tile import SampleTile
from desktop_app.project.edits import make_edit
from desktop_app.session.training_state import TrainOptions
from desktop_app.training import run_head
from desktop_app.training.place import TrainPlace
from tests.gui.train_place_hands import shown_place
from tests.gui.train_place_jobs import RUNNER

pytestmark = pytest.mark.runner(RUNNER)
LONG = 20_000


@pytest.fixture
def place(session, look, qtbot):
    return shown_place(session, look, qtbot)


def start(qtbot, place, session, recipe):
    session.runs.set_options(TrainOptions(recipe=recipe))
    qtbot.mouseClick(place.findChild(QWidget, "train-start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.runs.training is not None, timeout=LONG)


def text_of(place, name):
    return place.findChild(QLabel, name).text()


def button(place, name):
    return place.findChild(QAbstractButton, name)


def click(qtbot, place, name):
    qtbot.mouseClick(button(place, name), Qt.MouseButton.LeftButton)


def end(qtbot, session):
    qtbot.waitUntil(lambda: session.runs.ended is not None, timeout=LONG)


def test_train_stop_and_continue_are_actions(place, session):
    actions = {action.id: action for action in place.actions()}

    assert actions["train"].keys == ("F5",)
    assert set(actions) >= {"train", "train-later", "stop-training", "continue-training"}
    assert not actions["train-later"].is_enabled
    assert not actions["stop-training"].is_enabled
    assert not actions["continue-training"].is_enabled


def test_the_train_action_goes_to_the_place_and_starts(session, look, qtbot):
    place = TrainPlace(session, look)
    qtbot.addWidget(place)
    with qtbot.waitSignal(session.place_wanted) as wanted:
        next(action for action in place.actions() if action.id == "train").run()

    assert wanted.args == ["train", ""]
    end(qtbot, session)
    assert session.runs.ended.training.task == "detect"


def test_what_was_open_to_choose_from_makes_way_for_the_curves(place, session, qtbot):
    card = place.findChild(QWidget, "train-card-backbone")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    detail = place.findChild(QWidget, "train-detail")
    assert detail.isVisible()

    start(qtbot, place, session, "samples")
    assert not detail.isVisible()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 2, timeout=LONG)
    assert detail.isVisible()  # opened meanwhile: it stays


def test_a_training_says_its_stage_and_draws_its_curves(place, session, qtbot):
    start(qtbot, place, session, "samples")
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 2, timeout=LONG)

    qtbot.waitUntil(lambda: "epoch 3 of 10" in text_of(place, "train-stage"))
    assert "AP50 0.50 best at epoch 2" in text_of(place, "train-facts")
    assert "12 s left" in text_of(place, "train-facts")
    metric = place.findChild(Chart, "train-metric-chart")
    qtbot.waitUntil(lambda: "validation: 0.5 at epoch 2" in metric.accessibleDescription())
    assert "Marked: best at 2." in metric.accessibleDescription()
    assert "train: 1 at epoch 2" in place.findChild(Chart, "train-loss-chart").accessibleDescription()
    assert not button(place, "train-start").isVisible()
    assert button(place, "train-stop").isVisible()


def test_answers_for_a_picture_are_shown_and_open_it(place, session, qtbot):
    start(qtbot, place, session, "samples")
    tile = place.findChild(SampleTile, "train-sample-1")
    qtbot.waitUntil(lambda: "best 0.80" in tile.accessibleName(), timeout=LONG)
    qtbot.waitUntil(lambda: tile._picture is not None)
    assert tile.accessibleName().startswith("Drawn by you: 1 box")

    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)

    assert wanted.args == ["label", "canvas"]
    assert session.current == tile.sample.image_id


def test_labelling_goes_on_while_it_trains(place, session, qtbot):
    start(qtbot, place, session, "samples")
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 2, timeout=LONG)

    label = session.labels.all[0]
    with qtbot.waitSignal(session.saved):
        session.apply(make_edit("Rename label", removed=[label], added=[label]))

    assert session.runs.training is not None


def test_stop_answers_in_words_and_keeps_the_best(place, session, qtbot):
    start(qtbot, place, session, "wait")
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 3, timeout=LONG)

    click(qtbot, place, "train-stop")

    assert "finishing this step, about 5 s" in text_of(place, "train-stage")
    assert not button(place, "train-stop").isEnabled()
    end(qtbot, session)
    qtbot.waitUntil(lambda: text_of(place, "train-outcome-title") == "Run 1 was stopped")
    assert "Epoch 3 is kept: AP50 0.90" in text_of(place, "train-outcome-text")
    shown = {name for name in ("results", "propose", "export", "continue", "again") if
             button(place, f"train-{name}").isVisible()}  # fmt: skip
    assert shown == {"results", "propose", "continue", "again"}


def test_a_run_that_was_stopped_before_it_found_anything_can_go_on(place, session, qtbot):
    start(qtbot, place, session, "nothing found")
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 1, timeout=LONG)

    click(qtbot, place, "train-stop")

    end(qtbot, session)
    qtbot.waitUntil(lambda: text_of(place, "train-outcome-title") == "Run 1 was stopped")
    assert text_of(place, "train-outcome-text") == "It had found nothing yet. You can go on from where it stopped."
    assert button(place, "train-continue").isVisible()
    assert not button(place, "train-results").isVisible()


def test_a_step_that_does_not_end_can_be_stopped_now(place, session, qtbot, monkeypatch):
    monkeypatch.setattr(run_head, "patience_s", lambda _: 0.2)
    start(qtbot, place, session, "deaf")
    qtbot.waitUntil(lambda: session.runs.training.phase == "train", timeout=LONG)

    click(qtbot, place, "train-stop")
    qtbot.waitUntil(lambda: button(place, "train-stop").text() == "Stop now")
    assert "takes longer than usual" in text_of(place, "train-stage")
    click(qtbot, place, "train-stop")

    end(qtbot, session)
    assert session.runs.ended.terminal.forced


def test_a_finished_run_says_its_figure_and_leads_on(place, session, qtbot):
    start(qtbot, place, session, "")
    end(qtbot, session)
    qtbot.waitUntil(lambda: text_of(place, "train-outcome-title") == "Run 1 is ready: AP50 0.90")
    assert "Measured on the validation pictures · best epoch 3" in text_of(place, "train-outcome-text")
    assert "expect a little less" in text_of(place, "train-outcome-text")

    with qtbot.waitSignal(session.place_wanted) as wanted:
        click(qtbot, place, "train-results")

    assert wanted.args == ["results", session.runs.ended.name]
    assert session.runs.chosen == session.runs.ended.name


def test_the_rest_is_proposed_on(place, session, qtbot):
    start(qtbot, place, session, "")
    end(qtbot, session)
    qtbot.waitUntil(lambda: session.runs.chosen != "")

    with qtbot.waitSignal(session.proposing.ended, timeout=LONG) as ended:
        click(qtbot, place, "train-propose")

    assert ended.args[0].done == 3
    assert session.pictures.title == "Proposals"


def test_a_failure_says_what_why_and_the_next_step(place, session, qtbot):
    start(qtbot, place, session, "fail")
    end(qtbot, session)

    assert "could not go on" in text_of(place, "train-outcome-title")
    assert text_of(place, "train-outcome-text") == "There are too few pictures.\nLabel some more."
    assert not place.findChild(QWidget, "train-details").isVisible()


def test_a_bug_can_be_copied(place, session, qtbot):
    start(qtbot, place, session, "bug")
    end(qtbot, session)

    assert place.findChild(QWidget, "train-details").isVisible()
    click(qtbot, place, "train-copy")
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "code: bug" in QGuiApplication.clipboard().text()


def test_training_again_starts_anew(place, session, qtbot):
    start(qtbot, place, session, "")
    end(qtbot, session)
    first = session.runs.ended.name
    qtbot.waitUntil(lambda: button(place, "train-again").isVisible())

    click(qtbot, place, "train-again")

    qtbot.waitUntil(lambda: session.runs.ended is not None and session.runs.ended.name != first, timeout=LONG)


def test_an_interrupted_run_is_gone_on_with(place, session, qtbot):
    folder = session.project.folder.runs / "20260101-101010-detect"
    folder.mkdir(parents=True)
    (folder / "job.json").write_text('{"task": "detect", "backbone": "tiny"}')
    (folder / "last.ckpt").write_bytes(b"state")
    (folder / "state.json").write_text('{"state": "paused"}')
    rows = [{"epoch": 1, "phase": "head", "train_loss": 3.0, "learning_rate": 0.1, "metrics": {"ap50": 0.1},
             "best": True, "seconds": 1.0}]  # fmt: skip
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    session.runs.refresh()
    bar = place.findChild(QWidget, "train-continue-bar")
    qtbot.waitUntil(bar.isVisible)
    assert button(place, "train-continue-run").text() == "Continue Run 1"

    click(qtbot, place, "train-continue-run")

    assert not bar.isVisible()
    end(qtbot, session)
    assert session.runs.ended.name == folder.name


def test_the_curves_of_a_resumed_run_begin_at_its_beginning(place, session, qtbot):
    folder = session.project.folder.runs / "20260101-101010-detect"
    folder.mkdir(parents=True)
    (folder / "job.json").write_text('{"task": "detect", "backbone": "tiny"}')
    (folder / "last.ckpt").write_bytes(b"state")
    rows = [{"epoch": epoch, "phase": "head", "train_loss": 3.0, "learning_rate": 0.1, "metrics": {"ap50": 0.1},
             "best": epoch == 1, "seconds": 1.0} for epoch in (0, 1)]  # fmt: skip
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    session.runs.refresh()
    qtbot.waitUntil(lambda: session.runs.get(folder.name) is not None)

    session.runs.resume(folder.name)

    qtbot.waitUntil(lambda: session.runs.training is None or len(session.runs.training.epochs) >= 2, timeout=LONG)
    end(qtbot, session)
    epochs = session.runs.ended.training.epochs
    assert [epoch.epoch for epoch in epochs] == [0, 1, 2, 3]
    assert epochs[0].epochs == 0  # how many there will be, only the worker says


def test_a_place_that_is_thrown_away_leaves_nothing_behind(session, look, qtbot):
    place = TrainPlace(session, look)
    place.show()
    qtbot.waitUntil(lambda: place._planner.is_fresh, timeout=10_000)
    start(qtbot, place, session, "samples")
    qtbot.waitUntil(lambda: len(session.runs.training.epochs) == 2, timeout=LONG)
    place.show_detail("backbone")
    ended = []
    place.destroyed.connect(partial(ended.append, True))

    place.close()
    place.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert ended
    session.runs.training_changed.emit()
    session.runs.options_changed.emit()
    look.set_mode("dark")
    session.runs.stop()
    end(qtbot, session)


def test_a_real_training_of_a_whole_network(make_session, desk, look, qtbot):
    session = make_session(desk.project)
    place = TrainPlace(session, look)
    qtbot.addWidget(place)
    place.show()
    qtbot.waitUntil(lambda: place._planner.is_fresh, timeout=10_000)
    session.runs.set_options(TrainOptions(backbone="tiny", epochs=2, input_size=64, recipe="views = 1\nbatch = 4"))

    place.train()

    qtbot.waitUntil(lambda: session.runs.ended is not None, timeout=240_000)
    assert "is ready: AP50" in text_of(place, "train-outcome-title"), session.runs.ended.terminal
    assert place.findChild(Chart, "train-metric-chart").has_values
    assert place.findChild(SampleTile, "train-sample-1").sample is not None
