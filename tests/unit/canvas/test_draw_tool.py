from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.canvas.tools.draw import DrawTool
from desktop_app.canvas.tools.tool import NOTHING, Board, Pointer
from ml_engine.domain.values import Annotation

MakeBoard = Callable[..., Board]


def at(x: float, y: float, *, shift: bool = False) -> Pointer:
    return Pointer(x, y, shift)


def drawn(answer: object) -> Annotation:
    (item,) = answer.edit.added  # type: ignore[attr-defined]
    assert isinstance(item, Annotation)
    return item


def test_a_drag_makes_a_box_of_the_label_that_sticks(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(60, 50), board)
    tool.move(at(30, 20), board)
    assert tool.draft is not None
    assert tool.draft.box == (30, 20, 60, 50)
    answer = tool.release(at(10, 20), board)
    item = drawn(answer)
    assert (item.xyxy, item.label_id, item.image_id) == ((10, 20, 60, 50), board.label_id, 1)
    assert answer.chosen == (item.id,)
    assert answer.edit is not None
    assert answer.edit.name == "Draw box"
    assert tool.draft is None


def test_two_clicks_make_a_box_too(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(10, 10), board)
    assert tool.release(at(11, 10), board) is NOTHING
    tool.move(at(40, 30), board)
    assert tool.draft is not None
    assert tool.draft.box == (10, 10, 40, 30)
    tool.press(at(50, 40), board)
    assert drawn(tool.release(at(50, 40), board)).xyxy == (10, 10, 50, 40)


def test_beyond_the_edges_the_box_ends_at_them(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(-30, 50), board)
    assert drawn(tool.release(at(900, 300), board)).xyxy == (0, 50, 200, 100)


def test_with_shift_it_is_a_square(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(10, 10), board)
    assert drawn(tool.release(at(40, 25, shift=True), board)).xyxy == (10, 10, 40, 40)


def test_how_far_a_shaking_hand_goes_is_counted_on_the_screen(make_board: MakeBoard) -> None:
    tool, far_away = DrawTool(), make_board(scale=0.1)
    tool.press(at(10, 10), far_away)
    assert tool.release(at(30, 30), far_away) is NOTHING  # 2 pixels of the screen: a click
    tool.cancel()
    close = make_board(scale=8.0)
    tool.press(at(10, 10), close)
    assert drawn(tool.release(at(13, 12), close)).xyxy == (10, 10, 13, 12)


@pytest.mark.parametrize("to", [(60, 20), (20, 60)])
def test_a_box_without_a_pixel_is_none(make_board: MakeBoard, to: tuple[float, float]) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(20, 20), board)
    assert tool.release(at(*to), board) is NOTHING
    assert tool.draft is None


def test_without_a_label_the_box_waits_for_one(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board(label_id=None)
    tool.press(at(10, 10), board)
    answer = tool.release(at(50, 40), board)
    assert answer.edit is None
    assert answer.unnamed == (10, 10, 50, 40)


def test_a_cancelled_box_is_forgotten(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board()
    tool.press(at(10, 10), board)
    tool.move(at(50, 40), board)
    assert tool.cancel()
    assert tool.release(at(60, 60), board) is NOTHING
    assert not tool.cancel()


def test_a_click_on_a_proposal_accepts_it_and_a_drag_draws_over_it(make_board: MakeBoard) -> None:
    tool, board = DrawTool(), make_board(proposals=(((10, 10, 90, 90), 0.8),))
    tool.press(at(50, 50), board)
    assert tool.release(at(50, 50), board).accepted == board.proposals[0].annotation.id
    tool.press(at(20, 20), board)
    assert drawn(tool.release(at(60, 60), board)).xyxy == (20, 20, 60, 60)
