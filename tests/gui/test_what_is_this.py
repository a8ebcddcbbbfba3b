"""“What is this?”: every number, setting and column of the window has an answer, and asking does nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from benchmarks.hand import Hand
from desktop_app.lessons.answers import field_of, read_answers
from desktop_app.lessons.format import LANGUAGES
from desktop_app.lessons.library import find_lessons
from desktop_app.shell.asked_widget import asked, said_of_column
from ml_engine.training.recipe_fields import RECIPE_FIELDS
from tests.gui.menu_hands import choose, close, lines, press_menu_key, right_click
from tests.gui.results_samples import write_run
from tests.gui.window_harness import open_in

PAGES = (
    ("label", ""), ("train", ""), ("train", "backbone"), ("train", "split"), ("train", "device"), ("train", "time"),
    ("train", "networks"), ("train", "inspect bundled"), ("train", "builder lenet5"), ("train", "recipe"),
    ("train", "rate"), ("train", "search new"), ("results", ""), ("inside", ""), ("inside", "why"),
    ("inside", "why nudge"), ("inside", "why move"), ("inside", "filters"),
    ("inside", "filters units"), ("inside", "filters dream"), ("inside", "answers"), ("export", ""),
    ("lab", "convolve"), ("lab", "kernels"), ("lab", "pool"),
    ("lab", "transpose"), ("lab", "sizes"), ("lab", "field"), ("lab", "steps"), ("lab", "iou"),
    ("lab", "nms"), ("lab", "anchors"), ("lab", "windows"), ("lab", "ap"), ("lab", "optimise"), ("lessons", ""),
)  # fmt: skip
SETTINGS = (QAbstractSpinBox, QAbstractSlider, QComboBox, QLineEdit)
# Figures that stand large somewhere: cards, totals, the status bar.
FIGURES = ("metric-", "train-card-", "inspect-", "builder-", "status-", "networks-fact-", "lab-", "epochs-")
SENTENCES = ("-title", "-says", "-wrong")
SETTLE_MS = 60


@pytest.fixture
def hand(qtbot, desktop, desk) -> Hand:
    """At a window with a project and a run."""
    pictures = dict(enumerate(sorted(desk.pictures.iterdir()), 1))
    write_run(desk.project / "runs", "20260101-120000-detect", pictures, wrong=(2,))
    desktop.window.resize(1440, 900)
    open_in(qtbot, desktop, desk.project)
    return Hand(desktop)


def settings_in(window: QWidget) -> list[QWidget]:
    """Spin boxes, sliders, drop-downs, fields, switches and chips, also those of pages that are not in front."""
    found = []
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox) or widget.objectName().startswith("qt_")
        is_switch = isinstance(widget, QAbstractButton) and widget.isCheckable()
        if not inner and not isinstance(widget, QScrollBar) and (isinstance(widget, SETTINGS) or is_switch):
            found.append(widget)
    return found


def figures_in(window: QWidget) -> list[QWidget]:
    """Labels and cards that show a figure."""
    named = [widget for widget in window.findChildren(QWidget) if widget.objectName().startswith(FIGURES)]
    named = [widget for widget in named if not widget.objectName().endswith(SENTENCES)]
    return [widget for widget in named if isinstance(widget, QLabel) or widget.objectName().startswith("metric-")]


def columns_in(window: QWidget) -> list[tuple[QHeaderView, int]]:
    """Heads of columns that people read."""
    heads = [head for head in window.findChildren(QHeaderView) if head.orientation() is Qt.Orientation.Horizontal]
    shown = [head for head in heads if head.isVisible() and head.model() is not None]
    return [(head, place) for head in shown for place in range(head.count()) if not head.isSectionHidden(place)]


def unanswered(window: QWidget) -> set[str]:
    """Names of what has no answer. window: or a place of it, which is quicker."""
    without = {
        f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"
        for widget in [*settings_in(window), *figures_in(window)]
        if asked(widget) is None or not asked(widget).text
    }
    tables = {
        f"{head.parentWidget().objectName()}#{place}"
        for head, place in columns_in(window)
        if said_of_column(head, place) is None
    }
    return without | tables


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "es"])
def test_every_number_and_setting_of_the_window_has_an_answer(qtbot, hand, language):
    hand.desktop.settings.change(language=language)
    missing = set()
    for place, detail in PAGES:
        hand.session.go_to(place, detail)
        qtbot.wait(SETTLE_MS)  # what a page shows of a run is read in the background
        missing |= unanswered(hand.workspace.make_place(place))
    hand.session.go_to("results")
    hand.wait_until(lambda: hand.find("run-tab-overview"))
    for tab in ("mistakes", "depth", "curves", "epochs", "card", "code", "try"):
        hand.click(hand.find(f"run-tab-{tab}"))
        qtbot.wait(SETTLE_MS)
        missing |= unanswered(hand.workspace.make_place("results"))
    hand.desktop.window.page_wanted.emit("settings")
    missing |= unanswered(hand.desktop.window)
    assert not missing, "\n".join(sorted(missing))


def test_every_answer_is_there_in_both_languages_and_two_sentences_long():
    lessons = {found.lesson.id for found in find_lessons(Path("nowhere"))}
    for answer in read_answers().answers:
        for language in LANGUAGES:
            title, text = getattr(answer.title, language), getattr(answer.text, language)
            assert title, answer.names
            assert sum(text.count(mark) for mark in (". ", "? ", "; ", ": ")) + 1 >= 2, (answer.names, text)
        place, _, what = answer.learn.partition(" ")
        assert (place, what) == ("", "") or (place == "lessons" and what in lessons) or place == "lab", answer.names


def test_every_field_of_the_recipe_is_found_by_its_widget():
    for field in RECIPE_FIELDS:
        name = "recipe-field-" + field.name.replace(".", "-").replace("_", "-")
        assert field_of(name) == field
    assert field_of("augment-brightness-share").name == "augment.brightness_share"
    assert field_of("augment-rotate").name == "augment.rotate_degrees"
    assert field_of("proposals-threshold") is None


def test_a_click_asks_instead_of_acts(hand):
    hand.session.go_to("train", "recipe")
    hand.wait_until(lambda: hand.find("recipe-field-rate"))
    hand.click(hand.find("what-is-this"))
    assert hand.workspace.what_is_this.asks
    hand.click(hand.find("place-results"))
    assert hand.workspace.place == "train", "the click went through"
    hand.click(hand.find("recipe-field-rate"))
    assert hand.find("answer-title").text() == "Learning rate"
    assert "how far a step goes" in hand.find("answer-text").text().lower()
    hand.key(Qt.Key.Key_Escape)
    assert not hand.workspace.what_is_this.asks
    hand.click(hand.find("place-results"))
    assert hand.workspace.place == "results"


def test_the_key_asks_about_what_has_the_focus_and_leads_on_to_a_lesson(hand):
    hand.session.go_to("lab", "convolve")
    hand.wait_until(lambda: hand.find("lab-stride"))
    hand.find("lab-stride").setFocus(Qt.FocusReason.TabFocusReason)
    hand.key(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    hand.wait_until(lambda: hand.find("answer-title").text() == "Stride")
    hand.click(hand.find("answer-learn"))
    hand.wait_until(lambda: hand.workspace.place == "lessons")
    assert not hand.workspace.what_is_this.asks


def test_the_head_of_a_column_has_its_own_answer(hand):
    hand.session.go_to("train")
    hand.wait_until(lambda: hand.find("train-labels"))
    head = hand.find("train-labels").horizontalHeader()
    hand.click(hand.find("what-is-this"))
    spot = QPoint(head.sectionViewportPosition(3) + 8, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert hand.find("answer-title").text() == "Validation"


def test_a_context_menu_has_a_line_for_it(qtbot, hand):
    hand.session.go_to("lab", "convolve")
    hand.wait_until(lambda: hand.find("lab-filters"))
    menu = right_click(qtbot, hand.find("lab-kind"))
    choose(qtbot, menu, "what-is-this")
    assert hand.find("answer-title").text() == "Kind of convolution"


@pytest.mark.parametrize("by_shift_f10", [False, True])
def test_the_menu_of_the_keys_has_the_line_too(qtbot, hand, by_shift_f10):
    hand.session.go_to("lab", "convolve")
    hand.wait_until(lambda: hand.find("lab-stride"))
    stride = hand.find("lab-stride")
    stride.setFocus(Qt.FocusReason.TabFocusReason)
    menu = press_menu_key(qtbot, stride, by_shift_f10=by_shift_f10)
    qtbot.waitUntil(lambda: "what-is-this" in lines(menu))
    choose(qtbot, menu, "what-is-this")
    assert hand.find("answer-title").text() == "Stride"


def test_the_keys_add_the_line_to_a_menu_that_there_is(qtbot, hand):
    hand.session.go_to("lab", "ap course")
    hand.wait_until(lambda: hand.find("lab-ap-chart"))
    chart = hand.find("lab-ap-chart")
    menu = right_click(qtbot, chart)
    qtbot.waitUntil(lambda: "what-is-this" in lines(menu))
    by_mouse = lines(menu)
    assert len(by_mouse) > 1
    close(menu)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    chart.setFocus()
    by_key = press_menu_key(qtbot, chart)
    qtbot.waitUntil(lambda: lines(by_key) == by_mouse)
    close(by_key)


def test_the_answer_of_a_figure_has_the_runs_own_numbers(hand):
    hand.session.go_to("results")
    hand.wait_until(lambda: hand.find("metric-recall"))
    hand.click(hand.find("what-is-this"))
    hand.click(hand.find("metric-recall"))
    assert hand.find("answer-title").text() == "Recall"
    assert any(letter.isdigit() for letter in hand.find("answer-own").text())


def test_the_mode_ends_with_the_workspace(hand):
    hand.click(hand.find("what-is-this"))
    assert QApplication.overrideCursor() is not None
    hand.desktop.settings.change(language="es")
    assert QApplication.overrideCursor() is None
    assert not hand.workspace.what_is_this.asks
