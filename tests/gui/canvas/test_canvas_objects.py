from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QMenu

from tests.gui.menu_hands import choose, lines, press_menu_key

if TYPE_CHECKING:
    from tests.gui.canvas.conftest import Hand

A, B = (40.0, 40.0, 160.0, 140.0), (200.0, 60.0, 260.0, 120.0)


def draw_both(hand: Hand) -> None:
    hand.drag(*A)
    hand.drag(*B)
    hand.key("V")


def middle(box: tuple[float, ...]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_arrows_move_by_one_by_ten_and_resize(hand: Hand) -> None:
    hand.drag(*A)
    x0, y0, x1, y1 = hand.boxes[0].xyxy
    hand.key("Right", "Right", "Shift+Down", "Left")
    assert hand.boxes[0].xyxy == (x0 + 1, y0 + 10, x1 + 1, y1 + 10)
    hand.key("Ctrl+Right", "Ctrl+Shift+Up")
    assert hand.boxes[0].xyxy == (x0 + 1, y0 + 10, x1 + 2, y1)


def test_tab_goes_round_and_a_drag_moves_what_it_chose(hand: Hand) -> None:
    draw_both(hand)
    first, second = hand.boxes
    hand.session.objects.clear()
    hand.key("Tab")
    assert hand.chosen == [first]
    hand.key("Tab")
    assert hand.chosen == [second]
    hand.key("Tab")
    assert hand.chosen == [first]
    hand.key("Shift+Tab")
    assert hand.chosen == [second]
    assert hand.panel.view.hasFocus()


def test_a_small_box_on_a_big_one_is_chosen_by_a_click_and_the_big_one_by_the_next(hand: Hand) -> None:
    hand.drag(30, 30, 200, 160)
    hand.drag(80, 80, 120, 120)
    hand.key("V", "Esc")
    hand.click(100, 100)
    assert hand.chosen == [hand.boxes[1]]
    hand.click(100, 100)
    assert hand.chosen == [hand.boxes[0]]


def test_drags_move_and_handles_resize(hand: Hand) -> None:
    draw_both(hand)
    x0, y0, x1, y1 = hand.boxes[0].xyxy
    hand.click(*middle(A))
    hand.drag(*middle(A), middle(A)[0] + 30, middle(A)[1] + 20)
    moved = hand.boxes[0].xyxy
    assert moved == pytest.approx((x0 + 30, y0 + 20, x1 + 30, y1 + 20), abs=2)
    hand.drag(moved[2], moved[3], moved[2] + 25, moved[3] + 15)
    assert hand.boxes[0].xyxy == pytest.approx((moved[0], moved[1], moved[2] + 25, moved[3] + 15), abs=2)
    assert hand.session.history.undo_text.endswith("Resize box")


def test_delete_takes_all_that_is_chosen_and_undo_brings_it_back(hand: Hand) -> None:
    draw_both(hand)
    before = hand.boxes
    hand.key("Ctrl+A", "Del")
    assert hand.boxes == ()
    hand.session.undo()
    hand.qtbot.waitUntil(lambda: hand.boxes == before)


def test_copies_go_to_other_pictures_and_beside_their_originals(hand: Hand) -> None:
    draw_both(hand)
    originals = hand.boxes
    hand.key("Ctrl+A", "Ctrl+C", "Ctrl+V")
    assert len(hand.boxes) == 4
    assert hand.boxes[2].xyxy != originals[0].xyxy
    hand.show(6)
    hand.key("Ctrl+V")
    assert [(item.label_id, item.xyxy) for item in hand.boxes] == [(item.label_id, item.xyxy) for item in originals]
    assert not {item.id for item in hand.boxes} & {item.id for item in originals}


def test_duplicate_repeat_and_the_boxes_of_the_previous_picture(hand: Hand) -> None:
    hand.drag(*A)
    hand.key("Ctrl+D")
    assert len(hand.boxes) == 2
    on_the_first = [item.xyxy for item in hand.boxes]
    hand.show(6)
    hand.key("Ctrl+B")
    assert [item.xyxy for item in hand.boxes] == on_the_first
    hand.key("Ctrl+B")
    assert len(hand.boxes) == 2
    hand.show(7)
    hand.key("N")
    assert len(hand.boxes) == 1


def test_relabelling_what_is_chosen_sticks(hand: Hand) -> None:
    draw_both(hand)
    hand.click(*middle(A))
    hand.key("4")
    assert [hand.session.labels.get(item.label_id).key for item in hand.boxes] == ["4", "1"]
    active = hand.session.labels.active
    assert active is not None
    assert active.key == "4"


def test_the_list_of_labels_finds_while_it_is_typed_into(hand: Hand) -> None:
    hand.drag(*A)
    hand.key("L")
    rows = hand.panel.findChild(QListWidget, "label-field-list")
    assert rows.count() == 4
    hand.type("ke")
    assert rows.count() == 2  # key, and the offer of a new one
    hand.key("Return")
    assert hand.session.labels.get(hand.boxes[0].label_id).name == "key"
    hand.key("L")
    hand.type("kettle")
    hand.key("Return")
    assert hand.session.labels.get(hand.boxes[0].label_id).name == "kettle"


def test_escape_steps_back_gesture_tool_choice(hand: Hand) -> None:
    hand.drag(*A)
    hand.press(10, 10)
    hand.move(30, 30)
    hand.key("Esc")
    hand.release(30, 30)
    assert (hand.panel.editing.tool_name, len(hand.boxes), len(hand.chosen)) == ("draw", 1, 1)
    hand.key("Esc")
    assert (hand.panel.editing.tool_name, len(hand.chosen)) == ("select", 1)
    hand.key("Esc")
    assert hand.chosen == []
    hand.key("W")
    assert hand.panel.editing.tool_name == "draw"


def test_hovering_lifts_the_smallest_in_the_select_tool_only(hand: Hand) -> None:
    draw_both(hand)
    hand.move(*middle(B))
    assert hand.panel.editing.hovered == hand.boxes[1].id
    hand.key("W")
    hand.move(*middle(A))
    assert hand.panel.editing.hovered is None


def test_the_menu_is_about_what_lies_under_the_pointer(hand: Hand) -> None:
    draw_both(hand)
    hand.session.objects.clear()
    open_menu(hand, *middle(B))
    assert hand.chosen == [hand.boxes[1]]
    menu = hand.panel.findChild(QMenu, "canvas-menu")
    delete = next(action for action in menu.actions() if action.objectName() == "menu-delete-objects")
    delete.trigger()
    menu.close()
    assert len(hand.boxes) == 1


def test_what_is_seen_is_said(hand: Hand) -> None:
    assert "0 box" in hand.panel.view.accessibleName()
    hand.drag(*A)
    said = hand.panel.view.accessibleName()
    assert "coin" in said
    x0, y0, x1, y1 = (round(value) for value in hand.boxes[0].xyxy)
    assert f"{x0}, {y0} · {x1 - x0} × {y1 - y0}" in said


def open_menu(hand: Hand, x: float, y: float) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    spot = hand.spot(x, y)
    viewport = hand.panel.view.viewport()
    hand.move(x, y)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, viewport.mapToGlobal(spot), Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("by_shift_f10", [False, True])
def test_the_keyboard_opens_the_menu_of_what_is_chosen_beside_it(hand: Hand, qtbot, by_shift_f10: bool) -> None:
    hand.drag(*A)
    menu = press_menu_key(qtbot, hand.panel.view, by_shift_f10=by_shift_f10)
    assert "delete-objects" in lines(menu)
    box = hand.boxes[0].xyxy
    middle = hand.spot((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert (menu.pos() - hand.panel.view.viewport().mapToGlobal(middle)).manhattanLength() <= 4
    choose(qtbot, menu, "delete-objects")
    assert not hand.boxes
