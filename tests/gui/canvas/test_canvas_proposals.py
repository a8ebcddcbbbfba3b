from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from desktop_app.canvas.tools.changes import new_box
from desktop_app.project.proposing import submit_proposals
from ml_engine.domain.values import Proposal

if TYPE_CHECKING:
    from tests.gui.canvas.conftest import Hand

PLACES = {0.9: (20.0, 20.0, 90.0, 90.0), 0.6: (120.0, 20.0, 190.0, 90.0), 0.2: (220.0, 20.0, 290.0, 90.0)}


@pytest.fixture
def proposed(hand: Hand) -> Hand:
    """Three proposals on the picture; the threshold is 0.35."""
    label, image_id = hand.session.labels.all[0], hand.session.current
    found = tuple(Proposal(new_box(image_id, label.id, box), score, "run-1") for score, box in PLACES.items())
    submit_proposals(hand.session.project, {image_id: found}).result()
    hand.session.documents.refresh([image_id])
    hand.qtbot.waitUntil(bar(hand).isVisible)
    return hand


def bar(hand: Hand) -> QWidget:
    return hand.panel.findChild(QWidget, "proposals-bar")


def waiting(hand: Hand) -> list[float]:
    return [item.score for item in hand.session.document.proposals]


def test_enter_accepts_all_that_are_shown_and_undo_brings_them_back(proposed: Hand) -> None:
    proposed.key("Return")
    assert sorted(item.xyxy for item in proposed.boxes) == [PLACES[0.9], PLACES[0.6]]
    assert waiting(proposed) == [0.2]
    proposed.session.undo()
    proposed.qtbot.waitUntil(lambda: waiting(proposed) == [0.9, 0.6, 0.2])
    assert proposed.boxes == ()


def test_tab_chooses_the_best_and_x_rejects_one_by_one(proposed: Hand) -> None:
    proposed.key("Tab", "X")
    assert waiting(proposed) == [0.6, 0.2]
    assert proposed.session.objects.ids == (proposed.session.document.proposals[0].annotation.id,)
    proposed.key("X")
    assert waiting(proposed) == [0.2]
    assert proposed.boxes == ()


def test_x_without_a_choice_rejects_what_is_shown(proposed: Hand) -> None:
    proposed.key("X")
    assert waiting(proposed) == [0.2]


def test_a_click_accepts_one(proposed: Hand) -> None:
    proposed.click(150, 50)
    assert [item.xyxy for item in proposed.boxes] == [PLACES[0.6]]
    assert waiting(proposed) == [0.9, 0.2]


def test_shift_enter_accepts_the_chosen_one(proposed: Hand) -> None:
    proposed.key("Tab", "Shift+Return")
    assert [item.xyxy for item in proposed.boxes] == [PLACES[0.9]]


def test_a_digit_accepts_the_chosen_one_as_something_else(proposed: Hand) -> None:
    proposed.key("Tab", "3")
    assert [proposed.session.labels.get(item.label_id).key for item in proposed.boxes] == ["3"]
    assert waiting(proposed) == [0.6, 0.2]
    proposed.session.undo()
    proposed.qtbot.waitUntil(lambda: waiting(proposed) == [0.9, 0.6, 0.2])


def test_the_slider_shows_and_hides_while_it_moves(proposed: Hand) -> None:
    slider = proposed.panel.findChild(QSlider, "proposals-threshold")
    count = proposed.panel.findChild(QLabel, "proposals-count")
    assert count.text().startswith("2")
    slider.setValue(10)
    assert count.text().startswith("3")
    assert proposed.session.proposing.threshold == pytest.approx(0.1)
    proposed.session.proposing.set_threshold(0.7)
    assert (slider.value(), count.text()[0]) == (70, "1")
    proposed.click(150, 50)  # hidden: nothing to accept there
    proposed.key("Esc")
    assert waiting(proposed) == [0.9, 0.6, 0.2]


def test_brackets_show_more_and_fewer(proposed: Hand) -> None:
    proposed.session.proposing.set_threshold(0.58)
    proposed.key("]")
    assert proposed.session.proposing.threshold == pytest.approx(0.63)
    proposed.key(*"[" * 20)
    assert proposed.session.proposing.threshold == pytest.approx(0.05)


def test_the_bar_goes_when_nothing_waits(proposed: Hand) -> None:
    proposed.session.proposing.set_threshold(0.05)
    QTest.mouseClick(proposed.panel.findChild(QWidget, "proposals-accept"), Qt.MouseButton.LeftButton)
    assert len(proposed.boxes) == 3
    assert not bar(proposed).isVisible()
    assert proposed.panel.view.hasFocus()


def test_the_bar_lies_within_the_canvas(proposed: Hand) -> None:
    assert proposed.panel.rect().contains(bar(proposed).geometry())


def test_what_is_shown_of_a_proposal_is_said(proposed: Hand, request: Any) -> None:
    proposed.key("Tab")
    assert "0.90" in proposed.panel.view.accessibleName()
