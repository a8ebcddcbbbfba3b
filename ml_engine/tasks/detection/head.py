"""The detector that sits on a frozen pyramid: mix the levels, then answer at every cell.

Small on purpose (0.3 M parameters): the frozen features are read from disk, so the head is all that a step costs.
Depthwise-separable blocks are from MobileNet (Howard et al., 2017), the two-way fusion from PANet (Liu et al., 2018),
the decoupled branches from YOLOX (Ge et al., 2021).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.tasks.detection.grid import BOX_NUMBERS

RARE = 0.01  # how likely a cell holds an object before anything is learnt: keeps the first loss small
FIRST_DISTANCE = 2.0  # strides from a cell's centre to each side of its box before anything is learnt


class SeparableBlock(nn.Sequential):
    """(B, width, H, W) → (B, width, H / stride, W / stride): 3×3 per channel, 1×1 across, normalised once.

    A second normalisation between the two costs a tenth of a step's time and scored no better.
    """

    def __init__(self, width: int, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False),
            nn.Conv2d(width, width, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.SiLU(inplace=True),
        )


class Fusion(nn.Module):
    """Levels of any channels → levels of one width that have seen each other: coarse to fine, then fine to coarse."""

    def __init__(self, channels: Sequence[int], width: int) -> None:
        super().__init__()
        self.lateral = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c, width, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU(inplace=True))
            for c in channels
        )
        steps = len(channels) - 1
        self.down_mix = nn.ModuleList(SeparableBlock(width) for _ in range(steps))
        self.shrink = nn.ModuleList(SeparableBlock(width, stride=2) for _ in range(steps))
        self.up_mix = nn.ModuleList(SeparableBlock(width) for _ in range(steps))

    def forward(self, *levels: Tensor) -> list[Tensor]:
        mixed = [lateral(level) for lateral, level in zip(self.lateral, levels, strict=True)]
        for index in reversed(range(len(self.down_mix))):
            coarse = functional.interpolate(mixed[index + 1], scale_factor=2.0, mode="nearest")
            mixed[index] = self.down_mix[index](mixed[index] + coarse)
        for index, (shrink, mix) in enumerate(zip(self.shrink, self.up_mix, strict=True)):
            mixed[index + 1] = mix(mixed[index + 1] + shrink(mixed[index]))
        return mixed


def branch(width: int, answers: int, blocks: int, start: float) -> nn.Sequential:
    """Separable blocks, then 1×1 to the answers. start: the answer at every cell before anything is learnt."""
    last = nn.Conv2d(width, answers, 1)
    nn.init.normal_(last.weight, std=0.01)
    assert last.bias is not None  # noqa: S101  (asked for above; the annotation allows for none)
    nn.init.constant_(last.bias, start)
    return nn.Sequential(*(SeparableBlock(width) for _ in range(blocks)), last)


class DetectionHead(nn.Module):
    """Levels (B, C_i, H_i, W_i), finest first, → as many (B, 4 + labels, H_i, W_i), read by grid.read_outputs.

    Each level is half as wide as the one before, exactly.
    """

    def __init__(self, channels: Sequence[int], label_count: int, width: int = 96, blocks: int = 2) -> None:
        super().__init__()
        self.fusion = Fusion(channels, width)
        near, rare = math.log(math.expm1(FIRST_DISTANCE)), -math.log((1 - RARE) / RARE)
        self.box_branches = nn.ModuleList(branch(width, BOX_NUMBERS, blocks, near) for _ in channels)
        self.label_branches = nn.ModuleList(branch(width, label_count, blocks, rare) for _ in channels)
        self.dropout = 0.0

    def set_dropout(self, share: float) -> None:
        self.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor, ...]:
        mixed = self.fusion(*levels)
        if self.dropout and self.training:  # whole channels: a cell's neighbours would give a single cell away
            mixed = [functional.dropout2d(level, self.dropout) for level in mixed]
        return tuple(
            torch.cat([boxes(level), labels(level)], dim=1)
            for level, boxes, labels in zip(mixed, self.box_branches, self.label_branches, strict=True)
        )
