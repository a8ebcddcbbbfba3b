"""What every tool is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal, Protocol
from uuid import UUID

from desktop_app.canvas.hit_test import BoxIndex
from desktop_app.canvas.rects import Box, Size
from desktop_app.project.ids import new_id
from ml_engine.domain.values import Annotation, Edit, Point, Proposal, Record

PICK_REACH = 5.0  # screen pixels by which a handle or thin box may be missed
DRAG_STARTS = 4.0  # screen pixels after which a press is a drag

Cursor = Literal["arrow", "cross", "move", "hand", "grab", "size-h", "size-v", "size-f", "size-b"]
MakeEdit = Callable[[str, Iterable[Record], Iterable[Record]], Edit]


def make_edit(name: str, removed: Iterable[Record] = (), added: Iterable[Record] = ()) -> Edit:
    """An edit of now. The project's own does the same, and brings the whole of SQL with it."""
    return Edit(new_id(), name, datetime.now(UTC), tuple(removed), tuple(added))


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, in picture pixels (may lie outside), and the keys that are held."""

    x: float
    y: float
    shift: bool = False
    ctrl: bool = False

    @property
    def point(self) -> Point:
        return self.x, self.y


@dataclass(frozen=True)
class Board:
    """The picture as the tools see it.

    items: boxes, in the order of their making.   proposals: those that are shown, best first.
    chosen: ids of items or of one proposal.   label_id: what a new box gets, None if that is still to be asked.
    scale: screen pixels for a pixel of the picture.   editable: whether edits are taken at all.
    """

    image_id: int
    size: Size
    items: tuple[Annotation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    chosen: tuple[UUID, ...] = ()
    label_id: UUID | None = None
    scale: float = 1.0
    index: BoxIndex = field(default_factory=lambda: BoxIndex(()))

    @property
    def reach(self) -> float:
        """PICK_REACH in picture pixels."""
        return PICK_REACH / self.scale

    @cached_property
    def chosen_items(self) -> tuple[Annotation, ...]:
        wanted = set(self.chosen)
        return tuple(item for item in self.items if item.id in wanted) if wanted else ()

    @cached_property
    def chosen_proposal(self) -> Proposal | None:
        return next((item for item in self.proposals if item.annotation.id in self.chosen), None)

    @cached_property
    def _items_by_id(self) -> dict[UUID, Annotation]:
        return {item.id: item for item in self.items}

    def holds(self, items: Iterable[Annotation]) -> bool:
        """Whether these are on the board just as they are given."""
        return all(self._items_by_id.get(item.id) == item for item in items)

    @cached_property
    def _proposal_index(self) -> BoxIndex:
        return BoxIndex([item.annotation.xyxy for item in self.proposals])

    def items_at(self, x: float, y: float) -> list[Annotation]:
        """Boxes under a point, smallest first."""
        return [self.items[index] for index in self.index.at(x, y, self.reach)]

    def proposal_at(self, x: float, y: float) -> Proposal | None:
        """The smallest proposal under a point."""
        found = self._proposal_index.at(x, y) if self.proposals else []
        return self.proposals[found[0]] if found else None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being done, to be painted and not yet an edit.

    new: a box that comes.   band: the region that is being chosen.   changed: items as they would be.
    """

    kind: Literal["new", "band", "changed"]
    box: Box
    items: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool wants done. Nothing, as a rule.

    chosen: the new choice, None for as it is.   unnamed: a box that waits for a label.   accepted: id of a proposal.
    """

    edit: Edit | None = None
    chosen: tuple[UUID, ...] | None = None
    unnamed: Box | None = None
    accepted: UUID | None = None


NOTHING = Answer()


class Tool(Protocol):
    """A state machine over pointer events. The board may be another one at every call."""

    @property
    def draft(self) -> Draft | None: ...
    def press(self, at: Pointer, board: Board) -> Answer: ...
    def move(self, at: Pointer, board: Board) -> Answer: ...
    def release(self, at: Pointer, board: Board) -> Answer: ...
    def cancel(self) -> bool: ...
    def cursor(self, at: Pointer, board: Board) -> Cursor: ...


def is_drag(a: Point, b: Point, board: Board) -> bool:
    """Whether the way from a to b is more than a shaking hand."""
    return max(abs(a[0] - b[0]), abs(a[1] - b[1])) * board.scale >= DRAG_STARTS
