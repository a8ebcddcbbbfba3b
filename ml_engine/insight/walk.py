"""One number of a layer, as a student would work it out: patch times kernel, bias, batch norm, activation.

Products and sums are done anew in float64 from torch's own inputs and weights; a test holds them against what torch
answered. So the walk is a proof, not a picture of one.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_engine.domain.arrays import PackedArray, pack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.domain.walk_events import UnitWalk, WalkKind, WalkLine
from ml_engine.insight.chain import GREATEST, Chain, Index, Link, find_chain
from ml_engine.insight.feature_maps import make_tiles
from ml_engine.insight.sight_rules import argument
from ml_engine.insight.trace import Call
from ml_engine.insight.warm import Opened, warm_networks
from ml_engine.insight.windows import Window, window_of
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import WalkJob
from ml_engine.training.device import choose_device


def walk_unit(job: WalkJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit one UnitWalk. Raises UserError if network, layer, picture or number cannot be had; Cancelled."""
    started = time.monotonic()
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    opened = warm_networks().open(job, choice.device, lambda words: emit(Notice("weights", words)))
    if should_stop():
        raise Cancelled
    emit(make_walk(opened, job))
    return JobDone(time.monotonic() - started)


def make_walk(opened: Opened, job: WalkJob) -> UnitWalk:
    """The walk of a job through an opened network."""
    path = Path(job.image)
    answer = opened.answer(path, job.layer)
    channel, row, column = _place(answer, job)
    trace = opened.trace
    value = trace.values[job.layer]
    chain = find_chain(trace, value, opened.raw_index(job.layer, channel, row, column))
    calls = opened.calls(path, chain.numbers)
    root = chain.root
    window = None if root is None else window_of(calls[root.step.number], root.index)
    is_greatest = root is not None and root.step.name in GREATEST
    kind: WalkKind = "none" if window is None else "greatest" if is_greatest else "weighted"
    begin = _beginning(window, root, calls, kind)
    lines = (*begin, *_lines(begin[-1].value, chain, calls))
    source = root.step.layer if root is not None else ""
    picture = opened.picture(path)
    inputs, low, high = _inputs(window) if window is not None and job.with_inputs else (None, (), ())
    nothing = pack_array(np.zeros(0, np.float32))
    return UnitWalk(
        image=job.image, layer=job.layer, channel=channel, row=row, column=column,
        value=float(answer[channel, row, column] if answer.ndim == 3 else answer[channel]),
        kind=kind, source=source, operation=_operation(opened, root),
        patch=nothing if window is None else pack_array(window.patch),
        weights=nothing if window is None else pack_array(window.weights),
        first=0 if window is None else window.first,
        input_shape=() if window is None else _shape(window),
        corner=(0, 0) if window is None else window.corner,
        dilation=(1, 1) if window is None else window.dilation,
        lines=lines, own=len(begin) - 1 + chain.own, after=chain.after, after_layer=chain.after_layer,
        field=trace.sights[value].box(row, column, opened.model.spec.input_size), view=picture.view,
        reason=_reason(root) if window is None else "",
        inputs=inputs, low=low, high=high,
    )  # fmt: skip


def _place(answer: Tensor, job: WalkJob) -> tuple[int, int, int]:
    """Raises UserError if there is no such number."""
    height, width = answer.shape[1:] if answer.ndim == 3 else (1, 1)
    if not 0 <= job.channel < len(answer):
        raise UserError("no-map", f"{job.layer} has no map {job.channel}.", f"Choose one from 0 to {len(answer) - 1}.")
    if job.strongest:
        row, column = divmod(int(answer[job.channel].reshape(-1).argmax()), width)
        return job.channel, row, column
    if not (0 <= job.row < height and 0 <= job.column < width):
        raise UserError(
            "no-place",
            f"There is no row {job.row}, column {job.column} in a map of {width} × {height}.",
            "Choose a place inside the map.",
        )
    return job.channel, job.row, job.column


def _beginning(window: Window | None, root: Link | None, calls: dict[int, Call], kind: WalkKind) -> list[WalkLine]:
    """The sum and its bias; the greatest; or the number that the story begins with."""
    source = root.step.layer if root is not None else ""
    if window is None:
        value = float("nan") if root is None else _number(calls[root.step.number].output, root.index)
        return [WalkLine("begin", source, value)]
    if kind == "greatest":
        return [WalkLine("greatest", source, float(np.nanmax(window.patch)))]
    total = float((window.patch.astype(np.float64) * window.weights.astype(np.float64)).sum())
    lines = [WalkLine("sum", source, total)]
    if window.bias is not None:
        lines.append(WalkLine("bias", source, total + window.bias, (window.bias,)))
    return lines


def _lines(value: float, chain: Chain, calls: dict[int, Call]) -> list[WalkLine]:
    lines = []
    for link in chain.links:
        line = _line(value, link, calls[link.step.number])
        lines.append(line)
        value = line.value
    return lines


def _line(value: float, link: Link, call: Call) -> WalkLine:
    step = link.step
    if step.name == "batch_norm":
        return _normalised(value, link, call)
    if step.name.strip("ir") in ("add", "mul"):
        other = _number(_other(call, link), link.index, step.shape)
        is_sum = "add" in step.name
        return WalkLine("plus" if is_sum else "times", step.layer, value + other if is_sum else value * other, (other,))
    named = {name: setting for name, setting in call.named.items() if name not in ("input", "inplace")}
    done = call.function(torch.tensor([value], dtype=torch.float64), *call.args[1:], **named)
    numbers = tuple(float(one) for one in (*call.args[1:], *named.values()) if type(one) in (int, float))
    return WalkLine(step.name, step.layer, float(done), numbers)


def _normalised(value: float, link: Link, call: Call) -> WalkLine:
    channel = link.index[0]
    mean, variance = (float(argument(call.args, call.named, place, name)[channel]) for place, name in
                      ((1, "running_mean"), (2, "running_var")))  # fmt: skip
    scale, shift = (argument(call.args, call.named, place, name) for place, name in ((3, "weight"), (4, "bias")))
    by = 1.0 if scale is None else float(scale[channel])
    plus = 0.0 if shift is None else float(shift[channel])
    epsilon = float(argument(call.args, call.named, 7, "eps", 1e-5))
    done = (value - mean) / (variance + epsilon) ** 0.5 * by + plus
    return WalkLine("batch-norm", link.step.layer, done, (mean, variance, epsilon, by, plus))


def _other(call: Call, link: Link) -> Tensor | float:
    """The number that the chain does not come from. With a plain number the chain is the only tensor."""
    both: list[Tensor | float] = [*call.args[:2], *(call.named[name] for name in ("other",) if name in call.named)]
    tensors = [one for one in both if isinstance(one, Tensor)]
    others = [one for one in both if not isinstance(one, Tensor)]
    return tensors[1 - link.operand] if len(tensors) == 2 else others[0]


def _number(found: Tensor | float, index: Index, shape: tuple[int, ...] = ()) -> float:
    if not isinstance(found, Tensor):
        return float(found)
    spread = found.expand(shape) if shape else found
    return float(spread[(0, *index)])


def _inputs(window: Window) -> tuple[PackedArray, tuple[float, ...], tuple[float, ...]]:
    tiles = make_tiles(window.maps.float().cpu(), 0)
    return pack_array(tiles.pixels), tuple(tiles.minimum.tolist()), tuple(tiles.maximum.tolist())


def _shape(window: Window) -> tuple[int, ...]:
    return tuple(window.maps.shape)


def _operation(opened: Opened, root: Link | None) -> str:
    if root is None:
        return ""
    return type(opened.model.get_submodule(root.step.layer)).__name__ if root.step.layer else root.step.name


def _reason(root: Link | None) -> str:
    """In a sentence, what the number is where it is no sum of products."""
    if root is None:
        return "This is the picture itself."
    match root.step.name:
        case "softmax" | "log_softmax":
            return "Softmax: each number is raised to a power of e and divided by the sum of them all."
        case "layer_norm" | "group_norm" | "instance_norm":
            return "This layer takes the mean of many numbers away and divides by how far they lie apart."
        case "local_response_norm":
            return "This layer divides a number by the strength of its neighbours in the maps beside it."
        case "getitem" | "chunk" | "split" | "transpose" | "pad":
            return "This layer hands numbers on as they are, only in another place."
        case "sub" | "div" | "truediv":
            return "This is the picture, brought to the range that the network expects."
        case "scaled_dot_product_attention" | "matmul" | "bmm":
            return "This layer weighs numbers of all places by how well they fit; the weights differ with each picture."
        case _:
            return "This layer's answer is no sum of products of one patch."
