"""The course's examples for the page Convolution, with what goes in and what is set. No Qt but for the words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from desktop_app.lab.convolve.setup import Setup
from desktop_app.lab.walk.source import Source
from ml_engine.lab.kernels import RAT_BACK, RAT_HEAD
from ml_engine.lab.matrices import parse_stack

CROSS = "1 0 1;0 1 0;1 0 1"


@dataclass(frozen=True, slots=True, eq=False)
class CourseExample:
    """id: stable.   title: in the window's language."""

    id: str
    title: str
    source: Source
    setup: Setup


def course_examples() -> tuple[CourseExample, ...]:
    """All of them, the plain one first."""
    numbers = Source()
    cross = _setup(CROSS)
    return (
        CourseExample("course", _tr("5 × 5 numbers and a cross: 4 3 4, 2 4 3, 2 3 4"), numbers, cross),
        CourseExample("stride", _tr("The same with stride 2: 4 4, 2 4"), numbers, replace(cross, stride=2)),
        CourseExample(
            "diagonal", _tr("3 × 3 numbers and a diagonal: 2 2, 0 2"), numbers.typed("1 1 0\n0 1 1\n0 0 1"),
            _setup("1 0;0 1"),
        ),
        CourseExample(
            "keeps-3", _tr("Kernel 3 × 3 with padding 1 keeps the size"), numbers, replace(_setup(CROSS), padding=1)
        ),
        CourseExample(
            "keeps-5", _tr("Kernel 5 × 5 with padding 2 keeps the size"), numbers,
            replace(_setup(_ones(5, 5)), padding=2),
        ),
        CourseExample(
            "same", _tr("“same” with stride 2: ⌈75/2⌉ = 38"), numbers.typed(_ramp(75)),
            replace(_setup("1 1 1"), kind="line", stride=2, padding="same"),
        ),
        CourseExample(
            "line", _tr("1-D: 9 numbers, 3 weights: 7 sums"), numbers.typed("0 1 2 3 4 5 6 7 8"),
            replace(_setup("1 2 3"), kind="line"),
        ),
        CourseExample(
            "dilation", _tr("Dilation: 1 2 3 at rate 4"), numbers.typed("1 0 2 0 1 0 3 0 1 1 2 0 1"),
            replace(_setup("1 2 3"), kind="line", dilation=4),
        ),
        CourseExample(
            "rectangle", _tr("A kernel of 1 × 3"), numbers.typed("1 2 3 4 5 6\n1 1 1 1 1 1\n0 1 0 1 0 1\n2 2 2 2 2 2"),
            _setup("1 1 1"),
        ),
        CourseExample(
            "depth", _tr("Three channels become one map"),
            numbers.typed(_THREE),
            _setup("1 0;0 1|0 1;1 0|1 1;-1 -1"),
        ),
        CourseExample(
            "filters", _tr("Two filters make a depth of two"), numbers,
            cross.with_kernels(np.stack([parse_stack(CROSS), parse_stack("1 1 1;0 0 0;-1 -1 -1")])),
        ),
        CourseExample(
            "bias", _tr("Bias −3 and ReLU"), numbers, replace(cross, bias=(-3.0,), activation="relu")
        ),
        CourseExample("rat-back", _tr("The rat's back: 6600"), _rat(RAT_BACK), Setup().named("curve")),
        CourseExample("rat-head", _tr("The rat's head: 0"), _rat(RAT_HEAD), Setup().named("curve")),
        CourseExample(
            "depthwise", _tr("Depthwise: each channel by itself"), numbers.typed(_CHANNELS),
            replace(_setup("1 0;0 1"), kind="depthwise"),
        ),
        CourseExample(
            "separable", _tr("Separable: depthwise, then 1 × 1"), numbers.typed(_CHANNELS),
            replace(_setup("1 0;0 1"), kind="separable", mixing=np.array([[1.0, 1.0], [1.0, -1.0], [2.0, 0.0]])),
        ),
        CourseExample(
            "pointwise", _tr("1 × 1: channels mixed"), numbers.typed(_CHANNELS),
            replace(Setup(), kind="pointwise").with_kernels(np.array([[[[1.0]], [[-1.0]]], [[[2.0]], [[1.0]]]])),
        ),
        CourseExample(
            "volume", _tr("3-D: a kernel of two slices"),
            numbers.typed("1 0 2\n0 1 0\n2 0 1\n|\n0 1 0\n1 1 1\n0 1 0\n|\n2 0 0\n0 2 0\n0 0 2"),
            replace(Setup(), kind="volume").with_kernels(parse_stack("1 0;0 1|0 1;1 0")[None]),
        ),
        CourseExample(
            "edges", _tr("Edges of your picture (Sobel)"), Source(kind="picture"), Setup().named("sobel_x")
        ),
    )  # fmt: skip


_THREE = (
    "1 2 0 1\n0 1 2 3\n1 1 0 2\n2 0 1 1\n|\n0 1 1 0\n1 0 2 1\n0 3 1 0\n1 1 0 2\n|\n1 0 0 1\n2 1 1 0\n0 0 3 1\n1 2 0 1"
)
_CHANNELS = "1 2 0\n0 1 2\n1 1 0\n|\n0 1 1\n1 0 2\n0 3 1"


def _setup(kernel: str) -> Setup:
    return Setup().with_kernels(parse_stack(kernel)[None])


def _rat(text: str) -> Source:
    return Source().typed(text.replace(";", "\n"))


def _ones(rows: int, columns: int) -> str:
    return ";".join([" ".join(["1"] * columns)] * rows)


def _ramp(length: int) -> str:
    return " ".join(str(number) for number in range(1, length + 1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConvolveExamples", text)
