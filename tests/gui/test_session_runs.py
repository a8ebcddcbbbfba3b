"""Training and proposals as the session drives them, with a worker that needs no torch."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSlider

from desktop_app.canvas.panel import CanvasPanel
from desktop_app.project import proposing as stored
from desktop_app.session import folder_work, proposing, runs
from desktop_app.session.run_thresholds import DEFAULT_THRESHOLD
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed
from ml_engine.domain.values import ImageStatus
from tests.gui.fake_jobs import RUNNER

pytestmark = pytest.mark.runner(RUNNER)


def train(qtbot, session, recipe=""):
    with qtbot.waitSignal(session.runs.training_ended, timeout=20_000) as ended:
        session.runs.start(TrainOptions(recipe=recipe))
    return ended.args


def test_a_training_that_ends_is_a_run_and_is_chosen(qtbot, session):
    name, terminal = train(qtbot, session)
    assert isinstance(terminal, JobDone)
    qtbot.waitUntil(lambda: session.runs.chosen == name)
    assert session.runs.get(name).metrics == {"ap50": 0.9}
    assert session.runs.number(name) == 1
    assert session.runs.training is None
    assert [epoch.epoch for epoch in session.runs.ended.training.epochs] == [1, 2, 3]


def test_stop_keeps_the_run(qtbot, session):
    session.runs.start(TrainOptions(recipe="wait"))
    qtbot.waitUntil(
        lambda: session.runs.training is not None and len(session.runs.training.epochs) == 3, timeout=20_000
    )
    with qtbot.waitSignal(session.runs.training_ended, timeout=20_000) as ended:
        session.runs.stop()
        assert session.runs.training.is_stopping
    name, terminal = ended.args
    assert isinstance(terminal, JobCancelled)
    assert not terminal.forced
    qtbot.waitUntil(lambda: session.runs.get(name) is not None)


def test_a_second_start_while_one_trains_waits_for_its_turn(qtbot, session):
    session.runs.start(TrainOptions(recipe="wait"))
    qtbot.waitUntil(lambda: session.runs.training is not None and bool(session.runs.training.epochs), timeout=20_000)
    first = session.runs.training.name
    session.runs.start(TrainOptions(task="detect"))
    qtbot.waitUntil(lambda: bool(session.runs.waiting.value.runs), timeout=20_000)
    second = session.runs.waiting.value.runs[0].name
    assert session.runs.training.name == first
    assert session.runs.number(second) == session.runs.number(first) + 1
    session.runs.stop()
    qtbot.waitUntil(lambda: session.runs.ended is not None and session.runs.ended.name == second, timeout=20_000)
    assert isinstance(session.runs.ended.terminal, JobDone)
    assert session.runs.waiting.value.runs == ()


def test_stopping_while_the_pictures_are_gathered_leaves_no_run(qtbot, session):
    with qtbot.waitSignal(session.runs.training_ended, timeout=20_000) as ended:
        session.runs.start(TrainOptions())
        session.runs.stop()
    assert ended.args[0] == ""
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert list(session.project.folder.runs.iterdir()) == []


def test_a_failed_training_says_why_and_what_next(qtbot, session):
    _, terminal = train(qtbot, session, "fail")
    assert isinstance(terminal, JobFailed)
    assert (terminal.code, terminal.hint) == ("too-few", "Label some more.")


def test_a_worker_that_dies_leaves_the_labels_and_the_next_training_works(qtbot, session):
    before = session.query.annotations(session.pictures.ids)
    _, terminal = train(qtbot, session, "die")
    assert isinstance(terminal, JobFailed)
    assert terminal.code == "worker-died"
    assert session.query.annotations(session.pictures.ids) == before
    _, terminal = train(qtbot, session)
    assert isinstance(terminal, JobDone)


@pytest.fixture
def proposed(qtbot, session):
    """A session whose last picture has proposals, shown."""
    train(qtbot, session)
    qtbot.waitUntil(lambda: bool(session.runs.chosen))
    image_id = session.pictures.ids[-1]
    session.show(image_id)
    qtbot.waitUntil(lambda: session.document is not None)
    with qtbot.waitSignal(session.proposing.ended, timeout=20_000):
        session.proposing.propose([image_id])
    qtbot.waitUntil(lambda: len(session.document.proposals) == 2)
    return session


def test_only_proposals_over_the_threshold_are_accepted(qtbot, proposed):
    proposed.proposing.accept(proposed.current)
    assert [session_label(proposed, item) for item in proposed.document.annotations] == ["coin"]
    assert [item.score for item in proposed.document.proposals] == [0.2]
    assert proposed.document.row.status is ImageStatus.LABELLED


def test_undoing_an_acceptance_brings_the_proposals_back(qtbot, proposed):
    proposed.proposing.set_threshold(0.1)
    proposed.proposing.accept(proposed.current)
    assert len(proposed.document.annotations) == 2
    proposed.undo()
    qtbot.waitUntil(lambda: len(proposed.document.proposals) == 2)
    assert proposed.document.annotations == ()
    proposed.redo()
    qtbot.waitUntil(lambda: len(proposed.document.annotations) == 2)


def test_a_rejected_proposal_goes_and_can_be_brought_back(qtbot, proposed):
    first = proposed.document.proposals[0]
    proposed.proposing.reject(proposed.current, [first.annotation.id])
    assert [item.score for item in proposed.document.proposals] == [0.2]
    proposed.undo()
    qtbot.waitUntil(lambda: len(proposed.document.proposals) == 2)


def session_label(session, annotation):
    return session.labels.get(annotation.label_id).name


def break_down(*_, **__):
    raise ZeroDivisionError("a bug of ours")


def test_a_bug_while_pictures_are_gathered_ends_the_training_and_the_next_one_works(qtbot, session, monkeypatch):
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(runs, "start_run", break_down)
        _, terminal = train(qtbot, session)
        qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(terminal, JobFailed)
    assert terminal.code == "internal"
    assert session.runs.training is None
    _, terminal = train(qtbot, session)
    assert isinstance(terminal, JobDone)


def test_a_bug_in_a_look_into_the_folders_leaves_them_idle(qtbot, session, monkeypatch):
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(folder_work, "scan", break_down)
        session.folders.rescan()
        assert session.folders.work is not None
        qtbot.waitUntil(lambda: session.folders.work is None and bool(caught))
    with qtbot.waitSignal(session.folders.scanned, timeout=10_000):
        session.folders.rescan()


def test_a_bug_in_an_import_leaves_the_folders_idle(qtbot, session, tmp_path, monkeypatch):
    monkeypatch.setattr(folder_work, "read_annotations", break_down)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(session.said) as said:
        session.folders.import_file(tmp_path)
        qtbot.waitUntil(lambda: session.folders.work is None and bool(caught))
    assert "ZeroDivisionError" in said.args[0].text


@pytest.mark.parametrize(("module", "name"), [(proposing, "_paths"), (stored, "_store")])
def test_a_bug_while_proposing_ends_it_and_asking_again_works(qtbot, session, monkeypatch, module, name):
    train(qtbot, session)
    qtbot.waitUntil(lambda: bool(session.runs.chosen))
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(module, name, break_down)
        with qtbot.waitSignal(session.proposing.ended, timeout=20_000):
            session.proposing.propose(session.pictures.ids)
        qtbot.waitUntil(lambda: bool(caught))
    assert session.proposing.can_propose
    with qtbot.waitSignal(session.proposing.ended, timeout=20_000) as ended:
        session.proposing.propose(session.pictures.ids)
    assert ended.args[0].done == 8


def propose(qtbot, session):
    """Once more, for the picture that is shown."""
    with qtbot.waitSignal(session.proposing.ended, timeout=20_000):
        session.proposing.propose([session.current])
    qtbot.waitUntil(lambda: session.background.is_idle)


def test_an_acceptance_is_done_again_after_others_were_proposed(qtbot, proposed):
    proposed.proposing.accept(proposed.current)
    accepted = proposed.document.annotations
    proposed.undo()
    qtbot.waitUntil(lambda: len(proposed.document.proposals) == 2)
    before = {item.annotation.id for item in proposed.document.proposals}
    propose(qtbot, proposed)
    assert before.isdisjoint(item.annotation.id for item in proposed.document.proposals)
    proposed.redo()
    qtbot.waitUntil(lambda: proposed.document.annotations == accepted)
    # What was proposed at the same place since is answered too, in memory and in the file.
    assert [item.score for item in proposed.document.proposals] == [0.2]
    assert proposed.query.proposals([proposed.current])[proposed.current] == proposed.document.proposals
    proposed.undo()
    qtbot.waitUntil(lambda: proposed.document.annotations == () and len(proposed.document.proposals) == 2)
    proposed.redo()
    qtbot.waitUntil(lambda: proposed.document.annotations == accepted)


def test_a_run_keeps_its_threshold_when_the_project_is_opened_again(qtbot, proposed, make_session, desk):
    run = proposed.runs.chosen
    proposed.proposing.set_threshold(0.6)
    proposed.runs.choose("")
    assert proposed.proposing.threshold == DEFAULT_THRESHOLD
    proposed.runs.choose(run)
    assert proposed.proposing.threshold == 0.6
    proposed.proposing.set_threshold(0.7)
    proposed.close()
    again = make_session(desk.project)
    qtbot.waitUntil(lambda: again.runs.chosen == run and again.proposing.threshold == 0.7)


def test_the_threshold_is_shown_again_when_the_canvas_is_made_again(qtbot, proposed, look):
    proposed.proposing.set_threshold(0.6)
    for _ in range(2):  # as another language does
        panel = CanvasPanel(proposed, look)
        qtbot.addWidget(panel)
        panel.resize(800, 600)
        panel.show()
        slider = panel.findChild(QSlider, "proposals-threshold")
        qtbot.waitUntil(lambda bar=slider: bar.value() == 60)
