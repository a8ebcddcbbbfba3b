"""What keys and menus do to the objects of the current picture: each is one Edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject

from desktop_app.canvas import clipboard
from desktop_app.canvas.clipboard import CopiedBox
from desktop_app.canvas.editing import Editing
from desktop_app.canvas.rects import Box
from desktop_app.canvas.tools import changes
from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.picture_edits import PictureMarks, tag_pictures, toggle_status
from desktop_app.session import edit_names
from desktop_app.session.proposing import LEAST_SCORE
from desktop_app.session.session import Session
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
)

MOST_THRESHOLD = 0.99
COPY_OFFSET = 12  # screen pixels that a copy lies beside its original


class Commands(QObject):
    """Needs a board: without one every command does nothing."""

    def __init__(self, session: Session, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._editing = session, editing
        self._wanted_from: int | None = None
        session.documents.changed.connect(self._on_documents_changed)
        session.current_changed.connect(self._on_session_current_changed)

    @property
    def chosen(self) -> tuple[Annotation, ...]:
        board = self._editing.board
        return board.chosen_items if board is not None else ()

    @property
    def chosen_proposal(self) -> Proposal | None:
        board = self._editing.board
        return board.chosen_proposal if board is not None else None

    @property
    def has_last(self) -> bool:
        """Whether a box was drawn that can be repeated."""
        return self._editing.last_drawn is not None and self._editing.board is not None

    def delete(self) -> None:
        """Take the chosen boxes away; a chosen proposal is turned down."""
        if self.chosen:
            self._session.apply(make_edit(edit_names.DELETE, self.chosen))
        elif self.chosen_proposal is not None:
            self.reject()

    def use_label(self, label: Label) -> None:
        """Give the chosen objects a label; it also sticks to the boxes to come. While one is drawn: only to it."""
        if not self._editing.is_busy:
            self._relabel(label)
        self._session.labels.set_active(label.id)

    def use_key(self, key: str) -> None:
        """The label of a digit."""
        label = self._session.labels.by_key(key)
        if label is not None:
            self.use_label(label)

    def use_name(self, name: str) -> None:
        """A label by name, made if there is none; for the box that waits, else for what is chosen."""
        name = " ".join(name.split())
        board, pending = self._editing.board, self._editing.pending
        if not name or board is None:
            return
        label = self._session.labels.by_name(name)
        made: tuple[Label, ...] = ()
        if label is None:
            made = tuple(new_labels(self._session.labels.with_archived, [name]))
            label = made[0]
        if pending is not None:
            self._editing.drop_pending()
            self._add(edit_names.DRAW_BOX, (changes.new_box(board.image_id, label.id, pending),), made)
        elif made:
            self._session.apply(make_edit(edit_names.ADD_LABEL, (), made))
        self._session.labels.set_active(label.id)
        if pending is None:
            self.use_label(self._session.labels.get(label.id))

    def tag_key(self, key: str) -> None:
        """Give the whole picture the label of a digit."""
        label = self._session.labels.by_key(key)
        if label is not None:
            self.tag(label)

    def tag(self, label: Label) -> None:
        """Give the whole picture a label: in place of its own, or beside it if the project wants that."""
        document = self._session.document
        if document is not None:
            marks = PictureMarks(document.image_id, tags=document.tags)
            self._apply(tag_pictures([marks], label.id, several=self._session.labels.several_per_picture))

    def nudge(self, dx: float, dy: float, *, resize: bool = False) -> None:
        """Move the chosen boxes by whole pixels, or pull the right and bottom edge of each."""
        board, items = self._editing.board, self.chosen
        if board is None or not items:
            return
        if resize:
            moved = tuple(changes.grown(item, dx, dy, board.size) for item in items)
        else:
            moved = changes.moved_together(items, dx, dy, board.size)
        pairs = [(old, new) for old, new in zip(items, moved, strict=True) if old != new]
        if pairs:
            name = edit_names.RESIZE_BOX if resize else edit_names.MOVE_BOX
            edit = make_edit(name, [old for old, _ in pairs], [new for _, new in pairs])
            self._session.apply(edit, merge_repeats=True)

    def copy(self) -> None:
        """Put the chosen boxes on the clipboard."""
        board = self._editing.board
        if board is not None and self.chosen:
            names = self._session.labels
            boxes = [CopiedBox(item.label_id, names.get(item.label_id).name, item.xyxy) for item in self.chosen]
            clipboard.put_boxes(board.image_id, boxes)

    def paste(self) -> None:
        """Put the clipboard's boxes on this picture; labels that are not known here are left out, with a word."""
        board = self._editing.board
        if board is None:
            return
        _, boxes = clipboard.take_boxes()
        known = [(label, item) for item in boxes if (label := self._label_of(item)) is not None]
        templates = [changes.new_box(board.image_id, label.id, item.xyxy) for label, item in known]
        self._add_copies(edit_names.PASTE, templates)

    def duplicate(self) -> None:
        """A copy of each chosen box, a little aside."""
        self._add_copies(edit_names.DUPLICATE, self.chosen)

    def repeat_last(self) -> None:
        """The box that was drawn last, once more: on the next picture at the same place."""
        last = self._editing.last_drawn
        if last is not None:
            self._add_copies(edit_names.REPEAT_BOX, (last,))

    def copy_previous(self) -> None:
        """The boxes of the picture before, as soon as they are known."""
        current = self._session.current
        previous = self._session.pictures.neighbour(current, -1) if current is not None else None
        if previous is None:
            return
        document = self._session.documents.get(previous)
        if document is None:
            self._wanted_from = previous
            return
        self._wanted_from = None
        board = self._editing.board
        there = {(item.label_id, item.points) for item in board.items} if board is not None else set()
        missing = [item for item in document.boxes if (item.label_id, item.points) not in there]
        self._add_copies(edit_names.COPY_PREVIOUS, missing)

    def cycle(self, step: int) -> None:
        """Choose the next object: proposals first, the best of them first, then boxes as they were drawn."""
        board = self._editing.board
        if board is None:
            return
        ids = [item.annotation.id for item in board.proposals] + [item.id for item in board.items]
        if not ids:
            return
        at = next((place for place, item in enumerate(ids) if item in board.chosen), None)
        wanted = (0 if step > 0 else len(ids) - 1) if at is None else (at + step) % len(ids)
        self._editing.choose((ids[wanted],), deliberately=True)

    def choose_all(self) -> None:
        """All boxes of the picture."""
        board = self._editing.board
        if board is not None:
            self._editing.choose([item.id for item in board.items])

    def propose(self) -> None:
        """Ask the chosen run what is on this picture."""
        if self._session.current is not None:
            self._session.proposing.propose((self._session.current,))

    def shift_threshold(self, by: float) -> None:
        """Show proposals from a higher or lower score on."""
        proposing = self._session.proposing
        proposing.set_threshold(min(max(round(proposing.threshold + by, 2), LEAST_SCORE), MOST_THRESHOLD))

    def accept_all(self) -> None:
        """All proposals that are shown become boxes."""
        if self._session.current is not None:
            self._session.proposing.accept(self._session.current)

    def accept_chosen(self) -> None:
        """The chosen proposal becomes a box, and the next one is chosen."""
        proposal = self.chosen_proposal
        if proposal is not None:
            following = self._following(proposal.annotation.id)
            self._session.proposing.accept(proposal.annotation.image_id, (proposal.annotation.id,))
            self._editing.choose(following, deliberately=True)

    def reject(self) -> None:
        """Turn the chosen proposal down and choose the next; without a choice all that are shown."""
        proposal, current = self.chosen_proposal, self._session.current
        if proposal is not None:
            following = self._following(proposal.annotation.id)
            self._session.proposing.reject(proposal.annotation.image_id, (proposal.annotation.id,))
            self._editing.choose(following, deliberately=True)
        elif current is not None:
            self._session.proposing.reject(current)

    def toggle_verified(self) -> None:
        """Mark the picture as looked at and right, or take that back."""
        document = self._session.document
        if document is None:
            return
        state = document.row.state
        marks = PictureMarks(document.image_id, None if state is None else state.status)
        self._apply(toggle_status([marks], ImageStatus.VERIFIED))

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self._session.apply(edit)

    def _relabel(self, label: Label) -> None:
        others = [item for item in self.chosen if item.label_id != label.id]
        if others:
            renamed = [replace(item, label_id=label.id) for item in others]
            self._session.apply(make_edit(edit_names.RELABEL, others, renamed))
        proposal = self.chosen_proposal
        if proposal is not None:
            # To say what it is instead is to say that something is there.
            accepted = replace(proposal, status=ProposalStatus.ACCEPTED)
            box = replace(proposal.annotation, label_id=label.id)
            self._session.apply(make_edit(edit_names.ACCEPT, (proposal,), (box, accepted)))

    def _label_of(self, box: CopiedBox) -> Label | None:
        labels = self._session.labels
        return next((label for label in labels.all if label.id == box.label_id), None) or labels.by_name(box.label)

    def _following(self, proposal_id: UUID) -> tuple[UUID, ...]:
        board = self._editing.board
        ids = [item.annotation.id for item in board.proposals] if board is not None else []
        if proposal_id not in ids or len(ids) == 1:
            return ()
        return (ids[(ids.index(proposal_id) + 1) % len(ids)],)

    def _add_copies(self, name: str, templates: Sequence[Annotation]) -> None:
        board = self._editing.board
        if board is None or not templates:
            return
        there = {item.xyxy for item in board.items}
        offset = float(max(1, round(COPY_OFFSET / board.scale))) if _any_in(templates, there) else 0.0
        self._add(name, changes.copied(templates, board.image_id, board.size, offset))

    def _add(self, name: str, items: Sequence[Annotation], labels: Iterable[Label] = ()) -> None:
        self._session.apply(make_edit(name, (), (*labels, *items)))
        self._editing.choose([item.id for item in items])
        if len(items) == 1 and items[0].kind is AnnotationKind.BOX:
            self._editing.last_drawn = items[0]

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self._wanted_from in ids:
            self.copy_previous()

    def _on_session_current_changed(self) -> None:
        self._wanted_from = None


def _any_in(items: Iterable[Annotation], boxes: set[Box]) -> bool:
    return any(item.xyxy in boxes for item in items)
