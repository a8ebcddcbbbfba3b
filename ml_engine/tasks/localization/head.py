"""The localiser's head: what, and four numbers for where, from a pooled pyramid.

A dense layer on the averaged picture has lost where things are, and one on the unrolled map must learn every place
anew. So every cell says where it takes the object to be, and how much it is to be listened to: the answer is the mean,
whatever the input's size.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.tasks.detection.head import Fusion, SeparableBlock

BOX_NUMBERS = 4
POOLED_LEVEL = 1  # stride 16: cells fine enough for the edges of an object, and few
FIRST_SIDE = 0.7  # √ of an object's side before anything is learnt: half of the input


class LocalizationHead(nn.Module):
    """Levels (B, C_i, H_i, W_i), finest first → (B, 4 + labels), and how much each cell was listened to (B, 1, H, W).

    The first four are cx, cy, √w, √h as shares of the input, the others logits. √ of the sides: the same error counts
    more for a small object (Redmon et al., "You Only Look Once", 2016).
    """

    def __init__(self, channels: Sequence[int], label_count: int, width: int = 96, blocks: int = 2) -> None:
        super().__init__()
        self.fusion = Fusion(channels, width)
        self.blocks = nn.Sequential(*(SeparableBlock(width) for _ in range(blocks)))
        self.answer = nn.Conv2d(width, 1 + BOX_NUMBERS + label_count, 1)
        nn.init.normal_(self.answer.weight, std=0.01)
        assert self.answer.bias is not None  # noqa: S101  (asked for above; the annotation allows for none)
        nn.init.zeros_(self.answer.bias)
        self.dropout = 0.0

    def set_dropout(self, share: float) -> None:
        self.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor, Tensor]:
        mixed = self.blocks(self.fusion(*levels)[POOLED_LEVEL])
        if self.dropout and self.training:
            mixed = functional.dropout2d(mixed, self.dropout)
        answers = self.answer(mixed)
        height, width = answers.shape[2], answers.shape[3]
        y = ((torch.arange(height, device=mixed.device) + 0.5) / height).to(answers.dtype)
        x = ((torch.arange(width, device=mixed.device) + 0.5) / width).to(answers.dtype)
        grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
        heard = answers[:, :1].flatten(2).softmax(dim=2)  # (B, 1, cells), sum 1
        said = answers[:, 1:].flatten(2)
        middle = said[:, :2] + torch.stack([grid_x.flatten(), grid_y.flatten()])
        roots = said[:, 2:BOX_NUMBERS] + FIRST_SIDE
        pooled = (torch.cat([middle, roots, said[:, BOX_NUMBERS:]], dim=1) * heard).sum(dim=2)
        return pooled, heard.unflatten(2, (height, width))
