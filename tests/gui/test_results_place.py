"""The Results place over run folders as training leaves them, with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop_app.results.place import ResultsPlace
from tests.gui.results_samples import RUNNER, write_run

FIRST, SECOND = "20260101-100000-detect", "20260102-100000-detect"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_place(qtbot, make_session, desk, look):
    """open_place(): the place over the project's runs. Runs are written by place.write before it is opened."""

    class Opened:
        def __init__(self) -> None:
            self.session = make_session(desk.project, runner=RUNNER)
            rows = self.session.query.image_rows(self.session.query.image_ids())
            self.images = {row.image.id: row.image.path for row in rows}
            self.ids = list(self.images)
            self.runs = self.session.project.folder.runs

        def write(self, name, **options):
            return write_run(self.runs, name, self.images, **options)

        def show(self) -> ResultsPlace:
            with qtbot.waitSignal(self.session.background.idle, raising=False, timeout=2_000):
                self.session.runs.refresh()
            place = self.place = ResultsPlace(self.session, look)
            qtbot.addWidget(place)
            place.resize(1204, 720)
            with qtbot.waitExposed(place):
                place.show()
            qtbot.waitUntil(lambda: self.session.background.is_idle)
            return place

    return Opened()


def click_cell(qtbot, view, row, column):
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.cell_rect(row, column).center())


def test_without_runs_the_place_says_what_to_do(qtbot, open_place) -> None:
    place = open_place.show()
    button = place.findChild(object, "results-go-train")
    with qtbot.waitSignal(open_place.session.place_wanted) as wanted:
        qtbot.mouseClick(button, LEFT)
    assert wanted.args == ["train", ""]


def test_the_newest_run_is_shown_with_its_figures(open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[:2])
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    open_place.session.runs.choose(FIRST)
    assert place.page.title.text().startswith("Run 1")
    assert place.page.isVisible()


def test_a_cell_of_the_matrix_opens_its_pictures(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[2:4])
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    with qtbot.waitSignal(open_place.session.place_wanted) as wanted:
        click_cell(qtbot, place.page.overview.confusion, 0, 2)  # coin, missed
    assert wanted.args[0] == "label"
    assert sorted(open_place.session.pictures.ids) == sorted(open_place.ids[2:4])
    assert open_place.session.pictures.title == "coin: missed"
    assert open_place.session.current in open_place.ids[2:4]


def test_the_matrix_is_walked_with_the_arrow_keys(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[2:4])
    open_place.session.runs.choose(FIRST)
    view = open_place.show().page.overview.confusion
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    assert view.place == (1, 1)
    assert "key" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_an_empty_cell_opens_nothing(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=())
    open_place.session.runs.choose(FIRST)
    view = open_place.show().page.overview.confusion
    with qtbot.assertNotEmitted(view.opened):
        click_cell(qtbot, view, 0, 1)


def test_a_headline_figure_explains_itself_with_the_runs_own_numbers(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[:2])
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    card = place.findChild(object, "metric-recall")
    assert "8" in card.toolTip()
    assert "6" in card.toolTip()
    with qtbot.waitSignal(open_place.session.place_wanted):
        qtbot.mouseClick(card, LEFT)
    assert sorted(open_place.session.pictures.ids) == sorted(open_place.ids[:2])


def test_a_figure_of_a_label_opens_its_pictures(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[:1])
    open_place.session.runs.choose(FIRST)
    table = open_place.show().findChild(object, "label-table")
    cell = table.model().index(0, 1)
    with qtbot.waitSignal(open_place.session.place_wanted):
        qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(cell).center())
    assert sorted(open_place.session.pictures.ids) == sorted(open_place.ids)


def test_the_table_sorts_by_a_column(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[:1])
    open_place.session.runs.choose(FIRST)
    table = open_place.show().findChild(object, "label-table")
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    first = [table.model().index(row, 0).data() for row in range(2)]
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert [table.model().index(row, 0).data() for row in range(2)] == first[::-1]


def test_the_worst_picture_opens_at_itself_within_the_list_of_mistakes(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[3:6])
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    place.page.show_page("mistakes")
    tiles = place.page.mistakes.list
    third = tiles.model().index(2, 0)
    with qtbot.waitSignal(open_place.session.place_wanted):
        qtbot.mouseClick(tiles.viewport(), LEFT, pos=tiles.visualRect(third).center() - QPoint(20, 20))
    assert len(open_place.session.pictures.ids) == 3
    assert open_place.session.current == open_place.session.pictures.ids[2]


def test_two_ticked_runs_are_compared_the_older_first(qtbot, open_place) -> None:
    open_place.write(FIRST, wrong=open_place.ids[:3])
    open_place.write(SECOND, wrong=open_place.ids[2:3])
    place = open_place.show()
    runs = place.side.list
    for row in (0, 1):
        qtbot.mouseClick(runs.viewport(), LEFT, pos=runs.tick_box(row).center())
    qtbot.waitUntil(place.compare.isVisible)
    assert place.compare.title.text() == "Run 1 and Run 2"
    table = place.findChild(object, "compare-metrics")
    rows = {table.model().index(row, 0).data(): row for row in range(table.model().rowCount())}
    assert table.model().index(rows["Recall"], 3).data() == "+0.250"
    assert place.compare.gained.model().rowCount() == 2
    assert place.compare.lost.model().rowCount() == 0
    qtbot.mouseClick(place.compare.close_button, LEFT)
    assert place.page.isVisible()


def test_space_ticks_a_run(qtbot, open_place) -> None:
    open_place.write(FIRST)
    open_place.write(SECOND)
    place = open_place.show()
    place.side.list.setFocus()
    qtbot.keyClick(place.side.list, Qt.Key.Key_Space)
    assert len(place.side.ticked) == 1


def test_a_run_without_answers_can_be_scored_again(qtbot, open_place) -> None:
    open_place.write(FIRST, scored=False)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    assert place.page.notice.isVisible()
    qtbot.mouseClick(place.page.notice.button, LEFT)
    qtbot.waitUntil(lambda: place.page.report.scores is not None, timeout=20_000)
    assert place.page.overview.confusion.isVisible()


def test_why_scoring_failed_is_said_in_the_place(qtbot, open_place) -> None:
    folder = open_place.write(FIRST, scored=False)
    (folder / "refuse").touch()
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    qtbot.mouseClick(place.page.notice.button, LEFT)
    qtbot.waitUntil(lambda: "weights are gone" in place.page.notice.text, timeout=20_000)
    assert place.page.notice.button.isVisible()


def test_a_damaged_run_says_so_and_can_be_read_again(qtbot, open_place) -> None:
    folder = open_place.write(FIRST)
    good = (folder / "model.json").read_text()
    (folder / "model.json").write_text("{")
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    assert any("it is no longer what Vistazo wrote" in label.text() for label in place.findChildren(QLabel))
    (folder / "model.json").write_text(good)
    qtbot.mouseClick(place.findChild(object, "results-read-again"), LEFT)
    qtbot.waitUntil(place.page.isVisible)


def test_a_dropped_picture_is_answered(qtbot, open_place) -> None:
    open_place.write(FIRST)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    place.page.show_page("try")
    trial = place.page.trial
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(open_place.images[open_place.ids[0]]))])
    with qtbot.waitSignal(trial.answered, timeout=20_000):
        trial.dropEvent(
            QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        )
    qtbot.waitUntil(lambda: len(trial.view.shown_boxes) == 1)
    trial.slider.set_value(0.1)
    assert [box.tag for box in trial.view.shown_boxes] == ["key 0.20", "coin 0.90"]


def test_a_dropped_file_that_is_no_picture_is_refused_in_words(qtbot, open_place, tmp_path) -> None:
    open_place.write(FIRST)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    place.page.show_page("try")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    place.page.trial.try_file(letter)
    qtbot.waitUntil(place.page.trial.notice.isVisible, timeout=20_000)
    assert "letter.txt" in place.page.trial.notice.text


def test_the_card_is_copied_as_it_is_shown(qtbot, open_place) -> None:
    open_place.write(FIRST)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    place.page.show_page("card")
    qtbot.mouseClick(place.page.card.copy, LEFT)
    assert QGuiApplication.clipboard().text().startswith(f"# Model card: {FIRST}\n")
    assert "finds objects of 2 labels" in place.page.card.text.toPlainText()


def test_names_from_outside_stay_plain_in_tooltips(open_place) -> None:
    open_place.write(FIRST)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    index = place.side.list.model().index(0, 0)
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole).replace("&lt;img", "")


def test_the_place_can_be_thrown_away_while_it_works(qtbot, open_place) -> None:
    open_place.write(FIRST)
    open_place.session.runs.choose(FIRST)
    place = open_place.show()
    place.page.show_page("try")
    place.page.trial.try_file(open_place.images[open_place.ids[0]])
    gone = []
    place.destroyed.connect(lambda *_: gone.append(1))
    place.deleteLater()
    open_place.place = None
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: open_place.session.background.is_idle)
