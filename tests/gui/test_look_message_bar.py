"""The bar of sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.widgets import MessageBar


@pytest.fixture
def window(qtbot: object) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.move(QCursor.pos() + QPoint(40, 40))  # where other tests have left the pointer, it would hold the messages
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def bar(look: Look, window: QWidget) -> MessageBar:
    made = MessageBar(look)
    QVBoxLayout(window).addWidget(made)
    return made


def test_it_is_not_there_while_nothing_is_said(bar: MessageBar) -> None:
    assert not bar.isVisible()
    bar.show_message(Message("info", "Saved"))
    assert bar.isVisible()


def test_words_are_plain(bar: MessageBar) -> None:
    bar.show_message(Message("bad", "<b>cat</b>.jpg is damaged", "Leave <i>it</i> out"))
    assert (bar.text.text(), bar.hint.text()) == ("<b>cat</b>.jpg is damaged", "Leave <i>it</i> out")
    assert bar.text.textFormat() == bar.hint.textFormat() == Qt.TextFormat.PlainText


def test_the_next_one_waits_until_the_first_is_closed(bar: MessageBar, qtbot: object) -> None:
    for text in ("one", "two", "two", "one"):
        bar.show_message(Message("info", text))
    seen = [bar.text.text()]
    while bar.message is not None:
        qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
        seen.append(bar.text.text() if bar.message else "")
    assert seen == ["one", "two", ""]
    assert not bar.isVisible()


def test_its_button_acts_and_closes(bar: MessageBar, qtbot: object) -> None:
    done: list[str] = []
    bar.show_message(Message("ok", "37 imported", action_text="Undo", action=lambda: done.append("undone")))
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.message is None


def test_an_action_can_say_something_itself(bar: MessageBar, qtbot: object) -> None:
    answer = Message("info", "Undone")
    bar.show_message(Message("ok", "37 imported", action_text="Undo", action=lambda: bar.show_message(answer)))
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert bar.message == answer


def test_one_without_an_action_has_no_button_and_no_empty_line(bar: MessageBar) -> None:
    bar.show_message(Message("info", "Saved"))
    assert not bar.action_button.isVisible()
    assert not bar.hint.isVisible()


def test_a_short_one_goes_by_itself(bar: MessageBar, qtbot: object) -> None:
    bar.show_message(Message("info", "Saved", timeout_s=0.02))
    bar.show_message(Message("info", "stays"))
    qtbot.waitUntil(lambda: bar.text.text() == "stays")
    assert bar.message == Message("info", "stays")


def test_the_time_stands_still_while_somebody_is_at_it(bar: MessageBar, qtbot: object) -> None:
    bar.show_message(Message("info", "Saved", timeout_s=60))
    assert bar.is_counting
    bar.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not bar.is_counting
    bar.close_button.clearFocus()
    assert bar.is_counting


def test_the_keyboard_reaches_and_closes_it(bar: MessageBar, qtbot: object) -> None:
    bar.show_message(Message("warn", "Two pictures are missing", action_text="Find them", action=lambda: None))
    bar.action_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bar.action_button, Qt.Key.Key_Tab)
    assert bar.close_button.hasFocus()
    qtbot.keyClick(bar.close_button, Qt.Key.Key_Escape)
    assert bar.message is None


def test_it_is_read_out_with_its_kind(bar: MessageBar, spoken: list[tuple[str, bool]]) -> None:
    bar.show_message(Message("bad", "The disk is full.", "Free some space."))
    bar.close_message()
    bar.show_message(Message("ok", "37 pictures verified."))
    assert spoken == [("The disk is full. Free some space.", True), ("37 pictures verified.", False)]


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """(words, at once) of what a screen reader is given."""
    said: list[tuple[str, bool]] = []

    def hear(event: object) -> None:
        said.append((event.message(), event.politeness() == QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def test_news_come_at_once_and_what_was_shown_comes_back(bar: MessageBar, qtbot: object) -> None:
    for text in ("older", "old"):
        bar.show_message(Message("info", text))
    for text in ("first news", "second news", "first news"):
        bar.show_message(Message("ok", text, is_news=True))
    seen = [bar.text.text()]
    while bar.message is not None:
        qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
        seen.append(bar.text.text() if bar.message else "")
    assert seen == ["first news", "second news", "older", "old", ""]


@pytest.mark.parametrize("way", ["message-close", "message-not-now", "escape"])
def test_a_message_tells_that_a_person_closed_it(bar: MessageBar, qtbot: object, way: str) -> None:
    told: list[str] = []
    bar.show_message(Message("info", "one", closed=lambda: told.append("closed"), close_text="Not now"))
    bar.show_message(Message("info", "two"))
    if way == "escape":
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    else:
        button = bar.not_now_button if way == "message-not-now" else bar.close_button
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == ["closed"]
    assert bar.text.text() == "two"
    assert not bar.not_now_button.isVisible()


def test_a_message_that_was_answered_or_went_by_itself_was_not_closed(bar: MessageBar, qtbot: object) -> None:
    told: list[str] = []

    def tell() -> None:
        told.append("closed")

    bar.show_message(Message("info", "one", action_text="Do it", action=lambda: None, closed=tell))
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    bar.show_message(Message("info", "two", timeout_s=0.001, closed=tell))
    qtbot.waitUntil(lambda: bar.message is None)
    bar.show_message(Message("info", "three", closed=tell))
    bar.clear()
    assert told == []
