"""A new box: by a drag, or by a click at each of two corners."""

from __future__ import annotations

from desktop_app.canvas.rects import is_empty, spanned
from desktop_app.canvas.tools import changes
from desktop_app.canvas.tools.tool import NOTHING, Answer, Board, Cursor, Draft, MakeEdit, Pointer, is_drag, make_edit
from ml_engine.domain.values import Point, Proposal


class DrawTool:
    """Waiting → first corner → second corner. With Shift held the box is a square."""

    def __init__(self, new_edit: MakeEdit = make_edit) -> None:
        self._new_edit = new_edit
        self._corner: Point | None = None
        self._is_pressed = False
        self._second_click = False
        self._offered: Proposal | None = None
        self.draft: Draft | None = None

    def press(self, at: Pointer, board: Board) -> Answer:
        """The first corner, or the click that ends."""
        self._is_pressed = True
        if self._corner is None:
            self._corner = at.point
            self._offered = board.proposal_at(at.x, at.y)
        else:
            self._second_click = True
            self._span(at, board)
        return NOTHING

    def move(self, at: Pointer, board: Board) -> Answer:
        """The second corner follows the pointer, pressed or not."""
        if self._corner is not None and (self.draft or not self._is_pressed or is_drag(self._corner, at.point, board)):
            self._span(at, board)
        return NOTHING

    def release(self, at: Pointer, board: Board) -> Answer:
        """The end of a drag makes the box; the end of a first click waits for the second, or accepts a proposal."""
        if self._corner is None or not self._is_pressed:
            return NOTHING
        self._is_pressed = False
        if not self._second_click and not is_drag(self._corner, at.point, board):
            if self._offered is not None:
                accepted = self._offered.annotation.id
                self.cancel()
                return Answer(accepted=accepted)
            self._span(at, board)
            return NOTHING
        self._span(at, board)
        return self._finish(board)

    def cancel(self) -> bool:
        """Forget the box. Returns whether there was one."""
        had = self._corner is not None
        self._corner = self.draft = self._offered = None
        self._is_pressed = self._second_click = False
        return had

    def cursor(self, at: Pointer, board: Board) -> Cursor:  # noqa: ARG002  # one pointer for all places
        return "cross"

    def _span(self, at: Pointer, board: Board) -> None:
        if self._corner is not None:
            self.draft = Draft("new", spanned(self._corner, at.point, board.size, square=at.shift))

    def _finish(self, board: Board) -> Answer:
        draft = self.draft
        self.cancel()
        if draft is None or is_empty(draft.box):
            return NOTHING
        if board.label_id is None:
            return Answer(unnamed=draft.box)
        item = changes.new_box(board.image_id, board.label_id, draft.box)
        return Answer(edit=self._new_edit(changes.DRAW_BOX, (), (item,)), chosen=(item.id,))
