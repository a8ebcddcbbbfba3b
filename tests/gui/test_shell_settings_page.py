"""What is chosen in the settings holds at once, and what others change is shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.shell.settings_page import SettingsPage
from tests.gui.file_dialogs import choose


@pytest.fixture
def page(qtbot, session, look) -> SettingsPage:
    made = SettingsPage(session.settings, look, session.background, session, ())
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def pick(qtbot, page: QWidget, name: str, words: str) -> None:
    """As a person does with the keys: open nothing, go down until it is there."""
    choice = page.findChild(Choice, name)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(choice.count()):
        if choice.currentText() == words:
            return
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    raise AssertionError(f"{words} is not among the choices")


@pytest.mark.parametrize(
    ("tab", "name", "words", "field", "value"),
    [
        ("general", "settings-language", "Español", "language", "es"),
        ("general", "settings-theme", "Dark", "theme", "dark"),
        ("general", "settings-font", "125 %", "font_scale", 1.25),
        ("computer", "settings-device", "Processor (CPU)", "device", "cpu"),
        ("computer", "settings-cache-limit", "5 GB", "cache_gb", 5.0),
    ],
)
def test_a_choice_is_kept_at_once(
    qtbot, page: SettingsPage, settings, tab: str, name: str, words: str, field: str, value: object
) -> None:
    page.show_tab(tab)
    pick(qtbot, page, name, words)
    assert getattr(settings.value, field) == value


def test_what_another_place_changes_is_shown_here(page: SettingsPage, settings) -> None:
    settings.change(theme="light", font_scale=1.37, threads=99, cache_gb=7.5)
    assert page.findChild(Choice, "settings-theme").currentText() == "Light"
    assert page.findChild(Choice, "settings-font").currentText() == "137 %"
    assert page.findChild(Choice, "settings-threads").currentText() == "99"
    assert page.findChild(Choice, "settings-cache-limit").currentText() == "7.5 GB"
    assert settings.value.font_scale == 1.37


def test_the_wheel_over_a_choice_changes_nothing(qtbot, page: SettingsPage, settings) -> None:
    choice = page.findChild(Choice, "settings-theme")
    choice.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(choice.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert settings.value.theme == "system"


def test_the_crosshair_is_switched(qtbot, page: SettingsPage, settings) -> None:
    qtbot.mouseClick(page.findChild(QWidget, "settings-crosshair"), Qt.MouseButton.LeftButton)
    assert not settings.value.crosshair


def test_hints_can_come_again(qtbot, page: SettingsPage, settings) -> None:
    button = page.findChild(QPushButton, "settings-hints")
    assert not button.isEnabled()
    settings.change(hints_seen=("draw",))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settings.value.hints_seen == ()


def test_the_cache_is_measured_and_cleared_but_weights_stay(qtbot, session, look) -> None:
    cache = session.project.folder.cache
    for part, size in (("features", 3_000_000), ("weights", 500)):
        (cache / part).mkdir(parents=True)
        (cache / part / "file").write_bytes(b"x" * size)
    page = SettingsPage(session.settings, look, session.background, session, ())
    qtbot.addWidget(page)
    page.show()
    page.show_tab("computer")
    words = lambda: " ".join(label.text() for label in page.findChildren(PlainLabel))  # noqa: E731
    qtbot.waitUntil(lambda: "3.0 MB" in words())
    qtbot.mouseClick(page.findChild(QPushButton, "settings-cache-clear"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "0 bytes" in words())
    assert not (cache / "features").exists()
    assert (cache / "weights" / "file").is_file()
    assert not page.findChild(QPushButton, "settings-cache-clear").isEnabled()


def test_a_folder_of_weights_is_chosen_and_forgotten(qtbot, page: SettingsPage, settings, tmp_path: Path) -> None:
    page.show_tab("folders")
    qtbot.mouseClick(page.findChild(QPushButton, "settings-weights-choose"), Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path)
    assert settings.value.weights_dir == str(tmp_path)
    qtbot.mouseClick(page.findChild(QToolButton, "settings-weights-forget"), Qt.MouseButton.LeftButton)
    assert settings.value.weights_dir == ""


def test_folders_of_pictures_are_added_relinked_and_taken_out(
    qtbot, page: SettingsPage, session, desk, tmp_path: Path
) -> None:
    page.show_tab("folders")
    more = tmp_path / "more"
    shutil.copytree(desk.pictures, more)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "settings-folder-relink-0") is not None)
    qtbot.mouseClick(page.findChild(QPushButton, "settings-folder-add"), Qt.MouseButton.LeftButton)
    choose(qtbot, more)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "settings-folder-relink-1") is not None, timeout=10_000)
    qtbot.waitUntil(lambda: session.folders.work is None and len(session.pictures.ids) == 16, timeout=10_000)

    more.rename(tmp_path / "elsewhere")
    qtbot.mouseClick(page.findChild(QPushButton, "settings-folder-relink-1"), Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: session.query.roots()[-1].path == tmp_path / "elsewhere", timeout=10_000)
    qtbot.waitUntil(lambda: session.folders.work is None and said(page, str(tmp_path / "elsewhere")), timeout=10_000)

    qtbot.mouseClick(page.findChild(QToolButton, "settings-folder-remove-1"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not said(page, str(tmp_path / "elsewhere")), timeout=10_000)
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8, timeout=10_000)
    assert len(list((tmp_path / "elsewhere").iterdir())) == 8


def said(page: QWidget, text: str) -> bool:
    """Whether a label on the page says so."""
    return any(label.text() == text and label.isVisible() for label in page.findChildren(PlainLabel))


def test_without_a_project_its_folders_are_explained(qtbot, session, look) -> None:
    page = SettingsPage(session.settings, look, session.background, None, ())
    qtbot.addWidget(page)
    page.show()
    page.show_tab("folders")
    assert said(page, "No project is open")


def test_without_a_project_there_is_no_cache_to_clear(qtbot, session, look) -> None:
    page = SettingsPage(session.settings, look, session.background, None, ())
    qtbot.addWidget(page)
    button = page.findChild(QPushButton, "settings-cache-clear")
    assert button is None or not button.isVisibleTo(page)


@pytest.mark.parametrize("by_key", [False, True])
def test_back_closes_the_page(qtbot, page: SettingsPage, by_key: bool) -> None:
    with qtbot.waitSignal(page.closed):
        if by_key:
            qtbot.keyClick(page, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(page.findChild(QToolButton, "settings-page-back"), Qt.MouseButton.LeftButton)
