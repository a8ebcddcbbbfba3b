"""The list of the picture's objects. What is chosen here is chosen in the canvas, and the other way round."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from desktop_app.labels.object_delegate import ObjectDelegate, answer_rects
from desktop_app.labels.object_model import ObjectModel
from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import is_menu_key
from desktop_app.session.object_selection import ObjectSelection


class ObjectList(QListView):
    """Signals: menu_wanted(object): global QPoint.   answered(object, bool): id of a proposal, accepted or not."""

    menu_wanted = Signal(object)
    answered = Signal(object, bool)

    def __init__(self, look: Look, objects: ObjectSelection, model: ObjectModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("object-list")
        self.setAccessibleName(self.tr("Objects in this picture"))
        self._objects = objects
        self._rows = model
        self._syncing = False
        self.setModel(model)
        self.setItemDelegate(ObjectDelegate(look, model, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        objects.changed.connect(self.show_chosen)
        model.modelReset.connect(self.show_chosen)

    def show_chosen(self) -> None:
        """Select what is chosen in the session."""
        rows = [row for item in self._objects.ids if (row := self._rows.row_of(item)) is not None]
        chosen = QItemSelection()
        for row in rows:
            index = self._rows.index(row)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self._syncing = True
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        last = self._rows.index(rows[-1]) if rows else QModelIndex()
        self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
        self._syncing = False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        answer = self._answer_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and answer is not None:
            row, accepts = answer
            self.answered.emit(self._rows.rows[row].id, accepts)
            return
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            answer = self._answer_at(event.pos())
            if answer is not None:
                words = self.tr("Accept this proposal") if answer[1] else self.tr("Reject this proposal")
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if is_menu_key(event) and self.currentIndex().isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are keys of the window here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        if not keyboard and self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def _answer_at(self, point: QPoint) -> tuple[int, bool] | None:
        index = self.indexAt(point)
        if not index.isValid() or self._rows.rows[index.row()].proposal is None:
            return None
        accept, reject = answer_rects(self.visualRect(index))
        if accept.contains(point):
            return index.row(), True
        return (index.row(), False) if reject.contains(point) else None

    def _on_selection_changed(self) -> None:
        if not self._syncing:
            rows = sorted(index.row() for index in self.selectedIndexes())
            self._syncing = True  # the session tells it back; the view knows already
            self._objects.set(self._rows.rows[row].id for row in rows)
            self._syncing = False
