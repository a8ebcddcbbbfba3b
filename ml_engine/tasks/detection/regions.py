"""The two steps between Faster R-CNN's looks: choose the regions worth a second look, and cut them out of the maps.

Everything has a fixed shape and uses common operators only, so that the whole detector can be exported: a fixed number
of regions a picture, doubles dropped in one go, samples read by their index.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.tasks.detection.overlap import pair_iou
from ml_engine.tasks.detection.pyramid import input_side
from ml_engine.tasks.task import ImageTargets

BINS = 7  # a region becomes so many by so many numbers a channel
USUAL_SIDE = 224.0  # pixels: a region of this size is cut from the map of stride 16 (Lin et al., 2017)
DOUBLE_IOU = 0.7


def choose_regions(boxes: Tensor, scores: Tensor, side: int, candidates: int, count: int) -> Tensor:
    """The best `count` boxes of each picture, clipped to the input, doubles last; (B, count, 4), fewer if there are.

    boxes: (B, A, 4) xyxy in input pixels.   scores: (B, A).   candidates: best ones that compete.
    A box is a double if any better candidate overlaps it by more than DOUBLE_IOU, be that one a double itself or not:
    one product of matrices instead of a loop (Bolya et al., "YOLACT: Real-time Instance Segmentation", 2019).
    """
    best, rank = scores.topk(min(candidates, scores.shape[1]), dim=1)
    ranked = boxes.gather(1, rank[..., None].expand(-1, -1, 4)).clamp(0, side)
    doubles = torch.triu(pair_iou(ranked[:, :, None], ranked[:, None]), diagonal=1).amax(dim=1) > DOUBLE_IOU
    span = best.amax(dim=1, keepdim=True) - best.amin(dim=1, keepdim=True) + 1
    _, kept = (best - span * doubles).topk(min(count, best.shape[1]), dim=1)
    return ranked.gather(1, kept[..., None].expand(-1, -1, 4))


def sample_regions(regions: Tensor, targets: Sequence[ImageTargets], count: int, share: float, iou: float) -> Tensor:
    """Regions to learn from, (B, count, 4): the objects' own boxes among them, at most `share` of them on objects.

    Where there is not enough else, more of them are. regions: (B, K, 4) with K >= count.   iou: what is on an object.
    """
    rows = []
    for target, own in zip(targets, regions, strict=True):
        candidates = torch.cat([own, target.boxes])
        overlap = torchvision.ops.box_iou(candidates, target.boxes)
        is_on = overlap.amax(dim=1) >= iou if len(target.boxes) else torch.zeros(len(own), dtype=torch.bool)
        on, off = _shuffled(is_on), _shuffled(~is_on)
        few = int(count * share)
        rows.append(candidates[torch.cat([on[:few], off, on[few:]])[:count]])
    return torch.stack(rows)


def cut_regions(maps: Sequence[Tensor], regions: Tensor) -> Tensor:
    """What the maps say inside each region: (B, K, C, BINS, BINS), each region from the map that suits its size.

    maps: (B, C, H, W), finest first.   regions: (B, K, 4) xyxy in input pixels, inside the input.
    One bilinear sample in the middle of each bin (He et al., "Mask R-CNN", 2017, section 3: more change little).
    """
    side = input_side(maps)
    widths = torch.tensor([level.shape[3] for level in maps], device=regions.device)
    starts = torch.tensor([0, *(level.shape[2] * level.shape[3] for level in maps)], device=regions.device).cumsum(0)
    area = (regions[..., 2:] - regions[..., :2]).prod(dim=2)
    level = (area.clamp_min(1).sqrt() / USUAL_SIDE + 1e-6).log2().floor() + 1
    level = level.clamp(0, len(maps) - 1).long()
    width = widths[level]
    cells = regions * (width / side)[..., None] - 0.5
    steps = (torch.arange(BINS, device=regions.device) + 0.5) / BINS
    x = cells[..., 0:1] + (cells[..., 2:3] - cells[..., 0:1]) * steps
    y = cells[..., 1:2] + (cells[..., 3:4] - cells[..., 1:2]) * steps
    last = (width - 1)[..., None]
    x, y = torch.minimum(x.clamp_min(0), last), torch.minimum(y.clamp_min(0), last)
    flat = torch.cat([part.flatten(2) for part in maps], dim=2).transpose(1, 2)
    batch, places, channels = flat.shape
    first = torch.arange(batch, device=regions.device)[:, None] * places + starts[level]
    rows = flat.reshape(batch * places, channels)
    low_x, low_y = x.floor().long(), y.floor().long()
    high_x, high_y = torch.minimum(low_x + 1, last), torch.minimum(low_y + 1, last)
    right, down = (x - low_x)[:, :, None, :, None], (y - low_y)[:, :, :, None, None]

    def read(row: Tensor, column: Tensor) -> Tensor:
        return rows[first[..., None, None] + row[..., :, None] * width[..., None, None] + column[..., None, :]]

    above = read(low_y, low_x) * (1 - right) + read(low_y, high_x) * right
    below = read(high_y, low_x) * (1 - right) + read(high_y, high_x) * right
    return (above * (1 - down) + below * down).permute(0, 1, 4, 2, 3)


def _shuffled(chosen: Tensor) -> Tensor:
    places = chosen.nonzero()[:, 0]
    return places[torch.randperm(len(places)).to(places.device)]
