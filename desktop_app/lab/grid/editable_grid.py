"""A grid whose numbers a person changes: point at a cell and type, as in a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.lab.grid.content import Cell, GridContent, local
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.look.look import Look
from ml_engine.domain.errors import UserError
from ml_engine.lab.matrices import number_text, parse_matrix

MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
BEGINS = "0123456789-−.,/"


class EditableGrid(NumberGrid):
    """Arrows move, typing begins a number, Enter takes it and goes on, Del makes it 0, Esc leaves it as it was.

    Signals: edited(int, int, float): a cell has another number.
    """

    edited = Signal(int, int, float)

    def __init__(self, look: Look, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, accessible, parent)
        self._cell: Cell = (0, 0)
        self._field = QLineEdit(self)
        self._field.setObjectName(f"{name}-field")
        self._field.setAccessibleName(accessible)
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setStyleSheet("QLineEdit { padding: 0; min-height: 0; border-radius: 2px; }")
        self._field.hide()
        self._field.returnPressed.connect(self._on_field_return_pressed)
        self._field.editingFinished.connect(self._take)

    @property
    def cell(self) -> Cell:
        """Where the keys are."""
        return self._cell

    def show_content(self, content: GridContent) -> None:
        rows, columns = content.shape
        self._cell = min(self._cell[0], rows - 1), min(self._cell[1], columns - 1)
        super().show_content(content)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        cell = self.cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(cell)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.cell_at(event.position()) == self._cell:
            self._open(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, text = Qt.Key(event.key()), event.text()
        if key in MOVES and not self._field.isVisible():
            down, across = MOVES[key]
            self._go((self._cell[0] + down, self._cell[1] + across))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.edited.emit(*self._cell, 0.0)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(None)
        elif text and text in BEGINS:
            self._open(text)
        elif key == Qt.Key.Key_Escape and self._field.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRect(self.cell_rect(*self._cell).adjusted(1.5, 1.5, -1, -1))

    def _go(self, cell: Cell) -> None:
        rows, columns = self.content.shape
        self._cell = min(max(cell[0], 0), rows - 1), min(max(cell[1], 0), columns - 1)
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.cell_words(*self._cell))

    def _open(self, text: str | None) -> None:
        """text: what was typed; None: the number that is there, all of it chosen."""
        rect = self.cell_rect(*self._cell).toRect()
        wide = max(rect.width(), 52)
        rect.adjust(-(wide - rect.width()) // 2, 0, (wide - rect.width()) // 2, 0)
        if rect.height() < 22:
            rect.adjust(0, -(22 - rect.height()) // 2, 0, (22 - rect.height()) // 2)
        rect.moveLeft(min(max(rect.left(), 0), max(self.width() - rect.width(), 0)))
        self._field.setGeometry(rect)
        self._field.setText(local(number_text(float(self.content.values[self._cell]))) if text is None else text)
        self._field.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self._field.selectAll()

    def _on_field_return_pressed(self) -> None:
        rows, columns = self.content.shape
        self._take()
        after = self._cell[0] * columns + self._cell[1] + 1
        self._go(divmod(after % (rows * columns), columns))

    def _take(self) -> None:
        if not self._field.isVisible():
            return
        text = self._field.text().strip()
        self._close()
        try:
            value = float(parse_matrix(text.replace(",", ".").replace("−", "-"))[0, 0])
        except UserError:
            return  # what is no number leaves the cell as it was
        self.edited.emit(*self._cell, value)

    def _close(self) -> None:
        # Whoever clicked elsewhere is there already: the focus is not taken back.
        was_here = self._field.hasFocus()
        self._field.hide()
        if was_here:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
