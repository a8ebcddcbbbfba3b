"""The method 'yolo': one grid, a few anchors from the user's own labels, everything said in one look."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Self
from uuid import UUID

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.augment.view import Fit
from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.errors import UserError
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.backbones import STRIDES, BackboneInfo
from ml_engine.tasks.detection.anchors import USUAL_COUNT, box_sizes, described, fit_anchors
from ml_engine.tasks.detection.head import RARE, Fusion, SeparableBlock
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.task import Detection
from ml_engine.tasks.detection.yolo_boxes import ANCHOR_NUMBERS, decode_cells, numbers_per_cell, read_cells
from ml_engine.tasks.detection.yolo_loss import yolo_loss
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model_spec import MethodSetting
from ml_engine.training.recipe import Recipe

ANCHORS = "anchors"
GRID_LEVEL = 2  # stride 32, as in the paper: on validation pictures better than 16, whose many cells learn slowly


class YoloHead(nn.Module):
    """Levels (B, C_i, H_i, W_i), finest first → one (B, 5 · anchors + labels, H, W), read by yolo_boxes.read_cells."""

    def __init__(
        self, channels: Sequence[int], label_count: int, anchors: int, width: int = 96, blocks: int = 2
    ) -> None:
        super().__init__()
        self.fusion = Fusion(channels, width)
        self.blocks = nn.Sequential(*(SeparableBlock(width) for _ in range(blocks)))
        self.answer = nn.Conv2d(width, numbers_per_cell(anchors, label_count), 1)
        nn.init.normal_(self.answer.weight, std=0.01)
        assert self.answer.bias is not None  # noqa: S101  (asked for above; the annotation allows for none)
        nn.init.zeros_(self.answer.bias)
        with torch.no_grad():
            self.answer.bias[ANCHOR_NUMBERS - 1 : anchors * ANCHOR_NUMBERS : ANCHOR_NUMBERS] = math.log(
                RARE / (1 - RARE)
            )
        self.dropout = 0.0

    def set_dropout(self, share: float) -> None:
        self.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor]:
        mixed = self.blocks(self.fusion(*levels)[GRID_LEVEL])
        if self.dropout and self.training:
            mixed = functional.dropout2d(mixed, self.dropout)
        return (self.answer(mixed),)


class Method(Detection):
    """anchor_count: how many to look for.   anchors: (A, 2) in input pixels, () before choose_settings."""

    recipe = METHODS.get("yolo").recipe

    def __init__(self, width: int = 96, blocks: int = 2) -> None:
        super().__init__(width, blocks)
        self.anchor_count = USUAL_COUNT
        self.anchors: tuple[tuple[float, float], ...] = ()

    def configured(self, recipe: Recipe) -> Self:
        changed = copy.copy(self)
        changed.anchor_count = recipe.anchors
        return changed

    def choose_settings(
        self,
        pictures: Sequence[SnapshotImage],
        labels: Sequence[UUID],  # noqa: ARG002  (all labels share the anchors)
        input_size: int,
        fit: Fit,
        seed: int,
    ) -> tuple[MethodSetting, ...]:
        """The anchors, w0 h0 w1 h1 …. Raises UserError if there are no boxes."""
        found = fit_anchors(box_sizes(pictures, input_size, fit), self.anchor_count, input_size, seed)
        return (MethodSetting(ANCHORS, tuple(side for anchor in found.anchors for side in anchor)),)

    def with_settings(self, settings: Sequence[MethodSetting]) -> Self:
        values = next((setting.values for setting in settings if setting.name == ANCHORS), ())
        if not values or len(values) % 2 or not all(math.isfinite(side) and side > 0 for side in values):
            raise UserError("damaged-model", "The model has no usable anchors.", "Train it again.")
        changed = copy.copy(self)
        changed.anchors = tuple(zip(values[::2], values[1::2], strict=True))
        return changed

    def anchor_fit(self, pictures: Sequence[SnapshotImage], input_size: int, fit: Fit) -> AnchorFit:
        """The anchors over the boxes of these pictures."""
        return described(np.array(self.anchors), box_sizes(pictures, input_size, fit), input_size)

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return YoloHead(backbone.channels, label_count, len(self.anchors), self.width, self.blocks)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """See yolo_loss."""
        cells = read_cells(outputs[0], len(self.anchors))
        return yolo_loss(cells, targets, self._sizes(outputs[0]), STRIDES[GRID_LEVEL], self.label_weights)

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """(B, H · W · anchors, 4) xyxy in input pixels, and (…, labels): objectness times the label's probability."""
        cells = read_cells(outputs[0], len(self.anchors))
        boxes = decode_cells(cells, self._sizes(outputs[0]), STRIDES[GRID_LEVEL])
        scores = cells.objectness.sigmoid()[..., None] * cells.labels.softmax(dim=-1)[:, :, :, None]
        return boxes.flatten(1, 3), scores.flatten(1, 3)

    def _sizes(self, output: Tensor) -> Tensor:
        return torch.tensor(self.anchors, device=output.device)
