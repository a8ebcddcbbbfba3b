"""Input, kernel and output side by side, and below them the place where the kernel lies now, number by number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.lab.columns import card
from desktop_app.lab.controls import Chips
from desktop_app.lab.convolve.kernel_card import KernelCard
from desktop_app.lab.convolve.setup import Setup
from desktop_app.lab.convolve.step_strip import StepStrip
from desktop_app.lab.convolve.walk import Frame, Walk
from desktop_app.lab.convolve.whole_card import WholeCard, visible_picture
from desktop_app.lab.convolve.words import plane_names
from desktop_app.lab.grid.content import GridContent, local
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.walk.source import Pictures, Source
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.session import Session
from ml_engine.images.lab_pictures import map_picture

NO_BREAK = "\u00a0"
WHOLE_WIDTH = 260
LEAST_WHOLE = 160  # where the products need the room more than the whole picture
NARROW = 620  # below it the kernel makes room for what goes in and comes out


class Stage(QWidget):
    """Signals: edited(object): a Setup with another kernel.   view_changed(): another place, filter or plane."""

    edited = Signal(object)
    view_changed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk: Walk | None = None
        self._setup = Setup()
        self._source = Source()
        self._pictures: Pictures | None = None
        self.transport = Transport(look, "lab-walk")
        self.input = NumberGrid(look, "lab-input", self.tr("Input with the place of the kernel"))
        self.output = NumberGrid(look, "lab-output", self.tr("Output"))
        self.kernel = KernelCard(look)
        self.strip = StepStrip(look)
        self.whole = WholeCard(session, look)
        self._planes = Chips("lab-plane")
        self._filters = Chips("lab-filter")
        self._part = Chips("lab-part", [("all", self.tr("All channels")), ("one", self.tr("This channel's part"))])
        self._part.set_tip("one", self.tr("What the channel that is shown adds to the sums."))
        self._part.show_value("all")
        self._stages = Chips("lab-stage", [("0", self.tr("1. Depthwise")), ("1", self.tr("2. Mixing 1 × 1"))])
        self._input_words = PlainLabel("", role="small", elide=True)
        self._output_words = PlainLabel("", role="small", elide=True)
        self._formula = PlainLabel("", wrap=True)
        self._build()
        self._connect()

    @property
    def place(self) -> int:
        """The place of the walk, row by row."""
        return self.transport.index

    @property
    def filter(self) -> int:
        """The plane of the output that is shown."""
        return int(self._filters.value or 0)

    @property
    def shows_part(self) -> bool:
        """Only what the chosen channel adds is shown."""
        return self._part.isVisibleTo(self) and self._part.value == "one"

    @property
    def plane(self) -> int:
        """The plane that is read and shown."""
        return int(self._planes.value or 0)

    @property
    def frame(self) -> Frame | None:
        """What is shown now."""
        if self._walk is None:
            return None
        return self._walk.frame(self.place, self.filter, self.plane)

    def show_walk(self, walk: Walk, setup: Setup, source: Source, pictures: Pictures | None) -> None:
        """Another walk; place, filter and plane stay where they can."""
        self._walk, self._setup, self._source, self._pictures = walk, setup, source, pictures
        outputs, rows, columns = walk.output.shape
        word = self.tr("Slice {n}") if walk.is_volume else self.tr("Map {n}")
        self._filters.set_choices([(str(n), word.format(n=n + 1)) for n in range(outputs)])
        self._filters.show_value(str(min(self.filter, outputs - 1)))
        self._filters.setVisible(outputs > 1)
        self._planes.set_choices(self._plane_names())
        self._planes.show_value(str(min(self.plane, walk.planes - 1)))
        self._planes.setVisible(walk.planes > 1)
        self._part.setVisible(walk.planes > 1 and not walk.is_volume)
        self._stages.setVisible(setup.kind == "separable")
        self._stages.show_value(str(setup.stage))
        self.transport.set_steps(walk.count, columns)
        depth = f" × {outputs}" if outputs > 1 else ""
        self._output_words.setText(self.tr("Output: {size}").format(size=f"{rows} × {columns}{depth}"))
        channels, high, wide = walk.convolution.signal.shape[-3:]
        many = f" × {channels}" if channels > 1 else ""
        self._input_words.setText(self.tr("Input: {size}").format(size=f"{high} × {wide}{many}"))
        self._formula.setText(self._formula_words(walk))
        self._whole_card.setVisible(pictures is not None)
        if pictures is not None:
            self.whole.show_result(pictures, source.colors, setup, self.filter)
        self.show_place()

    def show_place(self) -> None:
        """The grids and the sum of the place where the kernel lies."""
        frame = self.frame
        if frame is None:
            return
        is_picture = self._pictures is not None
        self.input.show_content(
            GridContent(frame.values, self._input_colors(frame), inside=frame.inside, marked=frame.marked)
        )
        values = frame.output
        if self._walk is not None and self.shows_part:
            values = self._walk.convolution.by_channel(self.filter)[self.plane]
        colors = visible_picture(values, self.whole.scale(self._setup)) if is_picture else None
        self.output.show_content(
            GridContent(values, colors, fresh=frame.cell, known=-1 if is_picture else self.place + 1)
        )
        planes = self._plane_names()
        self._planes.set_choices(planes)
        self.kernel.show_setup(self._setup, self.filter, self.plane)
        self.strip.show_frame(frame, tuple(word for _, word in planes), self.plane)

    def show_view(self, place: int, filter_: int, plane: int) -> None:
        """Go there, without telling."""
        self._filters.show_value(str(filter_))
        self._planes.show_value(str(plane))
        self.transport.show_step(place)

    def go_to_end(self) -> None:
        """All of the output is known."""
        self.transport.show_step(self.transport.count - 1)
        self.show_place()

    def go_to_middle(self) -> None:
        """Where a picture mostly has something."""
        if self._walk is not None:
            _, rows, columns = self._walk.output.shape
            self.transport.show_step(rows // 2 * columns + columns // 2)
            self.show_place()

    def _plane_names(self) -> list[tuple[str, str]]:
        if self._walk is None:
            return []
        are_colors = self._source.is_picture and self._source.colors == "rgb"
        numbers = self._walk.plane_numbers(self.filter)
        return plane_names(numbers, are_colors=are_colors, are_slices=self._walk.is_volume)

    def _input_colors(self, frame: Frame) -> npt.NDArray[np.uint8] | None:
        """Grey for brightness, one colour for a colour's channel, none for typed numbers."""
        if self._pictures is None:
            return None
        grey = map_picture(frame.values, "clip")
        if self._source.colors == "rgb" and self._setup.stage == 0 and len(self._setup.kernels):
            keep = np.zeros(3, dtype=np.uint8)
            keep[frame.input_plane % 3] = 1
            return grey * keep
        return grey

    def _formula_words(self, walk: Walk) -> str:
        formulas = walk.formulas
        if self._setup.kind == "line":
            return self.tr("Length: {formula}").format(formula=formulas[-1])
        names = (self.tr("Slices"), self.tr("Rows"), self.tr("Columns"))[-len(formulas) :]
        parts = [f"{name}: {formula}" for name, formula in zip(names, formulas, strict=True)]
        channels = len(walk.convolution.signal)
        parameters = self.tr("Parameters: {formula}").format(formula=self._setup.parameters(channels))
        plain = self._setup.plain_parameters(channels)
        if plain:
            parameters += self.tr(" (a plain one: {n})").format(n=plain)
        # A line ends between formulas, not within one.
        return local("     ".join(part.replace(" ", NO_BREAK) for part in (*parts, parameters)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self.kernel.set_narrow(is_narrow=self.width() < NARROW)

    def _build(self) -> None:
        self._formula.setObjectName("lab-formula")
        self._formula.setToolTip(
            self.tr("(size + 2 · padding − kernel) / stride, rounded down, plus 1: so often does the window fit.")
        )
        self._input_words.setObjectName("lab-input-words")
        self._output_words.setObjectName("lab-output-words")
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(card(self._input_words, self.input, self._planes), 5)
        row.addWidget(card(self.kernel), 0)
        row.addWidget(card(self._output_words, self.output, self._part, self._filters, self._stages), 4)
        below = QHBoxLayout()
        below.setSpacing(SPACE_M)
        below.addWidget(card(self.strip), 1)
        self._whole_card = card(self.whole)
        self.whole.setMinimumWidth(LEAST_WHOLE)
        self.whole.setMaximumWidth(WHOLE_WIDTH)
        below.addWidget(self._whole_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._formula)
        column.addLayout(row, 5)
        column.addWidget(self.transport)
        column.addLayout(below, 4)

    def _connect(self) -> None:
        self.transport.moved.connect(self._on_moved)
        self._part.chosen.connect(self._on_chips_chosen)
        self._filters.chosen.connect(self._on_chips_chosen)
        self._planes.chosen.connect(self._on_chips_chosen)
        self._stages.chosen.connect(self._on_stages_chosen)
        self.input.pressed.connect(self._on_input_pressed)
        self.output.pressed.connect(self._on_output_pressed)
        self.kernel.changed.connect(self.edited)

    def _on_moved(self, _: int) -> None:
        self.show_place()
        self.view_changed.emit()

    def _on_chips_chosen(self, _: str) -> None:
        if self._pictures is not None:
            self.whole.show_result(self._pictures, self._source.colors, self._setup, self.filter)
        self.show_place()
        self.view_changed.emit()

    def _on_stages_chosen(self, stage: str) -> None:
        self.edited.emit(self._setup.at_stage(int(stage)))

    def _on_input_pressed(self, row: int, column: int) -> None:
        if self._walk is not None:
            self.transport.pause()
            self.transport.go(self._walk.place_at(row, column))

    def _on_output_pressed(self, row: int, column: int) -> None:
        if self._walk is not None:
            self.transport.pause()
            self.transport.go(row * self._walk.output.shape[2] + column)
