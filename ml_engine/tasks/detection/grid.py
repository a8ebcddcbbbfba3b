"""The points a detector speaks from: one per cell of every level, and the way from raw numbers to boxes and back.

Loss and decoding share this file, so that what is learnt and what is answered cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

BOX_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells of all levels in one row, finest level first, row by row.

    centers: (A, 2) float32, x and y in input pixels.   strides: (A,) float32, pixels a cell.
    """

    centers: Tensor
    strides: Tensor


@dataclass(frozen=True, slots=True)
class RawAnswers:
    """A head's outputs in the grid's order. logits: (B, A, labels).   boxes: (B, A, 4) xyxy in input pixels."""

    logits: Tensor
    boxes: Tensor


def make_grid(shapes: Sequence[tuple[int, int]], strides: Sequence[int], device: torch.device) -> Grid:
    """shapes: (H, W) of each level.   strides: input pixels per cell of each level."""
    centers: list[Tensor] = []
    steps: list[Tensor] = []
    for (height, width), stride in zip(shapes, strides, strict=True):
        y = (torch.arange(height, device=device, dtype=torch.float32) + 0.5) * stride
        x = (torch.arange(width, device=device, dtype=torch.float32) + 0.5) * stride
        grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
        centers.append(torch.stack([grid_x.flatten(), grid_y.flatten()], dim=1))
        steps.append(torch.full((height * width,), float(stride), device=device))
    return Grid(torch.cat(centers), torch.cat(steps))


def grid_of(outputs: Sequence[Tensor], strides: Sequence[int]) -> Grid:
    """The grid that these outputs, (B, 4 + labels, H, W) each, answer on."""
    return make_grid([(level.shape[2], level.shape[3]) for level in outputs], strides, outputs[0].device)


def read_outputs(outputs: Sequence[Tensor], grid: Grid) -> RawAnswers:
    """Raw levels as logits and boxes, in float32 whatever the head computed in.

    outputs: (B, 4 + labels, H, W) a level: the first four channels are the distances from the cell's centre to left,
    top, right and bottom, before softplus, in strides; the others are logits.
    """
    flat = torch.cat([level.flatten(2) for level in outputs], dim=2).transpose(1, 2).float()
    distances = functional.softplus(flat[..., :BOX_NUMBERS]) * grid.strides[:, None]
    low = grid.centers - distances[..., :2]
    high = grid.centers + distances[..., 2:]
    return RawAnswers(flat[..., BOX_NUMBERS:], torch.cat([low, high], dim=-1))
