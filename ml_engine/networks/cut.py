"""How a network is cut into one row of blocks, and how its levels come to exact strides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells of a level lie that is not exactly S / stride wide, in input pixels.

    start: centre of the first cell (0 is the centre of the first pixel).   missing: cells that S / stride has more, the
    same for every S that is a multiple of 32.
    """

    start: int
    missing: int


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A classifier in the middle, used while the whole network learns. stage: whose output it reads.

    build: from the number of labels.
    """

    stage: int
    build: Callable[[int], nn.Module]


@dataclass(frozen=True, slots=True)
class Cut:
    """stages: in order, each a row of blocks.   taps: the stages whose outputs are levels; none: no pyramid.

    pad: pixels of zero border before the first block of pyramid().   pools_last: the last level is a 2×2 maximum of the
    level before.   grids: of the tapped levels, where they need to be moved.   flat: the last block answers vectors.
    """

    stages: list[list[nn.Module]]
    taps: tuple[int, ...]
    pad: int = 0
    pools_last: bool = False
    grids: tuple[Grid, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    flat: bool = False


def align(level: Tensor, grid: Grid, stride: int) -> Tensor:
    """A level (B, C, h, w) read off at the centres of exactly S / stride cells, bilinear; (B, C, S/stride, S/stride).

    Cells beyond the level's own edge repeat it. As two products of matrices, which every exporter knows.
    """
    rows = _reader(level.shape[2], grid, stride).to(level)
    columns = _reader(level.shape[3], grid, stride).to(level)
    return torch.matmul(torch.matmul(rows, level), columns.T)


def _reader(length: int, grid: Grid, stride: int) -> Tensor:
    """(length + missing, length): each row the weights of the two nearest cells."""
    wanted = torch.arange(length + grid.missing, device="cpu") * stride + (stride - 1) / 2
    places = ((wanted - grid.start) / stride).clamp(0, length - 1)
    cells = torch.arange(length, device="cpu")
    return (1 - (places[:, None] - cells[None, :]).abs()).clamp_min(0)
