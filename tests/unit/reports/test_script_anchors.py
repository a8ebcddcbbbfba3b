"""The heads in scripts of torchvision's methods are the engine's: the same start, loss, gradients and boxes."""

from __future__ import annotations

import functools
import math
import uuid
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES, STRIDES
from ml_engine.reports.script_anchors import PYRAMID_PIECES
from ml_engine.reports.script_methods import SCRIPT_METHODS, method_facts, method_values
from ml_engine.reports.script_pieces import assemble
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.defaults import default_recipe
from ml_engine.tasks.task import ImageTargets, SeesTargets
from ml_engine.training.model_spec import LabelSpec, ModelSpec

LABELS = tuple(LabelSpec(uuid.UUID(int=place + 1), f"label {place}", "#336699") for place in range(3))
# Two objects, nothing, and one that fills the picture; boxes as shares of the input.
TRUTHS = (
    ([0, 2], [[0.04, 0.06, 0.42, 0.54], [0.3, 0.3, 0.5, 0.42]]),
    ([], []),
    ([1], [[0.0, 0.0, 1.0, 0.9]]),
)
INFO = BACKBONES.get("tiny")


def script_of(method: str, size: int) -> dict[str, Any]:
    """Head, loss_of and decode, as a script defines them."""
    spec = ModelSpec(
        "detect", LABELS, INFO.name, "", size, "letterbox", INFO.normalization, "pyramid", 0, 0.3, 0.6, "0",
        method=method,
    )  # fmt: skip
    recipe = default_recipe("detect", method)
    facts = {"drops": False, **method_facts(recipe, spec)}
    text = assemble(SCRIPT_METHODS[method].pieces, facts, method_values(recipe, spec))
    scope: dict[str, Any] = {
        "torch": torch, "nn": nn, "F": functional, "math": math, "functools": functools, "torchvision": torchvision,
        "SIZE": size, "DEVICE": "cpu", "LABELS": LABELS,
    }  # fmt: skip
    exec(text, scope)  # noqa: S102  (what the script would run)
    return scope


def started(build: Any) -> nn.Module:
    torch.manual_seed(5)
    return build()


def sizes(values: list[Tensor | None]) -> list[float]:
    """Sorted: modules need not have the same order."""
    return sorted(float(value.detach().double().abs().sum()) for value in values if value is not None)


@pytest.mark.all_backbones
@pytest.mark.parametrize("size", [96, 160])  # the coarsest map is one cell, or more
@pytest.mark.parametrize("method", PYRAMID_PIECES)
def test_a_head_learns_and_answers_as_the_engine_s(method: str, size: int) -> None:
    script, task = script_of(method, size), find_task("detect", method=method)
    theirs = started(lambda: task.build_head(INFO, len(LABELS)))
    mine = started(lambda: script["Head"](INFO.channels, len(LABELS)))
    assert sizes([*mine.parameters()]) == sizes([*theirs.parameters()])

    dice = torch.Generator().manual_seed(7)
    levels = [
        torch.randn(len(TRUTHS), channels, size // stride, size // stride, generator=dice)
        for channels, stride in zip(INFO.channels, STRIDES, strict=True)
    ]
    targets = [
        ImageTargets(torch.tensor(labels, dtype=torch.int64), torch.tensor(boxes).reshape(-1, 4) * size)
        for labels, boxes in TRUTHS
    ]
    torch.manual_seed(9)
    outputs = theirs.learn(levels, targets) if isinstance(theirs, SeesTargets) else theirs(*levels)
    wanted = task.loss(outputs, targets, 0.0)
    torch.manual_seed(9)
    found = script["loss_of"](mine(*levels), [(target.labels, target.boxes) for target in targets])
    assert float(found.detach()) == pytest.approx(float(wanted.detach()), rel=1e-5)
    torch.autograd.backward([wanted, found])
    assert sizes([p.grad for p in mine.parameters()]) == pytest.approx(
        sizes([p.grad for p in theirs.parameters()]), rel=1e-3, abs=1e-5
    )

    theirs.eval()
    mine.eval()
    with torch.no_grad():
        boxes, scores = task.boxes_and_scores(theirs(*levels))
        own_boxes, own_scores = script["decode"](mine(*levels))
    torch.testing.assert_close(own_boxes, boxes, atol=1e-3, rtol=1e-5)
    torch.testing.assert_close(own_scores, scores, atol=1e-6, rtol=1e-5)
