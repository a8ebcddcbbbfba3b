from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_app.canvas.tools.select import SelectTool
from desktop_app.canvas.tools.tool import NOTHING, Answer, Board, Pointer
from ml_engine.domain.values import Annotation

MakeBoard = Callable[..., Board]
BIG, SMALL = (10.0, 10.0, 110.0, 90.0), (40.0, 40.0, 60.0, 60.0)


def at(x: float, y: float, *, shift: bool = False) -> Pointer:
    return Pointer(x, y, shift)


def click(tool: SelectTool, board: Board, x: float, y: float, *, shift: bool = False) -> Board:
    """The board after a click."""
    for answer in (tool.press(at(x, y, shift=shift), board),):
        board = after(board, answer)
    return after(board, tool.release(at(x, y, shift=shift), board))


def after(board: Board, answer: Answer) -> Board:
    return board if answer.chosen is None else replace(board, chosen=answer.chosen)


def changed(answer: Answer) -> Annotation:
    assert answer.edit is not None
    (item,) = answer.edit.added
    assert isinstance(item, Annotation)
    return item


def test_a_click_chooses_the_smallest_and_a_second_one_what_lies_below(make_board: MakeBoard) -> None:
    board = make_board(SMALL, BIG)
    small, big = (item.id for item in board.items)
    tool = SelectTool()
    chosen = []
    for _ in range(3):
        board = click(tool, board, 50, 50)
        chosen.append(board.chosen)
    assert chosen == [(small,), (big,), (small,)]


def test_a_drag_takes_the_small_one_even_while_the_big_one_is_chosen(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(BIG, SMALL, chosen=(0,))
    board = after(board, tool.press(at(50, 45), board))
    tool.move(at(60, 50), board)
    answer = tool.release(at(60, 50), board)
    assert changed(answer).xyxy == (50, 45, 70, 65)
    assert answer.edit is not None
    assert answer.edit.name == "Move box"


def test_what_was_chosen_on_purpose_is_what_a_drag_moves(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(BIG, SMALL, chosen=(0,))
    tool.take_deliberately(board.items[0].id)
    tool.press(at(50, 45), board)
    tool.move(at(60, 45), board)
    assert changed(tool.release(at(60, 45), board)).id == board.items[0].id


def test_a_click_on_nothing_lets_go(make_board: MakeBoard) -> None:
    tool = SelectTool()
    assert click(tool, make_board(SMALL, chosen=(0,)), 150, 20).chosen == ()


def test_a_drag_on_nothing_chooses_all_that_lies_in_it(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL, (70.0, 40.0, 80.0, 50.0), (90.0, 5.0, 190.0, 95.0))
    tool.press(at(30, 30), board)
    tool.move(at(100, 70), board)
    assert tool.draft is not None
    assert tool.draft.kind == "band"
    assert tool.release(at(100, 70), board).chosen == tuple(item.id for item in board.items[:2])


def test_shift_adds_and_takes_away(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL, (150.0, 10.0, 190.0, 50.0))
    first, second = (item.id for item in board.items)
    board = click(tool, board, 50, 50)
    board = click(tool, board, 170, 30, shift=True)
    assert board.chosen == (first, second)
    assert click(tool, board, 50, 50, shift=True).chosen == (second,)


def test_several_move_together_and_stop_together_at_the_edge(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL, (150.0, 10.0, 190.0, 50.0), chosen=(0, 1))
    tool.press(at(50, 50), board)
    tool.move(at(90, 50), board)
    answer = tool.release(at(90, 50), board)
    assert answer.edit is not None
    assert [item.xyxy for item in answer.edit.added] == [(50, 40, 70, 60), (160, 10, 200, 50)]


@pytest.mark.parametrize(
    ("grip", "to", "expected"),
    [
        ((40, 40), (30, 35), (30, 35, 60, 60)),
        ((60, 50), (75, 90), (40, 40, 75, 60)),
        ((50, 60), (0, 80), (40, 40, 60, 80)),
        ((60, 60), (20, 20), (20, 20, 40, 40)),
        ((60, 60), (500, 500), (40, 40, 200, 100)),
    ],
)
def test_handles_resize_and_turn_over(
    make_board: MakeBoard, grip: tuple[int, int], to: tuple[int, int], expected: object
) -> None:
    tool, board = SelectTool(), make_board(SMALL, chosen=(0,))
    tool.press(at(*grip), board)
    answer = tool.release(at(*to), board)
    assert changed(answer).xyxy == expected
    assert answer.edit is not None
    assert answer.edit.name == "Resize box"


def test_handles_are_as_large_on_the_screen_at_any_zoom(make_board: MakeBoard) -> None:
    far, close = make_board(BIG, chosen=(0,), scale=0.5), make_board(BIG, chosen=(0,), scale=8.0)
    assert SelectTool().cursor(at(118, 98), far) == "size-f"
    assert SelectTool().cursor(at(118, 98), close) == "arrow"


def test_a_press_that_trembles_changes_nothing(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL)
    board = after(board, tool.press(at(50, 50), board))
    tool.move(at(52, 51), board)
    assert tool.draft is None
    assert tool.release(at(52, 51), board).edit is None


def test_a_cancelled_drag_leaves_the_box_where_it_was(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL, chosen=(0,))
    tool.press(at(50, 50), board)
    tool.move(at(90, 50), board)
    assert tool.cancel()
    assert tool.release(at(90, 50), board) is NOTHING


def test_a_click_accepts_a_proposal_unless_a_smaller_box_lies_there(make_board: MakeBoard) -> None:
    tool, board = SelectTool(), make_board(SMALL, proposals=((BIG, 0.9),))
    tool.press(at(20, 20), board)
    assert tool.release(at(20, 20), board).accepted == board.proposals[0].annotation.id
    assert click(tool, board, 50, 50).chosen == (board.items[0].id,)
