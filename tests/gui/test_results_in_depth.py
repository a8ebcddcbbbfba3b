"""The page of a run in depth: kinds of mistakes, sizes, calibration, other rules; and each label's best score."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.i18n.language import install
from desktop_app.results.place import ResultsPlace
from tests.gui.results_samples import RUNNER, write_run

RUN = "20260101-100000-detect"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot, make_session, desk, look):
    """opened(wrong=2, task='detect'): session, place and the ids of the wrong pictures; the page is shown."""

    def make(wrong: int = 2, task: str = "detect", *, scored: bool = True):
        session = make_session(desk.project, runner=RUNNER)
        rows = session.query.image_rows(session.query.image_ids())
        images = {row.image.id: row.image.path for row in rows}
        folder = write_run(session.project.folder.runs, RUN, images, wrong=list(images)[:wrong], scored=scored)
        if task != "detect":
            for file, whose in (("model.json", "task"), ("job.json", "task")):
                found = json.loads((folder / file).read_text())
                (folder / file).write_text(json.dumps(found | {whose: task, "score": 0.0}))
        with qtbot.waitSignal(session.background.idle, raising=False, timeout=2_000):
            session.runs.refresh()
        session.runs.choose(RUN)
        place = ResultsPlace(session, look)
        qtbot.addWidget(place)
        place.resize(1204, 720)
        with qtbot.waitExposed(place):
            place.show()
        qtbot.waitUntil(lambda: session.background.is_idle and place.page.report is not None)
        place.show_detail("depth")
        return session, place, sorted(list(images)[:wrong])

    return make


def test_a_kind_of_mistake_says_what_it_costs_and_opens_its_pictures(qtbot, opened) -> None:
    session, place, wrong = opened()
    bars = place.page.in_depth.errors
    assert [row.text for row in bars.rows] == ["2 × · +0.200", "2 × · +0.050", "0 × · +0.000"]
    QTest.mouseMove(bars, bars.row_rect("background").center().toPoint())
    assert "overlap no object" in bars.readout
    assert "There are 2; without them AP50 would be 0.050 higher." in bars.readout
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(bars, LEFT, pos=bars.row_rect("background").center().toPoint())
    assert wanted.args[0] == "label"
    assert sorted(session.pictures.ids) == wrong
    assert session.pictures.title == "Nothing there"


def test_bars_are_walked_and_opened_by_keys_and_a_kind_without_pictures_opens_nothing(qtbot, opened) -> None:
    session, place, wrong = opened()
    bars = place.page.in_depth.errors
    bars.setFocus()
    with qtbot.waitSignal(session.place_wanted):
        qtbot.keyClick(bars, Qt.Key.Key_Home)
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert session.pictures.title == "Missed"
    assert sorted(session.pictures.ids) == wrong
    qtbot.keyClick(bars, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(bars.opened):
        qtbot.keyClick(bars, Qt.Key.Key_Return)


def test_sizes_and_other_rules_are_shown_and_explained(opened) -> None:
    _, place, _ = opened()
    page = place.page.in_depth
    assert [(row.name, row.text) for row in page.sizes.rows] == [
        ("Small", "0.250"),
        ("Medium", "0.500"),
        ("Large", "0.750"),
    ]
    model = page.table.model()
    rows = {model.index(row, 0).data(): model.index(row, 1) for row in range(model.rowCount())}
    assert rows["AP50, 11 points (VOC 2007)"].data() == "0.710"
    assert "Pascal VOC until 2009" in rows["AP50, 11 points (VOC 2007)"].data(Qt.ItemDataRole.ToolTipRole)
    assert all(index.data(Qt.ItemDataRole.ToolTipRole) for index in rows.values())


def test_the_calibration_chart_answers_to_pointer_and_keys(qtbot, opened) -> None:
    _, place, _ = opened()
    chart = place.page.in_depth.belief
    qtbot.waitUntil(lambda: chart.width() > 100)
    QTest.mouseMove(chart, QPoint(0, 0))
    QTest.mouseMove(chart, chart.bar_rect(0).center().toPoint())
    words = "Of 2 answers with a score from 0.50 to 0.90, 50 in 100 are right; their mean score is 0.80."
    assert chart.readout == words
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert "100 in 100" in chart.readout
    assert "can be taken at their word" in place.findChild(QLabel, "belief-says").text()


def test_each_label_has_its_best_score_beside_its_figures(opened) -> None:
    _, place, _ = opened()
    place.show_detail("overview")
    model = place.findChild(QWidget, "label-table").model()
    last = model.columnCount() - 1
    assert model.headerData(last, Qt.Orientation.Horizontal) == "Best score"
    assert [model.index(row, last).data() for row in range(2)] == ["0.42", "–"]
    assert "the model shows it from 0.50 on" in model.index(0, last).data(Qt.ItemDataRole.ToolTipRole)


def test_a_run_that_was_not_scored_says_what_to_do(opened) -> None:
    _, place, _ = opened(scored=False)
    assert "Score this run again" in " ".join(label.text() for label in place.page.in_depth.findChildren(QLabel))


def test_a_localiser_has_boxes_its_own_words_and_no_slider(opened) -> None:
    _, place, wrong = opened(task="localize")
    report = place.page.report
    assert "localiser" in place.page.title.text()
    assert report.finds_boxes
    assert {item.picture.image_id for item in report.scores.worst_first()} == set(wrong)
    card = place.findChild(QWidget, "metric-mean-iou")
    assert "the largest drawn one share 80 %" in card.toolTip()
    place.show_detail("try")
    assert not place.page.trial.slider.isVisible()


def test_the_report_is_saved_in_the_windows_language_and_its_folder_opened(
    qtbot, opened, qapp, tmp_path, monkeypatch
) -> None:
    shown = []
    monkeypatch.setattr("desktop_app.results.report_saving.show_folder", shown.append)
    install(qapp, "es")
    _, place, _ = opened()
    monkeypatch.setattr(
        "desktop_app.results.report_saving.ask_folder", lambda _parent, _title, chosen, **_: chosen(tmp_path)
    )
    button = place.findChild(QWidget, "run-save-report")
    qtbot.mouseClick(button, LEFT)
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    folder = tmp_path / f"{RUN}-report"
    assert shown == [folder]
    assert button.isEnabled()
    assert 'lang="es"' in (folder / "report.html").read_text("utf-8")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_that_cannot_be_written_says_why(qtbot, opened, tmp_path, monkeypatch) -> None:
    session, place, _ = opened()
    file = tmp_path / "file"
    file.write_text("no folder")
    monkeypatch.setattr(
        "desktop_app.results.report_saving.ask_folder", lambda _parent, _title, chosen, **_: chosen(file)
    )
    with qtbot.waitSignal(session.said, timeout=60_000) as said:
        qtbot.mouseClick(place.findChild(QWidget, "run-save-report"), LEFT)
    assert "could not be written" in said.args[0].text
    assert said.args[0].kind == "bad"


def test_without_figures_there_is_no_report_to_save(opened) -> None:
    _, place, _ = opened(scored=False)
    button = place.findChild(QWidget, "run-save-report")
    assert not button.isEnabled()
    assert "no figures" in button.toolTip()
