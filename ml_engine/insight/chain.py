"""From a number of a layer back to the sum that it comes from, and on to what is done with it before it is mixed again.

Found in the steps of a pass, not in the names of layers: a convolution, its normalisation, the block's shortcut and
the activation behind it are one story, whichever of them a person clicks on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ml_engine.domain.walk_events import NextKind
from ml_engine.insight.trace import Step, Trace

SUMS = frozenset({"conv2d", "linear", "avg_pool2d", "adaptive_avg_pool2d", "mean"})
GREATEST = frozenset({"max_pool2d"})
ACTIVATIONS = frozenset(
    {"relu", "hardtanh", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "sigmoid", "tanh", "hardswish",
     "hardsigmoid", "softplus"}
)  # fmt: skip
_UNCHANGED = frozenset(
    {"dropout", "dropout2d", "feature_dropout", "alpha_dropout", "clone", "contiguous", "float", "to"}
)
_MOVED = frozenset({"flatten", "view", "reshape", "squeeze", "unsqueeze", "permute"})
_PAIRS = frozenset({"add", "iadd", "radd", "mul", "imul", "rmul"})
_NUMBER_BY_NUMBER = ACTIVATIONS | {"batch_norm"}
Index = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A step of the chain. index: of its value, without the batch.   operand: which of the two numbers of a sum or a
    product the chain came in by, 0 or 1."""

    step: Step
    index: Index
    operand: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """root: the sum, or whatever else the story begins with; None where it is the picture itself.   own: how many of
    the links lie before the layer's own answer.   after, after_layer: as in UnitWalk."""

    root: Link | None
    links: tuple[Link, ...]
    own: int
    after: NextKind
    after_layer: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of all its steps."""
        root = () if self.root is None else (self.root.step.number,)
        return (*root, *(link.step.number for link in self.links))


def find_chain(trace: Trace, value: int, index: Index) -> Chain:
    """The chain through a number. index: of the value, without the batch."""
    root, before = _back(trace, value, index)
    behind, after, layer = _on(trace, value, index)
    return Chain(root, (*before, *behind), len(before), after, layer)


def _back(trace: Trace, value: int, index: Index) -> tuple[Link | None, tuple[Link, ...]]:
    links: list[Link] = []
    while (step := trace.maker(value)) is not None:
        if step.name in _NUMBER_BY_NUMBER:
            links.append(Link(step, index))
            value = step.inputs[0]
        elif step.name in _UNCHANGED:
            value = step.inputs[0]
        elif step.name in _MOVED and step.inputs[0] >= 0:
            value = step.inputs[0]
            index = _moved_back(step, index, trace.shapes[value])
        elif step.name in _PAIRS and (operand := _main_operand(trace, step)) is not None:
            links.append(Link(step, index, operand))
            value = step.inputs[operand]
        elif step.name in ("cat", "concat") and step.dims in ((1,), (-len(step.shape) + 1,)) and -1 not in step.inputs:
            value, index = _part_of(trace, step, index)
        else:
            return Link(step, index), tuple(reversed(links))
    return None, tuple(reversed(links))


def _on(trace: Trace, value: int, index: Index) -> tuple[tuple[Link, ...], NextKind, str]:
    links: list[Link] = []
    while True:
        readers = trace.readers(value)
        if len(readers) != 1:
            return tuple(links), "several" if readers else "end", readers[0].layer if readers else ""
        step = readers[0]
        is_pair = step.name in _PAIRS and step.shape == trace.shapes[value]
        if step.name in _NUMBER_BY_NUMBER:
            links.append(Link(step, index))
        elif is_pair:
            links.append(Link(step, index, step.inputs.index(value)))
        elif step.name in _MOVED:
            index = _moved_on(step, index, trace.shapes[value])
        elif step.name not in _UNCHANGED:
            return tuple(links), "mixed", step.layer
        value = step.output


def _main_operand(trace: Trace, step: Step) -> int | None:
    """Which of two numbers the story follows: one that nobody else reads, of the value's own shape; the first if both.

    None if neither comes from the picture.
    """
    fits = [place for place, value in enumerate(step.inputs[:2]) if value >= 0 and trace.shapes[value] == step.shape]
    if not fits:
        return None
    alone = [place for place in fits if len(trace.readers(step.inputs[place])) == 1]
    return (alone or fits)[0]


def _moved_back(step: Step, index: Index, shape: tuple[int, ...]) -> Index:
    if step.name == "permute":
        full, before = (0, *index), [0] * len(shape)
        for place, dim in enumerate(step.dims):
            before[dim] = full[place]
        return tuple(before[1:])
    flat = np.ravel_multi_index(index, step.shape[1:]) if index else 0
    return tuple(int(place) for place in np.unravel_index(flat, shape[1:]))


def _moved_on(step: Step, index: Index, shape: tuple[int, ...]) -> Index:
    if step.name == "permute":
        full = (0, *index)
        return tuple(full[dim] for dim in step.dims)[1:]
    flat = np.ravel_multi_index(index, shape[1:])
    return tuple(int(place) for place in np.unravel_index(flat, step.shape[1:]))


def _part_of(trace: Trace, step: Step, index: Index) -> tuple[int, Index]:
    """The value among those put behind one another that holds a number."""
    channel = index[0]
    for value in step.inputs:
        length = trace.shapes[value][1]
        if channel < length:
            return value, (channel, *index[1:])
        channel -= length
    raise ValueError(f"there is no channel {index[0]} in {step}")
