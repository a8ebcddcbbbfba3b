"""Layers one after another as a value, and what they come to. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ml_engine.domain.errors import UserError
from ml_engine.lab.sizes import PaddingName, each_axis, pad_lengths, reach
from ml_engine.lab.stack import Shape, Stage, StageFacts, trace


@dataclass(frozen=True, slots=True)
class Chain:
    """shape: (rows, columns, channels) of the input."""

    shape: Shape = (28, 28, 1)
    stages: tuple[Stage, ...] = (Stage("conv", 10, 5, 1), Stage("pool", kernel=2), Stage("conv", 20, 5, 1))

    def with_stage(self, place: int, stage: Stage) -> Chain:
        return replace(self, stages=(*self.stages[:place], stage, *self.stages[place + 1 :]))

    def without(self, place: int) -> Chain:
        return replace(self, stages=(*self.stages[:place], *self.stages[place + 1 :]))

    def added(self, stage: Stage) -> Chain:
        return replace(self, stages=(*self.stages, stage))

    def facts(self) -> tuple[tuple[StageFacts, ...], int, UserError | None]:
        """What fits, which stage is the first that does not (−1 for none), and why."""
        for count in range(len(self.stages), -1, -1):
            try:
                found = trace(self.shape, self.stages[:count])
            except UserError:
                continue
            if count == len(self.stages):
                return found, -1, None
            return found, count, _problem(self.shape, self.stages[: count + 1])
        return (), -1, None


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a layer, seen from the input. length: units.   start: where the first begins, in input pixels.

    jump: from one to the next.   field: pixels that one sees.   stride, pad, span: of the window on the layer below.
    """

    length: int
    start: float
    jump: float
    field: int
    stride: int
    pad: int
    span: int

    def middle(self, unit: int) -> float:
        """Where it looks, in input pixels."""
        return self.start + unit * self.jump + self.field / 2

    def below(self, first: int, last: int) -> tuple[int, int]:
        """The units of the layer below that these see, padding among them."""
        return first * self.stride - self.pad, last * self.stride - self.pad + self.span - 1


def axes(chain: Chain, facts: tuple[StageFacts, ...]) -> list[Axis]:
    """The columns of the input and of each layer with a window, as far as there are such."""
    found = [Axis(chain.shape[1], 0.0, 1.0, 1, 1, 0, 1)]
    for stage, row in zip(chain.stages, facts, strict=False):
        if len(row.shape) != 3 or stage.kind == "transposed":
            break
        kernel = each_axis(stage.kernel, 2)[1]
        dilation = each_axis(stage.dilation, 2)[1]
        stride = each_axis(stage.stride or (kernel if stage.kind == "pool" else 1), 2)[1]
        named: int | PaddingName = stage.padding if isinstance(stage.padding, int | str) else stage.padding[1]
        before = found[-1]
        pad = pad_lengths(named, before.length, kernel, stride, dilation)[0]
        found.append(
            Axis(row.shape[1], before.start - pad * before.jump, before.jump * stride, row.receptive_field[1],
                 stride, pad, reach(kernel, dilation))
        )  # fmt: skip
    return found


def shape_text(shape: Shape) -> str:
    """'24 × 24 × 10'."""
    return " × ".join(map(str, shape))


def memory(shape: Shape) -> int:
    """Numbers in a map."""
    return math.prod(shape)


def _problem(shape: Shape, stages: tuple[Stage, ...]) -> UserError | None:
    try:
        trace(shape, stages)
    except UserError as error:
        return error
    return None
