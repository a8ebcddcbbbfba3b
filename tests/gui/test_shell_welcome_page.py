"""The first page: three ways to begin, recent projects as they are, and a place to drop things."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.look.widgets import MessageBar, PlainLabel
from desktop_app.session.background import Background
from desktop_app.shell.recent_card import RecentCard
from desktop_app.shell.welcome import WelcomePage
from ml_engine.domain.errors import UserError
from tests.gui import file_dialogs
from tests.gui.menu_hands import choose, lines, press_menu_key, right_click


@pytest.fixture
def background(qtbot):
    made = Background()
    yield made
    made.close()


@pytest.fixture
def page(qtbot, settings, look, background, desk, tmp_path: Path) -> WelcomePage:
    settings.change(recent=(str(desk.project), str(tmp_path / "gone-vistazo")))
    made = WelcomePage(settings, look, background)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: background.is_idle)
    return made


def cards(page: WelcomePage) -> list[RecentCard]:
    return [card for card in page.findChildren(RecentCard) if card.isVisible()]


def words(card: QWidget) -> set[str]:
    return {label.text() for label in card.findChildren(PlainLabel) if label.isVisible()}


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("welcome-open-folder", "open_folder_wanted"),
        ("welcome-open-project", "open_project_wanted"),
        ("welcome-sample", "sample_wanted"),
    ],
)
@pytest.mark.parametrize("by_key", [False, True])
def test_each_choice_is_taken_by_mouse_and_by_keyboard(
    qtbot, page: WelcomePage, name: str, signal: str, by_key: bool
) -> None:
    card = page.findChild(QWidget, name)
    with qtbot.waitSignal(getattr(page, signal)):
        if by_key:
            card.setFocus()
            qtbot.keyClick(card, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_a_recent_project_shows_name_and_progress_and_opens(qtbot, page: WelcomePage, desk) -> None:
    card = cards(page)[0]
    assert {"desk", "0 of 8 verified"} <= words(card)
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert wanted.args == [desk.project]


def test_a_missing_project_does_not_open_but_can_be_removed(qtbot, page: WelcomePage, settings, desk) -> None:
    card = cards(page)[1]
    with qtbot.assertNotEmitted(page.recent_wanted):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.findChild(QPushButton, "recent-remove"), Qt.MouseButton.LeftButton)
    assert settings.value.recent == (str(desk.project),)
    qtbot.waitUntil(lambda: [card.recent.folder for card in cards(page)] == [desk.project])


def test_a_missing_project_is_located(qtbot, page: WelcomePage, settings, desk, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        qtbot.mouseClick(cards(page)[1].findChild(QPushButton, "recent-locate"), Qt.MouseButton.LeftButton)
        file_dialogs.choose(qtbot, tmp_path / "moved-vistazo")
    assert wanted.args == [tmp_path / "moved-vistazo"]
    assert str(tmp_path / "gone-vistazo") not in settings.value.recent


def test_what_is_dropped_anywhere_is_told_and_hovering_shows_it(qtbot, page: WelcomePage, tmp_path: Path) -> None:
    data, hint = mime(tmp_path), page.findChild(QWidget, "drop-hint")
    enter = QDragEnterEvent(
        QPoint(30, 30), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert hint.isVisible()
    assert hint.size() == page.size()
    drop = QDropEvent(
        QPointF(30, 30), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(page.paths_dropped) as dropped:
        QApplication.sendEvent(page, drop)
    assert dropped.args == [[tmp_path]]
    assert not hint.isVisible()


def test_text_cannot_be_dropped_and_leaving_hides_the_hint(qtbot, page: WelcomePage, tmp_path: Path) -> None:
    data, hint = QMimeData(), page.findChild(QWidget, "drop-hint")
    data.setText("not a file")
    enter = QDragEnterEvent(
        QPoint(30, 30), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(page, enter)
    assert not hint.isVisible()
    hint.cover()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not hint.isVisible()


def test_while_something_opens_nothing_else_can_be_chosen(qtbot, page: WelcomePage) -> None:
    page.show_busy("Opening /somewhere")
    with qtbot.assertNotEmitted(page.sample_wanted):
        qtbot.mouseClick(page.findChild(QWidget, "welcome-sample"), Qt.MouseButton.LeftButton)
    assert page.findChild(QWidget, "welcome-busy").isVisible()
    page.show_busy("")
    assert page.findChild(QWidget, "welcome-sample").isEnabled()


def test_an_error_is_shown_and_the_choices_come_back(qtbot, page: WelcomePage) -> None:
    page.show_busy("Opening")
    page.show_error(UserError("no-folder", "That is gone.", "Choose another."))
    assert {"That is gone.", "Choose another."} <= words(page.findChild(MessageBar))
    assert page.findChild(QWidget, "welcome-sample").isEnabled()


def test_a_name_that_looks_like_markup_stays_words(qtbot, settings, look, background, desk, tmp_path: Path) -> None:
    odd = tmp_path / "<b>bold<img src=x>-vistazo"
    shutil.copytree(desk.project, odd)
    settings.change(recent=(str(odd),))
    page = WelcomePage(settings, look, background)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitUntil(lambda: background.is_idle)
    name = page.findChild(PlainLabel, "recent-name")
    assert name.text() == "<b>bold<img src=x>"
    assert name.textFormat() == Qt.TextFormat.PlainText


def test_a_page_that_goes_while_it_reads_is_not_called_back(qtbot, settings, look, background, desk) -> None:
    settings.change(recent=(str(desk.project),))
    page = WelcomePage(settings, look, background)
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: background.is_idle)


def test_the_menu_of_a_recent_project_opens_and_forgets_it(qtbot, page: WelcomePage, settings, desk) -> None:
    card = cards(page)[0]
    menu = right_click(qtbot, card)
    assert lines(menu) == ["open", "remove"]
    with qtbot.waitSignal(page.recent_wanted):
        choose(qtbot, menu, "open")
    choose(qtbot, press_menu_key(qtbot, card, by_shift_f10=True), "remove")
    assert str(desk.project) not in settings.value.recent
