"""The page Sliding window: how many places there are, and the dense layer in the window as one convolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.columns import beside, card, over_steps, settings_column
from desktop_app.lab.controls import NumberSpin, labelled
from desktop_app.lab.grid.content import GridContent
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.page import Example, LabPage
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.lab.sliding_window import WindowPlaces, dense_to_convolution, outputs_per_window, window_places


@dataclass(frozen=True, slots=True)
class WindowSetup:
    """grid: rows and columns.   channels, neurons: of the dense layer in the window.   labels: that it knows."""

    grid: tuple[int, int] = (6, 8)
    window: int = 3
    stride: int = 1
    channels: int = 100
    neurons: int = 200
    labels: int = 5


class WindowsPage(LabPage):
    """What is set is one WindowSetup."""

    NAME = "windows"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Sliding window"),
            self.tr("A small network run at every place of a grid, or once over all of it: the dense layer becomes a "
                    "convolution with the same weights and the same numbers. Step through the places."),
        )  # fmt: skip
        self._setup = WindowSetup()
        self._places: WindowPlaces | None = None
        self.grid = NumberGrid(look, "lab-windows-grid", self.tr("The grid with the window"))
        self.output = NumberGrid(look, "lab-windows-output", self.tr("One answer for each place"))
        self.steps = self.transport = Transport(look, "lab-windows-walk")
        self._spins = {
            name: NumberSpin(f"lab-windows-{name}", words, 1, highest)
            for name, words, highest in (
                ("rows", self.tr("Rows of the grid"), 40), ("columns", self.tr("Columns of the grid"), 40),
                ("window", self.tr("Side of the window"), 20), ("stride", self.tr("Stride"), 10),
                ("channels", self.tr("Channels"), 4096), ("neurons", self.tr("Neurons"), 4096),
                ("labels", self.tr("Labels"), 9999),
            )
        }  # fmt: skip
        self._count = PlainLabel("", role="title")
        self._lines = {name: PlainLabel("", wrap=True) for name in ("formula", "dense", "conv", "work", "outputs")}
        self._count.setObjectName("lab-windows-count")
        for name, label in self._lines.items():
            label.setObjectName(f"lab-windows-{name}-words")
        self._lay_out()
        for spin in self._spins.values():
            spin.valueChanged.connect(self._on_spins_changed)
        self.steps.moved.connect(self._show_place)
        self.output.pressed.connect(self._on_output_pressed)
        kept = self.kept()
        self.show_setup(kept if isinstance(kept, WindowSetup) else WindowSetup())

    def examples(self) -> Sequence[Example]:
        show = self.show_setup
        return [
            Example("three", self.tr("A 3 × 3 window on a 6 × 8 grid: 24 places"), partial(show, WindowSetup())),
            Example("four", self.tr("A 4 × 4 window on a 6 × 8 grid: 15 places"), partial(show, WindowSetup(window=4))),
            Example("dense", self.tr("200 neurons over 100 × 7 × 7: 980,200 parameters both ways"),
                    partial(show, WindowSetup((7, 7), 7))),
            Example("small", self.tr("224: a 7 × 7 map gives 1 × 1 × 10"),
                    partial(show, WindowSetup((7, 7), 7, channels=512, neurons=10))),
            Example("large", self.tr("448: a 14 × 14 map gives 8 × 8 × 10"),
                    partial(show, WindowSetup((14, 14), 7, channels=512, neurons=10))),
            Example("outputs", self.tr("5 classes + 1 + 4 = 10 numbers a place"),
                    partial(show, WindowSetup(neurons=10))),
        ]  # fmt: skip

    def show_setup(self, setup: WindowSetup) -> None:
        """Set it, and count."""
        self._setup = setup
        self.keep(setup)
        values = (*setup.grid, setup.window, setup.stride, setup.channels, setup.neurons, setup.labels)
        for spin, value in zip(self._spins.values(), values, strict=True):
            spin.show_value(value)
        try:
            self._places = window_places(setup.grid, setup.window, setup.stride)
            made = dense_to_convolution(setup.channels, (setup.window, setup.window), setup.neurons, setup.grid)
        except UserError as error:
            self._places = None
            self._count.setText("0")
            self._lines["formula"].setText(f"{in_words(error.message)} {in_words(error.hint)}")
            for name in ("dense", "conv", "work"):
                self._lines[name].setText("")
            self.grid.show_content(GridContent(_cells(setup.grid)))
            return
        number = QLocale().toString
        self._count.setText(self.tr("%n place(s)", "", self._places.count))
        self._lines["formula"].setText(
            self.tr("Rows: {rows}\nColumns: {columns}").format(
                rows=self._places.formulas[0], columns=self._places.formulas[1]
            )
        )
        size = f"{setup.window}·{setup.window}·{setup.channels}"
        self._lines["dense"].setText(
            self.tr("Dense layer in the window: ({size} + 1)·{neurons} = {count} parameters").format(
                size=size, neurons=setup.neurons, count=number(made.dense_parameters)
            )
        )
        self._lines["conv"].setText(
            self.tr("As a convolution over the grid: {count} parameters, output {size}").format(
                count=number(made.convolution_parameters), size=" × ".join(map(str, made.output))
            )
        )
        self._lines["work"].setText(
            self.tr(
                "Run place by place: {count} multiplications. As one convolution the layers before it run once, not "
                "once a place."
            ).format(count=number(made.multiplications_apart))
        )  # fmt: skip
        self._lines["outputs"].setText(
            self.tr("What a detector says at each place: {labels} classes + 1 + 4 = {count} numbers").format(
                labels=setup.labels, count=outputs_per_window(setup.labels)
            )
        )
        self.steps.set_steps(self._places.count, self._places.columns)
        self.steps.show_step(self._places.count - 1)
        self._show_place()

    def tell(self) -> None:
        self.put("grid", self._setup.grid)
        self.put("window", self._setup.window)
        self.put("places", self._places.count if self._places else 0)
        if self._places:
            self.put("position", divmod(self.steps.index, self._places.columns))
            made = dense_to_convolution(
                self._setup.channels, (self._setup.window, self._setup.window), self._setup.neurons, self._setup.grid
            )
            self.put("parameters", made.convolution_parameters)
            self.put("output_size", made.output)

    def _lay_out(self) -> None:
        spins = self._spins
        column = settings_column(
            PlainLabel(self.tr("Grid and window"), role="strong"), labelled(self.tr("Rows"), spins["rows"]),
            labelled(self.tr("Columns"), spins["columns"]), labelled(self.tr("Window"), spins["window"]),
            labelled(self.tr("Stride"), spins["stride"]), PlainLabel(self.tr("Layer in the window"), role="strong"),
            labelled(self.tr("Channels"), spins["channels"], self.tr("Of the map that the window slides over.")),
            labelled(self.tr("Neurons"), spins["neurons"], self.tr("Of the dense layer that reads the window.")),
            labelled(self.tr("Labels"), spins["labels"]),
        )  # fmt: skip
        words = QWidget()
        rows = QVBoxLayout(words)
        rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self._count, *self._lines.values()):
            rows.addWidget(widget)
        grids = beside(
            card(PlainLabel(self.tr("The window on the grid"), role="small"), self.grid),
            card(PlainLabel(self.tr("The places, in their order"), role="small"), self.output), stretches=(1, 1),
        )  # fmt: skip
        right = over_steps(grids, self.steps, card(words))
        self.body.addLayout(beside(column, right, stretches=(0, 1)), 1)

    def _show_place(self, _: int = 0) -> None:
        places = self._places
        if places is None:
            return
        row, column = places.places[self.steps.index]
        marked = np.zeros(self._setup.grid, dtype=bool)
        marked[row : row + self._setup.window, column : column + self._setup.window] = True
        self.grid.show_content(
            GridContent(_cells(self._setup.grid), _plain(self._setup.grid, self.look), marked=marked)
        )
        order = np.arange(1.0, places.count + 1).reshape(places.rows, places.columns)
        fresh = divmod(self.steps.index, places.columns)
        self.output.show_content(GridContent(order, fresh=fresh, known=self.steps.index + 1))
        if self.isVisible():
            self.tell()

    def _on_spins_changed(self, _: int) -> None:
        self.session.facts.drop("lab.example")
        values = {name: spin.value() for name, spin in self._spins.items()}
        self.show_setup(
            WindowSetup(
                (values["rows"], values["columns"]), values["window"], values["stride"], values["channels"],
                values["neurons"], values["labels"],
            )
        )  # fmt: skip

    def _on_output_pressed(self, row: int, column: int) -> None:
        if self._places is not None:
            self.steps.pause()
            self.steps.go(row * self._places.columns + column)


def _cells(grid: tuple[int, int]) -> np.ndarray:
    """Cells without numbers."""
    return np.full(grid, np.nan)


def _plain(grid: tuple[int, int], look: Look) -> np.ndarray:
    """Squares of one colour: the cells of the grid say nothing."""
    color = look.color("raised")
    return np.broadcast_to(np.array([color.red(), color.green(), color.blue()], dtype=np.uint8), (*grid, 3)).copy()
