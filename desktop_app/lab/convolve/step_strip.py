"""One place, number by number: the patch times the kernel, the products, their sum, the bias and the activation."""

from __future__ import annotations

import re

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.lab.controls import below
from desktop_app.lab.convolve.walk import Frame
from desktop_app.lab.grid.content import GridContent, local
from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel
from ml_engine.lab.matrices import factor_text, number_text

ZERO = re.compile(r"(^|·)0(·|$)")  # a factor of 0
MOST_WRITTEN = 150  # letters of the sum that are shown; all of it is in its tooltip
LARGEST_CELL = 40.0


class StepStrip(QWidget):
    """Says what the frame says, in this plane; the sums of all planes below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.patch = NumberGrid(look, "lab-patch", self.tr("The patch that is read"))
        self.weights = NumberGrid(look, "lab-weights", self.tr("The weights of the kernel"))
        self.products = NumberGrid(look, "lab-products", self.tr("Patch times kernel, number by number"))
        for grid in (self.patch, self.weights, self.products):
            grid.set_largest(LARGEST_CELL)
        self._result = PlainLabel("", role="title")
        self._result.setObjectName("lab-step-value")
        self._result_words = PlainLabel("", role="small", wrap=True)
        self._result_words.setObjectName("lab-step-words")
        self._written = PlainLabel("", wrap=True)
        self._written.setObjectName("lab-step-sum")
        self._products_title = PlainLabel("", role="small", elide=True)
        self._products_title.setObjectName("lab-step-products")
        self._sum_title = PlainLabel("", role="small")
        self._sum_title.setObjectName("lab-step-sum-title")
        self._build()

    def show_frame(self, frame: Frame, plane_words: tuple[str, ...], plane: int = 0) -> None:
        """plane_words: of the planes that the filter reads, where there are several.   plane: the one that is shown."""
        step = frame.step
        # The products of one plane beside the sum of all: which is which has to be said.
        several = len(frame.sums) > 1
        products = self.tr("Products · {plane}").format(plane=plane_words[plane]) if several else self.tr("Products")
        self._products_title.setText(products)
        self._sum_title.setText(self.tr("Sum of all {n}").format(n=len(frame.sums)) if several else self.tr("Sum"))
        self.patch.show_content(GridContent(frame.patch, inside=frame.patch_inside))
        self.weights.show_content(GridContent(frame.kernel))
        self.products.show_content(GridContent(frame.products))
        self._result.setText(local(number_text(_short(step.value))))
        self._result_words.setText(self._more(frame))
        written = local(step.written() if len(frame.sums) == 1 else self._by_plane(frame, plane_words))
        self._written.setText(written if len(written) <= MOST_WRITTEN else self._shorter(written))
        self._written.setToolTip(written if len(written) > MOST_WRITTEN else "")

    def _shorter(self, written: str) -> str:
        """Without the products of 0, which say least; what is still too long is cut."""
        sum_, _, answer = written.rpartition(" = ")
        terms = [term for term in sum_.split(" + ") if not ZERO.search(term)]
        if not terms:
            return _cut(written)
        short = _cut(f"{' + '.join(terms)} = {answer}")
        return self.tr("{sum}   (products of 0 are left out)").format(sum=short)

    def _more(self, frame: Frame) -> str:
        """What is added to the sum and done to it, '' where it is the answer as it is."""
        step = frame.step
        parts = []
        if step.bias:
            sum_and_bias = f"{number_text(_short(step.total))} + {factor_text(step.bias)}"
            parts.append(self.tr("sum + bias: {numbers}").format(numbers=local(sum_and_bias)))
        if step.activation != "none":
            parts.append(f"{step.activation} → {local(number_text(_short(step.value)))}")
        return "\n".join(parts)

    def _by_plane(self, frame: Frame, names: tuple[str, ...]) -> str:
        step = frame.step
        parts = [f"{name}: {number_text(_short(total))}" for name, total in zip(names, frame.sums, strict=True)]
        more = f" + {factor_text(step.bias)}" if step.bias else ""
        sums = " + ".join(factor_text(_short(total)) for total in frame.sums)
        return f"{'   '.join(parts)}\n{sums}{more} = {number_text(_short(step.total + step.bias))}"

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self._written.setMinimumHeight(2 * self._written.fontMetrics().lineSpacing() + SPACE_S)
        self._written.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addLayout(below(PlainLabel(self.tr("Patch"), role="small"), self.patch), 1)
        row.addWidget(PlainLabel("·", role="heading"))
        row.addLayout(below(PlainLabel(self.tr("Kernel"), role="small"), self.weights), 1)
        row.addWidget(PlainLabel("=", role="heading"))
        row.addLayout(below(self._products_title, self.products), 1)
        row.addWidget(PlainLabel("→", role="heading"))
        sums = QVBoxLayout()
        sums.setContentsMargins(0, 0, 0, 0)
        sums.setSpacing(0)
        sums.addWidget(self._sum_title)
        sums.addStretch(1)
        sums.addWidget(self._result)
        sums.addWidget(self._result_words)
        sums.addStretch(1)
        holder = QWidget()
        holder.setLayout(sums)
        holder.setMinimumWidth(84)
        row.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(row, 1)
        column.addWidget(self._written)


def _short(value: float) -> float:
    """Without the last digits, in which floating point shows: 0.1 + 0.2 is 0.3."""
    return float(np.round(value, 6))


def _cut(written: str) -> str:
    """The beginning and the answer, where it is too long."""
    if len(written) <= MOST_WRITTEN:
        return written
    sum_, _, answer = written.rpartition(" = ")
    return f"{sum_[: MOST_WRITTEN - len(answer) - 8].rsplit(' + ', 1)[0]} + … = {answer}"
