"""The menus of Inside, Export and Train do what they say, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTableWidget, QWidget

from desktop_app.export.model_export import ModelExport
from desktop_app.export.place import ExportPlace
from desktop_app.insight.place import InsidePlace
from desktop_app.pinned.sample_tile import SampleTile
from desktop_app.session import file_manager
from desktop_app.session.training_state import TrainOptions
from desktop_app.training.place import TrainPlace
from desktop_app.training.problem_list import ProblemLine
from tests.gui import export_jobs, file_dialogs, inside_jobs, train_place_jobs
from tests.gui.menu_hands import choose, close, lines, press_menu_key, right_click
from tests.gui.results_samples import write_run

LONG = 20_000


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def shown(qtbot):
    """Show a place in front."""

    def show(place, width=1204, height=720):
        qtbot.addWidget(place)
        place.resize(width, height)
        with qtbot.waitActive(place):
            place.show()
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


@pytest.fixture
def inside(qtbot, make_session, desk, look, shown):
    session = make_session(desk.project, runner=inside_jobs.RUNNER)
    write_run(session.project.folder.runs, "20260101-100000-detect", {}, scored=False)
    session.runs.refresh()
    qtbot.waitUntil(lambda: bool(session.runs.rows) and session.current is not None)
    place = shown(InsidePlace(session, look))
    qtbot.waitUntil(lambda: place.layers.looking.maps is not None and place.layers.map.view.has_picture, timeout=LONG)
    place.session = session
    return place


def tile_spot(place, row):
    grid = place.layers.maps.grid
    return grid.visualRect(grid.model().index(row, 0)).center()


def test_a_layer_s_name_and_shape_are_copied(qtbot, inside) -> None:
    layers = inside.layers.side.tree
    spot = layers.visualRect(layers.model().index(1, 0)).center()
    menu = right_click(qtbot, layers, spot)
    assert lines(menu) == ["open", "fold", "copy-name", "copy-shape", "copy-sentence"]
    choose(qtbot, menu, "copy-name")
    assert clipboard() == "backbone.1"
    choose(qtbot, press_menu_key(qtbot, layers), "copy-shape")
    assert clipboard() == "100×4×4"


def test_a_map_is_laid_over_the_picture(qtbot, inside) -> None:
    inside.layers.map.opacity.set_value(0.0)
    choose(qtbot, right_click(qtbot, inside.layers.maps.grid, tile_spot(inside, 0)), "overlay-map")
    assert inside.layers.map.title == "Map 0"
    assert inside.layers.map.opacity.value == pytest.approx(0.6)
    choose(qtbot, right_click(qtbot, inside.layers.map.view), "overlay-toggle")
    assert inside.layers.map.opacity.value == 0.0


@pytest.mark.parametrize("name", ["kept.png", "kept"])
def test_a_map_is_saved_as_a_picture_with_square_pixels(qtbot, inside, tmp_path, name) -> None:
    with qtbot.waitSignal(inside.layers.session.said, timeout=LONG) as said:
        choose(qtbot, right_click(qtbot, inside.layers.maps.grid, tile_spot(inside, 1)), "save-map")
        file_dialogs.choose(qtbot, tmp_path / name)
    image = QImage(str(tmp_path / "kept.png"))
    assert (image.width(), image.height()) == (512, 512)
    small = inside.layers.maps.grid.image(1)
    assert image.pixelColor(1, 1) == small.pixelColor(0, 0)
    assert image.pixelColor(62, 62) == small.pixelColor(0, 0)  # 8 numbers on 512 pixels: 64 each
    assert image.pixelColor(1, 511) == small.pixelColor(0, 7)
    assert said.args[0].text == f"Saved: {tmp_path / 'kept.png'}"


def test_a_map_that_cannot_be_saved_says_why(qtbot, inside, tmp_path) -> None:
    with qtbot.waitSignal(inside.layers.session.background.failed, timeout=LONG) as failed:
        choose(qtbot, press_menu_key(qtbot, inside.layers.maps.grid), "save-map")
        file_dialogs.choose(qtbot, tmp_path / "gone" / "a.png")
    assert "a.png could not be written: No such file or directory." in failed.args[0].message


def test_the_picture_with_its_map_is_saved(qtbot, inside, tmp_path) -> None:
    with qtbot.waitSignal(inside.layers.session.said, timeout=LONG):
        choose(qtbot, right_click(qtbot, inside.layers.map.view), "save-overlay")
        file_dialogs.choose(qtbot, tmp_path / "both.png")
    kept = QImage(str(tmp_path / "both.png"))
    assert kept.size() == inside.layers.map.view._picture.pixels.size()
    assert kept != inside.layers.map.view._picture.pixels.convertToFormat(kept.format())


@pytest.fixture
def exported(qtbot, make_session, desk, look, shown):
    export_jobs.add_run(desk.project)
    session = make_session(desk.project, runner=export_jobs.RUNNER)
    place = shown(ExportPlace(session, look), 1200, 1400)
    start = place.findChild(QPushButton, "export-model-start")
    qtbot.waitUntil(start.isEnabled)
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    job = ModelExport.of(session)
    qtbot.waitUntil(lambda: job.state.phase == "done", timeout=LONG)
    result = place.findChild(QWidget, "export-model-result")
    qtbot.waitUntil(lambda: result.isVisible() and all(row.isVisible() for row in result._rows.values()))
    qtbot.waitUntil(lambda: result._rows["model.onnx"].width() > 10)
    return place


def test_the_certificate_and_the_lines_of_an_exported_model_are_copied(qtbot, exported, opened_folders) -> None:
    result = exported.findChild(QWidget, "export-model-result")
    opener = exported.findChild(QPushButton, "export-model-open")
    opener.setFocus()
    choose(qtbot, press_menu_key(qtbot, opener), "copy-proof")
    assert "8 pictures of the run compared" in clipboard().splitlines()
    assert "41 answers are the same" in clipboard().splitlines()
    choose(qtbot, press_menu_key(qtbot, opener), "copy-code")
    assert clipboard() == "import onnxruntime\nprint('<b>hello</b>')"
    choose(qtbot, press_menu_key(qtbot, opener, by_shift_f10=True), "copy-command")
    assert clipboard().startswith("vistazo predict ")
    choose(qtbot, press_menu_key(qtbot, opener), "open-folder")
    assert opened_folders == [str(result.folder)]


def test_a_file_of_an_exported_model_gives_its_path(qtbot, exported) -> None:
    result = exported.findChild(QWidget, "export-model-result")
    row = result._rows["model.onnx"]
    choose(qtbot, right_click(qtbot, result, row.geometry().center()), "copy-path")
    assert clipboard() == str(result.folder / "model.onnx")


def test_lines_of_code_are_copied_in_part_or_whole(qtbot, exported) -> None:
    code = exported.findChild(QPlainTextEdit, "export-code")
    menu = right_click(qtbot, code)
    assert lines(menu) == ["(copy-selection)", "copy-all"]
    choose(qtbot, menu, "copy-all")
    assert clipboard() == code.toPlainText()
    code.setFocus()
    cursor = code.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfWord, cursor.MoveMode.KeepAnchor)
    code.setTextCursor(cursor)
    choose(qtbot, press_menu_key(qtbot, code), "copy-selection")
    assert clipboard() == "import"


@pytest.fixture
def train(qtbot, make_session, desk, look, shown):
    session = make_session(desk.project, runner=train_place_jobs.RUNNER)
    place = shown(TrainPlace(session, look), 1200, 900)
    qtbot.waitUntil(lambda: place._planner.is_fresh, timeout=LONG)
    place.session = session
    return place


def test_a_label_shows_its_pictures_all_or_of_one_split(qtbot, train) -> None:
    table = train.findChild(QTableWidget, "train-labels")
    spot = table.visualItemRect(table.item(0, 0)).center()
    menu = right_click(qtbot, table, spot)
    assert lines(menu)[0] == "show-pictures"
    assert "(show-test)" in lines(menu)
    choose(qtbot, menu, "copy-row")
    name, pictures = clipboard().split("\t")[:2]
    assert name == table.item(0, 0).text()
    with qtbot.waitSignal(train.session.place_wanted, timeout=LONG):
        choose(qtbot, press_menu_key(qtbot, table), "show-pictures")
    assert train.session.pictures.title == name
    assert len(train.session.pictures.ids) == int(pictures)


def test_a_sample_opens_its_picture(qtbot, train, opened_folders) -> None:
    train.session.runs.start(TrainOptions(task="detect", recipe="samples"))
    tile = train.findChild(SampleTile, "train-sample-1")
    qtbot.waitUntil(lambda: tile.isVisible() and "best 0.80" in tile.accessibleName(), timeout=LONG)
    tile.setFocus()
    choose(qtbot, press_menu_key(qtbot, tile), "copy-path")
    assert clipboard() == tile.sample.prediction.image
    choose(qtbot, press_menu_key(qtbot, tile), "show-file")
    assert len(opened_folders) == 1
    with qtbot.waitSignal(train.session.place_wanted) as wanted:
        choose(qtbot, press_menu_key(qtbot, tile, by_shift_f10=True), "open-picture")
    assert wanted.args == ["label", "canvas"]
    assert train.session.current == tile.sample.image_id


def test_a_problem_is_copied_or_helped(qtbot, train) -> None:
    train.set_task("classify")
    line = None

    def found() -> bool:
        nonlocal line
        line = next((one for one in train.findChildren(ProblemLine) if one.isVisible()), None)
        return line is not None

    qtbot.waitUntil(found, timeout=LONG)
    menu = right_click(qtbot, line)
    assert lines(menu) == ["fix-problem", "copy-sentence"]
    choose(qtbot, menu, "copy-sentence")
    assert clipboard() == line._words.text
    button = line.findChild(QPushButton)
    button.setFocus()
    menu = press_menu_key(qtbot, button)
    assert menu.actions()[0].text() == button.text()
    close(menu)
