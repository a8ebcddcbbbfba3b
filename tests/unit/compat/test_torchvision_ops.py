"""nms and roi_align against their definitions, written out slowly; and that torchvision imports at all."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.compat.torchvision_ops import nms, roi_align, torchvision


def overlap(a: list[float], b: list[float]) -> float:
    width = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    height = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / union if union > 0 else 0.0


def slow_nms(boxes: list[list[float]], scores: list[float], threshold: float) -> list[int]:
    kept: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda i: (-scores[i], i)):
        if all(overlap(boxes[index], boxes[other]) <= threshold for other in kept):
            kept.append(index)
    return kept


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 40), threshold=st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]))
def test_nms_keeps_what_the_definition_keeps(seed: int, count: int, threshold: float) -> None:
    dice = torch.Generator().manual_seed(seed)
    corner = torch.randint(0, 12, (count, 2), generator=dice).float()
    boxes = torch.cat([corner, corner + torch.randint(0, 9, (count, 2), generator=dice)], 1)
    scores = torch.randint(0, 6, (count,), generator=dice).float()
    kept = nms(boxes, scores, threshold)
    assert kept.tolist() == slow_nms(boxes.tolist(), scores.tolist(), threshold)


def bilinear(feature: torch.Tensor, y: float, x: float) -> torch.Tensor:
    height, width = feature.shape[1:]
    if y < -1 or y > height or x < -1 or x > width:
        return torch.zeros(feature.shape[0])
    y, x = min(max(y, 0.0), height - 1), min(max(x, 0.0), width - 1)
    y0, x0 = int(y), int(x)
    y1, x1 = min(y0 + 1, height - 1), min(x0 + 1, width - 1)
    dy, dx = y - y0, x - x0
    top = feature[:, y0, x0] * (1 - dx) + feature[:, y0, x1] * dx
    bottom = feature[:, y1, x0] * (1 - dx) + feature[:, y1, x1] * dx
    return top * (1 - dy) + bottom * dy


def slow_roi_align(
    features: torch.Tensor, rois: torch.Tensor, scale: float, size: tuple[int, int], ratio: int, aligned: bool
) -> torch.Tensor:
    out = torch.zeros(len(rois), features.shape[1], *size)
    for number, (image, *box) in enumerate(rois.tolist()):
        x0, y0, x1, y1 = (value * scale - (0.5 if aligned else 0.0) for value in box)
        width, height = x1 - x0, y1 - y0
        if not aligned:
            width, height = max(width, 1.0), max(height, 1.0)
        bin_y, bin_x = height / size[0], width / size[1]
        per_y = ratio if ratio > 0 else max(1, math.ceil(bin_y))
        per_x = ratio if ratio > 0 else max(1, math.ceil(bin_x))
        for row in range(size[0]):
            for column in range(size[1]):
                samples = [
                    bilinear(
                        features[int(image)],
                        y0 + bin_y * (row + (i + 0.5) / per_y),
                        x0 + bin_x * (column + (j + 0.5) / per_x),
                    )
                    for i in range(per_y)
                    for j in range(per_x)
                ]
                out[number, :, row, column] = torch.stack(samples).mean(0)
    return out


@pytest.mark.parametrize("aligned", [True, False])
@pytest.mark.parametrize("ratio", [0, 1, 2])
def test_roi_align_averages_bilinear_samples(aligned: bool, ratio: int) -> None:
    dice = torch.Generator().manual_seed(3)
    features = torch.randn(2, 3, 9, 11, generator=dice)
    inside = [[0, 3.0, 5.0, 20.0, 17.0], [1, 0.2, 0.1, 3.9, 30.3], [0, 8.0, 8.0, 8.5, 8.2]]
    beyond = [[1, -9.0, -7.0, 60.0, 50.0], [0, 40.0, 40.0, 70.0, 70.0]]
    rois = torch.tensor(inside + beyond)
    expected = slow_roi_align(features, rois, 0.5, (3, 2), ratio, aligned)
    torch.testing.assert_close(roi_align(features, rois, 0.5, 3, 2, ratio, aligned), expected, atol=1e-4, rtol=1e-4)


def test_roi_align_without_regions_is_empty() -> None:
    assert roi_align(torch.zeros(1, 3, 4, 4), torch.zeros(0, 5), 1.0, 7, 5, 2, True).shape == (0, 3, 7, 5)


def test_roi_align_carries_gradients_to_the_features() -> None:
    features = torch.ones(1, 1, 8, 8, requires_grad=True)
    torchvision.ops.roi_align(features, [torch.tensor([[0.0, 0.0, 8.0, 8.0]])], (2, 2), 1.0).sum().backward()
    assert features.grad is not None
    torch.testing.assert_close(features.grad.sum(), torch.tensor(4.0))


def test_torchvision_calls_these_operators_by_name() -> None:
    boxes = torch.tensor([[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 3.9], [10.0, 0.0, 12.0, 4.0]])
    labels, scores = torch.tensor([0, 0, 1]), torch.tensor([0.5, 0.9, 0.4])
    assert torchvision.ops.batched_nms(boxes, scores, labels, 0.5).tolist() == [1, 2]


def test_torchvision_imports_through_compat_in_a_fresh_interpreter() -> None:
    code = "from ml_engine.compat.torchvision_ops import OPERATORS, torchvision; print(OPERATORS, torchvision.ops.nms)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] in ("native", "fallback")
