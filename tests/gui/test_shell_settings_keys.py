"""Keys are chosen by pressing them; one that is taken is not taken silently."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from desktop_app.look.widgets import PlainLabel
from desktop_app.session.actions import ActionSpec
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.keys_section import KeysSection


class Bench:
    """A window with three actions that note what was run, and the section that changes their keys."""

    def __init__(self, qtbot, settings, look) -> None:
        self.ran: list[str] = []
        self.window = QWidget()
        specs = [
            ActionSpec("train", "Train", lambda: self.ran.append("train"), ("F5",)),
            ActionSpec("redo", "Redo", lambda: self.ran.append("redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
            ActionSpec("draw", "Draw boxes", lambda: self.ran.append("draw"), ("W",), scope="canvas"),
        ]
        registry = ActionRegistry(settings, look, self.window)
        self.section = KeysSection(settings, look, specs, self.window)
        self.section.resize(800, 600)
        registry.bind(specs, self.window)
        qtbot.addWidget(self.window)
        self.window.resize(820, 620)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def press(self, qtbot, action: str, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        field = self.section.row(action).field
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        assert field.is_listening
        qtbot.keyClick(field, key, modifiers)

    def text(self, action: str) -> str:
        return self.section.row(action).field.text()

    def click(self, qtbot, name: str, kind: type[QWidget] = QPushButton) -> None:
        qtbot.mouseClick(self.section.findChild(kind, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def bench(qtbot, settings, look) -> Bench:
    return Bench(qtbot, settings, look)


def test_a_pressed_key_is_the_new_one_and_works_at_once(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "train", Qt.Key.Key_F9)
    assert settings.value.keys == {"train": "F9"}
    assert bench.text("train") == "F9"
    qtbot.keyClick(bench.window, Qt.Key.Key_F9)
    assert bench.ran == ["train"]
    qtbot.keyClick(bench.window, Qt.Key.Key_F5)
    assert bench.ran == ["train"]


def test_keys_of_actions_are_only_listened_to_while_one_is_chosen(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "draw", Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert bench.ran == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Delete])
def test_also_keys_that_move_or_press_can_be_chosen(qtbot, bench: Bench, settings, key: Qt.Key) -> None:
    bench.press(qtbot, "draw", key)
    assert settings.value.keys == {"draw": {"Key_Tab": "Tab", "Key_Space": "Space", "Key_Delete": "Del"}[key.name]}


def test_a_modifier_alone_is_no_key_and_escape_keeps_the_old_one(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "train", Qt.Key.Key_Control)
    field = bench.section.row("train").field
    assert field.is_listening
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_listening
    assert bench.text("train") == "F5"
    assert settings.value.keys == {}


def test_a_taken_key_says_what_has_it_and_can_be_left(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "draw", Qt.Key.Key_F5)
    said = [label.text() for label in bench.section.row("draw").findChildren(PlainLabel) if label.isVisible()]
    assert "F5 is for “Train”." in said
    assert settings.value.keys == {}
    bench.click(qtbot, "key-keep-draw")
    assert settings.value.keys == {}
    assert not bench.section.findChild(QPushButton, "key-take-draw").isVisible()


def test_a_taken_key_can_be_taken_over_and_the_other_keeps_its_second(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "draw", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    bench.click(qtbot, "key-take-draw")
    assert settings.value.keys == {"draw": "Ctrl+Shift+Z", "redo": "Ctrl+Y"}
    assert bench.text("redo") == "Ctrl+Y"


def test_an_action_can_have_no_key_and_its_default_again(qtbot, bench: Bench, settings) -> None:
    bench.click(qtbot, "key-none-train", QToolButton)
    assert settings.value.keys == {"train": ""}
    assert bench.text("train") == "none"
    bench.click(qtbot, "key-reset-train", QToolButton)
    assert settings.value.keys == {}
    assert bench.text("train") == "F5"


def test_all_defaults_come_back_at_once(qtbot, bench: Bench, settings) -> None:
    bench.press(qtbot, "train", Qt.Key.Key_F9)
    bench.press(qtbot, "draw", Qt.Key.Key_B)
    bench.click(qtbot, "keys-reset-all")
    assert settings.value.keys == {}
    assert (bench.text("train"), bench.text("draw")) == ("F5", "W")


def test_actions_are_found_by_their_name(qtbot, bench: Bench) -> None:
    find = bench.section.findChild(QLineEdit, "keys-find")
    qtbot.keyClicks(find, "draw")
    assert bench.section.row("draw").isVisible()
    assert not bench.section.row("train").isVisible()
    qtbot.keyClicks(find, "zzz")
    assert not bench.section.row("draw").isVisible()
