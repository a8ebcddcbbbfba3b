"""The page Convolution gives the course's answers on the screen, and follows mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from desktop_app.lab.convolve.page import ConvolvePage
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.place import LabPlace
from desktop_app.look.look import Look
from desktop_app.session.session import Session

CROSS = [["4", "3", "4"], ["2", "4", "3"], ["2", "3", "4"]]


@pytest.fixture
def place(qtbot, session: Session, look: Look) -> LabPlace:
    made = LabPlace(session, look)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.show()
    return made


@pytest.fixture
def page(place: LabPlace) -> ConvolvePage:
    shown = place.show_page("convolve")
    assert isinstance(shown, ConvolvePage)
    return shown


def grid(page: QWidget, name: str) -> NumberGrid:
    return page.findChild(NumberGrid, name)


def said(page: QWidget, name: str) -> str:
    return page.findChild(QLabel, name).text()


def press_in(shown: NumberGrid, row: int, column: int) -> None:
    at = shown.cell_rect(row, column).center().toPoint()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


ANSWERS = {
    "course": CROSS,
    "stride": [["4", "4"], ["2", "4"]],
    "diagonal": [["2", "2"], ["0", "2"]],
    "line": [["8", "14", "20", "26", "32", "38", "44"]],
    "rat-back": [["6600"]],
    "rat-head": [["0"]],
    "depthwise": [["2", "4"], ["1", "1"]],
    "bias": [["1", "0", "1"], ["0", "1", "0"], ["0", "0", "1"]],
}


@pytest.mark.parametrize("example", ANSWERS)
def test_an_example_of_the_course_shows_its_answer(page: ConvolvePage, session: Session, example: str) -> None:
    page.show_detail(example)
    assert grid(page, "lab-output").words() == ANSWERS[example]
    assert session.facts.get("lab.example", "") == example


@pytest.mark.parametrize(
    ("example", "name", "words"),
    [
        ("same", "lab-formula", "⌈75/2⌉ = 38"),
        ("line", "lab-formula", "⌊(9 + 2·0 − 3)/1⌋ + 1 = 7"),
        ("keeps-3", "lab-output-words", "5 × 5"),
        ("keeps-5", "lab-output-words", "5 × 5"),
        ("dilation", "lab-kernel-sum", "1 0 0 0 2 0 0 0 3"),
        ("filters", "lab-output-words", "3 × 3 × 2"),
        ("depth", "lab-output-words", "Output: 3 × 3"),
        ("rectangle", "lab-output-words", "4 × 4"),
        ("course", "lab-formula", "(3·3·1 + 1)·1 = 10"),
    ],
)
def test_sizes_and_formulas_stand_there_with_their_numbers(
    page: ConvolvePage, example: str, name: str, words: str
) -> None:
    page.show_detail(example)
    assert words in said(page, name)


def test_a_click_in_the_input_lays_the_kernel_there_and_the_sum_is_written(
    page: ConvolvePage, session: Session
) -> None:
    page.show_detail("course")
    press_in(grid(page, "lab-input"), 1, 2)
    assert session.facts.get("lab.position", ()) == (0, 1)
    assert said(page, "lab-step-sum") == "1·1 + 1·0 + 0·1 + 1·0 + 1·1 + 1·0 + 0·1 + 1·0 + 1·1 = 3"
    assert said(page, "lab-step-value") == "3"
    assert grid(page, "lab-output").words() == [["4", "3", ""], ["", "", ""], ["", "", ""]]


def test_the_arrow_keys_go_from_place_to_place(page: ConvolvePage, session: Session) -> None:
    page.show_detail("course")
    shown = grid(page, "lab-input")
    shown.setFocus()
    for key, place in (
        (Qt.Key.Key_Home, (0, 0)), (Qt.Key.Key_Right, (0, 1)), (Qt.Key.Key_Down, (1, 1)), (Qt.Key.Key_Left, (1, 0)),
        (Qt.Key.Key_End, (2, 2)), (Qt.Key.Key_Down, (2, 2)),
    ):  # fmt: skip
        QTest.keyClick(shown, key)
        assert session.facts.get("lab.position", ()) == place


def test_playing_goes_to_the_end_by_itself(qtbot, page: ConvolvePage) -> None:
    page.show_detail("stride")
    page.transport._timer.setInterval(1)
    shown = grid(page, "lab-output")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert page.transport.is_playing
    assert shown.words() == [["4", ""], ["", ""]]
    qtbot.waitUntil(lambda: not page.transport.is_playing)
    assert shown.words() == [["4", "4"], ["2", "4"]]


def test_a_number_typed_into_the_kernel_counts_at_once(page: ConvolvePage, session: Session) -> None:
    page.show_detail("course")
    kernel = grid(page, "lab-kernel")
    press_in(kernel, 1, 1)
    QTest.keyClicks(kernel, "2")
    field = page.findChild(QWidget, "lab-kernel-field")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert kernel.words()[1] == ["0", "2", "0"]
    assert grid(page, "lab-output").words() == [["5", "4", "5"], ["2", "5", "4"], ["2", "4", "5"]]
    assert session.facts.get("lab.kernel", "") == "1 0 1;0 2 0;1 0 1"
    assert session.facts.get("lab.example", "") == ""


def test_numbers_that_are_none_say_what_is_wrong(qtbot, page: ConvolvePage) -> None:
    page.findChild(QPlainTextEdit, "lab-convolve-matrix").setPlainText("1 2\n3 x")
    qtbot.waitUntil(lambda: "x is no number" in said(page, "lab-convolve-source-problem"))
    assert page.findChild(QWidget, "lab-convolve-nothing").isVisible()


def test_the_current_picture_goes_in_and_its_edges_are_seen(qtbot, page: ConvolvePage, session: Session) -> None:
    page.show_detail("edges")
    qtbot.waitUntil(lambda: page.stage.whole.view.image is not None, timeout=10_000)
    assert session.facts.get("lab.kernel", "") == "sobel_x"
    assert session.facts.get("lab.source", "") == "picture"
    assert max(grid(page, "lab-input").content.shape) == 32
    assert page.output_values().shape == (page.stage.whole.view.image.height(), page.stage.whole.view.image.width())


def test_what_is_set_is_there_again_when_the_place_is_made_anew(
    qtbot, page: ConvolvePage, session: Session, look: Look
) -> None:
    page.show_detail("stride")
    again = LabPlace(session, look)
    qtbot.addWidget(again)
    assert grid(again, "lab-output").words() == [["4", "4"], ["2", "4"]]


def test_results_are_written_as_png_csv_and_gif(
    qtbot, page: ConvolvePage, session: Session, tmp_path, chosen_file
) -> None:
    page.show_detail("course")
    for save, name, begin in (
        (page.save_png, "o.png", b"\x89PNG"), (page.save_csv, "o.csv", b"4,3,4\n2,4,3\n2,3,4\n"), (page.save_gif, "o.gif", b"GIF8"),
    ):  # fmt: skip
        chosen_file(tmp_path / name, save)
        qtbot.waitUntil((tmp_path / name).is_file, timeout=10_000)
        assert (tmp_path / name).read_bytes().startswith(begin)


@pytest.fixture
def chosen_file(monkeypatch) -> Callable[..., None]:
    """Runs a save whose file dialog answers with this path."""

    def choose(path, save) -> None:
        monkeypatch.setattr(
            "desktop_app.lab.saving.ask_new_file", lambda parent, title, chosen, name, ending: chosen(path)
        )
        save()

    return choose
