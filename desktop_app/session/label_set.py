"""The project's labels: in order, with the one that sticks, and how often each is used."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.query import LabelCount, Query
from desktop_app.project.snapshot import SEVERAL_PER_PICTURE
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from ml_engine.domain.values import Edit, Label

COUNT_AFTER_MS = 250


class LabelSet(QObject):
    """Labels by id, key and order.

    several_per_picture: whether a picture may carry more than one label of its own (a fact of the project).
    Signals: changed(): labels, or several_per_picture.   active_changed().   counts_changed().
    """

    changed = Signal()
    active_changed = Signal()
    counts_changed = Signal()

    def __init__(self, project: Project, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._background = background
        self._by_id: dict[UUID, Label] = {}
        self._active: UUID | None = None
        self._token = Token()
        self.all: tuple[Label, ...] = ()
        self.counts: dict[UUID, LabelCount] = {}
        self.several_per_picture = False
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._count_timer.timeout.connect(self.recount)
        self.reload()

    @property
    def active(self) -> Label | None:
        """The label that the next box gets: the one used last."""
        found = self._by_id.get(self._active) if self._active is not None else None
        return found if found is not None and not found.archived else None

    def set_active(self, label_id: UUID | None) -> None:
        """Let this label stick."""
        if label_id != self._active:
            self._active = label_id
            self.active_changed.emit()

    def get(self, label_id: UUID) -> Label:
        """A label, archived ones too. Raises KeyError."""
        return self._by_id[label_id]

    def by_key(self, key: str) -> Label | None:
        """The label of a digit."""
        return next((label for label in self.all if label.key == key), None)

    def by_name(self, name: str) -> Label | None:
        """The label of a name, whatever its case."""
        wanted = name.strip().casefold()
        return next((label for label in self.all if label.name.casefold() == wanted), None)

    @property
    def with_archived(self) -> tuple[Label, ...]:
        """All labels that there ever were, in order."""
        return tuple(sorted(self._by_id.values(), key=lambda label: (label.position, label.id.bytes)))

    def set_several_per_picture(self, several: bool) -> None:
        """Whether digits add labels to a picture or replace its one."""
        if several != self.several_per_picture:
            self.several_per_picture = several
            if not self._project.read_only:
                self._project.submit_fact(SEVERAL_PER_PICTURE, "1" if several else "0")
            self.changed.emit()

    def apply(self, edit: Edit) -> None:
        """Show what an edit does to labels."""
        gone = [record for record in edit.removed if isinstance(record, Label)]
        come = [record for record in edit.added if isinstance(record, Label)]
        if not (gone or come):
            return
        for label in gone:
            self._by_id.pop(label.id, None)
        for label in come:
            self._by_id[label.id] = label
        self._order()

    def reload(self) -> None:
        """Read all labels: something else than an edit of this window changed them."""
        self._token.cancel()
        self._token = self._background.run(partial(_read, self._project.query), self._on_background_read, urgent=True)

    def recount_soon(self, _: object = None) -> None:
        """Something was edited: count again when the hand rests."""
        self._count_timer.start()

    def recount(self) -> None:
        """Count uses again now."""
        self._background.run(partial(_count, self._project.query), self._on_background_counted)

    def _on_background_read(self, result: tuple[tuple[Label, ...], bool]) -> None:
        labels, self.several_per_picture = result
        self._by_id = {label.id: label for label in labels}
        self._order()
        self.recount()

    def _on_background_counted(self, counts: dict[UUID, LabelCount]) -> None:
        if counts != self.counts:
            self.counts = counts
            self.counts_changed.emit()

    def _order(self) -> None:
        self.all = tuple(label for label in self.with_archived if not label.archived)
        if self.active is None and self.all:
            self._active = self.all[0].id
        self.changed.emit()
        self.active_changed.emit()


def _read(query: Query, _: Token) -> tuple[tuple[Label, ...], bool]:
    return query.labels(archived=True), query.fact(SEVERAL_PER_PICTURE) == "1"


def _count(query: Query, _: Token) -> dict[UUID, LabelCount]:
    return query.label_counts()
