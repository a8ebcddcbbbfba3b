"""The list of pictures paints what has changed, and nothing else; what is on the screen is as if all were painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.browser.panel import BrowserPanel
from desktop_app.browser.tile_view import TileView
from desktop_app.shell.action_registry import ActionRegistry

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
TALL, SHORT = 500, 330


@pytest.fixture
def make_list(qtbot, session, look, settings):
    """The list in a window of a height, all its thumbnails made."""
    window = QWidget()

    def make(height: int) -> TileView:
        panel = BrowserPanel(session, look, window)
        window.resize(266, height)
        panel.resize(266, height)
        ActionRegistry(settings, look, window).bind(panel.actions(), panel)
        window.show()
        qtbot.waitActive(window)
        panel.setFocus()
        view = panel.findChild(TileView, "picture-list")
        ids = session.pictures.ids
        qtbot.waitUntil(lambda: all(panel.thumbnails.get(ids[row]) is not None for row in view.seen()))
        qtbot.waitUntil(lambda: session.background.is_idle)
        return view

    yield make
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_step_paints_the_picture_that_was_and_the_one_that_is(qtbot, session, make_list, monkeypatch):
    view = make_list(TALL)
    qtbot.waitUntil(lambda: is_as_painted_anew(view.window()))
    painted: list[int] = []
    paint = view._tiles.paint
    monkeypatch.setattr(view._tiles, "paint", lambda *how: (painted.append(how[2]), paint(*how)))

    session.next()

    qtbot.waitUntil(lambda: len(painted) >= 2)
    assert sorted(painted) == [0, 1]


def test_the_screen_is_as_if_all_were_painted_anew(qtbot, make_list):
    view = make_list(SHORT)
    window = view.window()
    acts = [
        *[(QTest.keyClick, view, getattr(Qt.Key, f"Key_{key}")) for key in ("D", "D", "D", "End", "Up")],
        (QTest.keyClick, view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier),
        (QTest.mouseClick, view.viewport(), Qt.MouseButton.LeftButton, CTRL, QPoint(30, 30)),
        (QTest.mouseClick, view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(160, 60)),
        (QTest.mouseMove, view.viewport(), QPoint(40, 100)), (QTest.keyClick, view, Qt.Key.Key_A, CTRL),
        (view.verticalScrollBar().setValue, 37), (QTest.keyClick, view, Qt.Key.Key_Home),
    ]  # fmt: skip
    for act, *how in acts:
        act(*how)
        qtbot.waitUntil(lambda: is_as_painted_anew(window))


def is_as_painted_anew(window: QWidget) -> bool:
    """What stands on the screen, painted in parts, beside all of it painted at once."""
    on_screen = window.screen().grabWindow(window.winId()).toImage()
    return on_screen == window.grab().toImage().convertToFormat(on_screen.format())
