"""The layers of a network by name, and the answer of one of them: what PyTorch's forward hooks see."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobDone, JobStarted, LayerRow, Layers, Notice
from ml_engine.insight.open_network import open_network
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import LayersJob
from ml_engine.training.model import TrainedModel


class _Reached(Exception):  # noqa: N818  (ends a forward pass that has shown what was wanted)
    """Raised in a hook behind the layer that was asked for."""


def list_layers(job: LayersJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one Layers event. Raises UserError as open_network does."""
    started = time.monotonic()
    emit(JobStarted("cpu", "a list of layers needs no more"))
    model = open_network(job, lambda words: emit(Notice("weights", words)))
    info = model.spec.info
    trained = bool(job.model) or bool(model.spec.weights_sha256)
    emit(Layers(info.title, model.spec.input_size, layer_rows(model), trained))
    return JobDone(time.monotonic() - started)


def layer_rows(model: TrainedModel) -> tuple[LayerRow, ...]:
    """Every layer that answers with one tensor, in the order in which they begin."""
    shapes: dict[str, tuple[int, ...]] = {}
    order: list[str] = []

    def before(name: str) -> None:
        if name not in shapes:
            order.append(name)

    def after(name: str, output: object) -> None:
        if isinstance(output, Tensor) and output.ndim in (2, 4):
            shapes.setdefault(name, tuple(output.shape[1:]))

    side = model.spec.input_size
    with _hooks(model, before, after), torch.inference_mode():
        model(torch.zeros(1, 3, side, side))
    modules = dict(model.named_modules())
    shown = [name for name in dict.fromkeys(order) if name in shapes]
    return tuple(_row(name, modules[name], shapes[name], shown) for name in shown)


def layer_output(model: TrainedModel, pixels: Tensor, layer: str) -> Tensor:
    """What the layer answers for pixels (B, 3, S, S), as TrainedModel.forward takes them: (B, C, H, W) or (B, D).

    A layer that runs more than once shows its first answer. Raises UserError if there is no such layer.
    """
    found: list[Tensor] = []

    def after(_name: str, output: object) -> None:
        if isinstance(output, Tensor) and output.ndim in (2, 4):
            # The next layer may write its own answer into the same memory.
            found.append(output.clone())
            raise _Reached

    modules = dict(model.named_modules())
    if layer in modules and layer:
        with _hooks(modules[layer], lambda _: None, after, only=layer), torch.inference_mode():
            try:
                model(pixels)
            except _Reached:
                return found[0]
    raise UserError("no-layer", f"The network has no layer {layer!r} to look at.", "Choose one of its list of layers.")


@contextmanager
def _hooks(
    network: nn.Module, before: Callable[[str], None], after: Callable[[str, object], None], only: str = ""
) -> Iterator[None]:
    """before(name) and after(name, output) around every module below network, or around network itself as `only`."""
    watched = [(only, network)] if only else [(name, module) for name, module in network.named_modules() if name]
    handles: list[RemovableHandle] = []
    for name, module in watched:
        handles.append(module.register_forward_pre_hook(lambda _m, _i, name=name: before(name)))
        handles.append(module.register_forward_hook(lambda _m, _i, output, name=name: after(name, output)))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _row(name: str, module: nn.Module, shape: tuple[int, ...], shown: list[str]) -> LayerRow:
    parameters = sum(parameter.numel() for parameter in module.parameters())
    depth = sum(name.startswith(f"{other}.") for other in shown)
    return LayerRow(name, type(module).__name__, shape, parameters, name.partition(".")[0], depth)
