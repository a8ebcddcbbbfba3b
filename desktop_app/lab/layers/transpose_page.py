"""The page Transposed convolution: every number stamps the kernel onto a larger map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.lab.columns import settings_column
from desktop_app.lab.controls import NumberSpin, labelled
from desktop_app.lab.grid.content import GridContent
from desktop_app.lab.grid.editable_grid import EditableGrid
from desktop_app.lab.page import Example
from desktop_app.lab.walk.grid_walk import GridWalk
from desktop_app.lab.walk.source import FloatArray, Source
from desktop_app.lab.walk.source_panel import SourcePanel
from desktop_app.lab.walk.walk_page import WalkPage, nothing_to_write
from desktop_app.look.look import Look
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import map_picture
from ml_engine.lab.matrices import factor_text, matrix_text, number_text, parse_matrix
from ml_engine.lab.transposed import Stamp, Transposed, prepare_transposed

SMALL = "1 2\n3 4"
KERNEL_WIDTH, MOST_STAMPS = 190, 2500


@dataclass(frozen=True, slots=True)
class TransposeSetup:
    """kernel: as parse_matrix reads it.   extra: rows and columns more at the end."""

    source: Source
    kernel: str = "1 1;1 1"
    stride: int = 2
    padding: int = 0
    extra: int = 0


class TransposePage(WalkPage):
    """What is set is one TransposeSetup."""

    NAME = "transpose"
    FILE_NAME = "transposed"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Transposed convolution"),
            self.tr("The way back to a larger map: each number stamps the kernel, times itself, and stamps that "
                    "overlap add up. Step through it, then change the stride."),
            SourcePanel(session, look, "lab-transpose"),
        )  # fmt: skip
        self._setup = TransposeSetup(Source().typed(SMALL))
        self._transposed: Transposed | None = None
        self._stamps: tuple[Stamp, ...] = ()
        self.kernel = EditableGrid(look, "lab-transpose-kernel", self.tr("Numbers of the kernel"))
        self.walk = GridWalk(look, "lab-transpose", self._kernel_holder())
        self.transport = self.walk.transport
        self._rows = NumberSpin("lab-transpose-rows", self.tr("Rows of the kernel"), 1, 7)
        self._columns = NumberSpin("lab-transpose-columns", self.tr("Columns of the kernel"), 1, 7)
        self._stride = NumberSpin("lab-transpose-stride", self.tr("Stride"), 1, 8)
        self._padding = NumberSpin("lab-transpose-padding", self.tr("Padding"), 0, 6)
        self._extra = NumberSpin("lab-transpose-extra", self.tr("Extra rows and columns"), 0, 7)
        self._lay_out()
        self._connect()
        kept = self.kept()
        self._show_setup(kept if isinstance(kept, TransposeSetup) else self._setup)

    def examples(self) -> Sequence[Example]:
        two = TransposeSetup(Source().typed(SMALL))
        show = self._show_setup
        return [
            Example("double", self.tr("2 × 2 becomes 4 × 4: each number four times"), partial(show, two)),
            Example("overlap", self.tr("Stride 1: stamps overlap and add up"),
                    partial(show, replace(two, kernel="1 1 1;1 1 1;1 1 1", stride=1))),
            Example("six", self.tr("3 × 3 with stride 2: (3 − 1)·2 − 2·0 + 2 = 6"),
                    partial(show, TransposeSetup(Source().typed("1 0 2\n0 3 0\n4 0 5"), "1 2;3 4"))),
            Example("smooth", self.tr("Between the numbers: kernel 3 × 3, stride 2, padding 1"),
                    partial(show, replace(two, kernel="1/4 * 1 2 1;2 4 2;1 2 1", padding=1))),
            Example("picture", self.tr("Your picture, twice as large"),
                    partial(show, replace(two, source=Source(kind="picture", side=24)))),
        ]  # fmt: skip

    def tell(self) -> None:
        setup = self._setup
        self.put("stride", setup.stride)
        self.put("padding", setup.padding)
        self.put("kernel", setup.kernel)
        if self._transposed is not None:
            self.put("output_size", tuple(self._transposed.shape))
            self.put("position", self._stamps[self.walk.transport.index].place)

    @property
    def has_output(self) -> bool:
        return self._transposed is not None

    def output_values(self) -> FloatArray:
        """All its maps."""
        if self._transposed is None:
            raise nothing_to_write()
        return self._transposed.output()

    def _kernel_holder(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(self.tr("Kernel"), role="strong"))
        column.addWidget(self.kernel, 1)
        holder.setFixedWidth(KERNEL_WIDTH)
        holder.setSizePolicy(self.kernel.sizePolicy())
        return holder

    def _lay_out(self) -> None:
        column = settings_column(
            self.source, PlainLabel(self.tr("Transposed convolution"), role="strong"),
            labelled(self.tr("Kernel rows"), self._rows), labelled(self.tr("Kernel columns"), self._columns),
            labelled(self.tr("Stride"), self._stride, self.tr("How far apart two stamps lie.")),
            labelled(self.tr("Padding"), self._padding, self.tr("Rows and columns that are cut off at every side.")),
            labelled(self.tr("Extra"), self._extra,
                     self.tr("Rows and columns more at the end, fewer than the stride.")),
        )  # fmt: skip
        self.lay_beside(column, self.walk)

    def _connect(self) -> None:
        self.source.changed.connect(self._refresh)
        self.source.edited.connect(self._on_edited)
        for spin in (self._rows, self._columns):
            spin.valueChanged.connect(self._on_size_changed)
        for spin in (self._stride, self._padding, self._extra):
            spin.valueChanged.connect(self._on_edited)
        self.kernel.edited.connect(self._on_kernel_edited)
        self.walk.moved.connect(self._show_stamp)
        self.walk.input_pressed.connect(self._on_input_pressed)

    def _show_setup(self, setup: TransposeSetup) -> None:
        self._setup = setup
        kernel = parse_matrix(setup.kernel)
        self._rows.show_value(kernel.shape[0])
        self._columns.show_value(kernel.shape[1])
        self._stride.show_value(setup.stride)
        self._padding.show_value(setup.padding)
        self._extra.show_value(setup.extra)
        self.source.set_source(setup.source)
        self.walk.transport.show_step(self.walk.transport.count - 1)
        self._show_stamp()

    def _refresh(self) -> None:
        self._setup = setup = replace(self._setup, source=self.source.source)
        self.keep(setup)
        kernel = parse_matrix(setup.kernel)
        self.kernel.show_content(GridContent(kernel))
        try:
            signal = self.signal_in()
            if signal[0].size > MOST_STAMPS:
                raise UserError("size", self.tr("That is too much to step through."), self.tr("Take a smaller input."))
            self._transposed = prepare_transposed(
                signal[:1], kernel, stride=setup.stride, padding=setup.padding, extra=setup.extra
            )
            self._stamps = tuple(self._transposed.stamps())
        except UserError as error:
            self._transposed, self._stamps = None, ()
            self.show_nothing(error)
            return
        high, wide = signal.shape[1:]
        rows, columns = self._transposed.shape
        formulas = self._transposed.formulas
        self.walk.show_words(
            self.tr("Rows: {rows}     Columns: {columns}").format(rows=formulas[0], columns=formulas[1]),
            self.tr("Input: {size}").format(size=f"{high} × {wide}"),
            self.tr("Output: {size}").format(size=f"{rows} × {columns}"),
        )
        self.walk.transport.set_steps(high * wide, wide)
        self.show_view()
        self._show_stamp()

    def _show_stamp(self, _: int = 0) -> None:
        if self._transposed is None:
            return
        stamp = self._stamps[self.walk.transport.index]
        values = self._transposed.signal[0]
        given, made = np.zeros(values.shape, dtype=bool), np.zeros(self._transposed.shape, dtype=bool)
        given[stamp.place] = True
        for (row, column), _weight in np.ndenumerate(stamp.stamp[0]):
            y, x = stamp.corner[0] + row, stamp.corner[1] + column
            if 0 <= y < made.shape[0] and 0 <= x < made.shape[1]:
                made[y, x] = True
        is_picture = self._setup.source.is_picture
        after = stamp.after[0]
        number = factor_text(float(stamp.value[0]))
        self.walk.show_step(
            GridContent(values, map_picture(values, "clip") if is_picture else None, marked=given),
            GridContent(after, map_picture(after, "clip") if is_picture else None, marked=made),
            self.tr("{number} · kernel = {stamp}, added where it is marked").format(
                number=number, stamp=_rows_text(stamp.stamp[0])
            ),
        )
        if self.isVisible():
            self.tell()

    def _on_size_changed(self, _: int) -> None:
        old, size = parse_matrix(self._setup.kernel), (self._rows.value(), self._columns.value())
        kernel = np.ones(size)
        rows, columns = min(size[0], old.shape[0]), min(size[1], old.shape[1])
        kernel[:rows, :columns] = old[:rows, :columns]
        self._setup = replace(self._setup, kernel=matrix_text(kernel))
        self._on_edited()

    def _on_kernel_edited(self, row: int, column: int, value: float) -> None:
        kernel = parse_matrix(self._setup.kernel)
        kernel[row, column] = value
        self._setup = replace(self._setup, kernel=matrix_text(kernel))
        self._on_edited()

    def _on_edited(self, _: object = None) -> None:
        self.session.facts.drop("lab.example")
        self._setup = replace(
            self._setup, stride=self._stride.value(), padding=self._padding.value(), extra=self._extra.value()
        )
        self._refresh()

    def _on_input_pressed(self, row: int, column: int) -> None:
        if self._transposed is not None:
            self.walk.transport.pause()
            self.walk.transport.go(row * self._transposed.signal.shape[2] + column)


def _rows_text(stamp: np.ndarray) -> str:
    """Short: the first row and dots where there are many numbers."""
    if stamp.size <= 9:
        return "; ".join(" ".join(number_text(round(float(value), 4)) for value in row) for row in stamp)
    return " ".join(number_text(round(float(value), 4)) for value in stamp[0]) + "; …"
