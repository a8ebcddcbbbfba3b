"""The patch and the kernel behind one number of a convolution, a dense layer or a pooling, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_engine.insight.chain import Index
from ml_engine.insight.sight_rules import argument, conv_padding, pair
from ml_engine.insight.trace import Call

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """patch: (C, kh, kw); zeros beyond the border, NaN there for the greatest.   weights: same shape; (0,) without.

    bias: None without.   first: of the patch's channels among the maps that are read.   maps: those, (C, H, W).
    corner: of the patch in them, row and column.   dilation: rows and columns between its numbers.
    """

    patch: Floats
    weights: Floats
    bias: float | None
    first: int
    maps: Tensor
    corner: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)


def window_of(call: Call, index: Index) -> Window | None:
    """What a step reads for one number of its value; None if that is no window. index: without the batch."""
    match call.step.name:
        case "conv2d":
            return _conv(call, index)
        case "linear":
            return _dense(call, index)
        case "max_pool2d" | "avg_pool2d":
            return _pooled(call, index)
        case "adaptive_avg_pool2d":
            return _shared_out(call, index)
        case "mean":
            return _mean(call, index)
        case _:
            return None


def _conv(call: Call, index: Index) -> Window:
    maps: Tensor = argument(call.args, call.named, 0, "input")[0]
    weight: Tensor = argument(call.args, call.named, 1, "weight")
    bias: Tensor | None = argument(call.args, call.named, 2, "bias")
    stride = pair(argument(call.args, call.named, 3, "stride", 1))
    dilation = pair(argument(call.args, call.named, 5, "dilation", 1))
    height, width = weight.shape[2:]
    padding = conv_padding(call.args, call.named, (height, width))
    channel, row, column = index
    groups = len(maps) // weight.shape[1]
    first = channel // (len(weight) // groups) * weight.shape[1]
    corner = (row * stride[0] - padding[0], column * stride[1] - padding[1])
    patch = _cut(maps[first : first + weight.shape[1]], corner, (height, width), dilation, 0.0)
    number = None if bias is None else float(bias[channel])
    return Window(patch, _floats(weight[channel]), number, first, maps, corner, dilation)


def _dense(call: Call, index: Index) -> Window:
    """A dense layer over the last axis: at each place of a map it is a convolution of one number's size."""
    read: Tensor = argument(call.args, call.named, 0, "input")[0]
    weight: Tensor = argument(call.args, call.named, 1, "weight")
    bias: Tensor | None = argument(call.args, call.named, 2, "bias")
    *place, unit = index
    maps = read.permute(2, 0, 1) if read.ndim == 3 else read.reshape(-1, 1, 1)
    row, column = place if len(place) == 2 else (0, 0)
    patch = _floats(maps[:, row, column].reshape(-1, 1, 1))
    number = None if bias is None else float(bias[unit])
    return Window(patch, _floats(weight[unit].reshape(-1, 1, 1)), number, 0, maps, (row, column))


def _pooled(call: Call, index: Index) -> Window:
    maps: Tensor = argument(call.args, call.named, 0, "input")[0]
    kernel = pair(argument(call.args, call.named, 1, "kernel_size"))
    stride = pair(argument(call.args, call.named, 2, "stride") or kernel)
    padding = pair(argument(call.args, call.named, 3, "padding", 0))
    channel, row, column = index
    corner = (row * stride[0] - padding[0], column * stride[1] - padding[1])
    one = maps[channel : channel + 1]
    if call.step.name == "max_pool2d":
        dilation = pair(argument(call.args, call.named, 4, "dilation", 1))
        return Window(_cut(one, corner, kernel, dilation, np.nan), _none(), None, channel, maps, corner, dilation)
    counts_padding = bool(argument(call.args, call.named, 5, "count_include_pad", True))
    ends = [min(corner[axis] + kernel[axis], one.shape[1 + axis] + padding[axis]) for axis in (0, 1)]
    patch = _cut(one, corner, kernel, (1, 1), np.nan)
    there = ~np.isnan(patch)
    counted = (ends[0] - corner[0]) * (ends[1] - corner[1]) if counts_padding else int(there.sum())
    divisor = argument(call.args, call.named, 6, "divisor_override") or counted
    weights = np.where(there, np.float32(1 / divisor), np.float32(0))
    return Window(np.nan_to_num(patch), weights, None, channel, maps, corner)


def _shared_out(call: Call, index: Index) -> Window:
    maps: Tensor = argument(call.args, call.named, 0, "input")[0]
    channel, row, column = index
    spans = []
    for place, axis in ((row, 1), (column, 2)):
        size, parts = maps.shape[axis], call.output.shape[1 + axis]
        spans.append((place * size // parts, -(-(place + 1) * size // parts)))
    (top, bottom), (left, right) = spans
    patch = _floats(maps[channel : channel + 1, top:bottom, left:right])
    return Window(patch, np.full_like(patch, 1 / patch.size), None, channel, maps, (top, left))


def _mean(call: Call, index: Index) -> Window | None:
    maps: Tensor = argument(call.args, call.named, 0, "input")[0]
    dims = argument(call.args, call.named, 1, "dim")
    wanted = {dim % 4 for dim in ((dims,) if isinstance(dims, int) else dims or ())}
    if maps.ndim != 3 or wanted != {2, 3}:
        return None
    patch = _floats(maps[index[0] : index[0] + 1])
    return Window(patch, np.full_like(patch, 1 / patch.size), None, index[0], maps)


def _cut(
    maps: Tensor, corner: tuple[int, int], kernel: tuple[int, int], dilation: tuple[int, int], beyond: float
) -> Floats:
    """(C, kh, kw) of (C, H, W) from that corner on, `beyond` outside."""
    patch = np.full((len(maps), *kernel), beyond, np.float32)
    (rows, down), (columns, along) = (
        _inside(corner[axis], kernel[axis], dilation[axis], maps.shape[1 + axis]) for axis in (0, 1)
    )
    if len(rows) and len(columns):
        patch[:, down[:, None], along[None, :]] = _floats(
            maps[:, torch.as_tensor(rows)[:, None], torch.as_tensor(columns)[None, :]]
        )
    return patch


def _inside(corner: int, length: int, dilation: int, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Positions in the map that lie inside it, and which of the patch they are."""
    places = corner + dilation * np.arange(length, dtype=np.int64)
    inside = np.flatnonzero((places >= 0) & (places < size))
    return places[inside], inside


def _floats(tensor: Tensor) -> Floats:
    found: Floats = tensor.detach().float().cpu().numpy()
    return np.ascontiguousarray(found)


def _none() -> Floats:
    return np.zeros(0, np.float32)
