"""The time machine: epochs of a run are gone through, and its pinned pictures show what was answered then."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.pinned.sample_tile import SampleTile
from desktop_app.results.place import ResultsPlace
from tests.gui.results_samples import RUNNER, keep_epochs, write_run

RUN, OTHER = "20260101-100000-detect", "20260102-100000-detect"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_page(qtbot, make_session, desk, look):
    """open_page(run): the time machine of a run."""
    session = make_session(desk.project, runner=RUNNER)
    rows = session.query.image_rows(session.query.image_ids())
    images = {row.image.id: row.image.path for row in rows}
    for name in (RUN, OTHER):
        write_run(session.project.folder.runs, name, images)
    keep_epochs(session.project.folder.runs / RUN, 1, 2, 3)

    def show(name: str = RUN):
        with qtbot.waitSignal(session.background.idle, raising=False, timeout=2_000):
            session.runs.refresh()
        session.runs.choose(name)
        place = ResultsPlace(session, look)
        qtbot.addWidget(place)
        place.resize(1204, 720)
        with qtbot.waitExposed(place):
            place.show()
        qtbot.waitUntil(lambda: session.background.is_idle)
        qtbot.mouseClick(place.findChild(QAbstractButton, "run-tab-epochs"), LEFT)
        return place.page.epochs

    show.session = session
    return show


def words(page, name="epochs-words"):
    return page.findChild(QLabel, name).text()


def said(page):
    """What the first pinned picture says of its answer, '' while it is hidden."""
    tile = page.findChild(SampleTile, "train-sample-1")
    return tile.accessibleName() if tile.isVisible() else ""


def test_it_begins_at_the_best_epoch_and_the_keys_go_through_all(qtbot, open_page) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: "0.75" in said(page), timeout=10_000)
    assert words(page) == "Epoch 3 of 3 · AP50 0.75 · the best"
    page.slider.setFocus()
    qtbot.keyClick(page.slider, Qt.Key.Key_Left)
    assert words(page) == "Epoch 2 of 3 · AP50 0.50"
    # Epochs are answered one after the other; the tile is empty until it is this one's turn.
    qtbot.waitUntil(lambda: "0.50" in said(page), timeout=10_000)
    qtbot.keyClick(page.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: "0.25" in said(page), timeout=10_000)
    assert not page.findChild(QAbstractButton, "epochs-before").isEnabled()
    qtbot.mouseClick(page.findChild(QAbstractButton, "epochs-after"), LEFT)
    assert "0.50" in said(page)
    if folder := os.environ.get("VISTAZO_SHOTS"):
        page.window().grab().save(f"{folder}/time_machine.png")


def test_the_curve_s_mark_moves_along(qtbot, open_page) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=10_000)
    marks = []
    page._chart.mark = lambda x, text="": marks.append((x, text))
    qtbot.keyClick(page, Qt.Key.Key_Left)
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert list(dict.fromkeys(marks)) == [(2.0, "2"), (1.0, "1")]  # an answer that comes in marks its epoch again


def test_a_run_that_keeps_none_says_why(open_page) -> None:
    page = open_page(OTHER)
    assert not page.slider.isVisible()
    assert any("No epochs to go back to" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_another_run_shows_nothing_of_the_one_before(qtbot, open_page) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=10_000)
    open_page.session.runs.choose(OTHER)
    qtbot.waitUntil(lambda: not page.slider.isVisible(), timeout=10_000)
    open_page.session.runs.choose(RUN)
    qtbot.waitUntil(lambda: "0.75" in said(page), timeout=10_000)


def test_a_job_that_fails_says_what_to_do(qtbot, open_page) -> None:
    (open_page.session.project.folder.runs / RUN / "refuse").write_text("")
    page = open_page()
    qtbot.waitUntil(lambda: words(page, "epochs-says") == "The weights are gone. Put them back.", timeout=10_000)
    assert not page.findChild(QWidget, "train-samples").isVisible()
