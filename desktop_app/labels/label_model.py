"""The labels as rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.labels.words import uses
from desktop_app.look.widgets.plain_label import plain_tooltip
from desktop_app.session.label_set import LabelSet
from ml_engine.domain.values import Label

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class LabelModel(QAbstractListModel):
    """Labels whose name holds the words that are looked for.

    Signals: renamed(object, str): a row was given another name: id of the label.
    """

    renamed = Signal(object, str)

    def __init__(self, labels: LabelSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._words = ""
        self.rows: Sequence[Label] = ()
        self.take()

    def take(self) -> None:
        """Read the labels anew."""
        rows = tuple(label for label in self._labels.all if self._words in label.name.casefold())
        if [label.id for label in rows] == [label.id for label in self.rows]:
            self.rows = rows
            self.tell_counts()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def find(self, words: str) -> None:
        """Only labels with these words in their name."""
        self._words = words.strip().casefold()
        self.take()

    def tell_counts(self) -> None:
        """What is shown beside the names is another."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, label_id: UUID) -> int | None:
        """Where a label stands, None if it is not shown."""
        return next((row for row, label in enumerate(self.rows) if label.id == label_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        label = self.rows[index.row()]
        count = self._labels.counts.get(label.id)
        match role:
            case Role.DisplayRole | Role.EditRole:
                return label.name
            case Role.ToolTipRole:
                return None if count is None else plain_tooltip(f"{label.name}\n{uses(count)}")
            case Role.AccessibleTextRole:
                parts = [label.name, "" if count is None else uses(count), label.key]
                return ", ".join(part for part in parts if part)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:  # noqa: N802
        if not index.isValid() or role != Role.EditRole:
            return False
        self.renamed.emit(self.rows[index.row()].id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable
