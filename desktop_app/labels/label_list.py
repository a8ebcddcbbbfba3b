"""The list of labels with its keys: a click, an arrow or a digit makes one the label of the boxes to come."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.labels.label_delegate import LabelDelegate
from desktop_app.labels.label_model import LabelModel
from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import is_menu_key
from desktop_app.session.label_set import LabelSet
from ml_engine.domain.values import Label

DIGITS = "1234567890"


class LabelList(QListView):
    """Signals: menu_wanted(object): global QPoint, over the current label or over none.   archive_wanted()."""

    menu_wanted = Signal(object)
    archive_wanted = Signal()

    def __init__(self, look: Look, labels: LabelSet, model: LabelModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-list")
        self.setAccessibleName(self.tr("Labels"))
        self._labels = labels
        self._rows = model
        self._syncing = False
        self.setModel(model)
        self.setItemDelegate(LabelDelegate(look, labels, model, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        labels.active_changed.connect(self.show_active)
        model.modelReset.connect(self.show_active)
        self.show_active()

    @property
    def current(self) -> Label | None:
        """The label that keys and menu mean."""
        row = self.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def forbid_renaming(self) -> None:
        """The project is open for reading only."""
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def rename(self) -> None:
        """Begin to rename the current label in place."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def show_active(self) -> None:
        """The active label is the current row."""
        active = self._labels.active
        row = None if active is None else self._rows.row_of(active.id)
        self._syncing = True
        self.setCurrentIndex(QModelIndex() if row is None else self._rows.index(row))
        self._syncing = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() and event.text() in DIGITS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            label = self._labels.by_key(event.text())
            if label is not None:
                self._labels.set_active(label.id)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.archive_wanted.emit()
        elif is_menu_key(event):
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are keys of the window here; labels are found in the field above."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return
        index = self.indexAt(event.pos())
        if not index.isValid():
            self._syncing = True
            self.setCurrentIndex(QModelIndex())
            self._syncing = False
        self.menu_wanted.emit(event.globalPos())

    def _on_selection_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._syncing and current.isValid():
            self._labels.set_active(self._rows.rows[current.row()].id)
