"""What can be done to labels here; what cannot is said, not thrown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.look.message import Message
from desktop_app.project import label_edits
from desktop_app.project.built_edits import merging
from desktop_app.project.edits import Step
from desktop_app.project.query import ImageFilter
from desktop_app.session.late_undo import undoing
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Edit, Label

UNDO_S = 10.0


class LabelCommands(QObject):
    """Over the labels of the session.

    Signals: refused(object): UserError of a name that cannot be.
    """

    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def can_edit(self) -> bool:
        return not self._session.read_only

    @property
    def archived(self) -> tuple[Label, ...]:
        """Labels that were put away."""
        return tuple(label for label in self._session.labels.with_archived if label.archived)

    def add(self, name: str) -> bool:
        """A new label, which sticks to the boxes to come. Returns whether there is one now."""
        edit = self._try(lambda: label_edits.add_label(self._session.labels.with_archived, name))
        if edit is None:
            return False
        self._session.apply(edit)
        made = next(record for record in edit.added if isinstance(record, Label))
        self._session.labels.set_active(made.id)
        return True

    def rename(self, label_id: UUID, name: str) -> None:
        """Another name."""
        labels = self._session.labels
        self._apply(lambda: label_edits.rename_label(labels.with_archived, labels.get(label_id), name))

    def recolour(self, label_id: UUID, color: str) -> None:
        """Another colour, '#rrggbb'."""
        self._apply(lambda: label_edits.recolour_label(self._session.labels.get(label_id), color))

    def set_key(self, label_id: UUID, key: str) -> None:
        """Another digit, '' for none; who had it gets the old one."""
        labels = self._session.labels
        self._apply(lambda: label_edits.key_label(labels.all, labels.get(label_id), key))

    def archive(self, label_id: UUID) -> None:
        """Put away, with a word where boxes go with it."""
        label, count = self._session.labels.get(label_id), self._session.labels.counts.get(label_id)
        edit = self._apply(lambda: label_edits.archive_label(label))
        if edit is not None and count is not None and count.annotations:
            text = self.tr("“{label}” is archived. Its boxes are kept, but not used for training or export.")
            self._session.say(_told(self._session, text.format(label=label.name), self.tr("Undo"), edit.id))

    def restore(self, label_id: UUID) -> None:
        """Bring back."""
        labels = self._session.labels
        self._apply(lambda: label_edits.restore_label(labels.with_archived, labels.get(label_id)))

    def merge(self, label_id: UUID, into_id: UUID) -> None:
        """Make everything of one label the other's."""
        session, labels = self._session, self._session.labels
        text = self.tr("“{label}” is part of “{other}” now.")
        words = text.format(label=labels.get(label_id).name, other=labels.get(into_id).name)
        button = self.tr("Undo")

        def told(step: Step | None) -> None:
            # Nothing of the panel: it may have been made anew meanwhile, in another language.
            if step is not None:
                labels.set_active(into_id)
                session.say(_told(session, words, button, step.head.id))

        session.bulk.apply(merging(label_id, into_id), told)

    def show_pictures(self, label_id: UUID) -> None:
        """Only pictures with it, in the browser."""
        pictures = self._session.pictures
        which = ImageFilter() if pictures.is_fixed else pictures.filter
        pictures.set_filter(replace(which, label=label_id))

    def _apply(self, build: Callable[[], Edit | None]) -> Edit | None:
        edit = self._try(build)
        if edit is not None:
            self._session.apply(edit)
        return edit

    def _try(self, build: Callable[[], Edit | None]) -> Edit | None:
        try:
            return build()
        except UserError as error:
            self.refused.emit(error)
            return None


def _told(session: Session, text: str, button: str, edit_id: UUID) -> Message:
    return Message("ok", text, action_text=button, action=undoing(session, edit_id), timeout_s=UNDO_S)
