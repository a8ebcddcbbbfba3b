"""The head's shapes, its start and its export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import Tensor

from ml_engine.tasks.detection.head import RARE, DetectionHead

CHANNELS = (8, 12, 16)


def pyramid(batch: int = 2, size: int = 64) -> tuple[Tensor, ...]:
    return tuple(
        torch.randn(batch, channels, size // stride, size // stride)
        for channels, stride in zip(CHANNELS, (8, 16, 32), strict=True)
    )


@pytest.mark.parametrize("size", [32, 96, 320])
def test_every_level_answers_at_every_cell(size: int) -> None:
    head = DetectionHead(CHANNELS, 3, width=16).eval()

    shapes = [tuple(level.shape) for level in head(*pyramid(2, size))]

    assert shapes == [(2, 7, size // stride, size // stride) for stride in (8, 16, 32)]


def test_before_learning_objects_are_rare_everywhere() -> None:
    head = DetectionHead(CHANNELS, 3, width=16).eval()

    scores = torch.cat([level[:, 4:].flatten().sigmoid() for level in head(*pyramid())])

    assert scores.mean().item() == pytest.approx(RARE, rel=0.2)


def test_a_fine_cell_sees_the_coarsest_level_and_a_coarse_cell_the_finest() -> None:
    head = DetectionHead(CHANNELS, 1, width=16).eval()
    levels = [level.requires_grad_() for level in pyramid(1)]

    fine, _, coarse = head(*levels)

    (of_coarsest,) = torch.autograd.grad(fine[0, 4, 4, 4], levels[2], retain_graph=True)
    (of_finest,) = torch.autograd.grad(coarse[0, 4, 1, 1], levels[0])
    assert of_coarsest.abs().sum() > 0
    assert of_finest.abs().sum() > 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_the_exported_head_answers_alike_for_any_batch(tmp_path: Path) -> None:
    torch.manual_seed(0)
    head = DetectionHead(CHANNELS, 2, width=16)
    head.train()
    head(*pyramid(8))  # moves the batch-norm statistics away from their start
    head.eval()
    path = tmp_path / "head.onnx"
    batch = torch.export.Dim("batch", min=1, max=64)

    program = torch.onnx.export(
        head, pyramid(2), dynamo=True, external_data=False, verbose=False, dynamic_shapes=(({0: batch},) * 3,),
        input_names=["fine", "middle", "coarse"],
    )  # fmt: skip
    program.save(path)

    levels = pyramid(5)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    answers = session.run(None, dict(zip(("fine", "middle", "coarse"), (x.numpy() for x in levels), strict=True)))
    with torch.inference_mode():
        for expected, answer in zip(head(*levels), answers, strict=True):
            np.testing.assert_allclose(answer, expected.numpy(), atol=1e-4)
