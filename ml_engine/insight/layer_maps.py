"""Catching what one layer answers, with or without a way back for gradients; and which layer is the usual one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.training.model import TrainedModel


class Caught:
    """output: the layer's first answer of this forward pass, None before it. With open_at it is a leaf with .grad."""

    def __init__(self) -> None:
        self.output: Tensor | None = None

    def get(self) -> Tensor:
        """Raises UserError if the layer did not run."""
        if self.output is None:
            raise UserError("no-layer", "That layer does not run for this answer.", "Choose another layer.")
        return self.output


class Reached(Exception):  # noqa: N818  (ends a forward pass that has shown what was wanted)
    """Raised behind the layer that was asked for."""


def find_layer(model: nn.Module, layer: str) -> nn.Module:
    """Raises UserError if the network has no layer of this name."""
    found: nn.Module | None = dict(model.named_modules()).get(layer) if layer else None
    if found is not None:
        return found
    raise UserError("no-layer", f"The network has no layer {layer!r} to look at.", "Choose one of its list of layers.")


@contextmanager
def open_at(model: nn.Module, layer: str) -> Iterator[Caught]:
    """While open, the network goes on from a copy of the layer's answer, and gradients stop at that copy.

    A layer that runs more than once is opened at its first answer. Raises UserError if it answers no single tensor.
    """
    caught = Caught()

    def after(_module: nn.Module, _inputs: object, output: object) -> Tensor | None:
        if caught.output is not None:
            return None
        if not isinstance(output, Tensor):
            raise UserError("no-layer", f"{layer} answers with several tensors.", "Choose a layer inside it.")
        caught.output = output.detach().clone().requires_grad_()
        # A copy: the next layer may write over what it is given, which a leaf forbids.
        return caught.output.clone()

    handle = find_layer(model, layer).register_forward_hook(after)
    try:
        yield caught
    finally:
        handle.remove()


def forward_to(run: Callable[[], object], module: nn.Module) -> Tensor:
    """What the module answers first while run() calls it, gradients flowing through; nothing above it is computed.

    Raises UserError if it does not run or answers no single tensor.
    """
    caught = Caught()

    def after(_module: nn.Module, _inputs: object, output: object) -> None:
        if isinstance(output, Tensor):
            caught.output = output
            raise Reached

    handle = module.register_forward_hook(after)
    try:
        run()
    except Reached:
        return caught.get()
    finally:
        handle.remove()
    return caught.get()


@contextmanager
def watch_map_blocks(model: TrainedModel) -> Iterator[list[str]]:
    """While open, a pass of the model notes the backbone's blocks that answer with maps wider than a single number.

    In their order, each once.
    """
    found: list[str] = []

    def watch(name: str) -> Callable[[nn.Module, object, object], None]:
        def after(_module: nn.Module, _inputs: object, output: object) -> None:
            is_map = isinstance(output, Tensor) and output.ndim == 4 and min(output.shape[2:]) > 1
            if is_map and name not in found:
                found.append(name)

        return after

    blocks = [(f"backbone.body.{index}", block) for index, block in enumerate(model.backbone.body)]
    handles = [block.register_forward_hook(watch(name)) for name, block in blocks]
    try:
        yield found
    finally:
        for handle in handles:
            handle.remove()


def usual_layer(model: TrainedModel, pixels: Tensor) -> str:
    """The last layer below the classifier that still knows where things are. Raises UserError if there is none."""
    with watch_map_blocks(model) as blocks, torch.no_grad():
        model(pixels)
    return last_block(blocks)


def last_block(blocks: Sequence[str]) -> str:
    """Raises UserError if there is none."""
    if not blocks:
        raise UserError("no-layer", "The network has no maps.", "Use occlusion or integrated gradients.")
    return blocks[-1]


def check_is_map(layer: str, shape: Sequence[int]) -> None:
    """Raises UserError for a layer that answers (B, D)."""
    if len(shape) != 4:
        raise UserError(
            "no-map",
            f"{layer} answers with one number for the whole picture, so it has no places to show.",
            "Choose a layer that answers with maps, or use occlusion or integrated gradients.",
        )
