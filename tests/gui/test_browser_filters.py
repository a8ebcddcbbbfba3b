"""What the list is narrowed to, how it is sorted, and what is said where it is empty."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton, QWidget

from desktop_app.browser.list_states import ListStates
from desktop_app.browser.panel import BrowserPanel
from desktop_app.project.edits import make_edit
from desktop_app.project.query import ImageFilter
from desktop_app.project.store import create_project
from desktop_app.session.edit_names import VERIFY
from ml_engine.domain.values import ImageState, ImageStatus, Split, SplitPlace


@pytest.fixture
def open_browser(qtbot, look):
    panels = []

    def open_it(session):
        panel = BrowserPanel(session, look)
        panels.append(panel)
        panel.resize(300, 600)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    yield open_it
    for panel in panels:
        panel.close()
        panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def browser(session, open_browser):
    return open_browser(session)


def click(browser, name):
    QTest.mouseClick(browser.findChild(QWidget, name), Qt.MouseButton.LeftButton)


def pick(browser, name, text):
    combo = browser.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def settled(qtbot, session):
    qtbot.waitUntil(lambda: not session.pictures.is_loading and session.background.is_idle)


def shown(session, all_ids):
    return [all_ids.index(image_id) for image_id in session.pictures.ids]


def test_chips_tell_how_many_there_are_and_narrow_the_list(qtbot, session, browser):
    ids = list(session.pictures.ids)
    session.apply(make_edit(VERIFY, added=[ImageState(ids[2], ImageStatus.VERIFIED)]))
    chip = browser.findChild(QPushButton, "browser-verified")
    qtbot.waitUntil(lambda: chip.text() == "Verified 1")
    assert browser.findChild(QPushButton, "browser-to-do").text() == "To do 7"
    click(browser, "browser-verified")
    qtbot.waitUntil(lambda: shown(session, ids) == [2])
    click(browser, "browser-to-do")
    qtbot.waitUntil(lambda: shown(session, ids) == [0, 1, 3, 4, 5, 6, 7])
    click(browser, "browser-all")
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8)
    assert browser.findChild(QPushButton, "browser-all").isChecked()


def test_what_was_just_verified_does_not_vanish_under_the_hand(qtbot, session, browser):
    click(browser, "browser-to-do")
    settled(qtbot, session)
    session.apply(make_edit(VERIFY, added=[ImageState(session.pictures.ids[0], ImageStatus.VERIFIED)]))
    qtbot.waitUntil(lambda: session.pictures.counts.verified == 1)
    assert len(session.pictures.ids) == 8


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("filter-status", "New", [5, 6, 7]),
        ("filter-status", "Labelled", [0, 1, 2, 3, 4]),
        ("filter-status", "Skipped", []),
        ("filter-split", "Validation", [1]),
        ("filter-split", "In no split", [0, 2, 3, 4, 5, 6, 7]),
        ("filter-files", "Missing", []),
        ("filter-files", "Cannot be read", []),
    ],
)
def test_a_choice_narrows_the_list_and_is_cleared_by_one_button(qtbot, session, browser, name, text, expected):
    ids = list(session.pictures.ids)
    session.project.apply(make_edit("Put into split", added=[SplitPlace(ids[1], Split.VALIDATION)]))
    click(browser, "browser-filter")
    pick(browser, name, text)
    settled(qtbot, session)
    assert shown(session, ids) == expected
    click(browser, "filter-clear")
    settled(qtbot, session)
    assert session.pictures.filter == ImageFilter()
    assert shown(session, ids) == list(range(8))


def test_a_label_narrows_the_list(qtbot, session, browser):
    label = session.labels.all[1]
    expected = session.query.image_ids(ImageFilter(label=label.id))
    click(browser, "browser-filter")
    pick(browser, "filter-label", label.name)
    settled(qtbot, session)
    assert session.pictures.ids == expected
    assert 0 < len(expected) < 8


def test_words_narrow_the_list_and_nothing_found_offers_a_way_back(qtbot, session, browser):
    click(browser, "browser-filter")
    field = browser.findChild(QLineEdit, "filter-text")
    QTest.keyClicks(field, "no such picture")
    qtbot.waitUntil(lambda: session.pictures.ids == [])
    assert browser.findChild(ListStates).state == "none-match"
    click(browser, "browser-none-match-button")
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8)
    assert field.text() == ""
    assert browser.findChild(ListStates).state == ""


def test_the_list_is_sorted_by_what_the_menu_says(qtbot, session, browser):
    counts = {row.image.id: row.annotation_count for row in session.query.image_rows(session.pictures.ids)}
    menu = browser.findChild(QMenu, "browser-sort-menu")
    next(action for action in menu.actions() if action.text() == "Most objects first").trigger()
    settled(qtbot, session)
    found = [counts[image_id] for image_id in session.pictures.ids]
    assert found == sorted(found, reverse=True)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Most objects first"]


def test_the_current_picture_stays_the_current_one_through_a_sort(qtbot, session, browser):
    session.show(session.pictures.ids[3])
    current = session.current
    session.pictures.set_order("fewest")
    settled(qtbot, session)
    assert session.current == current
    assert session.pictures.selected == (current,)


def test_a_list_that_was_given_has_a_title_and_a_way_back(qtbot, session, browser):
    session.show_pictures(session.pictures.ids[2:4], "true: coin, predicted: die")
    assert session.current == session.pictures.ids[0]
    assert not browser.findChild(QPushButton, "browser-all").isChecked()
    assert browser.findChild(QPushButton, "browser-show-all").isVisible()
    click(browser, "browser-show-all")
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8)
    assert not browser.findChild(QPushButton, "browser-show-all").isVisible()


def test_new_pictures_are_a_chip_that_shows_them(qtbot, session, browser, desk):
    chip = browser.findChild(QPushButton, "browser-new-pictures")
    assert not chip.isVisible()
    for name in ("zz1.png", "aa2.png"):
        shutil.copy(next(desk.pictures.glob("*.*")), desk.pictures / name)
    session.folders.rescan()
    qtbot.waitUntil(chip.isVisible)
    assert chip.text().startswith("2 new picture")
    click(browser, "browser-new-pictures")
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 2)
    names = {row.name for row in session.query.image_rows(session.pictures.ids)}
    assert names == {"zz1.png", "aa2.png"}
    assert not chip.isVisible()


def test_a_project_without_pictures_offers_to_add_a_folder(qtbot, make_session, open_browser, desk, tmp_path):
    create_project(tmp_path / "empty-vistazo").close()
    session = make_session(tmp_path / "empty-vistazo")
    browser = open_browser(session)
    assert browser.findChild(ListStates).state == "no-pictures"
    assert browser.findChild(QPushButton, "browser-no-pictures-button").isVisible()
    session.folders.add(desk.pictures)
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8)
    qtbot.waitUntil(lambda: browser.findChild(ListStates).state == "")


def test_pictures_that_are_gone_are_told_from_none_at_all(qtbot, session, browser, desk):
    desk.pictures.rename(desk.pictures.with_name("elsewhere"))
    desk.pictures.mkdir()
    session.folders.rescan()
    qtbot.waitUntil(lambda: browser.findChild(ListStates).state == "all-missing")
    shutil.rmtree(desk.pictures)
    desk.pictures.with_name("elsewhere").rename(desk.pictures)
    click(browser, "browser-all-missing-button")
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8)
    qtbot.waitUntil(lambda: browser.findChild(ListStates).state == "")


def test_the_filter_outlives_the_panel(qtbot, session, browser, open_browser):
    click(browser, "browser-to-do")
    settled(qtbot, session)
    again = open_browser(session)
    assert again.findChild(QPushButton, "browser-to-do").isChecked()
