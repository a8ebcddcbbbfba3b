"""The page Pooling: one number for a patch, the largest, the mean or the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from desktop_app.lab.columns import settings_column
from desktop_app.lab.controls import Chips, NumberSpin, labelled
from desktop_app.lab.grid.content import GridContent
from desktop_app.lab.page import Example, SaveAs
from desktop_app.lab.walk.grid_walk import GridWalk
from desktop_app.lab.walk.source import FloatArray, Source
from desktop_app.lab.walk.source_panel import SourcePanel
from desktop_app.lab.walk.walk_page import WalkPage, nothing_to_write
from desktop_app.look.look import Look
from desktop_app.look.widgets import PlainLabel, Toggle
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import map_picture, pooling_frames
from ml_engine.lab.pooling import Pooling, PoolKind, prepare_pool

FOUR = "1 3 2 1\n4 6 5 2\n3 1 1 0\n1 2 2 4"


@dataclass(frozen=True, slots=True)
class PoolSetup:
    """stride: 0 for the size of the window."""

    source: Source
    kind: PoolKind = "max"
    size: int = 2
    stride: int = 0
    padding: int = 0
    count_padding: bool = False


class PoolPage(WalkPage):
    """What is set is one PoolSetup."""

    NAME = "pool"
    FILE_NAME = "pooling"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Pooling"),
            self.tr("A window without weights keeps the largest number, the mean or the sum of its patch: the map "
                    "becomes smaller. Try another kind on the same numbers."),
            SourcePanel(session, look, "lab-pool"),
        )  # fmt: skip
        self._setup = PoolSetup(Source().typed(FOUR))
        self._pooling: Pooling | None = None
        self.walk = GridWalk(look, "lab-pool")
        self.transport = self.walk.transport
        self._kind = Chips("lab-pool-kind", [("max", self.tr("Maximum")), ("average", self.tr("Average")),
                                             ("sum", self.tr("Sum"))])  # fmt: skip
        self._size = NumberSpin("lab-pool-size", self.tr("Size of the window"), 1, 16)
        self._stride = NumberSpin("lab-pool-stride", self.tr("Stride"), 1, 16)
        self._padding = NumberSpin("lab-pool-padding", self.tr("Padding"), 0, 8)
        self._count = Toggle(self.tr("Zeros of the padding count in the mean"))
        self._count.setObjectName("lab-pool-count-padding")
        self._lay_out()
        self._connect()
        kept = self.kept()
        self._show_setup(kept if isinstance(kept, PoolSetup) else self._setup)

    def examples(self) -> Sequence[Example]:
        four = PoolSetup(Source().typed(FOUR))
        twelve = PoolSetup(Source().typed(_counting(12)), size=3)
        return [
            Example("max", self.tr("Maximum of 2 × 2"), partial(self._show_setup, four)),
            Example("average", self.tr("Average of 2 × 2"), partial(self._show_setup, replace(four, kind="average"))),
            Example("sum", self.tr("Sum of 2 × 2"), partial(self._show_setup, replace(four, kind="sum"))),
            Example("size", self.tr("W becomes W/K: 12 × 12 by 3 is 4 × 4"), partial(self._show_setup, twelve)),
            Example("overlap", self.tr("Windows of 3 with stride 2 overlap"),
                    partial(self._show_setup, replace(twelve, stride=2))),
            Example("picture", self.tr("Your picture, half as large"),
                    partial(self._show_setup, PoolSetup(Source(kind="picture", side=48)))),
        ]  # fmt: skip

    def more_savings(self) -> Sequence[SaveAs]:
        return (SaveAs("gif", self.tr("The walk as GIF…"), self._save_gif),)

    def tell(self) -> None:
        setup = self._setup
        self.put("pool", setup.kind)
        self.put("pool_size", setup.size)
        self.put("stride", setup.stride or setup.size)
        self.put("padding", setup.padding)
        if self._pooling is not None:
            self.put("output_size", tuple(self._pooling.sliding.output))
            self.put("position", divmod(self.walk.transport.index, self._pooling.sliding.output[1]))

    @property
    def has_output(self) -> bool:
        return self._pooling is not None

    def output_values(self) -> FloatArray:
        """All its maps."""
        if self._pooling is None:
            raise nothing_to_write()
        return self._pooling.output()

    def _lay_out(self) -> None:
        column = settings_column(
            self.source, PlainLabel(self.tr("Pooling"), role="strong"), self._kind,
            labelled(self.tr("Size"), self._size, self.tr("Rows and columns of the window.")),
            labelled(self.tr("Stride"), self._stride,
                     self.tr("How many cells the window goes on at a time; mostly its size.")),
            labelled(self.tr("Padding"), self._padding,
                     self.tr("Rows and columns around the input that are not looked at.")),
            self._count,
        )  # fmt: skip
        self.lay_beside(column, self.walk)

    def _connect(self) -> None:
        self.source.changed.connect(self._refresh)
        self.source.edited.connect(self._on_edited)
        self._kind.chosen.connect(self._on_edited)
        self._size.valueChanged.connect(self._on_size_changed)
        for spin in (self._stride, self._padding):
            spin.valueChanged.connect(self._on_edited)
        self._count.toggled.connect(self._on_edited)
        self.walk.moved.connect(self._show_place)
        self.walk.output_pressed.connect(self._on_output_pressed)
        self.walk.input_pressed.connect(self._on_input_pressed)

    def _show_setup(self, setup: PoolSetup) -> None:
        self._setup = setup
        self._kind.show_value(setup.kind)
        self._size.show_value(setup.size)
        self._stride.show_value(setup.stride or setup.size)
        self._padding.show_value(setup.padding)
        self._count.blockSignals(True)
        self._count.setChecked(setup.count_padding)
        self._count.blockSignals(False)
        self.source.set_source(setup.source)
        self.walk.transport.show_step(0 if setup.source.is_picture else self.walk.transport.count - 1)
        self._show_place()

    def _refresh(self) -> None:
        self._setup = setup = replace(self._setup, source=self.source.source)
        self.keep(self._setup)
        try:
            self._pooling = prepare_pool(
                self.signal_in(), setup.kind, setup.size, stride=setup.stride or None, padding=setup.padding,
                count_padding=setup.count_padding,
            )  # fmt: skip
        except UserError as error:
            self._pooling = None
            self.show_nothing(error)
            return
        rows, columns = self._pooling.sliding.output
        high, wide = self._pooling.sliding.lengths
        formulas = self._pooling.sliding.formulas
        self.walk.show_words(
            self.tr("Rows: {rows}     Columns: {columns}     No weights: 0 parameters").format(
                rows=formulas[0], columns=formulas[1]
            ),
            self.tr("Input: {size}").format(size=f"{high} × {wide}"),
            self.tr("Output: {size}").format(size=f"{rows} × {columns}"),
        )
        self.walk.transport.set_steps(rows * columns, columns)
        self.show_view()
        self._show_place()

    def _show_place(self, _: int = 0) -> None:
        pooling = self._pooling
        if pooling is None:
            return
        sliding = pooling.sliding
        place = divmod(self.walk.transport.index, sliding.output[1])
        step = pooling.step(place)
        inside = sliding.padded(np.ones((1, *sliding.lengths)))[0] > 0
        marked = np.zeros(inside.shape, dtype=bool)
        down, across = (slice(p * s, p * s + k) for p, s, k in zip(place, sliding.stride, sliding.kernel, strict=True))
        marked[down, across] = True
        values, output = sliding.padded(pooling.signal)[0], pooling.output()[0]
        is_picture = self._setup.source.is_picture
        self.walk.show_step(
            GridContent(values, map_picture(values, "clip") if is_picture else None, inside, marked),
            GridContent(output, map_picture(output, "clip") if is_picture else None, fresh=place,
                        known=-1 if is_picture else self.walk.transport.index + 1),
            step.written() if step.patch.size <= 16 else f"{len(step.patch.flatten())} → {step.value:.6g}",
        )  # fmt: skip
        if self.isVisible():
            self.tell()

    def _save_gif(self) -> None:
        if self._pooling is not None:
            self.files.save_gif(self.FILE_NAME, partial(pooling_frames, self._pooling))

    def _on_size_changed(self, size: int) -> None:
        self._stride.show_value(size)
        self._padding.setMaximum(max(size - 1, 0))
        self._on_edited()

    def _on_edited(self, _: object = None) -> None:
        self.session.facts.drop("lab.example")
        kinds: dict[str, PoolKind] = {"max": "max", "average": "average", "sum": "sum"}
        self._setup = replace(
            self._setup, kind=kinds[self._kind.value], size=self._size.value(), stride=self._stride.value(),
            padding=self._padding.value(), count_padding=self._count.isChecked(),
        )  # fmt: skip
        self._refresh()

    def _on_output_pressed(self, row: int, column: int) -> None:
        if self._pooling is not None:
            self.walk.transport.pause()
            self.walk.transport.go(row * self._pooling.sliding.output[1] + column)

    def _on_input_pressed(self, row: int, column: int) -> None:
        if self._pooling is None:
            return
        sliding = self._pooling.sliding
        near = [
            min(cell // stride, length - 1)
            for cell, stride, length in zip((row, column), sliding.stride, sliding.output, strict=True)
        ]
        self._on_output_pressed(*near)


def _counting(side: int) -> str:
    return "\n".join(" ".join(str(row * side + column) for column in range(side)) for row in range(side))
