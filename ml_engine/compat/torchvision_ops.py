"""The one import point of torchvision: `from ml_engine.compat.torchvision_ops import torchvision`.

A torchvision wheel built for CUDA cannot load its compiled extension beside a CPU-only torch, and `import torchvision`
then dies with "operator torchvision::nms does not exist". So the operators are made sure of before that first import:
the compiled ones where they load, else nms and roi_align of our own, written from their documented definition.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Literal

import torch
import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor

__all__ = ["OPERATORS", "nms", "roi_align", "torchvision"]

Operators = Literal["native", "fallback"]

# grid_sample's intermediate values of one chunk of regions: 2M float32 are 8 MB, so memory stays flat for any count.
_CHUNK_VALUES = 2_000_000


def nms(boxes: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Greedy non-maximum suppression: a box goes if it overlaps a better one that stays by more than the threshold.

    boxes: (N, 4) float xyxy.   scores: (N,).   iou_threshold: 0..1.
    Returns the kept indices, best first, int64; of equal scores the earlier box wins.
    """
    count = boxes.shape[0]
    if count == 0:
        return torch.empty(0, dtype=torch.long, device=boxes.device)
    order = scores.argsort(descending=True, stable=True)
    ranked = boxes[order]
    area = (ranked[:, 2] - ranked[:, 0]) * (ranked[:, 3] - ranked[:, 1])
    alive = torch.ones(count, dtype=torch.bool, device=boxes.device)
    kept: list[int] = []
    best = 0
    while True:
        kept.append(best)
        rest = ranked[best + 1 :]
        size = (torch.minimum(ranked[best, 2:], rest[:, 2:]) - torch.maximum(ranked[best, :2], rest[:, :2])).clamp_(
            min=0
        )
        inter = size[:, 0] * size[:, 1]
        # inter/union <= t without the division: two empty boxes would divide 0 by 0.
        alive[best + 1 :] &= inter <= iou_threshold * (area[best] + area[best + 1 :] - inter)
        following = alive[best + 1 :].nonzero()
        if following.numel() == 0:
            return order[torch.tensor(kept, device=boxes.device)]
        best += 1 + int(following[0])


def roi_align(
    features: Tensor,
    rois: Tensor,
    spatial_scale: float,
    pooled_height: int,
    pooled_width: int,
    sampling_ratio: int,
    aligned: bool,
) -> Tensor:
    """Average of bilinear samples on a regular grid inside each bin of each region; differentiable in features.

    features: (B, C, H, W) float.   rois: (K, 5) float: index of the picture, then xyxy in the picture's pixels.
    spatial_scale: feature pixels per picture pixel.   sampling_ratio: samples per bin side, 0: one per pixel.
    aligned: pixel centres at half numbers (the corrected version); else the original, regions at least 1 wide.
    Returns (K, C, pooled_height, pooled_width).
    Source: He et al. 2017, Mask R-CNN, section 3; samples outside by more than one pixel count as 0.
    """
    channels, regions = features.shape[1], rois.shape[0]
    if regions == 0:
        return features.new_zeros(0, channels, pooled_height, pooled_width)
    image = rois[:, 0].long()
    box = rois[:, 1:] * spatial_scale - (0.5 if aligned else 0.0)
    width, height = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    if not aligned:
        width, height = width.clamp(min=1.0), height.clamp(min=1.0)
    if sampling_ratio > 0:
        samples_y = samples_x = torch.full((regions,), sampling_ratio, dtype=torch.long, device=rois.device)
    else:
        samples_y = (height / pooled_height).ceil().long().clamp(min=1)
        samples_x = (width / pooled_width).ceil().long().clamp(min=1)
    # Regions of one picture with equal sample counts share one grid_sample.
    groups, group_of = torch.unique(torch.stack([image, samples_y, samples_x], 1), dim=0, return_inverse=True)
    parts: list[Tensor] = []
    places: list[Tensor] = []
    for group, (index, per_y, per_x) in enumerate(groups.tolist()):
        rows, columns = pooled_height * per_y, pooled_width * per_x
        members = (group_of == group).nonzero().flatten()
        for chunk in members.split(max(1, _CHUNK_VALUES // (channels * rows * columns))):
            y = _positions(box[chunk, 1], height[chunk], rows)
            x = _positions(box[chunk, 0], width[chunk], columns)
            parts.append(F.avg_pool2d(_sample(features[index : index + 1], y, x), (per_y, per_x)))
            places.append(chunk)
    return torch.cat(parts)[torch.argsort(torch.cat(places))]


def _positions(start: Tensor, length: Tensor, count: int) -> Tensor:
    """(K, count) sample coordinates: centres of count equal parts of [start, start + length]."""
    parts = (torch.arange(count, dtype=start.dtype, device=start.device) + 0.5) / count
    return start[:, None] + parts * length[:, None]


def _sample(feature: Tensor, y: Tensor, x: Tensor) -> Tensor:
    """Bilinear samples of one picture, (1, C, H, W), at the grids y (K, R) by x (K, S): (K, C, R, S)."""
    _, channels, height, width = feature.shape
    (regions, rows), columns = y.shape, x.shape[1]
    inside_y = ((y >= -1) & (y <= height)).to(feature.dtype)
    inside_x = ((x >= -1) & (x <= width)).to(feature.dtype)
    grid_y = y.clamp(0, height - 1) * (2 / max(height - 1, 1)) - 1
    grid_x = x.clamp(0, width - 1) * (2 / max(width - 1, 1)) - 1
    grid = torch.stack(
        [grid_x[:, None, :].expand(regions, rows, columns), grid_y[:, :, None].expand(regions, rows, columns)], -1
    )
    # One tall grid for all regions: the channels are gathered once.
    flat = grid.reshape(1, regions * rows, columns, 2).to(feature.dtype)
    values = F.grid_sample(feature, flat, mode="bilinear", padding_mode="border", align_corners=True)
    values = values.view(channels, regions, rows, columns).transpose(0, 1)
    return values * (inside_y[:, :, None] * inside_x[:, None, :])[:, None]


def _ops_present() -> None:  # a def, not a lambda: the older ONNX exporter scripts torchvision's nms wrapper
    return None


def _extension() -> Path | None:
    """torchvision's compiled extension, without importing torchvision."""
    spec = importlib.util.find_spec("torchvision")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("torchvision is not installed")
    root = Path(spec.submodule_search_locations[0])
    return next((path for pattern in ("_C*.so", "_C*.pyd") for path in root.glob(pattern)), None)


def _load_native() -> bool:
    extension = _extension()
    if extension is None:
        return False
    try:
        torch.ops.load_library(str(extension))  # type: ignore[no-untyped-call]
    except OSError:
        return False
    return True


# torch.library unregisters operators when their Library is collected: it must live as long as the process.
_LIBRARIES: list[torch.library.Library] = []


def _define_fallback() -> None:
    library = torch.library.Library("torchvision", "DEF")  # type: ignore[no-untyped-call]
    _LIBRARIES.append(library)
    for name in ("nms", "qnms"):
        library.define(  # type: ignore[no-untyped-call]
            f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
        )
    library.define(  # type: ignore[no-untyped-call]
        "roi_align(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width, "
        "int sampling_ratio, bool aligned) -> Tensor"
    )
    library.impl("nms", nms, "CompositeExplicitAutograd")  # type: ignore[no-untyped-call]
    # Differentiable because its parts are; a registered operator, because exporters look it up by name.
    library.impl("roi_align", roi_align, "CompositeImplicitAutograd")  # type: ignore[no-untyped-call]
    importlib.import_module("torchvision.ops")
    for name in ("boxes", "roi_align"):
        vars(sys.modules[f"torchvision.ops.{name}"])["_assert_has_ops"] = _ops_present
    vars(sys.modules["torchvision.ops.roi_align"])["_has_ops"] = lambda: True


def _ensure() -> Operators:
    if _load_native():
        return "native"
    _define_fallback()
    return "fallback"


OPERATORS: Operators = _ensure()

import torchvision  # noqa: E402  (only now can it be imported)
