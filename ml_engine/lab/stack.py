"""Layers one after another: shapes, parameters, and the part of the picture that one number sees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from ml_engine.domain.errors import UserError
from ml_engine.lab.sizes import (
    Padding,
    Sides,
    axis_pads,
    convolution_formula,
    convolution_parameters,
    dense_formula,
    dense_parameters,
    each_axis,
    output_length,
    reach,
    separable_parameters,
    size_formula,
    transposed_formula,
    transposed_length,
)

StageKind = Literal["conv", "depthwise", "separable", "transposed", "pool", "flatten", "dense"]
STAGE_KINDS: tuple[StageKind, ...] = ("conv", "depthwise", "separable", "transposed", "pool", "flatten", "dense")
Shape = tuple[int, ...]  # (rows, columns, channels), or (length,)


@dataclass(frozen=True, slots=True)
class Stage:
    """filters: of a convolution, or neurons of a dense layer.   stride: 0 in a pooling means its size."""

    kind: StageKind
    filters: int = 1
    kernel: Sides = 1
    stride: Sides = 0
    padding: Padding = 0
    dilation: Sides = 1


@dataclass(frozen=True, slots=True)
class StageFacts:
    """shape: of the output.   size_formulas: down, across.   jump: input pixels between neighbours.

    receptive_field: rows and columns of input pixels that one number depends on; () once a layer sees everything.
    """

    kind: StageKind
    shape: Shape
    parameters: int
    size_formulas: tuple[str, ...]
    parameter_formula: str
    receptive_field: tuple[int, ...]
    jump: tuple[float, ...]


def trace(shape: Shape, stages: Sequence[Stage]) -> tuple[StageFacts, ...]:
    """One row a stage. shape: (rows, columns, channels). Raises UserError where a stage does not fit.

    A number that sees r pixels with neighbours j pixels apart, seen through a window of f, sees r + (f − 1)·j.
    """
    rows: list[StageFacts] = []
    field: tuple[int, ...] = (1, 1)
    jump: tuple[float, ...] = (1.0, 1.0)
    for stage in stages:
        if stage.kind in ("flatten", "dense"):
            facts = _dense(shape, stage)
        elif len(shape) != 3:
            raise UserError("stages", "After flatten only dense layers can follow.", "Put it before flatten.")
        else:
            facts = _windowed(shape, stage, field, jump)
            field, jump = facts.receptive_field, facts.jump
        shape = facts.shape
        rows.append(facts)
    return tuple(rows)


def _dense(shape: Shape, stage: Stage) -> StageFacts:
    count = math.prod(shape)
    if stage.kind == "flatten":
        formula = "·".join(map(str, shape)) + f" = {count}"
        return StageFacts(stage.kind, (count,), 0, (formula,), "", (), ())
    parameters = dense_parameters(count, stage.filters)
    return StageFacts(stage.kind, (stage.filters,), parameters, (), dense_formula(count, stage.filters), (), ())


def _windowed(shape: Shape, stage: Stage, field: tuple[int, ...], jump: tuple[float, ...]) -> StageFacts:
    channels = shape[2]
    kernel, dilation = each_axis(stage.kernel, 2), each_axis(stage.dilation, 2)
    usual: Sides = kernel if stage.kind == "pool" else 1
    stride = each_axis(stage.stride or usual, 2)
    pads = axis_pads(stage.padding, 2)
    seen = tuple(
        r + math.floor((reach(k, d) - 1) * j) for r, k, d, j in zip(field, kernel, dilation, jump, strict=True)
    )
    axes = list(zip(shape[:2], kernel, stride, pads, dilation, strict=True))
    if stage.kind == "transposed":
        if not all(isinstance(p, int) for p in pads):
            raise UserError("stages", "A transposed convolution has its padding as a number.", "Give a number.")
        turned = [(n, k, s, int(p), 0, d) for n, k, s, p, d in axes]
        sides = tuple(transposed_length(*axis) for axis in turned)
        formulas = tuple(transposed_formula(*axis) for axis in turned)
        # Each number of the larger map is stamped on by ⌈f/s⌉ neighbours.
        seen = tuple(
            r + math.floor((-(-reach(k, d) // s) - 1) * j)
            for r, k, d, s, j in zip(field, kernel, dilation, stride, jump, strict=True)
        )
        after = tuple(j / s for j, s in zip(jump, stride, strict=True))
    else:
        sides = tuple(output_length(*axis) for axis in axes)
        formulas = tuple(size_formula(*axis) for axis in axes)
        after = tuple(j * s for j, s in zip(jump, stride, strict=True))
    filters, parameters, words = _parameters(stage, kernel, channels)
    return StageFacts(stage.kind, (*sides, filters), parameters, formulas, words, seen, after)


def _parameters(stage: Stage, kernel: tuple[int, ...], channels: int) -> tuple[int, int, str]:
    """Maps after it, parameters, and their formula."""
    match stage.kind:
        case "conv" | "transposed":
            count = convolution_parameters(kernel, channels, stage.filters)
            return stage.filters, count, convolution_formula(kernel, channels, stage.filters)
        case "depthwise":
            count = convolution_parameters(kernel, channels, channels, groups=channels)
            return channels, count, convolution_formula(kernel, channels, channels, groups=channels)
        case "separable":
            count = separable_parameters(kernel, channels, stage.filters)
            sides = "·".join(map(str, kernel))
            return stage.filters, count, f"{sides}·{channels} + ({channels} + 1)·{stage.filters} = {count}"
        case "pool":
            return channels, 0, ""
        case "flatten" | "dense":
            raise ValueError(f"{stage.kind} has no window")
    assert_never(stage.kind)
