"""The one adapter between any backbone's pyramid and the heads that torchvision brings.

Those heads want maps of one width, some of them coarser than stride 32, and some of them fine maps that know what the
coarse ones saw (Lin et al., "Feature Pyramid Networks for Object Detection", 2017).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.networks.backbones import STRIDES


class SteadyNorm(nn.BatchNorm2d):
    """Batch norm that learns nothing from a single number: one picture's coarsest map may be one cell."""

    def forward(self, x: Tensor) -> Tensor:
        if self.training and x.shape[0] * x.shape[2] * x.shape[3] == 1:
            return functional.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps)
        return super().forward(x)


class Pyramid(nn.Module):
    """Levels (B, C_i, S/8, S/8), (…, S/16, …), (…, S/32, …) → those and `extra` coarser ones, all of one width.

    top_down: coarse levels inform the finer ones.   separable: 3×3 convolutions channel by channel.
    dropout: share of the channels left out while it learns, whole ones: a cell's neighbours would give it away.
    """

    def __init__(
        self, channels: Sequence[int], width: int, extra: int = 0, *, top_down: bool = True, separable: bool = False
    ) -> None:
        super().__init__()
        self.lateral = nn.ModuleList(_activated(nn.Conv2d(c, width, 1, bias=False), width) for c in channels)
        self.smooth = nn.ModuleList(_block(width, 1, separable=separable) for _ in channels)
        self.shrink = nn.ModuleList(_block(width, 2, separable=separable) for _ in range(extra))
        self.top_down = top_down
        self.dropout = 0.0

    def forward(self, *levels: Tensor) -> list[Tensor]:
        maps = [lateral(level) for lateral, level in zip(self.lateral, levels, strict=True)]
        if self.top_down:
            for place in reversed(range(len(maps) - 1)):
                maps[place] = maps[place] + functional.interpolate(maps[place + 1], scale_factor=2.0, mode="nearest")
        maps = [smooth(level) for smooth, level in zip(self.smooth, maps, strict=True)]
        for shrink in self.shrink:
            maps.append(shrink(maps[-1]))
        if self.dropout and self.training:
            maps = [functional.dropout2d(level, self.dropout) for level in maps]
        return maps


def level_strides(extra: int) -> tuple[int, ...]:
    """Input pixels a cell of each level of such a pyramid."""
    return (*STRIDES, *(STRIDES[-1] << step for step in range(1, extra + 1)))


def input_side(maps: Sequence[Tensor]) -> int:
    """Pixels of the square input that these maps, finest first, are of."""
    return maps[0].shape[2] * STRIDES[0]


def cell_centers(maps: Sequence[Tensor]) -> list[Tensor]:
    """Of each level, (H · W, 2) float32, x and y in input pixels, row by row.

    A level whose side is no whole share of the input's lies evenly over it, as SSD's default boxes do.
    """
    side = input_side(maps)
    centers = []
    for level in maps:
        height, width = level.shape[2], level.shape[3]
        y = (torch.arange(height, device=level.device, dtype=torch.float32) + 0.5) * (side / height)
        x = (torch.arange(width, device=level.device, dtype=torch.float32) + 0.5) * (side / width)
        grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
        centers.append(torch.stack([grid_x.flatten(), grid_y.flatten()], dim=1))
    return centers


def place_anchors(maps: Sequence[Tensor], shapes: Sequence[Sequence[tuple[float, float]]]) -> Tensor:
    """Anchors around every cell of every level, in the order of torchvision's heads: (A, 4) xyxy in input pixels.

    shapes: of each level, width and height in input pixels of its anchors.
    """
    placed = []
    for centers, level_shapes in zip(cell_centers(maps), shapes, strict=True):
        half = torch.tensor(level_shapes, device=centers.device) / 2
        low, high = centers[:, None] - half, centers[:, None] + half
        placed.append(torch.cat([low, high], dim=2).flatten(0, 1))
    return torch.cat(placed)


def _block(width: int, stride: int, *, separable: bool) -> nn.Sequential:
    if not separable:
        return _activated(nn.Conv2d(width, width, 3, stride, 1, bias=False), width)
    parts = nn.Sequential(
        nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False), nn.Conv2d(width, width, 1, bias=False)
    )
    return _activated(parts, width)


def _activated(convolution: nn.Module, width: int) -> nn.Sequential:
    return nn.Sequential(convolution, SteadyNorm(width), nn.ReLU(inplace=True))
