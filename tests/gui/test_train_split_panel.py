"""The split in the window: badge, findings, mending, choices, folds; with a worker without torch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QSpinBox, QTableWidget, QWidget

from desktop_app.browser.filter_row import FilterRow
from desktop_app.project.edits import make_edit
from desktop_app.project.fingerprints import fingerprint
from desktop_app.project.split_settings import SplitSettings, read_split_settings
from desktop_app.training.place import TrainPlace
from ml_engine.domain.events import FoldEnd, JobDone, Progress
from ml_engine.domain.values import Split, SplitPlace
from ml_engine.jobs.specs import CrossValidateJob
from ml_engine.reports.folds import read_folds
from ml_engine.training.grouping import Grouping
from ml_engine.training.splits import Fractions
from tests.gui import fake_jobs

RUNNER = "tests.gui.test_train_split_panel:run"


def run(job, emit, should_stop):
    """The worker: folds that are done at once."""
    if not isinstance(job, CrossValidateJob):
        return fake_jobs.run(job, emit, should_stop)
    import pathlib

    count = read_folds(pathlib.Path(job.folder)).folds
    for fold in range(1, count + 1):
        emit(Progress("folds", fold, count, 1.0))
        emit(FoldEnd(fold, count, {"ap50": 0.5 + fold / 10}, "ap50", 4, 1, 0.1))
    return JobDone(0.1, output=job.folder, metrics={"ap50": 0.65})


def warm_up():
    """Nothing to load."""


@pytest.fixture
def session(make_session, desk):
    """Two pictures are copies of one file and lie apart."""
    pictures = sorted(desk.pictures.glob("*.*"))
    pictures[1].write_bytes(pictures[0].read_bytes())
    session = make_session(desk.project, runner=RUNNER)
    rows = session.query.image_rows(session.query.image_ids())[:5]
    fingerprint(session.project, rows)
    parts = (Split.TRAIN, Split.VALIDATION, Split.TRAIN, Split.TRAIN, Split.VALIDATION)
    places = [SplitPlace(row.image.id, part) for row, part in zip(rows, parts, strict=True)]
    session.apply(make_edit("Put into split", added=places))
    return session


@pytest.fixture
def place(session, look, qtbot):
    place = TrainPlace(session, look)
    qtbot.addWidget(place)
    place.resize(1200, 1400)
    place.show()
    qtbot.waitUntil(lambda: place._planner.plan is not None and session.split.is_fresh, timeout=10_000)
    return place


def click(qtbot, place, name):
    widget = place.findChild(QWidget, name)
    qtbot.waitUntil(lambda: widget.isVisible() and not widget.rect().isEmpty())
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_badge_says_that_it_leaks_and_a_click_shows_the_pair(place, session, qtbot):
    badge = place.findChild(QAbstractButton, "train-split-badge")
    assert badge.isVisible()
    assert badge.text() == "The split leaks: 1 group"
    assert "same bytes" in badge.toolTip()

    click(qtbot, place, "train-split-badge")
    line = place.findChild(QWidget, "split-finding-0")
    names = " ".join(label.text() for label in line.findChildren(QLabel))
    rows = session.query.image_rows(session.query.image_ids())
    assert rows[0].name in names
    assert rows[1].name in names

    with qtbot.waitSignal(session.place_wanted):
        click(qtbot, place, "split-show-0")
    assert list(session.pictures.ids) == [rows[0].image.id, rows[1].image.id]


def test_mending_moves_the_group_into_one_part_and_can_be_undone(place, session, qtbot):
    click(qtbot, place, "train-split-badge")
    click(qtbot, place, "split-mend-0")
    qtbot.waitUntil(lambda: session.split.is_fresh and not session.split.value.check.leaks, timeout=10_000)
    first, second = session.query.image_rows(session.query.image_ids())[:2]
    assert first.split is second.split is Split.TRAIN
    assert session.history.undo_text == "Undo: Mend the split"

    session.undo()
    qtbot.waitUntil(lambda: session.split.is_fresh and len(session.split.value.check.leaks) == 1, timeout=10_000)


def test_choices_are_kept_in_the_project_and_the_table_follows(place, session, qtbot):
    click(qtbot, place, "train-card-split")
    click(qtbot, place, "split-by-bursts")
    qtbot.waitUntil(lambda: read_split_settings(session.query).grouping == Grouping(True, True), timeout=10_000)
    click(qtbot, place, "split-shares-own")
    place.findChild(QSpinBox, "split-percent-train").setValue(50)
    place.findChild(QSpinBox, "split-percent-test").setValue(35)
    wanted = Fractions(0.5, 0.15, 0.35)
    qtbot.waitUntil(lambda: read_split_settings(session.query).fractions == wanted, timeout=10_000)
    table = place.findChild(QTableWidget, "split-table")
    last = table.rowCount() - 1

    def shown() -> str:
        return " ".join(table.item(last, column).text() for column in range(1, 4))

    qtbot.waitUntil(lambda: "→" in shown(), timeout=10_000)
    anew = session.split.value.anew.parts
    assert str(anew[Split.TEST]) in table.item(last, 3).text()


def test_the_last_of_two_quick_choices_is_kept_whatever_else_happens(session, qtbot):
    first = SplitSettings(grouping=Grouping(True, True))
    last = SplitSettings(Fractions(0.5, 0.15, 0.35), Grouping(True, False))
    for settings in (first, last):
        session.split.choose(settings)
        session.split._on_session_changed()  # an annotation is changed: what was being computed is old
    session.split.refresh()
    qtbot.waitUntil(lambda: session.split.is_fresh, timeout=10_000)
    assert session.split.value.settings == last
    qtbot.waitUntil(lambda: session.background.is_idle, timeout=10_000)
    assert read_split_settings(session.query) == last


def test_folds_are_trained_and_their_figures_shown(place, session, qtbot):
    click(qtbot, place, "train-card-split")
    place.findChild(QSpinBox, "fold-count").setValue(3)
    click(qtbot, place, "fold-start")
    qtbot.waitUntil(lambda: session.folds.state.is_whole and not session.folds.state.is_running, timeout=20_000)
    assert place.findChild(QLabel, "fold-said").text() == "AP50 0.700 ± 0.100 over 3 folds."
    table = place.findChild(QTableWidget, "fold-table")
    assert [table.item(row, 1).text() for row in range(4)] == ["0.600", "0.700", "0.800", "0.700 ± 0.100"]
    assert place.findChild(QWidget, "fold-chart").isVisible()


def test_the_browser_s_filters_carry_the_badge_too(session, look, qtbot):
    row = FilterRow(session, look)
    qtbot.addWidget(row)
    row.resize(320, 300)
    row.show()
    badge = row.findChild(QAbstractButton, "filter-split-badge")
    qtbot.waitUntil(badge.isVisible, timeout=10_000)
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert wanted.args == ["train", "split"]
