"""What a lesson may ask of the learner's own network: counted from its layers, never from the weights. No Qt."""

from __future__ import annotations

import math
from pathlib import Path

from desktop_app.lessons.format import Fact
from ml_engine.domain.events import InspectedLayer, NetworkInspected
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.layer_recipe import layers_toml
from ml_engine.reports.run_reader import read_spec

ALEXNET_PARAMETERS = 61_100_840
POOL_SIDE, COURSE_NEURONS = 2, 200


def inspect_job(run_dir: Path) -> InspectJob:
    """What asks for the layers of a run's network, as it was trained. Raises UserError."""
    spec = read_spec(run_dir)
    side, labels = spec.input_size, len(spec.labels)
    if spec.network is not None:
        return InspectJob(
            network=layers_toml(spec.network), input=(side, side, spec.network.input[2]), labels=labels, batch=1
        )
    return InspectJob(backbone=spec.backbone, input=(side, side, 3), labels=labels, batch=1)


def network_figures(network: NetworkInspected) -> dict[str, Fact]:
    """Names without 'network.' → values; what the network does not have is absent."""
    channels, height, width = network.input
    figures: dict[str, Fact] = {
        "title": network.title,
        "parameters": network.parameters,
        "input": (height, width, channels),
        "alexnet_times": round(ALEXNET_PARAMETERS / max(network.parameters, 1)),
    }
    leaves = [layer for layer in network.layers if layer.shape]
    maps = [layer for layer in leaves if len(layer.shape) == 3]
    figures |= _of_first(network.input, maps)
    figures |= _of_last(network.input, maps)
    figures |= _of_pools(network.input, leaves)
    dense = next((layer for layer in leaves if len(layer.shape) == 1 and layer.parameters), None)
    if dense is not None:
        figures["first_dense_layer"] = dense.parameters
    return figures


def _of_first(shape: tuple[int, ...], maps: list[InspectedLayer]) -> dict[str, Fact]:
    """Its first convolution, beside a dense layer that reads the same pixels and answers as many numbers."""
    first = next((layer for layer in maps if layer.parameters and "conv" in layer.kind.lower()), None)
    if first is None:
        return {}
    dense = (math.prod(shape) + 1) * math.prod(first.shape)
    return {
        "first_maps": first.shape[0],
        "first_parameters": first.parameters,
        "first_dense": dense,
        "first_times": round(dense / first.parameters),
    }


def _of_last(shape: tuple[int, ...], maps: list[InspectedLayer]) -> dict[str, Fact]:
    """The last map that still has places: behind it a pooling over everything, or a dense layer."""
    wide = [layer for layer in maps if layer.shape[1] > 1]
    if not wide:
        return {}
    channels, height, width = wide[-1].shape
    return {
        "last_map": (height, width, channels),
        "last_side": height,
        "total_stride": round(shape[1] / height),
        "fully_convolutional": (channels * height * width + 1) * COURSE_NEURONS,
    }


def _of_pools(shape: tuple[int, ...], leaves: list[InspectedLayer]) -> dict[str, Fact]:
    pools = [place for place, layer in enumerate(leaves) if "pool" in layer.kind.lower() and len(layer.shape) == 3]
    figures: dict[str, Fact] = {"pools": len(pools)}
    if pools:
        before = leaves[pools[0] - 1].shape if pools[0] else shape
        maps = before[0]
        figures |= {
            "pool_maps": maps,
            "pool_parameters": sum(leaves[place].parameters for place in pools),
            "pool_as_convolution": (POOL_SIDE * POOL_SIDE * maps + 1) * maps,
        }
    return figures
