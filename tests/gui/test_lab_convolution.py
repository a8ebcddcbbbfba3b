"""The page Convolution gives the course's answers on the screen, and follows mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox

from desktop_app.lab.convolve.page import ConvolvePage
from desktop_app.lab.place import LabPlace
from tests.gui.lab_hands import Lab, opened_lab

CROSS = [["4", "3", "4"], ["2", "4", "3"], ["2", "3", "4"]]


@pytest.fixture(scope="module")
def lab(qapp, drawn_desk, tmp_path_factory) -> Iterator[Lab]:
    with opened_lab(tmp_path_factory.mktemp("lab"), drawn_desk.project, drawn_desk.pictures) as made:
        yield made


@pytest.fixture
def page(lab: Lab) -> ConvolvePage:
    shown = lab.show("convolve course")
    assert isinstance(shown, ConvolvePage)
    return shown


ANSWERS = {
    "course": CROSS,
    "stride": [["4", "4"], ["2", "4"]],
    "diagonal": [["2", "2"], ["0", "2"]],
    "line": [["8", "14", "20", "26", "32", "38", "44"]],
    "rat-back": [["6600"]],
    "rat-head": [["0"]],
    "depthwise": [["2", "4"], ["1", "1"]],
    "bias": [["1", "0", "1"], ["0", "1", "0"], ["0", "0", "1"]],
    "pointwise": [["1", "1", "−1"], ["−1", "1", "0"], ["1", "−2", "−1"]],
    "volume": [["4", "1"], ["1", "4"]],
}
SAID = [
    ("same", "lab-formula", "⌈75/2⌉ = 38"),
    ("line", "lab-formula", "⌊(9 + 2·0 − 3)/1⌋ + 1 = 7"),
    ("keeps-3", "lab-output-words", "5 × 5"),
    ("keeps-5", "lab-output-words", "5 × 5"),
    ("dilation", "lab-kernel-sum", "1 0 0 0 2 0 0 0 3"),
    ("filters", "lab-output-words", "3 × 3 × 2"),
    ("depth", "lab-output-words", "Output: 3 × 3"),
    ("depth", "lab-step-sum", "1 + 0 + 3 = 4"),
    ("depth", "lab-step-sum-title", "Sum of all 3"),
    ("depth", "lab-step-products", "Products · Channel 1"),
    ("rat-back", "lab-step-sum", "50·30 + 20·30 + 50·30 + 50·30 + 50·30 = 6600"),
    ("rectangle", "lab-output-words", "4 × 4"),
    ("course", "lab-formula", "(3·3·1 + 1)·1 = 10"),
    ("separable", "lab-formula", "2·2·2 + (2 + 1)·3 = 17 (a plain one: 27)"),
]


def test_every_example_of_the_course_shows_its_answer(lab: Lab, page: ConvolvePage) -> None:
    shown = {}
    for example in ANSWERS:
        lab.show(f"convolve {example}")
        shown[example] = lab.words("lab-output")
        assert lab.fact("example") == example
    assert shown == ANSWERS


def test_sizes_and_formulas_stand_there_with_their_numbers(lab: Lab, page: ConvolvePage) -> None:
    for example, name, words in SAID:
        lab.show(f"convolve {example}")
        assert words in lab.said(name), example


def test_each_channel_s_part_is_shown_and_the_parts_add_up(lab: Lab, page: ConvolvePage) -> None:
    lab.show("convolve depth")
    whole = lab.grid("lab-output").content.values
    QTest.mouseClick(lab.find("lab-part-one"), Qt.MouseButton.LeftButton)
    parts = []
    for channel in range(3):
        QTest.mouseClick(lab.find(f"lab-plane-{channel}"), Qt.MouseButton.LeftButton)
        parts.append(lab.grid("lab-output").content.values)
    assert (sum(parts) == whole).all()
    QTest.mouseClick(lab.find("lab-part-all"), Qt.MouseButton.LeftButton)
    assert (lab.grid("lab-output").content.values == whole).all()


def test_every_example_of_the_menu_is_shown_without_a_problem(qtbot, lab: Lab, page: ConvolvePage) -> None:
    for example in page.examples():
        page.show_detail(example.id)
        qtbot.waitUntil(lambda: not page.panel.source.is_reading)
        assert page.stage.isVisible(), example.id


def test_a_click_in_the_input_lays_the_kernel_there_and_the_sum_is_written(lab: Lab, page: ConvolvePage) -> None:
    lab.press("lab-input", 1, 2)
    assert lab.fact("position") == (0, 1)
    marked = lab.grid("lab-input").content.marked
    assert marked is not None
    assert marked[0:3, 1:4].all()
    assert marked.sum() == 9
    assert lab.said("lab-step-sum") == "1·1 + 1·0 + 0·1 + 1·0 + 1·1 + 1·0 + 0·1 + 1·0 + 1·1 = 3"
    assert lab.said("lab-step-value") == "3"
    assert lab.words("lab-output") == [["4", "3", ""], ["", "", ""], ["", "", ""]]


def test_the_arrow_keys_go_from_place_to_place(lab: Lab, page: ConvolvePage) -> None:
    shown = lab.grid("lab-input")
    shown.setFocus()
    for key, place in (
        (Qt.Key.Key_Home, (0, 0)), (Qt.Key.Key_Right, (0, 1)), (Qt.Key.Key_Down, (1, 1)), (Qt.Key.Key_Left, (1, 0)),
        (Qt.Key.Key_End, (2, 2)), (Qt.Key.Key_Down, (2, 2)),
    ):  # fmt: skip
        QTest.keyClick(shown, key)
        assert lab.fact("position") == place


def test_playing_goes_to_the_end_by_itself(qtbot, lab: Lab, page: ConvolvePage) -> None:
    lab.show("convolve stride")
    page.stage.transport.set_speed(32.0)
    shown = lab.grid("lab-output")
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert page.stage.transport.is_playing
    assert shown.words() == [["4", ""], ["", ""]]
    qtbot.waitUntil(lambda: not page.stage.transport.is_playing)
    assert shown.words() == [["4", "4"], ["2", "4"]]
    marked = lab.grid("lab-input").content.marked
    assert marked is not None
    assert marked[2:5, 2:5].all()
    assert marked.sum() == 9


def test_a_number_typed_into_the_kernel_counts_at_once(lab: Lab, page: ConvolvePage) -> None:
    lab.press("lab-kernel", 1, 1)
    QTest.keyClicks(lab.grid("lab-kernel"), "2")
    QTest.keyClick(lab.find("lab-kernel-field"), Qt.Key.Key_Return)
    assert lab.words("lab-kernel")[1] == ["0", "2", "0"]
    assert lab.words("lab-output") == [["5", "4", "5"], ["2", "5", "4"], ["2", "4", "5"]]
    assert lab.fact("kernel") == "1 0 1;0 2 0;1 0 1"
    assert lab.fact("example") == ""


def test_every_setting_counts_at_once_and_is_a_fact(lab: Lab, page: ConvolvePage) -> None:
    for name, fact, value, size in (
        ("lab-padding", "padding", 1, (5, 5)), ("lab-stride", "stride", 2, (3, 3)),
        ("lab-dilation", "dilation", 2, (2, 2)), ("lab-filters", "filters", 3, (2, 2)),
    ):  # fmt: skip
        spin = lab.find(name)
        assert isinstance(spin, QSpinBox)
        spin.setValue(value)
        assert (lab.fact(fact), lab.fact("output_size")) == (value, size)
    assert lab.fact("output_depth") == 3


def test_numbers_that_are_none_say_what_is_wrong(qtbot, lab: Lab, page: ConvolvePage) -> None:
    text = lab.find("lab-convolve-matrix")
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("1 2\n3 x")
    qtbot.waitUntil(lambda: "x is no number" in lab.said("lab-convolve-source-problem"))
    assert lab.find("lab-convolve-nothing").isVisible()


def test_the_current_picture_goes_in_and_its_edges_are_seen(qtbot, lab: Lab, page: ConvolvePage) -> None:
    page.show_detail("edges")
    qtbot.waitUntil(lambda: page.stage.whole.view.image is not None, timeout=10_000)
    image = page.stage.whole.view.image
    assert image is not None
    assert lab.fact("kernel") == "sobel_x"
    assert lab.fact("source") == "picture"
    assert max(lab.grid("lab-input").content.shape) == 32
    assert page.output_values().shape == (image.height(), image.width())


def test_what_is_set_is_there_again_when_the_place_is_made_anew(qtbot, lab: Lab, page: ConvolvePage) -> None:
    lab.show("convolve stride")
    again = LabPlace(lab.session, lab.look)
    qtbot.addWidget(again)
    assert again.page.findChild(type(lab.grid("lab-output")), "lab-output").words() == [["4", "4"], ["2", "4"]]


def test_results_are_written_as_png_csv_and_gif(qtbot, monkeypatch, tmp_path, lab: Lab, page: ConvolvePage) -> None:
    def choose(_parent, _title, chosen, _name, ending) -> None:
        chosen(tmp_path / f"o{ending}")

    monkeypatch.setattr("desktop_app.lab.saving.ask_new_file", choose)
    for save, name, begin in (
        (page.save_png, "o.png", b"\x89PNG"), (page.save_csv, "o.csv", b"4,3,4\n2,4,3\n2,3,4\n"),
        (page.save_gif, "o.gif", b"GIF8"),
    ):  # fmt: skip
        save()
        qtbot.waitUntil((tmp_path / name).is_file, timeout=10_000)
        assert (tmp_path / name).read_bytes().startswith(begin)
