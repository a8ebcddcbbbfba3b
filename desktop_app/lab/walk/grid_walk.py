"""Input and output side by side, a way through the steps, and a sentence for each: what simple walks are shown with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.lab.columns import beside, card
from desktop_app.lab.grid.content import GridContent, local
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel

LARGEST_CELL = 64.0


class GridWalk(QWidget):
    """name: what its parts are named after.   between: a widget between the grids, if there is one.

    Signals: moved(int): another step.   input_pressed(int, int), output_pressed(int, int): a cell was clicked.
    """

    moved = Signal(int)
    input_pressed = Signal(int, int)
    output_pressed = Signal(int, int)

    def __init__(self, look: Look, name: str, between: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = NumberGrid(look, f"{name}-input", self.tr("Input"))
        self.output = NumberGrid(look, f"{name}-output", self.tr("Output"))
        for grid in (self.input, self.output):
            grid.set_largest(LARGEST_CELL)
        self.transport = Transport(look, f"{name}-walk")
        self._input_words = PlainLabel("", role="small", elide=True)
        self._input_words.setObjectName(f"{name}-input-words")
        self._output_words = PlainLabel("", role="small", elide=True)
        self._output_words.setObjectName(f"{name}-output-words")
        self._formula = PlainLabel("", wrap=True)
        self._formula.setObjectName(f"{name}-formula")
        self._written = PlainLabel("", role="heading", wrap=True)
        self._written.setObjectName(f"{name}-sum")
        grids = [card(self._input_words, self.input), card(self._output_words, self.output)]
        if between is not None:
            grids.insert(1, card(between))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self._formula)
        column.addLayout(beside(*grids, stretches=(1, 1) if between is None else (1, 0, 1)), 1)
        column.addWidget(self.transport)
        self._written.setMinimumHeight(2 * self._written.fontMetrics().lineSpacing() + SPACE_S)
        column.addWidget(card(self._written))
        self.transport.moved.connect(self.moved)
        self.input.pressed.connect(self.input_pressed)
        self.output.pressed.connect(self.output_pressed)

    def show_words(self, formula: str, input_words: str, output_words: str) -> None:
        """What stands above everything and above each grid."""
        self._formula.setText(local(formula))
        self._input_words.setText(input_words)
        self._output_words.setText(output_words)

    def show_step(self, given: GridContent, made: GridContent, written: str) -> None:
        """A step. written: what is computed in it."""
        self.input.show_content(given)
        self.output.show_content(made)
        self._written.setText(local(written))
