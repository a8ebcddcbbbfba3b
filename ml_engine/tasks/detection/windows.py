"""Where a sliding window can stand: squares of three cells' side, on a pyramid of scales.

Two scales lie a factor of √2 apart, so some window is never more than a fifth larger or smaller than a square object.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_engine.networks.backbones import STRIDES
from ml_engine.networks.convolutional import window_places

WINDOW = 3  # cells a side
BOX_NUMBERS = 4
MOST_LOG_SCALE = 2.0
SUITS = 0.8  # a square object whose side is this share of a window's has an IoU of 0.64 with it
SHARE = 0.9
FloatArray = npt.NDArray[np.float64]


def scale_sides(finest: int) -> tuple[int, ...]:
    """Cells a side of every scale, finest first; in the last the window is the whole picture. finest: of the first."""
    sides = [finest]
    while sides[-1] > WINDOW:
        sides.append(max(WINDOW, round(finest / math.sqrt(2) ** len(sides))))
    return tuple(dict.fromkeys(side for side in sides if side >= WINDOW))


def finest_level(box_sides: FloatArray) -> int:
    """The finest level of the pyramid that windows are needed on; fewer windows are faster and err less often.

    It is the coarsest whose smallest window suits nine of ten boxes, without boxes the finest there is.
    box_sides: (N,) in input pixels, of squares of the boxes' areas.
    """
    for level in reversed(range(1, len(STRIDES))):
        if len(box_sides) and float((box_sides >= SUITS * WINDOW * STRIDES[level]).mean()) >= SHARE:
            return level
    return 0


def place_windows(grids: Sequence[int], device: torch.device, level: int = 0) -> Tensor:
    """(P, 4) xyxy in input pixels of all windows, scale by scale, row by row.

    grids: cells a side of each scale.   level: of the pyramid that the first of them is.
    """
    input_size = grids[0] * STRIDES[level]
    parts = []
    for cells in grids:
        step = input_size / cells
        rows, columns = window_places(cells, cells, WINDOW)
        y = torch.arange(rows, device=device, dtype=torch.float32) * step
        x = torch.arange(columns, device=device, dtype=torch.float32) * step
        grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
        low = torch.stack([grid_x.flatten(), grid_y.flatten()], dim=1)
        parts.append(torch.cat([low, low + WINDOW * step], dim=1))
    return torch.cat(parts)


def refine_windows(windows: Tensor, numbers: Tensor) -> Tensor:
    """Windows moved and stretched, (…, 4) xyxy. numbers: (…, 4): shift of the middle in sides, logarithms of the sides.

    Source: Girshick et al., "Rich feature hierarchies", 2014, appendix C.
    """
    sides = windows[..., 2:] - windows[..., :2]
    middle = (windows[..., :2] + windows[..., 2:]) / 2 + numbers[..., :2] * sides
    half = sides * numbers[..., 2:].clamp(-MOST_LOG_SCALE, MOST_LOG_SCALE).exp() / 2
    return torch.cat([middle - half, middle + half], dim=-1)


def correction_numbers(windows: Tensor, boxes: Tensor) -> Tensor:
    """(N, 4): what refine_windows turns these windows into these boxes with."""
    sides = windows[:, 2:] - windows[:, :2]
    shift = ((boxes[:, :2] + boxes[:, 2:]) - (windows[:, :2] + windows[:, 2:])) / 2 / sides
    return torch.cat([shift, ((boxes[:, 2:] - boxes[:, :2]).clamp(min=1e-3) / sides).log()], dim=1)
