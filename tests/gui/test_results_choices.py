"""Runs beside each other: what they chose, differences marked, and more than two of them."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from desktop_app.results.place import ResultsPlace
from tests.gui.results_samples import RUNNER, write_run

NAMES = ("20260101-100000-detect", "20260102-100000-detect", "20260103-100000-detect")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(qtbot, make_session, desk, look):
    session = make_session(desk.project, runner=RUNNER)
    rows = session.query.image_rows(session.query.image_ids())
    images = {row.image.id: row.image.path for row in rows}
    for name, rate in zip(NAMES, (0.004, 0.01, 0.01), strict=True):
        folder = write_run(session.project.folder.runs, name, images)
        job = {"run_dir": str(folder), "cache_dir": "cache", "task": "detect", "backbone": "mobilenet_v2"}
        (folder / "job.json").write_text(json.dumps(job))
        (folder / "recipe.toml").write_text(f"rate = {rate}\n")
    session.runs.refresh()
    qtbot.waitUntil(lambda: len(session.runs.rows) == 3)
    place = ResultsPlace(session, look)
    qtbot.addWidget(place)
    place.resize(1204, 720)
    place.show()
    return place


def tick(qtbot, place, rows):
    runs = place.side.list
    for row in rows:
        qtbot.mouseClick(runs.viewport(), LEFT, pos=runs.tick_box(row).center())
    qtbot.waitUntil(place.compare.isVisible)
    qtbot.waitUntil(lambda: len(place.compare._titles) == len(rows))
    qtbot.mouseClick(place.findChild(QWidget, "compare-tab-choices"), LEFT)
    return place.findChild(QTableView, "compare-choices")


def lines(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_only_what_differs_is_shown_until_all_is_asked_for(qtbot, place):
    table = tick(qtbot, place, (1, 2))
    assert lines(table) == [["Learning rate", "0.004", "0.01"]]
    assert place.findChild(QLabel, "compare-choices-says").text().startswith("1 ")
    qtbot.mouseClick(place.findChild(QWidget, "compare-only-differences"), LEFT)
    assert ["Rule of the steps", "adamw", "adamw"] in lines(table)
    assert len(lines(table)) > 50


def test_three_runs_stand_beside_each_other(qtbot, place):
    table = tick(qtbot, place, (0, 1, 2))
    assert place.compare.title.text() == "Run 1, Run 2 and Run 3"
    assert lines(table) == [["Learning rate", "0.004", "0.01", "0.01"]]
    metrics = place.findChild(QTableView, "compare-metrics")
    assert metrics.model().columnCount() == 5


def test_runs_that_chose_the_same_say_so(qtbot, place):
    table = tick(qtbot, place, (0, 1))
    assert not table.isVisible()
    assert "All choices are the same" in place.findChild(QLabel, "compare-choices-says").text()
