"""A hand that opens a menu and chooses in it, by mouse and by keyboard. Not a test module."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot


def right_click(qtbot: QtBot, widget: QWidget, spot: QPoint | None = None) -> QMenu:
    """As a mouse does it: through the window, which finds the widget. spot: of the widget's ground."""
    ground = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    at = ground.mapTo(ground.window(), spot if spot is not None else ground.rect().center())
    _click(ground.window(), at, Qt.MouseButton.RightButton)
    return open_menu(qtbot)


def press_menu_key(qtbot: QtBot, widget: QWidget, *, by_shift_f10: bool = False) -> QMenu:
    """What has the focus in the widget, or the widget itself, is asked for its menu."""
    if by_shift_f10:
        QTest.keyClick(widget, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    else:
        QTest.keyClick(widget, Qt.Key.Key_Menu)
    return open_menu(qtbot)


def open_menu(qtbot: QtBot) -> QMenu:
    """The menu that is open now."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[str]:
    """The names of its lines, without 'menu-'; those that cannot be chosen now in brackets."""
    named = [action for action in menu.actions() if not action.isSeparator()]
    return [
        name if action.isEnabled() else f"({name})"
        for action in named
        for name in [action.objectName().removeprefix("menu-")]
    ]


def choose(qtbot: QtBot, menu: QMenu, *names: str) -> None:
    """Click a line; of a menu within it the next one."""
    for name in names:
        action = next(action for action in menu.actions() if action.objectName() == f"menu-{name}")
        below = action.menu()
        # Not through the window: what it takes for a double click on the menu of the test before would do nothing.
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        if isinstance(below, QMenu):
            menu = below
            qtbot.waitUntil(menu.isVisible)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def close(menu: QMenu) -> None:
    """Let go of it by the keyboard."""
    QTest.keyClick(menu.windowHandle(), Qt.Key.Key_Escape)


def _click(window: QWidget, at: QPoint, button: Qt.MouseButton) -> None:
    # As a hand does: a menu that closed took the pointer with it.
    QTest.mouseMove(window.windowHandle(), at + QPoint(1, 0))
    QTest.mouseMove(window.windowHandle(), at)
    QTest.mouseClick(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, at)
