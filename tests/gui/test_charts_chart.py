"""Charts with real keys, wheels and drags."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from desktop_app.charts.chart import Chart

LOSS = [2.0, 1.5, 1.0, 0.75, 0.5]


@pytest.fixture
def chart(look, qtbot):
    made = Chart(look, "Loss", "epoch")
    qtbot.addWidget(made)
    made.set_ranges((0, 10), whole_x=True)
    made.set_line("train", [1, 2, 3, 4, 5], LOSS, "#3E9BF0")
    made.set_line("validation", [1, 3, 5], [2.25, 1.25, 0.8], "#F5A524")
    made.resize(600, 300)
    made.show()
    qtbot.waitUntil(lambda: made.has_values and "0.5 at" in made.accessibleDescription())
    return made


def plot(chart):
    return chart._view.plot


def wheel(chart, at, turned, modifiers=Qt.KeyboardModifier.NoModifier):
    viewport = plot(chart).viewport()
    event = QWheelEvent(
        QPointF(at), viewport.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    return event


def drag(viewport, at):
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), viewport.mapToGlobal(QPointF(at)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def at(chart, x, y):
    return plot(chart).to_pixels(x, y).toPoint()


def test_a_window_without_charts_does_not_import_pyqtgraph():
    code = "import sys, desktop_app.charts.chart; print('pyqtgraph' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_hovering_reads_the_exact_values_of_all_lines(chart, qtbot):
    qtbot.mouseMove(plot(chart).viewport(), at(chart, 3.2, 1.4))

    qtbot.waitUntil(lambda: chart.readout == "epoch 3\ntrain 1\nvalidation 1.25")


def test_a_line_without_a_value_there_says_so(chart, qtbot):
    qtbot.mouseMove(plot(chart).viewport(), at(chart, 2, 1.4))

    qtbot.waitUntil(lambda: chart.readout == "epoch 2\ntrain 1.5\nvalidation –")


def test_leaving_takes_the_values_away(chart, qtbot):
    qtbot.mouseMove(plot(chart).viewport(), at(chart, 3, 1.4))
    qtbot.waitUntil(lambda: chart.readout != "")

    QApplication.sendEvent(plot(chart), QEvent(QEvent.Type.Leave))

    assert chart.readout == ""


def test_arrow_keys_walk_along_the_points(chart, qtbot):
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout.startswith("epoch 5")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout.startswith("epoch 4")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.readout.startswith("epoch 1")
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.readout == ""


def test_a_screen_reader_hears_the_values_at_the_cursor(chart, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_End)

    assert "train: 0.5 at epoch 5; lowest 0.5 at 5, highest 2 at 1" in chart.accessibleDescription()
    assert "validation 0.8" in chart.accessibleDescription()


def test_keys_zoom_and_show_all_again(chart, qtbot):
    whole = plot(chart).view
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    closer = plot(chart).view
    assert closer.x1 - closer.x0 < whole.x1 - whole.x0
    assert chart.is_zoomed
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert plot(chart).view == whole
    assert not chart.is_zoomed


def test_the_wheel_zooms_at_the_pointer(chart, qtbot):
    spot = at(chart, 3, 1)
    wheel(chart, spot, 120)

    assert chart.is_zoomed
    assert (at(chart, 3, 1) - spot).manhattanLength() <= 2


def test_a_drag_looks_into_its_rectangle_and_a_double_click_shows_all(chart, qtbot):
    viewport, whole = plot(chart).viewport(), plot(chart).view
    start, middle, end = at(chart, 1, 2), at(chart, 2.5, 1.3), at(chart, 4, 0.6)
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    drag(viewport, middle)
    qtbot.waitUntil(lambda: drag(viewport, end) or plot(chart).camera.rbScaleBox.isVisible())  # moves are thinned
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    view = plot(chart).view
    assert (view.x0, view.x1) == pytest.approx((1, 4), abs=0.3)
    assert (view.y0, view.y1) == pytest.approx((0.6, 2), abs=0.2)

    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: not chart.is_zoomed)
    assert plot(chart).view == whole


def test_new_numbers_leave_a_zoom_alone(chart, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    view = plot(chart).view

    chart.set_line("train", [1, 2, 3, 4, 5, 6], [*LOSS, 0.4], "#3E9BF0")

    qtbot.waitUntil(lambda: "train: 0.4 at epoch 6" in chart.accessibleDescription())
    assert plot(chart).view == view


def test_the_wheel_belongs_to_a_page_that_scrolls_until_the_chart_is_clicked(look, qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    chart = Chart(look, "Loss")
    chart.set_line("train", [1, 2], [1, 2], "#3E9BF0")
    chart.setFixedSize(300, 900)
    area.setWidget(chart)
    area.resize(340, 300)
    area.show()
    qtbot.waitExposed(area)
    spot = QPoint(150, 120)

    wheel(chart, spot, -120)
    assert not chart.is_zoomed
    wheel(chart, spot, 120, Qt.KeyboardModifier.ControlModifier)
    assert chart.is_zoomed


def test_words_and_best_are_painted_and_do_not_touch(chart, qtbot):
    chart.mark(5, "best")
    qtbot.waitUntil(lambda: "Marked: best at 5" in chart.accessibleDescription())

    overlay = chart._view._overlay
    places = overlay.word_places()
    places += overlay.mark_places(places)
    assert len(places) == 3
    assert not any(a.overlaps(b) for i, a in enumerate(places) for b in places[:i])


def test_a_short_line_s_name_does_not_lie_on_a_line_that_goes_on(chart, qtbot):
    chart.set_line("short", [1, 2], [1.6, 1.25], "#3E9BF0")
    chart.set_line("long", [1, 2, 3, 4, 5], [1.25] * 5, "#F5A524")
    overlay = chart._view._overlay
    qtbot.waitUntil(lambda: len(overlay.words) == 4)

    assert len(overlay.passing) == 16  # every line, past every end
    place = overlay.word_places()[[word.text for word in overlay.words].index("short")]
    y = plot(chart).to_pixels(3, 1.25).y()
    assert abs(place.y - y) > place.height / 2


def test_nothing_nan_and_one_point_are_drawn(look, qtbot):
    chart = Chart(look, "Loss", "epoch")
    qtbot.addWidget(chart)
    chart.show()
    chart.set_line("train", [], [], "accent")
    chart.set_line("gap", [1.0, 2.0], [float("nan"), float("inf")], "accent")
    assert not chart.has_values
    chart.set_line("one", [1], [0.5], "accent")

    qtbot.waitUntil(lambda: "one: 0.5 at epoch 1" in chart.accessibleDescription())
    assert chart.grab().toImage().size().width() > 0


def test_a_hundred_thousand_points_are_thinned_on_the_screen(look, qtbot):
    chart = Chart(look, "Steps")
    qtbot.addWidget(chart)
    chart.resize(500, 300)
    chart.set_line("loss", range(100_000), [index % 97 for index in range(100_000)], "accent")
    chart.show()
    qtbot.waitExposed(chart)

    drawn, _ = plot(chart).plotItem.listDataItems()[0].getData()
    assert 500 < len(drawn) < 20_000


@pytest.mark.parametrize("ending", [".png", ".svg", ".csv"])
def test_a_chart_is_written_as_a_file(chart, qtbot, tmp_path, ending):
    path = tmp_path / f"loss{ending}"
    with qtbot.waitSignal(chart.exported) as told:
        chart.export(path)

    assert told.args == [str(path), ""]
    data = path.read_bytes()
    match ending:
        case ".png":
            image = QImage.fromData(data)
            assert image.width() > plot(chart).width()
            assert any(image.pixelColor(x, y) == QColor("#3E9BF0") for x in range(900) for y in range(400))
        case ".svg":
            assert b"validation" in data
            assert b"#3e9bf0" in data
        case ".csv":
            rows = data.decode("utf-8-sig").splitlines()
            assert rows[:4] == ["epoch,train,validation", "1.0,2.0,2.25", "2.0,1.5,", "3.0,1.0,1.25"]


def test_a_place_that_cannot_be_written_is_told(chart, qtbot, tmp_path):
    with qtbot.waitSignal(chart.exported) as told:
        chart.export(tmp_path / "nowhere" / "loss.csv")

    assert told.args[1]


def test_an_unknown_ending_is_refused(chart, tmp_path):
    with pytest.raises(ValueError, match=r"\.png, \.svg, \.csv"):
        chart.export(tmp_path / "loss.xls")


def test_a_csv_cell_never_runs_as_a_formula(chart):
    chart.set_line("=cmd()", [1], [1], "accent")

    assert chart.files.table().splitlines()[0] == "epoch,train,validation,'=cmd()"


def test_the_menu_copies_the_numbers(chart, qtbot):
    qtbot.mouseClick(chart.findChild(object, "chart-more"), Qt.MouseButton.LeftButton)
    menu = chart.findChild(QMenu, "chart-menu")
    qtbot.waitUntil(menu.isVisible)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names[:5] == [
        "chart-copy-picture",
        "chart-copy-numbers",
        "chart-save-png",
        "chart-save-svg",
        "chart-save-csv",
    ]

    menu.actions()[1].trigger()
    menu.close()

    assert QGuiApplication.clipboard().text().splitlines()[1] == "1.0\t2.0\t2.25"


def test_colours_follow_the_look(chart, look, qtbot):
    look.set_mode("dark")

    image = chart.grab().toImage()
    spot = plot(chart).mapTo(chart, QPoint(plot(chart).width() // 2, 2))
    assert image.pixelColor(spot) == QColor(look.tokens.raised)


def test_numbers_at_the_axes_are_written_as_in_the_reader_s_country(chart):
    QLocale.setDefault(QLocale(QLocale.Language.Spanish))
    try:
        assert plot(chart).y_axis.tickStrings([0.5, 1.0], 1.0, 0.5) == ["0,5", "1,0"]
    finally:
        QLocale.setDefault(QLocale.c())
