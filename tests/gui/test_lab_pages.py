"""The other pages of the Lab: the course's answers read from the screen, and what mouse and keys do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QSlider, QSpinBox, QToolButton

from desktop_app.lab.boxes.box_canvas import BoxCanvas
from desktop_app.lab.boxes.rows import NumberTable
from desktop_app.lab.layers.drawing import FieldDrawing
from desktop_app.lab.pages import page_groups
from tests.gui.lab_hands import Lab, opened_lab

PAGES = [page.name for _, pages in page_groups() for page in pages]
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def lab(qapp, drawn_desk, tmp_path_factory) -> Iterator[Lab]:
    with opened_lab(tmp_path_factory.mktemp("lab"), drawn_desk.project, drawn_desk.pictures) as made:
        yield made


# page and example, the widget that says it, its words
SAID = [
    ("pool max", "lab-pool-sum", "max(1, 0, 2, 4) = 4"),
    ("pool average", "lab-pool-sum", "(1 + 0 + 2 + 4)/4 = 1.75"),
    ("pool size", "lab-pool-output-words", "Output: 4 × 4"),
    ("pool size", "lab-pool-formula", "No weights: 0 parameters"),
    ("transpose six", "lab-transpose-formula", "(3 − 1)·2 − 2·0 + 2 = 6"),
    ("sizes course", "lab-stage-1-result", "24 × 24 × 10"),
    ("sizes course", "lab-stage-1-formula", "(5·5·1 + 1)·10 = 260"),
    ("sizes course", "lab-stage-2-result", "12 × 12 × 10"),
    ("sizes course", "lab-stage-3-result", "8 × 8 × 20"),
    ("sizes course", "lab-stage-3-formula", "(5·5·10 + 1)·20 = 5020"),
    ("sizes flatten", "lab-stage-1-result", "30 × 30 × 4"),
    ("sizes flatten", "lab-stage-2-formula", "= 3600"),
    ("sizes dense", "lab-stage-3-formula", "(3600 + 1)·10 = 36010"),
    ("sizes three", "lab-sizes-total", "903,400"),
    ("sizes same", "lab-stage-1-formula", "⌈75/2⌉ = 38"),
    ("sizes keeps", "lab-stage-2-result", "28 × 28 × 8"),
    ("field course", "lab-stage-3-result", "sees 14 × 14"),
    ("field two", "lab-stage-2-result", "sees 5 × 5"),
    ("steps softmax", "lab-step-note-4", "They add up to 1"),
    ("steps dense", "lab-step-note-4", "(4 + 1)·3 = 15"),
    ("steps se", "lab-step-note-2", "256 → 16 → 256"),
    ("steps ranks", "lab-step-note-4", "32 × 32 × 3"),
    ("iou quarter", "lab-iou-fraction", "25/175 = 0.1429"),
    ("iou same", "lab-iou-value", "IoU = 1.000"),
    ("iou apart", "lab-iou-value", "IoU = 0.000"),
    ("iou half", "lab-iou-value", "IoU = 0.500"),
    ("anchors factors", "lab-anchors-box", "100 · 1.5 = 150"),
    ("anchors factors", "lab-anchors-box", "50 · 0.9 = 45"),
    ("anchors cell", "lab-anchors-cell", "5 · (4 + 1) + 20 = 45"),
    ("windows three", "lab-windows-count", "24 "),
    ("windows four", "lab-windows-count", "15 "),
    ("windows dense", "lab-windows-dense-words", "980,200"),
    ("windows dense", "lab-windows-conv-words", "980,200"),
    ("windows small", "lab-windows-conv-words", "1 × 1 × 10"),
    ("windows large", "lab-windows-conv-words", "8 × 8 × 10"),
    ("windows outputs", "lab-windows-outputs-words", "5 classes + 1 + 4 = 10"),
    ("ap course", "lab-ap-value", "AP = 0.6530"),
    ("ap perfect", "lab-ap-value", "AP = 1.0000"),
    ("ap best", "lab-ap-best", "96 % counts at 10 %"),
]  # fmt: skip
SHOWN = [
    ("pool max", "lab-pool-output", [["6", "5"], ["3", "4"]]),
    ("pool sum", "lab-pool-output", [["14", "10"], ["7", "7"]]),
    ("transpose double", "lab-transpose-output", [["1", "1", "2", "2"]] * 2 + [["3", "3", "4", "4"]] * 2),
    ("steps softmax", "lab-step-row-4", [["0.659", "0.242", "0.0986"]]),
    ("steps onehot", "lab-step-row-2", [["1", "0"], ["0", "1"], ["1", "0"]]),
    ("steps activation", "lab-step-row-2", [["0", "0", "0", "0", "0.5", "1", "3"]]),
    ("steps dense", "lab-step-row-2", [["1", "2", "3", "4"]]),
]


def test_the_course_s_answers_stand_on_the_screen(lab: Lab) -> None:
    for detail, name, words in SAID:
        lab.show(detail)
        assert words in lab.said(name), f"{detail}: {lab.said(name)}"


def test_the_course_s_numbers_stand_in_the_cells(lab: Lab) -> None:
    for detail, name, words in SHOWN:
        lab.show(detail)
        assert lab.words(name) == words, detail


@pytest.mark.parametrize("name", PAGES)
def test_every_example_of_a_page_can_be_chosen_and_is_a_fact(qtbot, lab: Lab, name: str) -> None:
    page = lab.show(name)
    assert lab.fact("page") == name
    for example in page.examples():
        assert page.show_example(example.id)
        qtbot.waitUntil(lambda: lab.session.background.is_idle, timeout=10_000)
        assert lab.fact("example") == example.id


def test_an_example_is_chosen_from_the_menu(qtbot, lab: Lab) -> None:
    lab.show("iou same")
    button = lab.find("lab-iou-examples")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    menu = lab.place.page.findChild(QMenu, "lab-iou-examples-menu")
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, LEFT, NO_KEY, menu.actionGeometry(menu.actions()[0]).center())
    assert lab.said("lab-iou-fraction") == "25/175 = 0.1429"


def test_a_box_is_dragged_by_mouse_and_moved_by_keys_and_the_fraction_follows(lab: Lab) -> None:
    lab.show("iou same")
    canvas = lab.find("lab-iou-canvas")
    assert isinstance(canvas, BoxCanvas)
    start, end = (canvas.spot(x, 7).toPoint() for x in (9, 11))
    QTest.mousePress(canvas, LEFT, NO_KEY, start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, NO_KEY, end)
    assert canvas.boxes[0].xyxy == (6, 3, 16, 11)
    assert lab.said("lab-iou-fraction") == "64/96 = 0.6667"
    QTest.keyClick(canvas, Qt.Key.Key_2)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.boxes[1].xyxy == (5, 3, 16, 11)
    assert lab.fact("iou") == round(80 / 88, 4)


def test_a_box_is_made_larger_at_its_corner(lab: Lab) -> None:
    lab.show("iou same")
    canvas = lab.find("lab-iou-canvas")
    assert isinstance(canvas, BoxCanvas)
    corner = canvas.spot(14, 11)
    QTest.mousePress(canvas, LEFT, NO_KEY, corner.toPoint())
    moved = corner + (canvas.spot(2, 1) - canvas.spot(0, 0))
    QTest.mouseMove(canvas, QPointF(moved).toPoint())
    QTest.mouseRelease(canvas, LEFT, NO_KEY, QPointF(moved).toPoint())
    assert canvas.boxes[canvas.current].xyxy == (4, 3, 16, 12)


def test_suppression_goes_step_by_step_and_follows_the_threshold(lab: Lab) -> None:
    lab.show("nms course")
    table = lab.find("lab-nms-table")
    assert isinstance(table, NumberTable)
    assert lab.fact("nms_left") == 4
    canvas = lab.find("lab-nms-canvas")
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert {row[3] for row in table.words()} == {"waits"}
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert [row[3] for row in table.words() if row[0] in ("1", "2")] == ["stays", "goes"]
    assert "it removes 2, 3, 4" in lab.said("lab-nms-step")
    slider = lab.find("lab-nms-threshold")
    assert isinstance(slider, QSlider)
    slider.setValue(90)
    assert (lab.fact("nms_threshold"), lab.fact("nms_left")) == (0.9, 9)
    slider.setValue(30)
    assert lab.fact("nms_left") == 3


def test_imagined_answers_lie_around_the_boxes_of_the_picture(qtbot, lab: Lab) -> None:
    qtbot.waitUntil(lambda: lab.session.document is not None)
    lab.show("nms picture")
    qtbot.waitUntil(lambda: lab.session.background.is_idle, timeout=10_000)
    document = lab.session.document
    assert document is not None
    assert lab.fact("nms_boxes") == 5 * len(document.annotations)
    assert len(document.annotations) <= int(str(lab.fact("nms_left"))) < 5 * len(document.annotations)


def test_anchors_are_found_in_the_boxes_of_the_project_round_by_round(qtbot, lab: Lab) -> None:
    lab.show("anchors project")
    qtbot.waitUntil(lambda: lab.session.background.is_idle, timeout=10_000)
    boxes = sum(len(found) for found in lab.session.query.annotations(lab.session.query.image_ids()).values())
    assert f"{boxes} boxes" in lab.said("lab-anchors-words")
    last = float(str(lab.fact("anchors_iou")))
    QTest.keyClick(lab.find("lab-anchors-plot"), Qt.Key.Key_Home)
    assert lab.fact("anchors_round") == 1
    assert float(str(lab.fact("anchors_iou"))) <= last


def test_a_click_on_a_unit_shows_what_it_sees(lab: Lab) -> None:
    lab.show("field course")
    drawing = lab.find("lab-field-drawing")
    assert isinstance(drawing, FieldDrawing)
    assert (lab.fact("field"), drawing.spans()[-1]) == (14, (6, 19))
    QTest.mouseClick(drawing, LEFT, NO_KEY, drawing._cell(1, 0).center().toPoint())
    assert (lab.fact("field"), drawing.spans()[-1]) == (5, (0, 4))
    QTest.keyClick(drawing, Qt.Key.Key_Right)
    assert drawing.spans()[-1] == (1, 5)


def test_a_layer_that_does_not_fit_says_so_at_its_row(lab: Lab) -> None:
    lab.show("sizes course")
    spin = lab.find("lab-stage-3-kernel")
    assert isinstance(spin, QSpinBox)
    spin.setValue(13)
    assert "does not fit" in lab.said("lab-stage-3-result")
    assert lab.fact("fits") is False
    lab.show("sizes course")
    assert lab.fact("fits") is True


def test_layers_are_added_and_taken_away(lab: Lab) -> None:
    lab.show("sizes course")
    QTest.mouseClick(lab.find("lab-sizes-add"), LEFT)
    assert lab.said("lab-stage-4-result").startswith("6 × 6 × 8")
    QTest.mouseClick(lab.find("lab-stage-2-remove"), LEFT)
    assert lab.said("lab-stage-2-result").startswith("20 × 20 × 20")


def test_the_ranked_list_is_built_up_answer_by_answer_and_a_click_turns_one(lab: Lab) -> None:
    lab.show("ap all")
    whole = lab.fact("ap")
    table = lab.find("lab-ap-table")
    assert isinstance(table, NumberTable)
    QTest.keyClick(lab.find("lab-ap-chart").parentWidget(), Qt.Key.Key_Home)
    assert lab.fact("ap_step") == 1
    assert lab.said("lab-ap-value") == "AP = 0.1667"
    lab.show("ap all")
    item = table.item(2, 1)
    assert item is not None
    QTest.mouseClick(table.viewport(), LEFT, NO_KEY, table.visualItemRect(item).center())
    assert table.words()[2][1] == "right"
    assert float(str(lab.fact("ap"))) > float(str(whole))


def test_the_answer_at_the_step_is_turned_by_a_key(lab: Lab) -> None:
    lab.show("ap all")
    table = lab.find("lab-ap-table")
    assert isinstance(table, NumberTable)
    QTest.keyClick(table, Qt.Key.Key_T)
    assert table.words()[-1][1] == "right"
    assert lab.fact("ap_step") == 10
    assert [index.row() for index in table.selectionModel().selectedRows()] == [9]


def test_the_start_is_moved_by_keys(lab: Lab) -> None:
    lab.show("optimise ravine")
    table = lab.find("lab-optimise-table")
    assert isinstance(table, NumberTable)
    view = lab.find("lab-surface")
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert table.words()[0][1] == "-7.50; 2.00"


def test_a_smaller_rate_goes_ten_times_less_far(lab: Lab) -> None:
    lab.show("optimise rate-high")
    table = lab.find("lab-optimise-table")
    assert isinstance(table, NumberTable)
    high = float(table.words()[0][2])
    lab.show("optimise rate-low")
    assert (lab.fact("surface"), lab.fact("rate")) == ("bowl", 0.001)
    assert float(table.words()[0][2]) > 2 * high
    view = lab.find("lab-surface")
    QTest.mouseClick(view, LEFT, NO_KEY, view.rect().center())
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert [round(abs(float(x)), 0) for x in table.words()[0][1].split("; ")] == [0, 0]


def test_the_window_steps_over_its_places(lab: Lab) -> None:
    lab.show("windows three")
    grid = lab.grid("lab-windows-grid")
    QTest.keyClick(grid, Qt.Key.Key_Home)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert lab.fact("position") == (1, 0)
    marked = grid.content.marked
    assert marked is not None
    assert marked[1:4, 0:3].all()
    assert marked.sum() == 9


def test_all_kernels_of_the_course_are_seen_on_the_picture_and_one_is_opened(qtbot, lab: Lab) -> None:
    asked: list[tuple[str, str]] = []
    lab.session.place_wanted.connect(lambda place, detail: asked.append((place, detail)))
    lab.show("kernels")
    qtbot.waitUntil(lambda: lab.fact("kernels_shown") == 10, timeout=20_000)
    QTest.mouseClick(lab.find("lab-kernel-card-sobel_x"), LEFT)
    assert asked == [("lab", "convolve kernel sobel_x")]
    lab.show(asked[0][1])
    assert (lab.fact("page"), lab.fact("kernel")) == ("convolve", "sobel_x")


def test_the_arrows_go_from_page_to_page_and_tab_comes_to_the_shown_one(lab: Lab) -> None:
    lab.show("pool")
    buttons = {name: lab.place.findChild(QToolButton, f"lab-{name}") for name in PAGES}
    assert [name for name, one in buttons.items() if one.focusPolicy() & Qt.FocusPolicy.TabFocus] == ["pool"]
    buttons["pool"].setFocus()
    lab.show("transpose")
    assert lab.place.focusWidget() is buttons["transpose"]
    QTest.keyClick(buttons["transpose"], Qt.Key.Key_Down)
    assert lab.fact("page") == "sizes"
    assert lab.place.focusWidget() is buttons["sizes"]


def test_every_page_is_saved_as_it_is_seen(qtbot, monkeypatch, tmp_path, lab: Lab) -> None:
    monkeypatch.setattr(
        "desktop_app.lab.saving.ask_new_file", lambda *asked: asked[2](tmp_path / f"{asked[3]}{asked[4]}")
    )
    for name in ("iou", "convolve"):
        page = lab.show(name)
        assert [saving.id for saving in page.savings()][-1] == "page"
        page.savings()[-1].run()
        file = tmp_path / f"lab-{name}.png"
        qtbot.waitUntil(file.is_file, timeout=10_000)
        assert QImage(str(file)).size() == page.size()
