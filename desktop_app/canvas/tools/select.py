"""Choosing, moving and resizing what is there: the smallest under the pointer first, a second click takes the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from desktop_app.canvas.hit_test import handle_at
from desktop_app.canvas.rects import Handle, area, bounds, pulled, spanned
from desktop_app.canvas.tools import changes
from desktop_app.canvas.tools.tool import NOTHING, Answer, Board, Cursor, Draft, MakeEdit, Pointer, is_drag, make_edit
from ml_engine.domain.values import Annotation, Point


@dataclass(slots=True)
class _Press:
    """What began with a press. items: what moves or is resized, as it was."""

    at: Point
    kind: Literal["move", "resize", "band"]
    items: tuple[Annotation, ...] = ()
    handle: Handle = (0, 0)
    before: tuple[UUID, ...] = ()
    clicked: Answer = NOTHING
    dragging: bool = False


class SelectTool:
    """Press chooses, drag moves, a handle resizes, a drag on nothing chooses all that lies in it."""

    def __init__(self, new_edit: MakeEdit = make_edit) -> None:
        self._new_edit = new_edit
        self._press: _Press | None = None
        self._deliberate: UUID | None = None
        self.draft: Draft | None = None

    def press(self, at: Pointer, board: Board) -> Answer:
        """Choose what is there, or take hold of a handle."""
        self.draft = None
        handle = self._handle(at, board)
        if handle is not None:
            self._press = _Press(at.point, "resize", board.chosen_items, handle)
            return NOTHING
        if at.shift or at.ctrl:
            return self._press_adding(at, board)
        return self._press_single(at, board)

    def move(self, at: Pointer, board: Board) -> Answer:
        """Show what the drag would do."""
        press = self._press
        if press is None:
            return NOTHING
        press.dragging = press.dragging or is_drag(press.at, at.point, board)
        if press.dragging:
            self.draft = self._drafted(press, at, board)
        return NOTHING

    def release(self, at: Pointer, board: Board) -> Answer:
        """Do it."""
        self.move(at, board)
        press, draft = self._press, self.draft
        self._press = self.draft = None
        if press is None:
            return NOTHING
        if not press.dragging:
            return press.clicked
        self._deliberate = None
        if press.kind == "band" and draft is not None:
            found = tuple(board.items[index].id for index in board.index.within(draft.box))
            return Answer(chosen=(*press.before, *(item for item in found if item not in press.before)))
        # While the hand was at it, an undo may have changed what it holds.
        if draft is None or draft.items == press.items or not board.holds(press.items):
            return NOTHING
        name = changes.MOVE_BOX if press.kind == "move" else changes.RESIZE_BOX
        return Answer(edit=self._new_edit(name, press.items, draft.items))

    def cancel(self) -> bool:
        """Forget the drag. Returns whether there was one."""
        had = self._press is not None and self._press.dragging
        self._press = self.draft = None
        return had

    def take_deliberately(self, item_id: UUID | None) -> None:
        """Chosen by Tab or from a list: a drag moves this one, even where a smaller one lies upon it."""
        self._deliberate = item_id

    def cursor(self, at: Pointer, board: Board) -> Cursor:
        """What a press would do here."""
        if self._press is not None and self._press.kind == "move":
            return "move"
        handle = self._press.handle if self._press and self._press.kind == "resize" else self._handle(at, board)
        if handle is not None:
            return _HANDLE_CURSORS[abs(handle[0]), abs(handle[1]), handle[0] == handle[1]]
        if board.proposal_at(at.x, at.y) is not None and not board.items_at(at.x, at.y):
            return "hand"
        return "move" if any(item.id in board.chosen for item in board.items_at(at.x, at.y)[:1]) else "arrow"

    def _handle(self, at: Pointer, board: Board) -> Handle | None:
        if len(board.chosen_items) != 1:
            return None
        return handle_at(board.chosen_items[0].xyxy, at.x, at.y, board.reach)

    def _press_single(self, at: Pointer, board: Board) -> Answer:
        hits = board.items_at(at.x, at.y)
        offered = board.proposal_at(at.x, at.y)
        if offered and (not hits or area(offered.annotation.xyxy) < area(hits[0].xyxy)):
            self._press = _Press(at.point, "band", clicked=Answer(accepted=offered.annotation.id))
            return NOTHING
        if not hits:
            self._press = _Press(at.point, "band", clicked=Answer(chosen=()))
            return NOTHING
        ids = [item.id for item in hits]
        if self._deliberate in ids and self._deliberate in board.chosen:
            target = hits[ids.index(self._deliberate)]
        else:
            target = hits[0]
            self._deliberate = None
        if target.id not in board.chosen:
            self._press = _Press(at.point, "move", (target,))
            return Answer(chosen=(target.id,))
        self._press = _Press(at.point, "move", board.chosen_items, clicked=self._next_below(ids, target.id))
        return NOTHING

    def _next_below(self, ids: list[UUID], current: UUID) -> Answer:
        """A click on what is chosen takes the next larger one under the pointer, and after the last the first."""
        following = ids[(ids.index(current) + 1) % len(ids)]
        self._deliberate = following
        return Answer(chosen=(following,))

    def _press_adding(self, at: Pointer, board: Board) -> Answer:
        hits = board.items_at(at.x, at.y)
        if not hits:
            before = tuple(item.id for item in board.chosen_items)
            self._press = _Press(at.point, "band", before=before)
            return NOTHING
        target = hits[0].id
        kept = tuple(item.id for item in board.chosen_items if item.id != target)
        self._press = None
        return Answer(chosen=kept if target in board.chosen else (*kept, target))

    def _drafted(self, press: _Press, at: Pointer, board: Board) -> Draft:
        if press.kind == "band":
            return Draft("band", spanned(press.at, at.point, board.size))
        if press.kind == "move":
            items = changes.moved_together(press.items, at.x - press.at[0], at.y - press.at[1], board.size)
        else:
            box = pulled(press.items[0].xyxy, press.handle, at.point, board.size)
            items = (changes.with_bounds(press.items[0], box),)
        return Draft("changed", bounds(item.xyxy for item in items), items)


# whether the handle is of a vertical edge, of a horizontal one, on the falling diagonal
_HANDLE_CURSORS: dict[tuple[int, int, bool], Cursor] = {
    (1, 0, False): "size-h",
    (0, 1, False): "size-v",
    (1, 1, True): "size-f",
    (1, 1, False): "size-b",
}
