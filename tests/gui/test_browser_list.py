"""The list of pictures: what it shows, and how hands move in it."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.browser.tile_view import TileView
from desktop_app.browser.words import Trouble
from desktop_app.shell.action_registry import ActionRegistry

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_browser(qtbot, look, settings):
    """The browser of a session in a window, with its keys."""

    windows = []

    def open_it(session, width=266):
        window = QWidget()
        windows.append(window)
        panel = BrowserPanel(session, look, window)
        window.resize(width, 500)
        panel.resize(width, 500)
        ActionRegistry(settings, look, window).bind(panel.actions(), panel)
        window.show()
        qtbot.waitActive(window)
        panel.setFocus()
        return panel

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def browser(session, open_browser):
    return open_browser(session)


def list_of(browser) -> TileView:
    return browser.findChild(TileView, "picture-list")


def click(browser, row, modifiers=Qt.KeyboardModifier.NoModifier):
    view = list_of(browser)
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def chosen(session):
    return [session.pictures.index_of(image_id) for image_id in session.pictures.selected]


def test_thumbnails_come_for_the_pictures_in_sight(qtbot, session, browser):
    qtbot.waitUntil(lambda: all(browser.thumbnails.get(image_id) is not None for image_id in session.pictures.ids))
    view = list_of(browser)
    tile = view.visualRect(view.model().index(0, 0)).size()
    first = session.pictures.ids[0]
    qtbot.waitUntil(lambda: browser.thumbnails.get(first).deviceIndependentSize().toSize() == tile)
    assert any((session.project.folder.cache / "thumbnails").rglob("*.jpg"))


def test_a_click_shows_the_picture_and_marks_it(session, browser):
    click(browser, 3)
    assert session.current == session.pictures.ids[3]
    assert chosen(session) == [3]


def test_what_is_shown_elsewhere_is_marked_here(session, browser):
    session.show(session.pictures.ids[5])
    assert list_of(browser).currentIndex().row() == 5
    assert chosen(session) == [5]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Right], 1), ([Qt.Key.Key_Down], 2), ([Qt.Key.Key_End], 7), ([Qt.Key.Key_End, Qt.Key.Key_Up], 5),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0), ([Qt.Key.Key_PageDown, Qt.Key.Key_PageDown], 6),
        ([Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_A], 1), ([Qt.Key.Key_A], 0),
    ],
)  # fmt: skip
def test_keys_lead_from_picture_to_picture(session, browser, keys, expected):
    for key in keys:
        QTest.keyClick(list_of(browser), key)
    assert session.current == session.pictures.ids[expected]
    assert chosen(session) == [expected]


def test_shift_chooses_a_row_of_pictures_and_ctrl_one_more(session, browser):
    click(browser, 1)
    click(browser, 4, SHIFT)
    assert chosen(session) == [1, 2, 3, 4]
    click(browser, 6, CTRL)
    click(browser, 2, CTRL)
    assert chosen(session) == [1, 3, 4, 6]
    QTest.keyClick(list_of(browser), Qt.Key.Key_A, CTRL)
    assert chosen(session) == list(range(8))


def test_what_is_chosen_elsewhere_is_chosen_here(session, browser):
    session.pictures.set_selected(session.pictures.ids[2:5])
    assert list_of(browser).selected_ranges() == [range(2, 5)]
    QTest.keyClick(list_of(browser), Qt.Key.Key_Right)
    assert chosen(session) == [1]


def test_shift_and_arrows_choose_more(session, browser):
    click(browser, 2)
    QTest.keyClick(list_of(browser), Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(list_of(browser), Qt.Key.Key_Down, SHIFT)
    assert chosen(session) == [2, 3, 4, 5]


def test_the_choice_stays_while_a_and_d_walk_in_it(session, browser):
    click(browser, 1)
    click(browser, 3, SHIFT)
    QTest.keyClick(list_of(browser), Qt.Key.Key_A)
    assert session.current == session.pictures.ids[2]
    assert chosen(session) == [1, 2, 3]
    for _ in range(2):
        QTest.keyClick(list_of(browser), Qt.Key.Key_A)
    assert chosen(session) == [0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_goes_on_in_the_canvas(qtbot, session, browser, key):
    with qtbot.waitSignal(
        session.place_wanted, check_params_cb=lambda place, detail: (place, detail) == ("label", "canvas")
    ):
        QTest.keyClick(list_of(browser), key)


def test_delete_does_not_delete_pictures(session, browser):
    before = session.history.undo_text
    QTest.keyClick(list_of(browser), Qt.Key.Key_A, CTRL)
    QTest.keyClick(list_of(browser), Qt.Key.Key_Delete)
    QTest.keyClick(list_of(browser), Qt.Key.Key_Backspace)
    assert session.history.undo_text == before
    assert len(session.pictures.ids) == 8


def test_list_and_grid_are_one_key_apart_and_remembered(qtbot, session, settings, browser):
    click(browser, 6)
    QTest.mouseClick(browser.findChild(QWidget, "browser-grid"), Qt.MouseButton.LeftButton)
    view = list_of(browser)
    assert view.visualRect(view.model().index(1, 0)).left() == view.visualRect(view.model().index(0, 0)).left()
    assert not settings.value.view_grid
    assert session.current == session.pictures.ids[6]
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    QTest.mouseClick(browser.findChild(QWidget, "browser-grid"), Qt.MouseButton.LeftButton)
    assert settings.value.view_grid


def test_the_top_row_stays_when_the_panel_gets_wider(session, browser):
    view = list_of(browser)
    view.verticalScrollBar().setValue(view.grid.step * 2)
    first = view.seen().start
    browser.resize(420, 300)
    QApplication.processEvents()
    assert view.grid.columns == 3
    assert first in view.seen()


def test_a_file_that_cannot_be_read_says_why_and_is_remembered(qtbot, make_session, desk, open_browser):
    shutil.copy(next(desk.pictures.glob("*.*")), desk.pictures / "aaa.png")
    (desk.pictures / "aaa.png").write_bytes(b"no picture at all")
    session = make_session(desk.project)
    broken = next(row.image.id for row in session.query.image_rows(session.pictures.ids) if row.name == "aaa.png")
    browser = open_browser(session)
    view = list_of(browser)
    row = session.pictures.index_of(broken)
    view.scrollTo(view.model().index(row, 0))
    qtbot.waitUntil(lambda: "aaa.png" in (view.model().trouble(broken) or Trouble()).reason)
    qtbot.waitUntil(lambda: session.query.problems_of([broken]) != {})
    place = view.visualRect(view.model().index(row, 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))
    assert "aaa.png" in QToolTip.text()
    words = view.model().data(view.model().index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Cannot be read" in words


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot, make_session, desk, open_browser):
    first = min(desk.pictures.iterdir())
    first.rename(first.with_name("<b>&amp;.png"))
    session = make_session(desk.project)
    view = list_of(open_browser(session))
    names = {row.name: row.image.id for row in session.query.image_rows(session.pictures.ids)}
    index = view.model().index(session.pictures.index_of(names["<b>&amp;.png"]), 0)
    view.scrollTo(index)
    qtbot.waitUntil(lambda: view.model().data(index) == "<b>&amp;.png")
    assert "&lt;b&gt;&amp;amp;.png" in view.model().data(index, Qt.ItemDataRole.ToolTipRole)


def test_an_edit_made_elsewhere_is_seen(qtbot, session, browser):
    view = list_of(browser)
    image_id = session.pictures.ids[7]
    index = view.model().index(7, 0)

    def words():
        return view.model().data(index, Qt.ItemDataRole.AccessibleTextRole) or ""

    qtbot.waitUntil(lambda: "New" in words())
    session.show(image_id)
    QTest.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Verified" in words())
    session.undo()
    qtbot.waitUntil(lambda: "New" in words())


def test_the_menu_copies_the_path_of_the_picture(qtbot, session, browser, desk):
    qtbot.waitUntil(lambda: list_of(browser).model().data(list_of(browser).model().index(0, 0)) is not None)
    click(browser, 0)
    browser.findChild(TileView).menu_wanted.emit(QPoint(20, 20))
    menu = browser.findChild(QMenu, "picture-menu")
    next(action for action in menu.actions() if action.text() == "Copy path").trigger()
    row = session.query.image_rows([session.current])[0]
    assert QGuiApplication.clipboard().text() == str(row.image.path)
    menu.close()


def test_chosen_pictures_are_dragged_out_as_files(qtbot, session, browser, desk, monkeypatch):
    dragged: list[QMimeData] = []
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, *_: dragged.append([url.toLocalFile() for url in drag.mimeData().urls()])
    )
    view = list_of(browser)
    qtbot.waitUntil(lambda: view.model().data(view.model().index(2, 0)) is not None)
    click(browser, 0)
    click(browser, 2, SHIFT)
    start = view.visualRect(view.model().index(1, 0)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view.viewport(), start + QPoint(30, 30))
    QTest.mouseMove(view.viewport(), start + QPoint(60, 60))
    QTest.mouseRelease(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(60, 60)
    )
    rows = session.query.image_rows(session.pictures.ids[:3])
    assert dragged == [[str(row.image.path) for row in rows]]


def test_a_panel_that_is_gone_hears_nothing(qtbot, session, open_browser):
    browser = open_browser(session)
    browser.window().close()
    browser.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    session.show(session.pictures.ids[4])
    session.pictures.refresh()
    session.documents.touched.emit(frozenset())
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert session.current == session.pictures.ids[4]
