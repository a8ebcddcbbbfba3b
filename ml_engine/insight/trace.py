"""A pass of a network written down: every function that made a number, of what, in which layer, and what it sees.

At the level of torch's functions, not of modules: a block's shortcut, an activation that is no layer of its own, a
gate are steps like any other. Numbering is the same in every pass, so that a later one can keep what a step took in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils.weak import WeakTensorKeyDictionary

from ml_engine.insight.sight import Sight, first_sight
from ml_engine.insight.sight_rules import argument, sight_behind, ungated


class Reached(Exception):  # noqa: N818  (ends a pass that has shown what was wanted)
    """Raised behind the last step that was asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """number: counts the steps of a pass.   name: of torch's function, without underscores.   layer: that ran it.

    inputs: numbers of the values it reads, −1 for one that does not come from the picture.   output: of its value.
    shape: of its value, with the batch.   dims: of a step that only moves numbers, the axes that it was called with.
    """

    number: int
    name: str
    layer: str
    inputs: tuple[int, ...]
    output: int
    shape: tuple[int, ...]
    dims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A step with its numbers. function: torch's own.   output: its value, copied.

    args, named: what it was called with; tensors that come from the picture as they were before the step.
    """

    step: Step
    function: Callable[..., Any]
    args: tuple[Any, ...]
    named: Mapping[str, Any]
    output: Tensor


@dataclass(slots=True)
class Trace:
    """values: layer → the number of its (first) answer.   inputs: layer → of what it was called with, −1 for none.

    sights, reaches, shapes: by the number of a value.   order: layers as they begin.
    A reach is a sight without gates, which weigh a whole map by one number of the whole picture (squeeze and
    excitation): what the windows of convolutions and poolings come to.
    """

    steps: list[Step] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    sights: dict[int, Sight] = field(default_factory=dict)
    reaches: dict[int, Sight] = field(default_factory=dict)
    shapes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def maker(self, value: int) -> Step | None:
        """The step that made a value; None for the picture."""
        return next((step for step in self.steps if step.output == value), None)

    def readers(self, value: int) -> list[Step]:
        """The steps that read a value."""
        return [step for step in self.steps if value in step.inputs]


def trace_network(network: nn.Module, pixels: Tensor) -> Trace:
    """All of a pass without its numbers. pixels: (1, 3, S, S) as the network takes them."""
    recorder = Recorder(pixels, keep=())
    recorder.run(network)
    return recorder.trace


def capture_calls(network: nn.Module, pixels: Tensor, steps: Iterable[int]) -> dict[int, Call]:
    """The steps of these numbers with what they took in and gave; the pass ends behind the last of them."""
    recorder = Recorder(pixels, keep=steps)
    recorder.run(network)
    return recorder.calls


class Recorder(TorchFunctionMode):
    """Watches one pass. keep: numbers of steps whose tensors are kept; () for a whole pass without any."""

    def __init__(self, pixels: Tensor, keep: Iterable[int]) -> None:
        super().__init__()
        self.trace = Trace()
        self.calls: dict[int, Call] = {}
        self._pixels = pixels
        self._keep = frozenset(keep)
        self._numbers = WeakTensorKeyDictionary()
        self._layers: list[str] = []
        self._count = 0
        first = first_sight(*pixels.shape[2:])
        self._add(pixels, first, first)

    def run(self, network: nn.Module) -> None:
        """Send the pixels through the network; gradients are not wanted."""
        with torch.no_grad(), _around(network, self._enter, self._leave), self:
            try:
                network(self._pixels)
            except Reached:
                return

    def __torch_function__(
        self,
        func: Callable[..., Any],
        _types: object,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> object:
        named = kwargs or {}
        known = [tensor for tensor in _tensors((args, named)) if tensor in self._numbers]
        if not known:
            return func(*args, **named)
        inputs = tuple(self._numbers[one] if one in self._numbers else -1 for one in _tensors((args, named)))  # noqa: SIM401
        number = len(self.trace.steps)
        kept = (_copied(args, self._numbers), _copied(named, self._numbers)) if number in self._keep else None
        output = func(*args, **named)
        made = next((tensor for tensor in _tensors(output) if tensor.is_floating_point()), None)
        if made is None:
            return output
        name = str(getattr(func, "__name__", "")).strip("_")
        if name == "get":
            return output  # `tensor.data` and the like
        numbers = [self._numbers[tensor] for tensor in known]
        sight = sight_behind(name, args, named, [self.trace.sights[one] for one in numbers], made)
        reach = sight_behind(name, args, named, ungated(name, [self.trace.reaches[one] for one in numbers]), made)
        layer = self._layers[-1] if self._layers else ""
        others = [tensor for tensor in _tensors(output) if tensor is not made]
        value = self._add(made, sight, reach)
        for other in others:  # the parts of a split see what the whole sees
            self._add(other, sight, reach)
        step = Step(number, name, layer, inputs, value, tuple(made.shape), _dims(name, args, named))
        self.trace.steps.append(step)
        if kept is not None:
            self.calls[number] = Call(step, func, kept[0], kept[1], made.clone())
            if len(self.calls) == len(self._keep):
                raise Reached
        return output

    def _add(self, tensor: Tensor, sight: Sight, reach: Sight) -> int:
        number, self._count = self._count, self._count + 1
        self._numbers[tensor] = number
        self.trace.sights[number] = sight
        self.trace.reaches[number] = reach
        self.trace.shapes[number] = tuple(tensor.shape)
        return number

    def _enter(self, name: str) -> None:
        self._layers.append(name)
        if name not in self.trace.order:
            self.trace.order.append(name)

    def _leave(self, name: str, output: object) -> None:
        self._layers.pop()
        if isinstance(output, Tensor) and name not in self.trace.values and output in self._numbers:
            self.trace.values[name] = self._numbers[output]


def _dims(name: str, args: Sequence[Any], named: Mapping[str, Any]) -> tuple[int, ...]:
    match name:
        case "permute":
            dims = named.get("dims") or (args[1] if isinstance(args[1], list | tuple) else args[1:])
            return tuple(int(dim) for dim in dims)
        case "cat" | "concat":
            return (int(argument(args, named, 1, "dim", 0)),)
        case _:
            return ()


def _tensors(found: object) -> Iterator[Tensor]:
    if isinstance(found, Tensor):
        yield found
    elif isinstance(found, Mapping):
        for value in found.values():
            yield from _tensors(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _tensors(value)


def _copied(found: Any, known: WeakTensorKeyDictionary) -> Any:  # noqa: ANN401  (arguments of torch's functions)
    """With copies of the tensors that the next steps may write into; parameters as they are."""
    if isinstance(found, Tensor):
        return found.clone() if found in known else found
    if isinstance(found, Mapping):
        return {name: _copied(value, known) for name, value in found.items()}
    if isinstance(found, list | tuple):
        return type(found)(_copied(value, known) for value in found) if type(found) in (list, tuple) else found
    return found


@contextmanager
def _around(network: nn.Module, enter: Callable[[str], None], leave: Callable[[str, object], None]) -> Iterator[None]:
    """enter(name) and leave(name, output) around every module below network."""
    handles = []
    for name, module in network.named_modules():
        if name:
            handles.append(module.register_forward_pre_hook(lambda _m, _i, name=name: enter(name)))
            handles.append(module.register_forward_hook(lambda _m, _i, output, name=name: leave(name, output)))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
