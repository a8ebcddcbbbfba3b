"""The menus of Results: runs, cells of the matrix, rows of the tables, worst pictures."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.i18n.language import install
from desktop_app.results.place import ResultsPlace
from desktop_app.session import file_manager
from tests.gui.menu_hands import choose, close, lines, press_menu_key, right_click
from tests.gui.results_samples import RUNNER, write_run

pytestmark = pytest.mark.runner(RUNNER)
FIRST, SECOND, FAILED = "20260101-100000-detect", "20260102-100000-detect", "20260103-100000-detect"


@pytest.fixture
def images(session):
    return {row.image.id: row.image.path for row in session.query.image_rows(session.query.image_ids())}


@pytest.fixture
def open_place(qtbot, session, images, look):
    """Two runs, the first with three wrong pictures, the second with one; and one that failed."""
    folder = session.project.folder.runs
    ids = list(images)
    write_run(folder, FIRST, images, wrong=ids[2:5])
    write_run(folder, SECOND, images, wrong=ids[2:3])
    (folder / FAILED).mkdir()
    (folder / FAILED / "job.json").write_text('{"task": "detect"}')
    (folder / FAILED / "state.json").write_text('{"state": "failed", "message": "No."}')

    def show() -> ResultsPlace:
        session.runs.refresh()
        qtbot.waitUntil(lambda: len(session.runs.rows) == 3)
        session.runs.choose(FIRST)
        place = ResultsPlace(session, look)
        qtbot.addWidget(place)
        place.resize(1204, 720)
        with qtbot.waitActive(place):
            place.show()
        qtbot.waitUntil(lambda: session.background.is_idle and place.page.isVisible())
        return place

    return show


@pytest.fixture
def opened_folders(monkeypatch):
    """Folders that were opened in the file manager."""
    seen = []

    class Services:
        openUrl = staticmethod(lambda url: seen.append(url.toLocalFile()))  # noqa: N815

    monkeypatch.setattr(file_manager, "QDesktopServices", Services)
    return seen


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def run_spot(place, name):
    rows = [item.name for item in place.side.list._runs.items]
    return place.side.list.visualRect(place.side.list.model().index(rows.index(name), 0)).center()


def test_a_run_shows_its_card_and_its_folder(qtbot, open_place, session, opened_folders) -> None:
    place = open_place()
    menu = right_click(qtbot, place.side.list, run_spot(place, SECOND))
    assert lines(menu) == ["run-card", "run-compare", "run-score", "run-propose", "run-export", "run-folder"]
    with qtbot.waitSignal(session.place_wanted) as wanted:
        choose(qtbot, menu, "run-card")
    assert (wanted.args, session.runs.chosen) == (["results", "card"], SECOND)
    choose(qtbot, press_menu_key(qtbot, place.side.list), "run-folder")
    assert opened_folders == [str(session.runs.folder(SECOND))]


def test_a_run_is_compared_with_another(qtbot, open_place) -> None:
    place = open_place()
    choose(qtbot, right_click(qtbot, place.side.list, run_spot(place, FIRST)), "run-compare", f"run-compare-{SECOND}")
    qtbot.waitUntil(place.compare.isVisible)
    assert place.side.ticked == (FIRST, SECOND)
    assert place.compare.title.text() == "Run 1 and Run 2"


def test_a_run_is_exported_and_proposes(qtbot, open_place, session) -> None:
    place = open_place()
    with qtbot.waitSignal(session.place_wanted) as wanted:
        choose(qtbot, right_click(qtbot, place.side.list, run_spot(place, SECOND)), "run-export")
    assert (wanted.args, session.runs.chosen) == (["export", "model"], SECOND)
    asked = []
    session.proposing.propose = asked.append
    menu = right_click(qtbot, place.side.list, run_spot(place, FIRST))
    with qtbot.waitSignal(session.place_wanted):
        choose(qtbot, menu, "run-propose")
    assert session.runs.chosen == FIRST
    assert len(asked[0]) == 3  # of eight pictures five are labelled
    assert session.pictures.ids == asked[0]


def test_a_run_is_scored_again(qtbot, open_place, session) -> None:
    place = open_place()
    choose(qtbot, right_click(qtbot, place.side.list, run_spot(place, SECOND)), "run-score")
    qtbot.waitUntil(lambda: place.page.report is not None and place.page.report.metrics.get("ap50") == 1.0)
    assert session.runs.chosen == SECOND


def test_a_run_that_learnt_nothing_can_only_be_looked_at(qtbot, open_place) -> None:
    place = open_place()
    menu = right_click(qtbot, place.side.list, run_spot(place, FAILED))
    assert lines(menu) == ["run-card", "(run-compare)", "(run-score)", "(run-propose)", "(run-export)", "run-folder"]
    close(menu)


def test_a_cell_of_the_matrix(qtbot, open_place, session, images) -> None:
    confusion = open_place().page.overview.confusion
    missed = confusion.cell_rect(0, 2).center()
    menu = right_click(qtbot, confusion, missed)
    assert lines(menu) == ["show-pictures", "copy-sentence", "copy-table"]
    choose(qtbot, menu, "copy-sentence")
    assert clipboard() == "3 of 8 “coin” were missed."
    choose(qtbot, press_menu_key(qtbot, confusion), "copy-table")
    assert clipboard().splitlines() == [
        "\tcoin\tkey\tmissed", "coin\t5\t0\t3", "key\t0\t0\t0", "nothing there\t0\t3\t0",
    ]  # fmt: skip
    with qtbot.waitSignal(session.place_wanted):
        choose(qtbot, press_menu_key(qtbot, confusion, by_shift_f10=True), "show-pictures")
    assert sorted(session.pictures.ids) == list(images)[2:5]


def test_a_cell_without_pictures_opens_none(qtbot, open_place) -> None:
    confusion = open_place().page.overview.confusion
    menu = right_click(qtbot, confusion, confusion.cell_rect(0, 1).center())
    assert lines(menu)[0] == "(show-pictures)"
    close(menu)


def test_a_row_of_the_label_table(qtbot, open_place, session, images) -> None:
    table = open_place().findChild(object, "label-table")
    recall = table.visualRect(table.model().index(0, 3)).center()
    choose(qtbot, right_click(qtbot, table, recall), "copy-row")
    assert clipboard().split("\t")[:4] == ["coin", "8", "1.00", "0.63"]
    table.setCurrentIndex(table.model().index(0, 0))
    choose(qtbot, press_menu_key(qtbot, table), "copy-table")
    assert [line.split("\t")[0] for line in clipboard().splitlines()] == ["Label", "coin", "key"]
    with qtbot.waitSignal(session.place_wanted):
        choose(qtbot, right_click(qtbot, table, recall), "show-pictures")
    assert sorted(session.pictures.ids) == list(images)


def test_a_worst_picture(qtbot, open_place, session, images, opened_folders) -> None:
    place = open_place()
    place.page.show_page("mistakes")
    tiles = place.page.mistakes.list
    qtbot.waitUntil(lambda: tiles.model().rowCount() == 3)
    spot = tiles.visualRect(tiles.model().index(1, 0)).center()
    picture = tiles.model().tile(1)
    choose(qtbot, right_click(qtbot, tiles, spot), "copy-path")
    assert clipboard() == str(images[picture.image_id])
    choose(qtbot, press_menu_key(qtbot, tiles), "show-file")
    assert opened_folders == [str(images[picture.image_id].parent)]
    with qtbot.waitSignal(session.place_wanted) as wanted:
        choose(qtbot, press_menu_key(qtbot, tiles), "open-picture")
    assert (wanted.args[0], session.current) == ("label", picture.image_id)


def test_the_menus_speak_spanish(qtbot, qapp, open_place) -> None:
    install(qapp, "es")
    place = open_place()
    menu = right_click(qtbot, place.side.list, run_spot(place, FIRST))
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Ver su ficha", "Comparar con", "Evaluar de nuevo", "Proponer con él en las imágenes pendientes",
        "Exportar su modelo…", "Abrir su carpeta",
    ]  # fmt: skip
    close(menu)
