"""Keys hold where they should, can be chosen anew, and never fire while a name is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.session.actions import ActionSpec
from desktop_app.shell.action_registry import ActionRegistry


@pytest.fixture
def window(qtbot):
    """A window with a panel and a field in it."""
    made = QWidget()
    layout = QVBoxLayout(made)
    made.panel = QWidget()
    made.panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.field = QLineEdit()
    layout.addWidget(made.panel)
    layout.addWidget(made.field)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def registry(settings, look, window):
    return ActionRegistry(settings, look, window)


def test_a_key_of_a_panel_does_not_hold_outside_of_it(qtbot, window, registry):
    done = []
    registry.bind([ActionSpec("next", "Next", lambda: done.append(1), ("D",), scope="canvas")], window.panel)
    window.panel.setFocus()
    qtbot.keyClick(window.panel, Qt.Key.Key_D)
    window.field.setFocus()
    qtbot.keyClick(window.field, Qt.Key.Key_D)
    assert done == [1]
    assert window.field.text() == "d"


def test_a_key_of_the_window_holds_everywhere(qtbot, window, registry):
    done = []
    registry.bind([ActionSpec("train", "Train", lambda: done.append(1), ("F5",))], window.panel)
    for widget in (window.panel, window.field):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_F5)
    assert done == [1, 1]


def test_a_key_that_was_chosen_anew_holds_at_once(qtbot, window, registry, settings):
    done = []
    registry.bind([ActionSpec("train", "Train", lambda: done.append(1), ("F5",))], window)
    settings.change(keys={"train": "F9"})
    window.panel.setFocus()
    qtbot.keyClick(window.panel, Qt.Key.Key_F5)
    qtbot.keyClick(window.panel, Qt.Key.Key_F9)
    assert done == [1]


def test_what_cannot_be_done_now_is_not_done(qtbot, window, registry):
    done = []
    registry.bind([ActionSpec("undo", "Undo", lambda: done.append(1), ("Ctrl+Z",), enabled=lambda: False)], window)
    window.panel.setFocus()
    qtbot.keyClick(window.panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == []


def test_a_released_registry_leaves_no_keys(qtbot, window, registry):
    done = []
    registry.bind([ActionSpec("train", "Train", lambda: done.append(1), ("F5",))], window)
    registry.release()
    window.panel.setFocus()
    qtbot.keyClick(window.panel, Qt.Key.Key_F5)
    assert done == []


def test_an_action_of_the_window_that_a_place_offers_too_is_bound_once(qtbot, window, registry):
    done = []
    for word in ("window", "place"):
        registry.bind([ActionSpec("train", "Train", lambda said=word: done.append(said), ("F5",))], window.panel)
    window.panel.setFocus()
    qtbot.keyClick(window.panel, Qt.Key.Key_F5)
    assert done == ["window"]
