"""The job that inspects a network: layers, shapes, parameters and memory, without weights and without computing.

A recipe of layers is calculated; a library's network runs once on torch's meta device, where tensors have shapes only.
"""

from __future__ import annotations

import math
import time

import msgspec
import torch
from torch import Tensor, nn

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import InspectedLayer, JobDone, NetworkInspected
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.backbones import BACKBONES, BackboneInfo, recipe_info
from ml_engine.networks.build import Backbone
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.layer_build import check_layers
from ml_engine.networks.layer_recipe import Dense, Layer, LayerRecipe, parse_layers
from ml_engine.networks.layer_shapes import BYTES, calculate_layers, predict_bytes, train_bytes

# They write over their input, or hand it on; torchvision's stochastic depth by its name, as nothing else needs it.
_IN_PLACE = (
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.ELU, nn.GELU, nn.SiLU, nn.Sigmoid, nn.Tanh, nn.Hardswish, nn.Hardsigmoid,
    nn.Dropout, nn.Flatten, nn.Identity,
)  # fmt: skip
_IN_PLACE_NAMES = ("StochasticDepth", "Permute", "DropPath", "ToGrey")
LARGEST_INPUT = 1 << 14


def inspect_network(job: InspectJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one NetworkInspected. Raises UserError for an unknown name, layers that do not fit, too small an input."""
    started = time.monotonic()
    info = recipe_info(parse_layers(job.network)) if job.network else BACKBONES.get(job.backbone)
    size = _input(info, job)
    auxiliary = info.auxiliary_parameters > 0 and not job.labels
    auxiliary = auxiliary and (info.counts_auxiliary if job.auxiliary is None else job.auxiliary)
    if info.recipe is not None:
        layers = _recipe_layers(info.recipe, size, job.labels)
    else:
        layers = _torch_layers(info, size, job.labels, auxiliary)
    input_shape = (size[2], size[0], size[1])
    maps = [layer.bytes for layer in layers]
    parameters = sum(layer.parameters for layer in layers)
    emit(
        NetworkInspected(
            network=info.name,
            title=info.title,
            input=input_shape,
            labels=job.labels or info.labels,
            batch=job.batch,
            auxiliary=auxiliary,
            parameters=parameters,
            trainable=sum(layer.trainable for layer in layers),
            bytes_predict=predict_bytes(input_shape, maps, parameters),
            bytes_train=train_bytes(input_shape, maps, parameters, job.batch),
            layers=tuple(layers),
        )
    )
    return JobDone(time.monotonic() - started)


def _input(info: BackboneInfo, job: InspectJob) -> tuple[int, int, int]:
    """(height, width, channels). Raises UserError if it is none, or not for this network."""
    if job.batch < 1 or job.labels < 0:
        raise UserError(
            "inspect", "A batch has at least one picture, and labels are not negative.", "Change the number."
        )
    own = info.recipe.input if info.recipe else (info.input_size, info.input_size, 3)
    if not job.input:
        return own
    if len(job.input) != 3 or not all(1 <= side <= LARGEST_INPUT for side in job.input):
        sides = "×".join(map(str, job.input))
        raise UserError("input-size", f"{sides} is no height × width × channels.", "Write it as 224x224x3.")
    height, width, channels = job.input
    if info.recipe is None and channels != 3:
        raise UserError(
            "input-size", f"{info.title} takes pictures of 3 channels, not of {channels}.", "Write it as 224x224x3."
        )
    return height, width, channels


def _recipe_layers(recipe: LayerRecipe, size: tuple[int, int, int], labels: int) -> list[InspectedLayer]:
    layers: list[Layer] = list(recipe.layers)
    if labels and layers and isinstance(layers[-1], Dense):
        layers[-1] = msgspec.structs.replace(layers[-1], units=labels)
    sized = msgspec.structs.replace(recipe, input=size, layers=tuple(layers))
    check_layers(sized)
    return [
        InspectedLayer(str(row.index + 1), row.kind, row.shape, row.parameters, row.parameters, row.bytes)
        for row in calculate_layers(sized).rows
    ]


def _torch_layers(info: BackboneInfo, size: tuple[int, int, int], labels: int, auxiliary: bool) -> list[InspectedLayer]:
    with torch.device("meta"):
        network, cut = cut_network(info)
        if labels or not info.labels:
            backbone = Backbone(info, cut).requires_grad_(info.trains_whole)
            head = [nn.Linear(info.embedding, labels)] if labels else []
            network = nn.Sequential(backbone, *head)
        # Auxiliary classifiers run in training only, where a batch norm wants two pictures.
        return watch_layers(network.train(auxiliary), torch.zeros(2, 3, *size[:2]), info.title)


def watch_layers(network: nn.Module, pixels: Tensor, title: str) -> list[InspectedLayer]:
    """The layers that run, in the order in which they answer: those without parts, and those with parameters of their
    own. What runs twice has its parameters counted once. pixels: on the network's device.

    title: for the message. Raises UserError if the pixels are too few for the network.
    """
    rows: list[InspectedLayer] = []
    counted: set[int] = set()

    def after(name: str, module: nn.Module, output: object) -> None:
        if not isinstance(output, Tensor):
            return
        own = [parameter for parameter in module.parameters(recurse=False) if id(parameter) not in counted]
        counted.update(map(id, own))
        shape = tuple(output.shape[1:])
        in_place = isinstance(module, _IN_PLACE) or type(module).__name__ in _IN_PLACE_NAMES
        parameters = sum(parameter.numel() for parameter in own)
        trainable = sum(parameter.numel() for parameter in own if parameter.requires_grad)
        size = 0 if in_place else BYTES * math.prod(shape)
        rows.append(InspectedLayer(name, type(module).__name__, shape, parameters, trainable, size))

    handles = [
        module.register_forward_hook(lambda module, _inputs, output, name=name: after(name, module, output))
        for name, module in network.named_modules()
        if name and (not any(True for _ in module.children()) or any(True for _ in module.parameters(recurse=False)))
    ]
    try:
        with torch.no_grad():
            network(pixels)
    except (RuntimeError, ValueError) as error:
        sides = "×".join(map(str, pixels.shape[2:]))
        raise UserError(
            "input-size",
            f"{title} cannot take pictures of {sides} pixels: a layer finds nothing left.",
            "Use a larger input.",
        ) from error
    finally:
        for handle in handles:
            handle.remove()
    return rows
