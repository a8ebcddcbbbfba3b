"""The hand on the current picture: which tool it holds, what lies under it, and what becomes of its gestures.

Facts stay where they are: the board is made anew from the session whenever one of them changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.canvas.hit_test import BoxIndex
from desktop_app.canvas.rects import Box, Size
from desktop_app.canvas.tools.draw import DrawTool
from desktop_app.canvas.tools.select import SelectTool
from desktop_app.canvas.tools.tool import Answer, Board, Cursor, Draft, Pointer
from desktop_app.session.documents import Document
from desktop_app.session.session import Session
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal

ToolName = Literal["draw", "select"]


class Editing(QObject):
    """Pointer in, edits to the session out.

    Signals: board_changed(): boxes, proposals or choice.   draft_changed(): what is being done, or what is hovered.
    tool_changed().   label_wanted(object): a Box waits for its label: name_pending() or drop_pending() ends that.
    """

    board_changed = Signal()
    draft_changed = Signal()
    tool_changed = Signal()
    label_wanted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draw, self._select = DrawTool(), SelectTool()
        self._tool_name: ToolName = "draw"
        self._seen: tuple[int, Size] | None = None
        self._scale = 1.0
        self._document: Document | None = None
        self._items: tuple[Annotation, ...] = ()
        self._index = BoxIndex(())
        self.board: Board | None = None
        self.hovered: UUID | None = None
        self.pending: Box | None = None
        self.last_drawn: Annotation | None = None
        session.current_changed.connect(self._on_session_current_changed)
        session.documents.changed.connect(self._on_documents_changed)
        session.objects.changed.connect(self.refresh)
        session.labels.active_changed.connect(self.refresh)
        session.proposing.threshold_changed.connect(self.refresh)

    @property
    def tool_name(self) -> ToolName:
        return self._tool_name

    @property
    def document(self) -> Document | None:
        """The picture that the board is of."""
        return self._document

    @property
    def draft(self) -> Draft | None:
        """What is to be painted of the gesture that goes on."""
        return Draft("new", self.pending) if self.pending is not None else self._tool.draft

    @property
    def is_busy(self) -> bool:
        """Whether a gesture goes on that keys should leave alone."""
        return self._tool.draft is not None

    def set_tool(self, name: ToolName) -> None:
        """Take another tool; what the last one had begun is forgotten."""
        self._tool.cancel()
        self.drop_pending()
        self.hovered = None
        if name != self._tool_name:
            self._tool_name = name
            self.tool_changed.emit()
        self.draft_changed.emit()

    def set_view(self, seen: tuple[int, Size] | None, scale: float) -> None:
        """seen: id and size of the picture on the screen: on no other can be drawn.   scale: screen pixels a pixel."""
        if (seen, scale) != (self._seen, self._scale):
            self._seen, self._scale = seen, scale
            self.refresh()

    def press(self, at: Pointer) -> None:
        """The button goes down."""
        if self.board is not None:
            self._take(self._tool.press(at, self.board))

    def move(self, at: Pointer) -> None:
        """The pointer is elsewhere, with or without the button."""
        if self.board is None:
            return
        before = self._tool.draft
        self._take(self._tool.move(at, self.board))
        hovered = self._under(at) if self._tool.draft is None else None
        if hovered != self.hovered or self._tool.draft is not before:
            self.hovered = hovered
            self.draft_changed.emit()

    def release(self, at: Pointer) -> None:
        """The button comes up."""
        if self.board is not None:
            self._take(self._tool.release(at, self.board))
            self.draft_changed.emit()

    def leave(self) -> None:
        """The pointer is no longer over the canvas."""
        if self.hovered is not None:
            self.hovered = None
            self.draft_changed.emit()

    def cancel(self) -> bool:
        """Forget the gesture. Returns whether there was one."""
        had = self.pending is not None
        self.drop_pending()
        had = self._tool.cancel() or had
        if had:
            self.draft_changed.emit()
        return had

    def cursor(self, at: Pointer) -> Cursor:
        """The pointer's look."""
        return "arrow" if self.board is None else self._tool.cursor(at, self.board)

    def choose(self, ids: Sequence[UUID], *, deliberately: bool = False) -> None:
        """Choose objects. deliberately: by key or list; a drag then moves this one, whatever lies upon it."""
        self._select.take_deliberately(ids[0] if deliberately and len(ids) == 1 else None)
        self._session.objects.set(ids)

    def choose_at(self, at: Pointer) -> None:
        """Choose what is under the pointer unless it is chosen already: before a menu opens."""
        found = self._under(at, any_tool=True)
        if found not in self._session.objects.ids:
            self.choose(() if found is None else (found,))

    def drop_pending(self) -> None:
        """The box that waits for a label shall not be."""
        if self.pending is not None:
            self.pending = None
            self.draft_changed.emit()

    def refresh(self) -> None:
        """Make the board anew."""
        self.board = self._made_board()
        self.board_changed.emit()

    @property
    def _tool(self) -> DrawTool | SelectTool:
        return self._draw if self._tool_name == "draw" else self._select

    def _under(self, at: Pointer, *, any_tool: bool = False) -> UUID | None:
        board = self.board
        if board is None:
            return None
        proposal = board.proposal_at(at.x, at.y)
        items = board.items_at(at.x, at.y) if any_tool or self._tool_name == "select" else []
        if proposal is not None and (not items or _is_smaller(proposal, items[0])):
            return proposal.annotation.id
        return items[0].id if items else None

    def _take(self, answer: Answer) -> None:
        if answer.chosen is not None and answer.edit is None:
            self._session.objects.set(answer.chosen)
        if answer.edit is not None:
            self._session.apply(answer.edit)
            if answer.chosen is not None:
                self._session.objects.set(answer.chosen)
                self._remember_drawn(answer.edit.added)
        if answer.unnamed is not None:
            self.pending = answer.unnamed
            self.label_wanted.emit(answer.unnamed)
        if answer.accepted is not None and self.board is not None:
            self._session.proposing.accept(self.board.image_id, (answer.accepted,))

    def _remember_drawn(self, added: Sequence[object]) -> None:
        for record in added:
            if isinstance(record, Annotation):
                self.last_drawn = record

    def _made_board(self) -> Board | None:
        document = self._session.document
        if document is not self._document:
            self._document = document
            self._items = document.boxes if document is not None else ()
            self._index = BoxIndex([item.xyxy for item in self._items])
        if document is None or self._seen is None or self._seen[0] != document.image_id:
            return None
        boxes = tuple(item for item in document.proposals if item.annotation.kind is not AnnotationKind.TAG)
        active = self._session.labels.active
        return Board(
            image_id=document.image_id,
            size=self._seen[1],
            items=self._items,
            proposals=self._session.proposing.shown(boxes),
            chosen=self._session.objects.ids,
            label_id=None if active is None else active.id,
            scale=self._scale,
            index=self._index,
        )

    def _on_session_current_changed(self) -> None:
        # A drag that goes on belongs to the picture that is gone.
        self._draw.cancel()
        self._select.cancel()
        self.pending = None
        self.hovered = None
        self.refresh()
        self.draft_changed.emit()

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self._session.current in ids:
            self.refresh()


def _is_smaller(proposal: Proposal, item: Annotation) -> bool:
    (a0, b0, a1, b1), (c0, d0, c1, d1) = proposal.annotation.xyxy, item.xyxy
    return (a1 - a0) * (b1 - b0) < (c1 - c0) * (d1 - d0)
