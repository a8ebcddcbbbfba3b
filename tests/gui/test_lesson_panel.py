"""The Lessons place and the panel of a running lesson: by mouse and keys, in every place, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from benchmarks.hand import Hand
from desktop_app.lessons.pack import ENDING, write_pack
from desktop_app.lessons.progress import Passed, Progress, ProgressFile
from desktop_app.lessons.question_card import read_number
from desktop_app.lessons.runner import runner_of
from desktop_app.lessons.value_words import value_words
from tests.gui.window_harness import open_in

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TEACHERS = """format = 1
id = "mine"
title.en = "A lesson of mine"
about.en = "Short."

[[step]]
id = "only"
do.en = "Set the stride to 3."
place = "lab convolve"
point = "lab-stride"
check = [{ value = "lab.stride", is = 3 }]
after.en = "It is {lab.stride}."
"""


@pytest.fixture
def hand(qtbot, desktop, desk, monkeypatch, tmp_path) -> Hand:
    monkeypatch.setattr("desktop_app.lessons.library.opened_folder", lambda: tmp_path / "opened")
    monkeypatch.setattr("desktop_app.lessons.place.opened_folder", lambda: tmp_path / "opened")
    open_in(qtbot, desktop, desk.project)
    made = Hand(desktop)
    made.wait_until(lambda: runner_of(made.session).lessons)
    return made


def begin(hand: Hand, lesson_id: str) -> None:
    """By the card."""
    hand.key(Qt.Key.Key_7, CTRL)
    hand.wait_until(lambda: hand.find(f"lesson-card-{lesson_id}"))
    hand.wait(0.1)
    hand.click(hand.find(f"lesson-card-{lesson_id}"))
    hand.wait_until(lambda: hand.find("lesson-panel"))


def test_eight_cards_say_what_one_will_see_and_for_how_long(hand):
    hand.key(Qt.Key.Key_7, CTRL)
    hand.wait_until(lambda: hand.find("lesson-card-reading-results"))
    found = runner_of(hand.session).lessons
    assert len(found) == 8
    for item in found:
        words = hand.find(f"lesson-card-{item.lesson.id}").accessibleName()
        assert item.lesson.title.en in words
        assert f"{item.lesson.minutes} minutes" in words


def test_a_step_is_ticked_by_itself_and_said_in_the_learners_numbers(hand):
    begin(hand, "sizes")
    assert hand.find("lesson-state-words").text() == "Not done yet: this is seen by itself"
    hand.click(hand.find("lesson-where"))
    hand.wait_until(lambda: hand.find("lesson-next"))
    assert hand.workspace.place == "lab"
    assert "What comes out is 3 × 3" in hand.find("lesson-after-text").text()
    ring, output = hand.find("lesson-ring"), hand.find("lab-output")
    # It looks four times a second where its widget is.
    hand.wait_until(lambda: ring.geometry().contains(output.mapTo(hand.workspace, output.rect().center())))


def test_a_lesson_is_gone_through_with_the_keyboard_alone(hand):
    begin(hand, "sizes")
    hand.key(Qt.Key.Key_W, ALT)
    hand.wait_until(lambda: hand.find("lesson-next"))
    hand.key(Qt.Key.Key_N, ALT)
    hand.wait_until(lambda: runner_of(hand.session).place == 1)
    hand.key(Qt.Key.Key_N, ALT)
    assert runner_of(hand.session).place == 1, "what was not done is not passed by this key"
    hand.key(Qt.Key.Key_H, ALT)
    hand.wait_until(lambda: hand.find("lesson-hint-text").text())
    hand.key(Qt.Key.Key_B, ALT)
    hand.wait_until(lambda: runner_of(hand.session).place == 0)


def test_a_step_can_be_skipped_and_the_lesson_left_and_taken_up_again(hand):
    begin(hand, "kernels")
    hand.click(hand.find("lesson-skip"))
    hand.wait_until(lambda: runner_of(hand.session).place == 1)
    hand.click(hand.find("lesson-leave"))
    assert not hand.desktop.window.workspace.lesson.isVisible()
    assert hand.find("lesson-card-kernels-state").text() == "Step 2 of 6"
    assert hand.find("lesson-card-kernels-start").text() == "Go on"
    assert hand.find("lesson-card-sizes-start").text() == "Start"
    begin(hand, "kernels")
    assert runner_of(hand.session).place == 1


def test_the_panel_is_there_in_all_places_and_covers_nothing(hand):
    begin(hand, "kernels")
    for number, place in enumerate(("label", "train", "results", "inside", "export", "lab", "lessons"), 1):
        hand.key(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        hand.wait_until(lambda place=place: hand.workspace.place == place)
        panel = hand.find("lesson-panel")
        shown = hand.workspace.make_place(place)
        left = panel.mapTo(hand.workspace, panel.rect().topLeft()).x()
        assert shown.mapTo(hand.workspace, shown.rect().topRight()).x() < left


def test_no_place_opens_a_window_of_its_own_while_it_is_made(hand):
    watch = Windows(hand.desktop.window)
    for place, detail in (("lab", "convolve"), ("lab", "pool"), ("lab", "iou"), ("lessons", ""), ("inside", "")):
        hand.session.go_to(place, detail)
    QApplication.instance().removeEventFilter(watch)
    assert not watch.shown


class Windows(QObject):
    """Remembers what was shown as a window beside the one there is."""

    def __init__(self, window):
        super().__init__(window)
        self.window, self.shown = window, []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        is_window = isinstance(watched, QWidget) and watched.isWindow() and watched is not self.window
        if event.type() == QEvent.Type.Show and is_window:
            self.shown.append(watched.objectName() or type(watched).__name__)
        return False


def test_the_panel_can_be_put_away_and_made_wider_and_both_are_remembered(hand):
    begin(hand, "kernels")
    hand.desktop.window.resize(1700, 900)
    splitter = hand.workspace.findChild(QSplitter, "beside-lesson")
    splitter.setSizes([splitter.width() - 400, 400])
    wide = hand.find("lesson-panel").width()
    assert wide == pytest.approx(400, abs=8)
    hand.desktop.settings.change(theme="dark", language="es")
    hand.wait_until(lambda: hand.find("lesson-name").text() == "Núcleos")
    assert hand.find("lesson-panel").width() == pytest.approx(wide, abs=8)
    hand.click(hand.find("lesson-hide"))
    assert not hand.workspace.lesson.isVisible()
    hand.desktop.settings.change(language="en")
    assert not hand.workspace.lesson.isVisible()
    hand.key(Qt.Key.Key_L, ALT)
    hand.wait_until(lambda: hand.find("lesson-panel"))


def test_the_language_changes_within_a_lesson_and_the_step_stays(hand):
    begin(hand, "sizes")
    hand.click(hand.find("lesson-skip"))
    hand.wait_until(lambda: runner_of(hand.session).place == 1)
    hand.desktop.settings.change(language="es")
    hand.wait_until(lambda: hand.find("lesson-step-title").text() == "De dos en dos")
    assert hand.find("lesson-skip").text() == "Saltar"


def test_progress_outlives_the_session(qtbot, hand, desk):
    begin(hand, "sizes")
    hand.click(hand.find("lesson-skip"))
    hand.wait_until(lambda: runner_of(hand.session).place == 1)
    kept = ProgressFile(hand.desktop.settings.file.parent).value
    assert (kept.active, kept.of("sizes").step) == ("sizes", "stride")


def test_a_wrong_answer_is_said_and_can_be_mended(hand):
    runner = runner_of(hand.session)
    begin(hand, "sizes")
    for _ in range(5):
        place = runner.place
        hand.click(hand.find("lesson-skip"))
        hand.wait_until(lambda place=place: runner.place == place + 1)
        hand.wait(0.05)
    hand.wait_until(lambda: hand.find("lesson-answer"))
    hand.click(hand.find("lesson-answer"))
    hand.type("37")
    hand.key(Qt.Key.Key_Return)
    hand.wait_until(lambda: hand.find("lesson-answer-says").text().startswith("Not yet"))
    hand.key(Qt.Key.Key_Backspace)
    hand.type("8")
    hand.click(hand.find("lesson-answer-check"))
    hand.wait_until(lambda: hand.find("lesson-answer-says").text().startswith("Right"))


def test_a_teachers_file_is_opened_in_the_window(hand, tmp_path):
    (tmp_path / "mine.toml").write_text(TEACHERS)
    packed = tmp_path / f"mine{ENDING}"
    write_pack(tmp_path / "mine.toml", None, (), packed)
    hand.key(Qt.Key.Key_7, CTRL)
    hand.wait_until(lambda: hand.find("lessons-open").isEnabled())
    hand.workspace.make_place("lessons").open_file(packed)
    hand.wait_until(lambda: hand.find("lesson-card-mine"))
    begin(hand, "mine")
    hand.click(hand.find("lesson-where"))
    hand.wait_until(lambda: hand.find("lab-stride"))
    hand.session.facts.put("lab.stride", 3)
    hand.wait_until(lambda: hand.find("lesson-after-text").text() == "It is 3.")
    hand.click(hand.find("lesson-next"))
    hand.wait_until(lambda: runner_of(hand.session).progress.of("mine").finished)


def test_a_file_that_is_no_lesson_is_said_in_place(hand, tmp_path):
    bad = tmp_path / f"bad{ENDING}"
    bad.write_bytes(b"no zip")
    hand.key(Qt.Key.Key_7, CTRL)
    hand.workspace.make_place("lessons").open_file(bad)
    hand.wait_until(lambda: "is no lesson file, or it is damaged" in hand.find("lessons-says").text())


def test_a_damaged_progress_file_is_set_aside(tmp_path):
    (tmp_path / "lessons.json").write_text("{no json")
    file = ProgressFile(tmp_path)
    assert file.value == Progress()
    file.keep(Progress().with_passed("sizes", Passed(step="stride")))
    assert ProgressFile(tmp_path).value.of("sizes").step == "stride"
    assert (tmp_path / "lessons.damaged.json").read_text() == "{no json"


@pytest.mark.parametrize(
    ("name", "value", "how", "words"),
    [
        ("run.accuracy", 0.915, "percent", "91.5 %"),
        ("network.parameters", 61706, "", "61,706"),
        ("lab.output_size", (24, 24, 10), "", "24 × 24 × 10"),
        ("run.ap50", 0.8712, "", "0.87"),
        ("lab.iou", 0.5, "3", "0.500"),
        ("lab.value", 4.0, "", "4"),
        ("lab.value", 0.1875, "", "0.1875"),
        ("run.seconds", 95.0, "minutes", "2 min"),
        ("lab.pool", "average", "", "average"),
        ("run.augmented", True, "", "yes"),
        ("run.loss", None, "", "–"),
    ],
)
def test_values_are_said_as_people_write_them(name, value, how, words):
    assert value_words(name, value, how) == words


@pytest.mark.parametrize(("text", "number"), [("61,706", 61706), (" 38 ", 38), ("0.5", 0.5), ("96 %", 96), ("x", None)])
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == number


def test_nothing_of_it_is_left_when_the_project_closes(hand):
    begin(hand, "sizes")
    hand.key(Qt.Key.Key_W, CTRL)
    hand.wait_until(lambda: hand.find("welcome"))
    assert QApplication.overrideCursor() is None
    assert Path(hand.desktop.settings.file).parent.joinpath("lessons.json").is_file()
