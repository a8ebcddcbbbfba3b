"""What keys and menus do to the chosen pictures: each is one edit, however many they are."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from desktop_app.project.built_edits import Change, on_pictures, verifying_empty
from desktop_app.project.picture_edits import (
    PictureMarks,
    place_pictures,
    tag_pictures,
    toggle_status,
    untag_pictures,
)
from desktop_app.project.query import ImageFilter
from desktop_app.session.documents import Document
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageStatus, Split

AT_ONCE = 8  # so many are changed before they are on disk, if they are in memory


class PictureCommands:
    """Over the selection of the browser; without one, over the current picture."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def targets(self) -> tuple[int, ...]:
        """The pictures that are meant."""
        current = self._session.current
        return self._session.pictures.selected or (() if current is None else (current,))

    @property
    def can_edit(self) -> bool:
        return bool(self.targets) and not self._session.read_only

    def tag_key(self, key: str) -> None:
        """Give the label of a digit."""
        label = self._session.labels.by_key(key)
        if label is not None:
            self.tag(label.id)

    def tag(self, label_id: UUID) -> None:
        """Give a label of the whole picture, in place of the one it had, or beside it if the project wants that."""
        several = self._session.labels.several_per_picture
        self._change(partial(tag_pictures, label_id=label_id, several=several))

    def untag(self) -> None:
        """Take the labels of whole pictures away."""
        self._change(untag_pictures)

    def toggle_verified(self) -> None:
        """Mark as looked at and right; where all are, take that back."""
        self._change(partial(toggle_status, status=ImageStatus.VERIFIED))

    def toggle_skipped(self) -> None:
        """Leave out of the work and of training; where all are, take them back in."""
        self._change(partial(toggle_status, status=ImageStatus.SKIPPED))

    def place(self, split: Split | None) -> None:
        """Put into a split, or out of all."""
        self._change(partial(place_pictures, split=split))

    def propose(self) -> None:
        """Ask the chosen run."""
        self._session.proposing.propose(self.targets)

    def verify_empty(self, which: ImageFilter) -> None:
        """Mark the empty pictures of a list as verified."""
        self._session.bulk.apply(verifying_empty(which))

    def _change(self, change: Change) -> None:
        targets = self.targets
        if not targets:
            return
        marks = self._marks(targets)
        if marks is None:
            self._session.bulk.apply(on_pictures(targets, change))
            return
        edit = change(marks)
        if edit is not None:
            self._session.apply(edit)

    def _marks(self, targets: tuple[int, ...]) -> list[PictureMarks] | None:
        """From memory, with what is not on disk yet; None if they are not all there, or it may be behind the disk."""
        if len(targets) > AT_ONCE or self._session.bulk.is_busy:
            return None
        documents = [self._session.documents.get(image_id) for image_id in targets]
        known = [document for document in documents if document is not None]
        return [_marks_of(document) for document in known] if len(known) == len(documents) else None


def _marks_of(document: Document) -> PictureMarks:
    state = document.row.state
    return PictureMarks(document.image_id, None if state is None else state.status, document.row.split, document.tags)
