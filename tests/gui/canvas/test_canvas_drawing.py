from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.project.edits import make_edit

if TYPE_CHECKING:
    from tests.gui.canvas.conftest import Hand


def xyxys(hand: Hand) -> list[tuple[int, ...]]:
    return [tuple(round(value) for value in item.xyxy) for item in hand.boxes]


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    # A pixel of the screen is more than one of the picture.
    return all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))


def test_ten_drags_are_ten_boxes_of_the_label_that_sticks(hand: Hand) -> None:
    hand.key("2")
    for place in range(10):
        x, y = 20 + 55 * (place % 5), 20 + 120 * (place // 5)
        hand.drag(x, y, x + 40, y + 80)
    assert len(hand.boxes) == 10
    assert {hand.session.labels.get(item.label_id).key for item in hand.boxes} == {"2"}
    assert near(xyxys(hand)[0], (20, 20, 60, 100))
    assert hand.chosen == [hand.boxes[-1]]
    assert hand.session.history.undo_text.endswith("Draw box")


def test_a_digit_after_the_drag_names_the_box_and_sticks(hand: Hand) -> None:
    hand.drag(20, 20, 90, 90)
    hand.key("3")
    hand.drag(120, 20, 190, 90)
    assert [hand.session.labels.get(item.label_id).key for item in hand.boxes] == ["3", "3"]


def test_a_digit_during_the_drag_leaves_the_chosen_box_alone(hand: Hand) -> None:
    hand.key("1")
    hand.drag(20, 20, 90, 90)
    hand.press(120, 20)
    hand.move(190, 90)
    hand.key("2")
    hand.release(190, 90)
    assert [hand.session.labels.get(item.label_id).key for item in hand.boxes] == ["1", "2"]


def test_click_and_click_draw_too_and_escape_forgets(hand: Hand) -> None:
    hand.click(30, 30)
    hand.move(60, 60)
    hand.key("Esc")
    assert hand.panel.editing.tool_name == "draw"
    hand.click(30, 30)
    hand.click(130, 100)
    assert [near(box, (30, 30, 130, 100)) for box in xyxys(hand)] == [True]


def test_middle_button_and_space_pan_while_something_is_drawn(hand: Hand) -> None:
    hand.wheel(100, 100, 3)
    before = hand.panel.view.camera
    hand.press(60, 60)
    hand.move(80, 80)
    hand.press(80, 80, Qt.MouseButton.MiddleButton)
    spot = hand.spot(80, 80)
    QTest.mouseMove(hand.panel.view.viewport(), spot + spot / 4)
    QTest.mouseRelease(hand.panel.view.viewport(), Qt.MouseButton.MiddleButton, pos=spot + spot / 4)
    assert hand.panel.view.camera.left < before.left
    hand.move(140, 120)
    hand.release(140, 120)
    assert near(xyxys(hand)[0], (60, 60, 140, 120))


def test_the_first_box_of_a_project_asks_for_its_label_and_makes_it(hand: Hand) -> None:
    archive_all(hand)
    hand.drag(30, 30, 120, 120)
    field = hand.panel.findChild(QLineEdit, "label-field-name")
    assert field is not None
    assert QApplication.focusWidget() is field
    hand.type("wren")
    assert hand.boxes == ()
    hand.key("Return")
    assert [hand.session.labels.get(item.label_id).name for item in hand.boxes] == ["wren"]
    assert hand.panel.view.hasFocus()
    hand.drag(150, 30, 220, 120)
    assert len(hand.boxes) == 2
    hand.session.undo()
    hand.session.undo()
    hand.qtbot.waitUntil(lambda: hand.session.labels.all == ())
    assert hand.boxes == ()


def test_escape_in_the_field_discards_the_box(hand: Hand) -> None:
    archive_all(hand)
    hand.drag(30, 30, 120, 120)
    hand.type("wren")
    hand.key("Esc")
    assert hand.boxes == ()
    assert hand.session.labels.all == ()
    assert hand.panel.editing.draft is None


def test_letters_typed_into_the_field_are_letters_and_no_commands(hand: Hand) -> None:
    archive_all(hand)
    hand.drag(30, 30, 120, 120)
    hand.type("v h x 1")
    field = hand.panel.findChild(QLineEdit, "label-field-name")
    assert field.text() == "v h x 1"


def test_undo_brings_you_to_the_picture_it_was_done_in(hand: Hand) -> None:
    hand.drag(30, 30, 120, 120)
    hand.show(6)
    hand.session.undo()
    hand.qtbot.waitUntil(lambda: hand.session.current == hand.session.pictures.ids[5])
    hand.qtbot.waitUntil(lambda: hand.boxes == ())


def test_what_was_begun_on_one_picture_does_not_end_on_the_next(hand: Hand) -> None:
    hand.press(30, 30)
    hand.move(120, 120)
    hand.session.next()
    hand.wait_for_picture()
    hand.release(200, 200)
    assert hand.boxes == ()


def test_the_field_goes_with_its_picture(hand: Hand) -> None:
    archive_all(hand)
    hand.drag(30, 30, 120, 120)
    hand.session.next()
    hand.wait_for_picture()
    assert not hand.panel.findChild(QLineEdit, "label-field-name").isVisible()
    assert hand.boxes == ()


def test_a_drag_of_what_was_undone_meanwhile_changes_nothing(hand: Hand) -> None:
    hand.drag(30, 30, 120, 120)
    hand.key("V")
    hand.press(70, 70)
    hand.move(90, 90)
    hand.session.undo()
    hand.qtbot.waitUntil(lambda: hand.boxes == ())
    hand.release(100, 100)
    assert hand.boxes == ()


def test_nothing_is_drawn_on_a_picture_that_is_not_seen_yet(hand: Hand) -> None:
    after = hand.session.pictures.neighbour(hand.session.current, 1)
    hand.qtbot.waitUntil(lambda: hand.session.documents.get(after) is not None)  # its boxes are known, its pixels not
    hand.panel.forget_pictures()
    hand.session.next()
    hand.drag(30, 30, 120, 120)
    hand.wait_for_picture()
    assert hand.boxes == ()


def test_a_read_only_project_says_so_and_changes_nothing(make_hand: Any, make_session: Any, desk: Any) -> None:
    hand = make_hand(make_session(desk.project, write=False))
    hand.show(5)
    with hand.qtbot.waitSignal(hand.session.said):
        hand.drag(30, 30, 120, 120)
    assert hand.boxes == ()


def archive_all(hand: Hand) -> None:
    labels = hand.session.labels.all
    hand.session.apply(make_edit("Archive label", labels, [replace(label, archived=True) for label in labels]))
