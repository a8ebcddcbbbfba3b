"""A menu opens by right click, Menu key and Shift+F10 alike; and says what lies there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop_app.look.widgets.context_menu import MenuItem, add_menu, add_row_menu
from tests.gui.menu_hands import choose, close, lines, open_menu, press_menu_key, right_click


@pytest.fixture
def window(qtbot, look):
    """A list of three rows, the second the current, and a card with a button in it."""
    made = QWidget()
    made.done = []
    made.list = QListWidget()
    made.list.addItems(["one & only\tname", "two", "three"])
    made.list.setCurrentRow(1)
    made.card = QWidget()
    made.button = QPushButton("inside")
    QVBoxLayout(made.card).addWidget(made.button)
    layout = QVBoxLayout(made)
    layout.addWidget(made.list)
    layout.addWidget(made.card)
    layout.addWidget(QLineEdit())

    def of_row(index):
        text = index.data()
        below = (MenuItem("deep", "Deep", lambda: made.done.append(f"deep {text}")),)
        return (
            MenuItem("do", text, lambda: made.done.append(text), key="F2"), None,
            MenuItem("not", "Not now", lambda: made.done.append("wrong"), enabled=False),
            MenuItem("below", "Below", below=below),
        )  # fmt: skip

    add_row_menu(made.list, look, "rows", of_row)
    add_menu(made.card, look, "card", lambda point: [MenuItem("at", "At", lambda: made.done.append(point))])
    qtbot.addWidget(made)
    made.resize(400, 400)
    with qtbot.waitActive(made):
        made.show()
    return made


def row(window, place):
    return window.list.visualItemRect(window.list.item(place)).center()


def test_a_right_click_is_about_the_row_under_it(qtbot, window) -> None:
    menu = right_click(qtbot, window.list, row(window, 2))
    assert menu.objectName() == "rows"
    assert lines(menu) == ["do", "(not)", "below"]
    choose(qtbot, menu, "do")
    assert window.done == ["three"]


@pytest.mark.parametrize("by_shift_f10", [False, True])
def test_the_keys_are_about_the_current_row_and_open_there(qtbot, window, by_shift_f10) -> None:
    menu = press_menu_key(qtbot, window.list, by_shift_f10=by_shift_f10)
    assert menu.pos() == window.list.viewport().mapToGlobal(row(window, 1))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert window.done == ["two"]


def test_a_menu_within_a_menu(qtbot, window) -> None:
    choose(qtbot, right_click(qtbot, window.list, row(window, 0)), "below", "deep")
    assert window.done == ["deep one & only\tname"]


def test_names_from_outside_are_plain_and_keys_stand_at_the_end(qtbot, window) -> None:
    menu = right_click(qtbot, window.list, row(window, 0))
    assert menu.actions()[0].text() == "one && only name\tF2"
    close(menu)


def test_beside_the_rows_there_is_no_menu(qtbot, window) -> None:
    spot = QPoint(5, window.list.viewport().height() - 3)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, spot, window.list.viewport().mapToGlobal(spot), Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.list.viewport(), event)
    assert QApplication.activePopupWidget() is None


def test_the_keys_of_what_is_inside_a_card_open_its_menu(qtbot, window) -> None:
    window.button.setFocus()
    choose(qtbot, press_menu_key(qtbot, window.button), "at")
    assert window.done == [None]
    choose(qtbot, right_click(qtbot, window.card, QPoint(3, 4)), "at")
    assert window.done[1] == QPoint(3, 4)


def test_two_events_for_one_key_open_one_menu(qtbot, window) -> None:
    menu = press_menu_key(qtbot, window.list)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(), Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.list, event)
    assert open_menu(qtbot) is menu
    close(menu)


def test_a_closed_menu_is_gone(qtbot, window) -> None:
    menu = press_menu_key(qtbot, window.list)
    with qtbot.waitSignal(menu.destroyed):
        close(menu)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_after_escape_the_next_right_click_opens_it_again(qtbot, window) -> None:
    for place in (0, 2, 2):
        menu = right_click(qtbot, window.list, row(window, place))
        assert menu.actions()[0].text().startswith(("one", "three"))
        close(menu)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
