"""The method 'sliding_window': a small dense classifier moved over a pyramid of scales, as one convolution each.

The classifier is the course's: dense layers over a window of 3 × 3 cells that say which label, whether anything is
there, and where. networks/convolutional.py slides it: the same weights, every place in one pass.
"""

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
from ml_engine.domain.errors import UserError
from ml_engine.domain.predictions import Thresholds
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.convolutional import slide_dense
from ml_engine.tasks.detection.anchors import box_sizes
from ml_engine.tasks.detection.head import RARE
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.tasks.detection.task import LEAST_SCORE, Detection
from ml_engine.tasks.detection.window_loss import WindowAnswers, window_loss
from ml_engine.tasks.detection.windows import (
    BOX_NUMBERS,
    WINDOW,
    finest_level,
    place_windows,
    refine_windows,
    scale_sides,
)
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model_spec import MethodSetting
from ml_engine.training.recipe import Recipe

REFINED, LEVEL = "refined", "level"
NEURONS = 200
# The course suppresses above 0.6. Coarse windows answer the same object from places that overlap less than that: on
# validation pictures a first version had an AP50 of 0.47 at 0.6, 0.64 at 0.5, 0.78 at 0.4, and no better below.
SUPPRESSION_IOU = 0.4


def numbers_per_window(labels: int) -> int:
    """Where, whether, and what: 4 + 1 + labels."""
    return BOX_NUMBERS + 1 + labels


class SlidingWindowHead(nn.Module):
    """Levels (B, C_i, H_i, W_i), finest first → for each scale (B, 5 + labels, rows, columns), the window's places.

    Four numbers of the box, one of objectness, then the labels' logits.   level: the finest that is looked at.
    """

    def __init__(self, channels: Sequence[int], label_count: int, width: int = 96, level: int = 0) -> None:
        super().__init__()
        self.level = level
        self.lateral = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c, width, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU(inplace=True))
            for c in channels[level:]
        )
        self.dense = nn.Linear(width * WINDOW**2, NEURONS)
        self.answer = nn.Linear(NEURONS, numbers_per_window(label_count))
        nn.init.normal_(self.answer.weight, std=0.01)
        nn.init.zeros_(self.answer.bias)
        with torch.no_grad():
            self.answer.bias[BOX_NUMBERS] = math.log(RARE / (1 - RARE))
        self.dropout = 0.0

    def set_dropout(self, share: float) -> None:
        self.dropout = share

    def forward(self, *levels: Tensor) -> tuple[Tensor, ...]:
        mixed = [lateral(level) for lateral, level in zip(self.lateral, levels[self.level :], strict=True)]
        return tuple(self._classify(scale) for scale in _scales(mixed))

    def _classify(self, scale: Tensor) -> Tensor:
        # No batch norm here: scales differ in their statistics, and one memory of them would fit none.
        neurons = functional.silu(slide_dense(self.dense, scale, WINDOW, WINDOW))
        if self.dropout and self.training:
            neurons = functional.dropout2d(neurons, self.dropout)
        return slide_dense(self.answer, neurons, 1, 1)


class Method(Detection):
    """refined: whether answers are corrected windows, or the windows as they stand.

    level: the finest of the pyramid that the window is moved over.
    """

    recipe = METHODS.get("sliding_window").recipe
    thresholds = Thresholds(score=0.3, iou=SUPPRESSION_IOU)
    scoring = Thresholds(score=LEAST_SCORE, iou=SUPPRESSION_IOU)

    def __init__(self, width: int = 96, blocks: int = 2) -> None:
        super().__init__(width, blocks)
        self.refined = True
        self.level = 0

    def configured(self, recipe: Recipe) -> Self:
        changed = copy.copy(self)
        changed.refined = recipe.refine_windows
        return changed

    def choose_settings(
        self,
        pictures: Sequence[SnapshotImage],
        labels: Sequence[UUID],  # noqa: ARG002  (one window for all labels)
        input_size: int,
        fit: Fit,
        seed: int,  # noqa: ARG002  (nothing is drawn)
    ) -> tuple[MethodSetting, ...]:
        """How small windows must be for these boxes; and whether they are corrected, as an opened model must know."""
        level = finest_level(np.sqrt(box_sizes(pictures, input_size, fit).prod(axis=1)))
        return (MethodSetting(REFINED, (float(self.refined),)), MethodSetting(LEVEL, (float(level),)))

    def with_settings(self, settings: Sequence[MethodSetting]) -> Self:
        values = {setting.name: setting.values for setting in settings}
        refined, level = values.get(REFINED), values.get(LEVEL)
        if refined not in ((0.0,), (1.0,)) or level not in ((0.0,), (1.0,), (2.0,)):
            raise UserError("damaged-model", "The model does not say how its windows are read.", "Train it again.")
        changed = copy.copy(self)
        changed.refined, changed.level = bool(refined[0]), int(level[0])
        return changed

    def build_head(self, backbone: BackboneInfo, label_count: int) -> nn.Module:
        return SlidingWindowHead(backbone.channels, label_count, self.width, self.level)

    def loss(
        self,
        outputs: Sequence[Tensor],
        targets: Sequence[ImageTargets],
        progress: float,  # noqa: ARG002  (the same loss from the first step to the last)
    ) -> Tensor:
        """See window_loss."""
        return window_loss(
            read_windows(outputs), targets, self._windows(outputs), refined=self.refined,
            label_weights=self.label_weights,
        )  # fmt: skip

    def boxes_and_scores(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """(B, windows, 4) xyxy in input pixels, and (B, windows, labels): objectness times the label's probability."""
        answers, windows = read_windows(outputs), self._windows(outputs)
        corrections = answers.corrections if self.refined else answers.corrections * 0.0
        scores = answers.objectness.sigmoid()[..., None] * answers.labels.softmax(dim=-1)
        return refine_windows(windows, corrections), scores

    def _windows(self, outputs: Sequence[Tensor]) -> Tensor:
        grids = [output.shape[2] + WINDOW - 1 for output in outputs]
        return place_windows(grids, outputs[0].device, self.level)


def read_windows(outputs: Sequence[Tensor]) -> WindowAnswers:
    """outputs: (B, 5 + labels, rows, columns) a scale."""
    flat = torch.cat([output.flatten(2) for output in outputs], dim=2).transpose(1, 2).float()
    return WindowAnswers(flat[..., :BOX_NUMBERS], flat[..., BOX_NUMBERS], flat[..., BOX_NUMBERS + 1 :])


def _scales(levels: Sequence[Tensor]) -> list[Tensor]:
    """Maps of one width at all scales: each is the coarsest level that is fine enough, shrunk."""
    made = []
    for side in scale_sides(levels[0].shape[2]):
        source = next(level for level in reversed(levels) if level.shape[2] >= side)
        whole = source.shape[2] == side
        made.append(source if whole else functional.interpolate(source, (side, side), mode="bilinear"))
    return made
