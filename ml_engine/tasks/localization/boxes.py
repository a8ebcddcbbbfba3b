"""Boxes as the four numbers that a localiser learns, and back: cx, cy, √w, √h, shares of the input's sides."""

from __future__ import annotations

import torch
from torch import Tensor


def encode_boxes(boxes: Tensor, input_width: int, input_height: int) -> Tensor:
    """(N, 4) xyxy in input pixels → (N, 4) cx, cy, √w, √h, each 0..1 inside the input."""
    sides = boxes.new_tensor([input_width, input_height])
    low, high = boxes[:, :2] / sides, boxes[:, 2:] / sides
    return torch.cat([(low + high) / 2, (high - low).clamp(min=0).sqrt()], dim=1)


def decode_numbers(numbers: Tensor, input_width: int, input_height: int) -> Tensor:
    """The way back, (N, 4) xyxy in input pixels; a negative root is an empty side."""
    sides = torch.tensor([input_width, input_height], dtype=numbers.dtype, device=numbers.device)
    middle, half = numbers[:, :2], numbers[:, 2:].clamp(min=0).square() / 2
    return torch.cat([(middle - half) * sides, (middle + half) * sides], dim=1)
