"""The graph that a file carries: the raw outputs, and beside them answers that need no knowledge of our heads.

Vistazo itself decodes the raw outputs, so its answers are the same from every file; a stranger reads probabilities, or
boxes and scores, and only has to suppress doubles.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ml_engine.tasks.catalogue import task_of
from ml_engine.tasks.task import SaysBoxes
from ml_engine.training.model import TrainedModel

RAW_PREFIX = "raw_"


class ReadableModel(nn.Module):
    """(B, 3, S, S) float32 RGB 0..255 → raw outputs, then the readable ones (output_names says which).

    classify: probabilities (B, labels), summing to 1; where a picture may have several labels, each for itself.
    detect: boxes (B, A, 4) xyxy in input pixels, not clipped; scores (B, A, labels) 0..1; doubles not yet suppressed.
    localize: the same with A = 1, scores summing to 1.
    """

    def __init__(self, model: TrainedModel) -> None:
        super().__init__()
        self.model = model
        self.task = task_of(model.spec)
        self.several = model.spec.several_per_picture

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        raw: tuple[Tensor, ...] = tuple(self.model(pixels))
        if isinstance(self.task, SaysBoxes):
            return (*raw, *self.task.boxes_and_scores(raw))
        return (*raw, raw[0].sigmoid() if self.several else raw[0].softmax(dim=1))


def output_names(model: TrainedModel) -> list[str]:
    """Names of ReadableModel's outputs: raw_0, raw_1, …, then 'probabilities', or 'boxes' and 'scores'."""
    with torch.inference_mode():
        raw = len(model(example_pixels(model)[:1]))
    readable = ["boxes", "scores"] if isinstance(task_of(model.spec), SaysBoxes) else ["probabilities"]
    return [*(f"{RAW_PREFIX}{index}" for index in range(raw)), *readable]


def example_pixels(model: TrainedModel) -> Tensor:
    """Grey pictures of the right shape to trace with. Two of them: a tracer takes a batch of one for a constant."""
    size = model.spec.input_size
    return torch.full((2, 3, size, size), 114.0)
