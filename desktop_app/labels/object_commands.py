"""What can be done to objects and labels of the current picture from the panel: each is one edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from desktop_app.project.built_edits import on_pictures
from desktop_app.project.edits import make_edit
from desktop_app.project.picture_edits import tag_pictures
from desktop_app.session import edit_names
from desktop_app.session.session import Session
from ml_engine.domain.values import Annotation, Proposal, ProposalStatus, Record


class ObjectCommands:
    """Over what is chosen in the current picture."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def can_edit(self) -> bool:
        return self._session.document is not None and not self._session.read_only

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Chosen objects."""
        document, ids = self._session.document, set(self._session.objects.ids)
        return () if document is None else tuple(item for item in document.annotations if item.id in ids)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Chosen proposals."""
        document, ids = self._session.document, set(self._session.objects.ids)
        return () if document is None else tuple(item for item in document.proposals if item.annotation.id in ids)

    def delete(self) -> None:
        """Take chosen objects away and turn chosen proposals down, as one step."""
        removed: list[Record] = [*self.annotations, *self.proposals]
        rejected = [replace(item, status=ProposalStatus.REJECTED) for item in self.proposals]
        if removed:
            name = edit_names.DELETE if self.annotations else edit_names.REJECT
            self._session.apply(make_edit(name, removed, rejected))

    def relabel(self, label_id: UUID) -> None:
        """Give chosen objects another label; a proposal is accepted by that."""
        others = [item for item in self.annotations if item.label_id != label_id]
        removed: list[Record] = [*others, *self.proposals]
        added: list[Record] = [replace(item, label_id=label_id) for item in others]
        for item in self.proposals:
            added += [replace(item.annotation, label_id=label_id), replace(item, status=ProposalStatus.ACCEPTED)]
        if removed:
            self._session.apply(make_edit(edit_names.RELABEL, removed, added))

    def answer(self, ids: Sequence[UUID], *, accepts: bool) -> None:
        """Accept or reject proposals."""
        current = self._session.current
        if current is not None and ids:
            proposing = self._session.proposing
            (proposing.accept if accepts else proposing.reject)(current, ids)

    def tag(self, label_id: UUID) -> None:
        """Give the picture a label of its own."""
        current = self._session.current
        if current is not None:
            several = self._session.labels.several_per_picture
            change = partial(tag_pictures, label_id=label_id, several=several)
            self._session.bulk.apply(on_pictures((current,), change))

    def untag(self, annotation: Annotation) -> None:
        """Take a label of the picture away."""
        self._session.apply(make_edit(edit_names.UNTAG_PICTURES, (annotation,)))
