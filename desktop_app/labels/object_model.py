"""What the current picture carries, as rows: objects as they were drawn, then what is proposed, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.labels.words import place, score
from desktop_app.session.session import Session
from ml_engine.domain.values import Annotation, Label, Proposal

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class ObjectRow:
    """An object or a proposal. proposal: None for what a person said.   run: its number, 0 if not known."""

    annotation: Annotation
    label: Label | None
    proposal: Proposal | None = None
    run: int = 0

    @property
    def id(self) -> UUID:
        return self.annotation.id


class ObjectModel(QAbstractListModel):
    """Objects with a place in the picture; labels of the whole picture are not among them, proposed ones are."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: Sequence[ObjectRow] = ()

    def take(self) -> None:
        """Read the document anew."""
        rows = self._read()
        if [row.id for row in rows] == [row.id for row in self.rows]:
            if rows != self.rows:
                self.rows = rows
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, object_id: UUID) -> int | None:
        """Where an object stands."""
        return next((row for row, item in enumerate(self.rows) if item.id == object_id), None)

    def name(self, row: ObjectRow) -> str:
        """The label, and the score of what is only proposed."""
        name = "?" if row.label is None else row.label.name
        return name if row.proposal is None else f"{name}  {score(row.proposal.score)}"

    def facts(self, row: ObjectRow) -> str:
        """Where it is, or who proposes it."""
        if row.proposal is None:
            return place(row.annotation)
        if not row.run:
            return self.tr("proposed")
        return self.tr("proposed by run {number}").format(number=row.run)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Role.DisplayRole:
                return self.name(row)
            case Role.AccessibleTextRole:
                return f"{self.name(row)}, {self.facts(row)}"
        return None

    def _read(self) -> tuple[ObjectRow, ...]:
        document, session = self._session.document, self._session
        if document is None:
            return ()
        labels = session.labels
        known = {label.id: label for label in labels.with_archived}
        said = [ObjectRow(item, known.get(item.label_id)) for item in document.boxes]
        shown = session.proposing.shown(document.proposals)
        numbers = {name: session.runs.number(name) for name in {item.run_id for item in shown}}
        proposed = [
            ObjectRow(item.annotation, known.get(item.annotation.label_id), item, numbers[item.run_id])
            for item in shown
        ]
        return (*said, *proposed)
