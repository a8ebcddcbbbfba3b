"""YOLO's numbers as boxes and back: logistic offsets within a cell, logarithms of how an anchor is scaled.

A cell answers 5 numbers for each anchor (x, y, width, height, objectness) and one score per label: with 5 anchors and
20 labels 45 numbers (Redmon and Farhadi, "YOLO9000", 2017; labels by the cell as in Redmon et al., 2016).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

ANCHOR_NUMBERS = 5
MOST_LOG_SCALE = 4.0  # e⁴ = 55 times an anchor: an untrained head must not answer infinite boxes


@dataclass(frozen=True, slots=True)
class CellAnswers:
    """A head's output by cell and anchor. offsets, log_scales: (B, H, W, A, 2), raw.   objectness: (B, H, W, A) logits.

    labels: (B, H, W, labels) logits.
    """

    offsets: Tensor
    log_scales: Tensor
    objectness: Tensor
    labels: Tensor


def numbers_per_cell(anchors: int, labels: int) -> int:
    return anchors * ANCHOR_NUMBERS + labels


def read_cells(output: Tensor, anchors: int) -> CellAnswers:
    """output: (B, 5 · anchors + labels, H, W)."""
    flat = output.permute(0, 2, 3, 1).float()
    boxes = torch.unflatten(flat[..., : anchors * ANCHOR_NUMBERS], 3, (anchors, ANCHOR_NUMBERS))
    return CellAnswers(boxes[..., :2], boxes[..., 2:4], boxes[..., 4], flat[..., anchors * ANCHOR_NUMBERS :])


def decode_cells(cells: CellAnswers, anchors: Tensor, stride: int) -> Tensor:
    """(B, H, W, A, 4) xyxy in input pixels. anchors: (A, 2) widths and heights in input pixels."""
    height, width = cells.objectness.shape[1], cells.objectness.shape[2]
    y = torch.arange(height, device=anchors.device, dtype=torch.float32)
    x = torch.arange(width, device=anchors.device, dtype=torch.float32)
    grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
    corner = torch.stack([grid_x, grid_y], dim=-1)[None, :, :, None]
    middle = (corner + cells.offsets.sigmoid()) * stride
    half = anchors * cells.log_scales.clamp(-MOST_LOG_SCALE, MOST_LOG_SCALE).exp() / 2
    return torch.cat([middle - half, middle + half], dim=-1)


def encode_boxes(boxes: Tensor, anchors: Tensor, stride: int) -> tuple[Tensor, Tensor]:
    """Offsets (N, 2) in 0..1 of the cell, and log scales (N, 2): what decode_cells turns into these boxes.

    boxes: (N, 4) xyxy in input pixels.   anchors: (N, 2), one for each box.
    """
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2 / stride
    sizes = (boxes[:, 2:] - boxes[:, :2]).clamp(min=1e-3)
    return middle - middle.floor(), (sizes / anchors).log()
