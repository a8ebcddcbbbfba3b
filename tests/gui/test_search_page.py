"""The search's page: what is varied, how it goes, pausing and going on, and what is taken into the next training."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QSpinBox, QTableWidget, QWidget

from desktop_app.charts.bar_rows import BarRows
from desktop_app.charts.dot_plot import DotPlot
from desktop_app.look.widgets import Toggle
from desktop_app.training.form.draft import draft_of
from ml_engine.reports.search_file import read_search
from ml_engine.training.search_ranges import parse_ranges
from tests.gui.search_jobs import RUNNER
from tests.gui.train_place_hands import find, shown_place

pytestmark = pytest.mark.runner(RUNNER)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(session, look, qtbot):
    return opened(session, look, qtbot)


def opened(session, look, qtbot):
    place = shown_place(session, look, qtbot)
    place.show_detail("search")
    qtbot.waitUntil(lambda: session.background.is_idle and place._planner.is_fresh)
    return place


def set_numbers(place, trials: int, seed: int = 0) -> None:
    find(place, "search-trials", QSpinBox).setValue(trials)
    find(place, "search-seed", QSpinBox).setValue(seed)


def start(place, session, qtbot, trials: int = 4, seed: int = 0) -> None:
    set_numbers(place, trials, seed)
    qtbot.mouseClick(find(place, "search-start"), LEFT)
    qtbot.waitUntil(lambda: session.searches.is_running)


def ended(session, qtbot) -> None:
    qtbot.waitUntil(lambda: not session.searches.is_running and session.background.is_idle, timeout=20_000)


def test_a_search_is_set_up_watched_and_its_best_taken(place, session, qtbot):
    assert find(place, "search-field-rate", Toggle).isChecked()
    low = find(place, "search-field-rate-low", QLineEdit)
    low.clear()
    qtbot.keyClicks(low, "0.002")
    start(place, session, qtbot)
    ended(session, qtbot)

    table = find(place, "search-trials-table", QTableWidget)
    assert table.isVisible()
    assert [table.item(row, 2).text() for row in range(4)] == ["0.5000", "0.7000", "0.6000", "0.8000"]
    assert table.item(2, 1).text() == "ended early"
    assert "best: AP 0.8000 in trial 4" in find(place, "search-says", QLabel).text()
    file = session.searches.file
    assert parse_ranges(file.ranges, "detect").ranges["rate"].low == 0.002
    assert find(place, "search-trial-title", QLabel).text().startswith("Trial 4, the best so far")

    qtbot.mouseClick(find(place, "search-use"), LEFT)

    values = draft_of(session.runs.options, "detect").values
    assert {name: values[name] for name in file.best.values} == file.best.values
    assert not find(place, "search-use").isEnabled()


def test_what_is_not_varied_stays_as_the_next_training_has_it(place, session, qtbot):
    session.runs.set_options(replace(session.runs.options, recipe="dropout = 0.25", epochs=7, backbone="tiny"))
    qtbot.waitUntil(lambda: place._planner.is_fresh)
    start(place, session, qtbot, 1)
    ended(session, qtbot)
    found = parse_ranges(session.searches.file.ranges, "detect").recipe
    assert (found.dropout, found.epochs, found.least_steps) == (0.25, 7, 0)
    assert session.searches.file.job.backbone == "tiny"


def test_ranges_that_cannot_be_are_said_where_they_are(place, qtbot):
    low = find(place, "search-field-rate-low", QLineEdit)
    low.clear()
    qtbot.keyClicks(low, "99")
    assert find(place, "search-field-rate-wrong", QLabel).isVisible()
    assert not find(place, "search-start").isEnabled()
    low.clear()
    assert find(place, "search-field-rate-wrong", QLabel).text() == "This is no number that it can have."
    qtbot.keyClicks(low, "0.001")
    assert find(place, "search-start").isEnabled()
    for place_ in range(3):
        qtbot.mouseClick(find(place, f"search-field-optimizer-choice-{place_}"), LEFT)
    assert find(place, "search-field-optimizer-wrong", QLabel).text() == "Choose two values at least."


def test_presets_and_words_choose_what_is_seen(place, qtbot):
    qtbot.mouseClick(find(place, "search-preset-augment"), LEFT)
    assert not find(place, "search-field-rate", Toggle).isChecked()
    assert find(place, "search-field-augment-flip", Toggle).isChecked()
    qtbot.keyClicks(find(place, "search-find", QLineEdit), "momentum")
    qtbot.waitUntil(lambda: find(place, "search-field-momentum-row", QWidget).isVisible())
    assert not find(place, "search-field-augment-flip-row", QWidget).isVisible()


def test_a_paused_search_goes_on_after_the_project_was_opened_again(place, session, look, make_session, desk, qtbot):
    start(place, session, qtbot, seed=7)
    qtbot.waitUntil(lambda: session.searches.file is not None and len(session.searches.file.ended) == 2, timeout=20_000)
    qtbot.mouseClick(find(place, "search-stop"), LEFT)
    ended(session, qtbot)
    assert find(place, "search-says", QLabel).text().startswith("Paused after 2 of 4 trainings")
    folder = session.searches.folder
    place.hide()
    session.close()

    again = make_session(desk.project, runner=RUNNER)
    other = opened(again, look, qtbot)
    qtbot.waitUntil(lambda: again.searches.folder == folder)
    qtbot.mouseClick(find(other, "search-go-on"), LEFT)
    qtbot.waitUntil(lambda: len(read_search(folder).ended) == 4, timeout=20_000)
    ended(again, qtbot)
    assert find(other, "search-trials-table", QTableWidget).rowCount() == 4


def test_a_search_whose_worker_dies_keeps_its_trials_and_goes_on(place, session, qtbot):
    start(place, session, qtbot, seed=9)
    ended(session, qtbot)
    assert find(place, "search-wrong", QLabel).isVisible()
    assert [trial.result for trial in session.searches.file.trials] == ["done", "running"]
    qtbot.mouseClick(find(place, "search-go-on"), LEFT)
    qtbot.waitUntil(lambda: len(read_search(session.searches.folder).ended) == 4, timeout=20_000)
    ended(session, qtbot)
    assert not find(place, "search-wrong", QLabel).isVisible()
    qtbot.mouseClick(find(place, "search-more"), LEFT)
    qtbot.waitUntil(lambda: len(read_search(session.searches.folder).ended) == 14, timeout=20_000)
    ended(session, qtbot)


def test_without_optuna_the_command_is_said_and_nothing_stays(place, session, qtbot):
    start(place, session, qtbot, seed=8)
    ended(session, qtbot)
    assert find(place, "search-wrong", QLabel).text().endswith("pip install 'vistazo[search]'")
    qtbot.mouseClick(find(place, "search-copy"), LEFT)
    assert QGuiApplication.clipboard().text() == "pip install 'vistazo[search]'"
    qtbot.waitUntil(lambda: not list(session.project.folder.runs.iterdir()))


def test_dots_are_chosen_by_mouse_and_keys_and_saved(place, session, qtbot, tmp_path):
    start(place, session, qtbot)
    ended(session, qtbot)
    plot = find(place, "search-dots", DotPlot)
    qtbot.mouseClick(plot, LEFT, pos=plot.spot("2").toPoint())
    assert find(place, "search-trial-title", QLabel).text().startswith("Trial 2 ·")
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.readout.startswith("Trial 1: AP 0.5000, Rule of the steps")
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    assert find(place, "search-trial-title", QLabel).text().startswith("Trial 1 ·")

    qtbot.mouseClick(find(place, "search-plot-importance"), LEFT)
    assert find(place, "search-importance", BarRows).rows[0].text == "33 %"
    qtbot.mouseClick(find(place, "search-plot-slice"), LEFT)
    assert plot.isVisible()
    for button, name in (("search-plot-save", "plot.png"), ("search-csv", "table.csv")):
        qtbot.mouseClick(find(place, button), LEFT)
        dialog = place.findChild(QFileDialog, "file-dialog")
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.close()
        dialog.deleteLater()
        qtbot.waitUntil(lambda name=name: (tmp_path / name).is_file())
        qtbot.waitUntil(lambda: place.findChild(QFileDialog, "file-dialog") is None)
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    rows = (tmp_path / "table.csv").read_text().splitlines()
    assert rows[0].startswith("trial,run,result,ap,best_epoch,seconds,optimizer,rate,weight_decay")
    assert len(rows) == 5


def test_enter_opens_the_results_of_a_trial(place, session, qtbot):
    start(place, session, qtbot)
    ended(session, qtbot)
    wanted = []
    session.place_wanted.connect(lambda *to: wanted.append(to))
    table = find(place, "search-trials-table", QTableWidget)
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted == [("results", session.searches.file.trials[1].run)]


def test_a_new_search_begins_with_the_ranges_of_the_one_looked_at(place, session, qtbot):
    qtbot.mouseClick(find(place, "search-preset-overfitting"), LEFT)
    start(place, session, qtbot, 5)
    ended(session, qtbot)
    find(place, "search-trials", QSpinBox).setValue(99)
    qtbot.mouseClick(find(place, "search-new"), LEFT)
    assert find(place, "search-trials", QSpinBox).value() == 5
    assert find(place, "search-field-dropout", Toggle).isChecked()
    qtbot.mouseClick(find(place, "search-see"), LEFT)
    assert find(place, "search-trials-table", QTableWidget).isVisible()


def test_a_project_that_is_open_for_reading_starts_none(make_session, desk, look, qtbot):
    session = make_session(desk.project, write=False, runner=RUNNER)
    place = opened(session, look, qtbot)
    assert not find(place, "search-start").isEnabled()
    assert find(place, "search-why-not", QLabel).text() == "This project is open for reading only."


def test_a_training_waits_while_a_search_runs(place, session, qtbot):
    start(place, session, qtbot, seed=7)
    said = []
    session.said.connect(said.append)
    place.train()
    assert said[0].text.startswith("A search for better settings runs")
    assert session.runs.training is None
    session.searches.stop()
    ended(session, qtbot)


def test_the_window_needs_no_optuna():
    code = (
        "import sys; import desktop_app.training.search.page; "
        "sys.exit(', '.join({'torch', 'optuna', 'matplotlib'} & set(sys.modules)) or 0)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
