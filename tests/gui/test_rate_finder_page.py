"""The rate finder: one search, its curve, and the rate that is used then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop_app.charts.chart import Chart
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe import parse_recipe
from tests.gui.choosing_jobs import RUNNER
from tests.gui.train_place_hands import find, shown_place

pytestmark = pytest.mark.runner(RUNNER)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(session, look, qtbot):
    place = shown_place(session, look, qtbot)
    place.show_detail("rate")
    return place


def test_a_search_ends_with_a_curve_and_a_rate_to_use(place, session, qtbot):
    qtbot.mouseClick(find(place, "rate-begin"), LEFT)
    chart = find(place, "rate-chart", Chart)
    qtbot.waitUntil(chart.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: not session.rate_search.is_running, timeout=20_000)
    assert find(place, "rate-number", QLineEdit).text() == "0.02"
    assert find(place, "rate-reason", QLabel).text() == "The loss falls fastest there."
    assert "Marked: suggested: 0.02 at 0.02." in chart.summary

    qtbot.mouseClick(find(place, "rate-use"), LEFT)

    assert parse_recipe(session.runs.options.recipe, default_recipe("detect")).rate == 0.02
    assert find(place, "rate-now", QLabel).text() == "The next training uses it."


def test_the_focus_follows_from_start_to_what_was_found(place, session, qtbot):
    find(place, "rate-begin").setFocus()
    qtbot.keyClick(find(place, "rate-begin"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: find(place, "rate-chart", Chart).isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: not session.rate_search.is_running, timeout=20_000)
    assert find(place, "rate-use").hasFocus()


def test_the_curve_is_read_along_real_rates(place, session, qtbot):
    qtbot.mouseClick(find(place, "rate-begin"), LEFT)
    chart = find(place, "rate-chart", Chart)
    qtbot.waitUntil(lambda: chart.isVisible() and not session.rate_search.is_running, timeout=20_000)
    chart.setFocus()
    for _ in range(2):  # the first key brings the cursor
        qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.readout.startswith("learning rate 1e-06")


def test_a_search_is_stopped_and_leaves_no_run_behind(place, session, qtbot):
    session.runs.set_options(replace(session.runs.options, recipe="steps = 7"))
    qtbot.waitUntil(lambda: place._planner.is_fresh)
    qtbot.mouseClick(find(place, "rate-begin"), LEFT)
    qtbot.waitUntil(
        lambda: session.rate_search.search is not None and session.rate_search.search.done == 1, timeout=20_000
    )
    qtbot.mouseClick(find(place, "rate-stop"), LEFT)
    qtbot.waitUntil(lambda: not session.rate_search.is_running, timeout=20_000)
    assert find(place, "rate-begin").isVisible()
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert not any(session.project.folder.runs.iterdir() if session.project.folder.runs.is_dir() else ())
    assert not (session.project.folder.cache / "rate-search").exists()
