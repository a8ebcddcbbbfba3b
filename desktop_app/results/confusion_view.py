"""The confusion matrix as a widget: walk it with the arrow keys; every cell with a number opens its pictures.

Painted by us: a table widget of 100 × 100 items is slow, and its headers cannot stand on end.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.results.confusion_layout import LARGEST_CELL, MOST_HEADER, MatrixLayout, lay_out
from desktop_app.results.confusion_painter import ConfusionPainter, Marks
from desktop_app.results.confusion_words import cell_sentence, table_text
from desktop_app.results.matrix import Matrix
from desktop_app.results.plain import tooltip_html
from desktop_app.session.file_manager import copy_text

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionView(QAbstractScrollArea):
    """A Matrix. place: row and column where the keyboard is.

    Signals: opened(object, object): row and column (Key) of a cell with a number that was clicked or entered.
    """

    opened = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confusion-matrix")
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._look = look
        self._matrix: Matrix | None = None
        self._layout = MatrixLayout()
        self._hovered: tuple[int, int] | None = None
        self.place = (0, 0)
        add_menu(self, look, "confusion-menu", self._menu_items, self._middle_of_cell)
        look.changed.connect(self._on_look_changed)

    def set_matrix(self, matrix: Matrix | None) -> None:
        """Show a matrix, None for nothing."""
        self._matrix = matrix
        self.place, self._hovered = (0, 0), None
        self._measure()
        self._describe()
        self.viewport().update()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is painted, in the viewport's coordinates."""
        return self._layout.rect(row, column)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        rows = len(self._matrix.rows) if self._matrix else 1
        side = min(MOST_HEADER + rows * LARGEST_CELL, 520)
        return QSize(side, side)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent):
            self._show_tooltip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._hover(self._place_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position().toPoint())
        if place == self.place and event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        row, column = self.place
        last = len(self._matrix.rows) - 1 if self._matrix else 0
        steps = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._go(*steps[key])
        elif key in _OPENING:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802, ARG002
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._layout = replace(self._layout, offset=offset)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        if self._matrix is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = Marks(self.place if self.hasFocus() else None, self._hovered)
        ConfusionPainter(self._look, self._matrix, self._layout, marks).paint(painter, self.viewport().size())
        painter.end()

    def _measure(self) -> None:
        if self._matrix is None:
            return
        room = self.viewport().size()
        layout = lay_out(self._matrix, QFontMetrics(self._look.font(9, 600)), room)
        whole = layout.size(self._matrix)
        for bar, wanted, there in (
            (self.horizontalScrollBar(), whole.width(), room.width()),
            (self.verticalScrollBar(), whole.height(), room.height()),
        ):
            bar.setRange(0, max(0, wanted - there))
            bar.setPageStep(max(1, there))
            bar.setSingleStep(layout.cell)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._layout = replace(layout, offset=offset)

    def _place_at(self, point: QPoint) -> tuple[int, int] | None:
        return self._layout.place_at(point, self._matrix) if self._matrix is not None else None

    def _go(self, row: int, column: int) -> None:
        if self._matrix is None:
            return
        last = len(self._matrix.rows) - 1
        self.place = (max(0, min(row, last)), max(0, min(column, last)))
        rect, size = self.cell_rect(*self.place), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left, top = rect.x() - self._layout.row_header, rect.y() - self._layout.column_header
        across.setValue(across.value() + min(0, left) + max(0, rect.right() - size.width()))
        down.setValue(down.value() + min(0, top) + max(0, rect.bottom() - size.height()))
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        # What a screen reader says of a widget that paints itself.
        text = ""
        if self._matrix is not None and self._matrix.rows:
            text = cell_sentence(self._matrix, self._matrix.rows[self.place[0]], self._matrix.columns[self.place[1]])
        self.setAccessibleDescription(text)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        place = self._place_at(event.pos())
        if place is None or self._matrix is None:
            QToolTip.hideText()
            return
        text = cell_sentence(self._matrix, self._matrix.rows[place[0]], self._matrix.columns[place[1]])
        QToolTip.showText(event.globalPos(), tooltip_html(text), self.viewport())

    def _open(self) -> None:
        if self._matrix is not None and self._matrix.rows:
            row, column = self._matrix.rows[self.place[0]], self._matrix.columns[self.place[1]]
            if self._matrix.count(row, column):
                self.opened.emit(row, column)

    def _middle_of_cell(self) -> QPoint:
        return self.cell_rect(*self.place).center()

    def _menu_items(self, point: QPoint | None) -> MenuItems:
        matrix = self._matrix
        place = self.place if point is None else self._place_at(point)
        if matrix is None or place is None or not matrix.rows:
            return ()
        self._go(*place)
        row, column = matrix.rows[place[0]], matrix.columns[place[1]]
        sentence, has_pictures = cell_sentence(matrix, row, column), bool(matrix.ids.get((row, column)))
        return (
            MenuItem("show-pictures", self.tr("Show its pictures"), self._open, "images", has_pictures),
            None,
            MenuItem("copy-sentence", self.tr("Copy as a sentence"), partial(copy_text, sentence), "copy"),
            MenuItem("copy-table", self.tr("Copy the whole matrix"), partial(copy_text, table_text(matrix)), "table"),
        )

    def _hover(self, place: tuple[int, int] | None) -> None:
        if place == self._hovered or self._matrix is None:
            return
        self._hovered = place
        opens = place is not None and self._matrix.count(self._matrix.rows[place[0]], self._matrix.columns[place[1]])
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _on_look_changed(self) -> None:
        self._measure()
        self.viewport().update()
