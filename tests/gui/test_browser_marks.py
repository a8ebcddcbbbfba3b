"""What keys and buttons of the browser do to pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.browser.tile_view import TileView
from desktop_app.project.edits import make_edit
from desktop_app.project.query import ImageFilter
from desktop_app.shell.action_registry import ActionRegistry
from ml_engine.domain.values import AnnotationKind, ImageStatus, Split

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def browser(qtbot, look, settings, session):
    window = QWidget()
    panel = BrowserPanel(session, look, window)
    window.resize(300, 600)
    panel.resize(300, 600)
    ActionRegistry(settings, look, window).bind(panel.actions(), panel)
    window.show()
    qtbot.waitActive(window)
    panel.setFocus()
    yield panel
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(browser, *keys):
    for key in keys:
        QTest.keyClick(browser.findChild(TileView), key)


def choose_all(browser):
    QTest.keyClick(browser.findChild(TileView), Qt.Key.Key_A, CTRL)


def tags(session):
    """Names of the labels of whole pictures, picture by picture."""
    found = session.query.annotations(session.query.image_ids())
    return [
        sorted(session.labels.get(item.label_id).name for item in items if item.kind is AnnotationKind.TAG)
        for items in found.values()
    ]


def statuses(session):
    return {row.status for row in session.query.image_rows(session.query.image_ids())}


def test_a_digit_labels_the_current_picture_at_once(qtbot, session, browser):
    qtbot.waitUntil(lambda: session.document is not None)
    press(browser, Qt.Key.Key_2)
    assert [session.labels.get(item.label_id).name for item in session.document.tags] == ["die"]
    press(browser, Qt.Key.Key_3)
    assert [session.labels.get(item.label_id).name for item in session.document.tags] == ["key"]
    qtbot.waitUntil(lambda: tags(session)[0] == ["key"])


def test_a_digit_labels_all_chosen_pictures_as_one_step(qtbot, session, browser):
    choose_all(browser)
    press(browser, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: tags(session) == [["coin"]] * 8)
    press(browser, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: tags(session) == [["leaf"]] * 8)
    qtbot.waitUntil(lambda: session.history.can_undo and not session.bulk.is_busy)
    session.undo()
    qtbot.waitUntil(lambda: tags(session) == [["coin"]] * 8)
    qtbot.waitUntil(
        lambda: session.document.tags != () and session.document.tags[0].label_id == session.labels.all[0].id
    )


def test_digits_that_follow_each_other_quickly_leave_one_label(qtbot, session, browser):
    choose_all(browser)
    press(browser, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not session.bulk.is_busy)
    assert tags(session) == [["coin"]] * 8


def test_a_digit_after_a_big_step_that_is_not_done_counts_it(qtbot, session, browser):
    choose_all(browser)
    press(browser, Qt.Key.Key_1)
    session.pictures.set_selected(session.pictures.ids[:1])
    press(browser, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not session.bulk.is_busy)
    assert tags(session) == [["die"]] + [["coin"]] * 7


def test_where_several_labels_are_allowed_a_digit_adds_and_takes(qtbot, session, browser):
    session.labels.set_several_per_picture(True)
    choose_all(browser)
    press(browser, Qt.Key.Key_1, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: tags(session) == [["coin", "die"]] * 8)
    press(browser, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: tags(session) == [["die"]] * 8)


def test_space_verifies_what_is_chosen_and_takes_it_back(qtbot, session, browser):
    choose_all(browser)
    press(browser, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.pictures.counts.verified == 8)
    foot = browser.findChild(QWidget, "browser-progress-words")
    assert foot.text() == "8 of 8 verified"
    press(browser, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.pictures.counts.verified == 0)


def test_letters_and_digits_stay_in_the_field_of_words(qtbot, session, browser):
    QTest.mouseClick(browser.findChild(QWidget, "browser-filter"), Qt.MouseButton.LeftButton)
    field = browser.findChild(QLineEdit, "filter-text")
    assert field.hasFocus()
    current = session.current
    QTest.keyClicks(field, "d1 a2")
    assert field.text() == "d1 a2"
    qtbot.waitUntil(lambda: session.pictures.filter.text == "d1 a2")
    assert session.current == current
    assert tags(session) == [[]] * 8


def test_space_on_a_chip_presses_the_chip(qtbot, session, browser):
    chip = browser.findChild(QPushButton, "browser-to-do")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert session.pictures.filter.to_do
    assert ImageStatus.VERIFIED not in statuses(session)


def test_empty_pictures_are_verified_by_one_button_and_undone_by_one_step(qtbot, session, browser):
    button = browser.findChild(QPushButton, "browser-verify-empty")
    assert not button.isVisible()
    QTest.mouseClick(browser.findChild(QPushButton, "browser-to-do"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(button.isVisible)
    assert "3" in button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.pictures.counts.verified == 3)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert session.history.undo_text == "Undo: Mark empty pictures as verified"
    session.undo()
    qtbot.waitUntil(lambda: session.pictures.counts.verified == 0)


def test_the_button_asks_for_nothing_where_nothing_was_ever_drawn(qtbot, session, browser):
    session.pictures.set_filter(ImageFilter(status=ImageStatus.NEW))
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 3)
    qtbot.waitUntil(browser.findChild(QPushButton, "browser-verify-empty").isVisible)
    boxes = [item for items in session.query.annotations(session.query.image_ids()).values() for item in items]
    session.apply(make_edit("Delete objects", boxes))
    qtbot.waitUntil(lambda: not browser.findChild(QPushButton, "browser-verify-empty").isVisible())


def menu_of(browser):
    browser.findChild(TileView).menu_wanted.emit(QPoint(20, 20))
    return browser.findChild(QMenu, "picture-menu")


def test_the_menu_puts_pictures_into_a_split(qtbot, session, browser):
    choose_all(browser)
    menu = menu_of(browser)
    splits = menu.findChild(QMenu, "picture-split-menu")
    next(action for action in splits.actions() if action.text() == "Validation").trigger()
    menu.close()
    qtbot.waitUntil(lambda: session.query.split_counts()[Split.VALIDATION] == 8)


def test_the_menu_labels_and_skips(qtbot, session, browser):
    choose_all(browser)
    menu = menu_of(browser)
    labels = menu.findChild(QMenu, "picture-label-menu")
    next(action for action in labels.actions() if action.text().startswith("leaf")).trigger()
    qtbot.waitUntil(lambda: tags(session) == [["leaf"]] * 8)
    next(action for action in menu.actions() if action.text() == "Skipped").trigger()
    qtbot.waitUntil(lambda: statuses(session) == {ImageStatus.SKIPPED})
    menu.close()


def test_a_project_that_is_read_only_offers_no_marks(make_session, desk, look, qtbot):
    session = make_session(desk.project, write=False)
    panel = BrowserPanel(session, look)
    specs = {spec.id: spec for spec in panel.actions()}
    assert not specs["verify-pictures"].is_enabled
    assert not specs["tag-1"].is_enabled
    assert specs["next-picture"].is_enabled
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
