"""Hints come one at a time, go away by doing the thing or by their button, and never come again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop_app.look.widgets import KeyCap, PlainLabel
from desktop_app.session.actions import ActionSpec
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.hint_list import Done, Hint
from desktop_app.shell.hints import Hints


class FakeWorkspace(QWidget):
    """Two widgets that hints are about, and the registry that knows their keys."""

    def __init__(self, session, look) -> None:
        super().__init__()
        self.actions_registry = ActionRegistry(session.settings, look, self)
        self.actions_registry.bind([ActionSpec("draw-box", "Draw", lambda: None, ("W",))], self)
        layout = QVBoxLayout(self)
        self.first, self.second = QWidget(self), QWidget(self)
        self.first.setObjectName("first-anchor")
        self.second.setObjectName("second-anchor")
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        self.resize(800, 600)


class Facts(QObject):
    """What the hints of a test ask."""

    def __init__(self) -> None:
        super().__init__()
        self.first_helps = self.second_helps = True
        self.first_done = self.second_done = False


@pytest.fixture
def facts(qtbot) -> Facts:
    return Facts()


@pytest.fixture
def workspace(qtbot, session, look) -> FakeWorkspace:
    made = FakeWorkspace(session, look)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def hints(workspace: FakeWorkspace, session, look, facts: Facts):
    listed = (
        Hint(
            "one", "first-anchor", "Draw <b>here</b>", lambda _: facts.first_helps, lambda *_: facts.first_done,
            "draw-box",
        ),
        Hint("two", "second-anchor", "Then here", lambda _: facts.second_helps, lambda *_: facts.second_done),
    )  # fmt: skip
    made = Hints(workspace, session, look, listed, first_after_ms=0)
    yield made
    made.release()


def words(hints: Hints) -> str:
    return "" if hints.bubble is None else hints.bubble.findChild(PlainLabel, "hint-text").text()


def poke(session) -> None:
    """Something in the session changed."""
    session.pictures.counts_changed.emit()


def test_the_first_that_helps_comes_with_its_key_and_takes_no_focus(qtbot, hints: Hints, workspace) -> None:
    workspace.first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    workspace.first.setFocus()
    qtbot.waitUntil(lambda: words(hints) == "Draw <b>here</b>")
    assert hints.bubble.findChild(KeyCap).text() == "W"
    assert hints.bubble.geometry().intersected(workspace.rect()) == hints.bubble.geometry()
    assert not hints.bubble.hasFocus()


def test_doing_the_thing_sends_it_off_and_the_next_comes(qtbot, hints: Hints, session, facts: Facts) -> None:
    qtbot.waitUntil(lambda: hints.bubble is not None)
    facts.first_done = True
    poke(session)
    qtbot.waitUntil(lambda: words(hints) == "Then here")
    assert session.settings.value.hints_seen == ("one",)


def test_its_button_sends_it_off_for_good(qtbot, hints: Hints, workspace, session, look) -> None:
    qtbot.waitUntil(lambda: hints.bubble is not None)
    qtbot.mouseClick(hints.bubble.findChild(QToolButton, "hint-close"), Qt.MouseButton.LeftButton)
    assert session.settings.value.hints_seen == ("one",)
    qtbot.waitUntil(lambda: words(hints) == "Then here")


def test_one_that_was_seen_does_not_come_again(qtbot, workspace, session, look, facts: Facts) -> None:
    session.settings.change(hints_seen=("one",))
    facts.second_helps = False
    listed = (Hint("one", "first-anchor", "Draw", lambda _: True, lambda *_: False),)
    made = Hints(workspace, session, look, listed, first_after_ms=0)
    with qtbot.waitSignal(made._rest.timeout):
        pass
    assert made.bubble is None
    made.release()


def test_one_that_no_longer_helps_goes_without_being_used_up(qtbot, hints: Hints, session, facts: Facts) -> None:
    qtbot.waitUntil(lambda: hints.bubble is not None)
    facts.first_helps = facts.second_helps = False
    poke(session)
    qtbot.waitUntil(lambda: hints.bubble is None)
    assert session.settings.value.hints_seen == ()
    facts.first_helps = True
    poke(session)
    qtbot.waitUntil(lambda: words(hints) == "Draw <b>here</b>")


def test_the_bubble_hides_with_its_anchor_and_follows_it(qtbot, hints: Hints, workspace) -> None:
    qtbot.waitUntil(lambda: hints.bubble is not None and hints.bubble.isVisible())
    workspace.first.hide()
    assert not hints.bubble.isVisible()
    workspace.first.show()
    assert hints.bubble.isVisible()
    before = hints.bubble.pos()
    workspace.resize(1200, 900)
    qtbot.waitUntil(lambda: hints.bubble.pos() != before)


def test_an_absent_anchor_means_no_hint(qtbot, workspace, session, look) -> None:
    made = Hints(workspace, session, look, (Hint("x", "nowhere", "X", lambda _: True, lambda *_: False),), 0)
    with qtbot.waitSignal(made._rest.timeout):
        pass
    assert made.bubble is None
    made.release()


def test_an_edit_counts_only_if_it_is_made_now(qtbot, workspace, session, look) -> None:
    asked: list[Done] = []
    note = Hint("x", "first-anchor", "X", lambda _: True, lambda _, done: asked.append(done) or False)
    made = Hints(workspace, session, look, (note,), 0)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[-1].edits == frozenset()  # the project's own edits are older
    session.undo()
    qtbot.waitUntil(lambda: session.history.can_redo)
    assert asked[-1].edits == frozenset()
    made.release()
