"""The kernel in the middle: the course's by name, or one's own numbers, with what helps to make them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lab.convolve.setup import FloatArray, Setup
from desktop_app.lab.convolve.words import kernel_titles
from desktop_app.lab.grid.content import GridContent, local
from desktop_app.lab.grid.editable_grid import EditableGrid
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets import IconButton, PlainLabel
from desktop_app.look.widgets.choice import Choice
from ml_engine.lab.convolution import dilate, flipped
from ml_engine.lab.kernels import find_kernel, normalised, symmetric
from ml_engine.lab.matrices import matrix_text, number_text

WIDTH = 216
LEAST_WIDTH = 176


class KernelCard(QWidget):
    """Signals: changed(object): a Setup with another kernel."""

    changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._setup = Setup()
        self._filter, self._plane = 0, 0
        self._title = PlainLabel("", role="strong", elide=True)
        self._title.setObjectName("lab-kernel-title")
        self._name: Choice[str] = Choice("lab-kernel-name", self.tr("Kernel"))
        self._name.set_choices(kernel_titles())
        self._name.setMinimumWidth(120)
        self.grid = EditableGrid(look, "lab-kernel", self.tr("Numbers of the kernel"))
        self._sum = PlainLabel("", role="small", wrap=True)
        self._sum.setObjectName("lab-kernel-sum")
        self._build(look)
        self._name.currentIndexChanged.connect(self._on_name_changed)
        self.grid.edited.connect(self._on_grid_edited)

    def show_setup(self, setup: Setup, filter_: int, plane: int) -> None:
        """Show one plane of one filter."""
        self._setup = setup
        mixes = setup.kind == "separable" and setup.stage == 1
        self._filter, self._plane = min(filter_, setup.filters - 1), min(plane, setup.planes - 1)
        self._name.show_value(setup.name)
        idea = in_words(find_kernel(setup.name).idea) if setup.name else ""
        self._name.setToolTip(idea or self.tr("Your own numbers. Click a cell and type."))
        if mixes:
            # A row of the mixing table: one weight a channel, as one cell each.
            kernel = setup.mixing[min(filter_, len(setup.mixing) - 1)][None]
            self._title.setText(self.tr("Mixing weights of filter {n}").format(n=filter_ + 1))
        else:
            kernel = setup.kernels[self._filter, self._plane]
            self._title.setText(self._title_words(setup))
        self._name.setEnabled(not mixes)
        self.grid.show_content(GridContent(kernel))
        self._sum.setText(self._sum_words(kernel, setup))

    def set_narrow(self, *, is_narrow: bool) -> None:
        """As wide as its buttons need, or with room to spare."""
        self.setFixedWidth(LEAST_WIDTH if is_narrow else WIDTH)

    def _title_words(self, setup: Setup) -> str:
        if setup.filters > 1:
            return self.tr("Kernel of filter {n}").format(n=self._filter + 1)
        return self.tr("Kernel")

    def _sum_words(self, kernel: FloatArray, setup: Setup) -> str:
        total = float(kernel.sum())
        words = self.tr("Sum of the weights: {n}").format(n=local(number_text(round(total, 6))))
        if setup.dilation > 1 and kernel.size > 1:
            spread = dilate(kernel, setup.dilation if kernel.shape[0] > 1 else (1, setup.dilation))
            if spread.shape[0] == 1:
                return words + "\n" + self.tr("Dilated: {numbers}").format(numbers=matrix_text(spread))
            rows, columns = spread.shape
            reach = self.tr("Dilated it reaches over {rows} × {columns}").format(rows=rows, columns=columns)
            return words + "\n" + reach
        return words

    def _build(self, look: Look) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE_XS)
        for icon, name, words, change in self._tools():
            button = IconButton(look, icon, words)
            button.setObjectName(f"lab-kernel-{name}")
            button.clicked.connect(partial(self._on_tool_clicked, change))
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        for widget in (self._title, self._name):
            column.addWidget(widget)
        column.addWidget(self.grid, 1)
        column.addWidget(self._sum)
        column.addLayout(tools)
        self.setFixedWidth(WIDTH)

    def _tools(self) -> tuple[tuple[str, str, str, Callable[[FloatArray], FloatArray]], ...]:
        return (
            ("percent", "normalise", self.tr("Normalise: divide by the sum, so that brightness stays"), normalised),
            ("flip-horizontal", "mirror-across", self.tr("Make left and right alike"), _across),
            ("flip-vertical", "mirror-down", self.tr("Make top and bottom alike"), _down),
            ("rotate-cw", "turn", self.tr("Turn it half round: the convolution of mathematics"), flipped),
            ("eraser", "clear", self.tr("All zeros"), np.zeros_like),
        )

    def _on_tool_clicked(self, change: Callable[[FloatArray], FloatArray], _: bool = False) -> None:
        kernels = self._setup.kernels.copy()
        kernels[self._filter, self._plane] = change(kernels[self._filter, self._plane])
        self.changed.emit(self._setup.with_kernels(kernels))

    def _on_name_changed(self, _: int) -> None:
        if not self._name.value:
            self.changed.emit(self._setup.with_kernels(self._setup.kernels))
            return
        self.changed.emit(self._setup.named(self._name.value))

    def _on_grid_edited(self, row: int, column: int, value: float) -> None:
        if self._setup.kind == "separable" and self._setup.stage == 1:
            self.changed.emit(self._setup.with_weight(self._filter, column, value))
        else:
            self.changed.emit(self._setup.with_cell((self._filter, self._plane), row, column, value))


def _across(kernel: FloatArray) -> FloatArray:
    return symmetric(kernel, across=True, down=False)


def _down(kernel: FloatArray) -> FloatArray:
    return symmetric(kernel, across=False, down=True)
