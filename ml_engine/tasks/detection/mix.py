"""New training pictures out of cached features: mirrored ones, and ones joined from two halves.

A cache holds few views of each picture; joined halves show every object beside other neighbours at the cost of a copy.
The network's view of a seam is a little wrong for a cell or two: that costs less than the variety is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ml_engine.tasks.task import ImageTargets

SEEN_SHARE = 0.4  # a box of which less than this is in the kept part is dropped
NEAREST_CUT = 0.3  # the seam lies between this share of the input's side and one minus it


def mirror_some(
    levels: Sequence[Tensor], targets: Sequence[ImageTargets], strides: Sequence[int], dice: np.random.Generator
) -> tuple[tuple[Tensor, ...], list[ImageTargets]]:
    """Half of the pictures mirrored left to right, in copies. levels: (B, C_i, H_i, W_i).   targets: B."""
    chosen = dice.random(len(targets)) < 0.5
    if not chosen.any():
        return tuple(levels), list(targets)
    width = levels[0].shape[3] * strides[0]
    mask = torch.from_numpy(chosen)[:, None, None, None].to(levels[0].device)
    turned = tuple(torch.where(mask, level.flip(3), level) for level in levels)
    return turned, [
        _mirror(target, width) if mirrored else target for target, mirrored in zip(targets, chosen, strict=True)
    ]


def join_some(
    levels: Sequence[Tensor],
    targets: Sequence[ImageTargets],
    strides: Sequence[int],
    dice: np.random.Generator,
    share: float,
) -> tuple[tuple[Tensor, ...], list[ImageTargets]]:
    """A share of the pictures lose their right or lower part to that of another picture of the batch.

    The seam lies on a cell's edge of the coarsest level. Nothing given is changed.
    """
    chosen = np.flatnonzero(dice.random(len(targets)) < share)
    cells = levels[-1].shape[3]
    first = max(1, round(NEAREST_CUT * cells))
    if not len(chosen) or cells - first < first:
        return tuple(levels), list(targets)
    joined, boxes = [level.clone() for level in levels], list(targets)
    for place in chosen.tolist():
        other, axis = int(dice.integers(len(targets))), int(dice.integers(2))
        cut = int(dice.integers(first, cells - first + 1)) * strides[-1]
        for level, source, stride in zip(joined, levels, strides, strict=True):
            # Tensors have rows before columns, boxes x before y.
            part = (
                (slice(None), slice(cut // stride, None))
                if axis
                else (slice(None), slice(None), slice(cut // stride, None))
            )
            level[place][part] = source[other][part]
        boxes[place] = _joined(targets[place], targets[other], axis, cut)
    return tuple(joined), boxes


def _mirror(target: ImageTargets, width: int) -> ImageTargets:
    boxes = target.boxes.clone()
    boxes[:, [0, 2]] = width - target.boxes[:, [2, 0]]
    return ImageTargets(target.labels, boxes)


def _joined(before: ImageTargets, after: ImageTargets, axis: int, cut: float) -> ImageTargets:
    """Objects of the one up to the seam and of the other from it on. axis: 0 for x, 1 for y."""
    low, high = before.boxes.clone(), after.boxes.clone()
    low[:, [axis, axis + 2]] = low[:, [axis, axis + 2]].clamp(max=cut)
    high[:, [axis, axis + 2]] = high[:, [axis, axis + 2]].clamp(min=cut)
    kept_low, kept_high = _is_seen(low, before.boxes), _is_seen(high, after.boxes)
    return ImageTargets(
        torch.cat([before.labels[kept_low], after.labels[kept_high]]), torch.cat([low[kept_low], high[kept_high]])
    )


def _is_seen(part: Tensor, whole: Tensor) -> Tensor:
    area = (part[:, 2:] - part[:, :2]).prod(dim=1)
    seen: Tensor = area > SEEN_SHARE * (whole[:, 2:] - whole[:, :2]).prod(dim=1)
    return seen
