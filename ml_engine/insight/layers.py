"""The layers of a network by name: shapes, sizes and what each sees of the picture, from one traced pass."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

import torch
from torch import nn

from ml_engine.domain.events import JobDone, JobStarted, LayerRow, Layers, Notice
from ml_engine.insight.sight_rules import conv_padding, pair
from ml_engine.insight.trace import Trace
from ml_engine.insight.warm import warm_networks
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import LayersJob
from ml_engine.training.model import TrainedModel


def list_layers(job: LayersJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit one Layers event. Raises UserError as open_network does."""
    started = time.monotonic()
    emit(JobStarted("cpu", "a list of layers needs no more"))
    opened = warm_networks().open(job, torch.device("cpu"), lambda words: emit(Notice("weights", words)))
    spec = opened.model.spec
    trained = bool(job.model) or bool(spec.weights_sha256)
    emit(Layers(spec.info.title, spec.input_size, layer_rows(opened.model, opened.trace), trained))
    return JobDone(time.monotonic() - started)


def layer_rows(model: TrainedModel, trace: Trace) -> tuple[LayerRow, ...]:
    """Every layer that answers with one tensor, in the order in which they begin."""
    modules = dict(model.named_modules())
    shown = [name for name in trace.order if len(trace.shapes.get(trace.values.get(name, -1), ())) in (2, 4)]
    places = {name: place for place, name in enumerate(shown)}
    return tuple(_row(name, modules[name], trace, model.spec.input_size, places) for name in shown)


def layer_shape(trace: Trace, layer: str) -> tuple[int, ...]:
    """Of its answer for one picture: (C, H, W) or (D,)."""
    value = trace.values[layer]
    shape = trace.shapes[value][1:]
    return (shape[2], shape[0], shape[1]) if len(shape) == 3 and trace.sights[value].axes == (1, 2) else shape


def _row(name: str, module: nn.Module, trace: Trace, side: int, shown: Mapping[str, int]) -> LayerRow:
    parts = name.split(".")
    above = (".".join(parts[:count]) for count in range(1, len(parts)))
    value, shape = trace.values[name], layer_shape(trace, name)
    reach = trace.reaches[value]
    return LayerRow(
        name=name,
        kind=type(module).__name__,
        shape=shape,
        parameters=sum(parameter.numel() for parameter in module.parameters()),
        part=parts[0],
        depth=sum(other in shown for other in above),
        bytes=4 * math.prod(shape),
        field=(reach.rows.length, reach.columns.length),
        sees_all=trace.sights[value].sees_all(side),
        window=_window(module),
    )


def _window(module: nn.Module) -> tuple[int, ...]:
    """Kernel, stride, padding, dilation of a layer with a window that slides."""
    if not isinstance(module, nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d):
        return ()
    kernel = pair(module.kernel_size)
    dilation = pair(getattr(module, "dilation", 1))
    named = {"padding": module.padding, "dilation": dilation}
    return (*kernel, *pair(module.stride), *conv_padding((), named, kernel), *dilation)
