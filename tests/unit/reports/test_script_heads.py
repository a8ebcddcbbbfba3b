"""A script's head starts, answers and learns as the engine's does: same numbers from the same seed."""

from __future__ import annotations

import functools
import math
import uuid
from collections.abc import Callable

import numpy as np
import pytest
import torch

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import view_geometry
from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.script_methods import method_facts, method_values, script_method
from ml_engine.reports.script_pieces import assemble
from ml_engine.tasks.catalogue import task_of
from ml_engine.tasks.defaults import default_recipe
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model_spec import GRID, LabelSpec, MethodSetting, ModelSpec

SIZE = 160
SETTINGS = {
    "yolo": (MethodSetting("anchors", (20.0, 30.5, 64.25, 48.125, 120.0, 100.0)),),
    "sliding_window": (MethodSetting("refined", (1.0,)), MethodSetting("level", (0.0,))),
}
CASES = {
    "grid": ("detect", GRID, ()),
    "yolo": ("detect", "yolo", SETTINGS["yolo"]),
    "windows": ("detect", "sliding_window", SETTINGS["sliding_window"]),
    "windows as they stand": (
        "detect", "sliding_window", (MethodSetting("refined", (0.0,)), MethodSetting("level", (1.0,)))
    ),
    "one object": ("localize", GRID, ()),
}  # fmt: skip
# Of the three pictures the second has nothing on it, and two objects of the third share a cell.
TRUTHS = (
    ImageTargets(torch.tensor([0, 2]), torch.tensor([[10.0, 20.0, 70.0, 90.0], [80.0, 30.0, 150.0, 140.0]])),
    ImageTargets(torch.zeros(0, dtype=torch.int64), torch.zeros(0, 4)),
    ImageTargets(torch.tensor([1, 1]), torch.tensor([[30.0, 30.0, 99.0, 99.0], [44.0, 40.0, 88.0, 90.0]])),
)
ONE_EACH = (*(ImageTargets(truth.labels[:1], truth.boxes[:1]) for truth in TRUTHS),)


def spec_of(task: str, method: str, settings: tuple[MethodSetting, ...]) -> ModelSpec:
    labels = tuple(LabelSpec(uuid.UUID(int=place + 1), f"label {place}", "#336699") for place in range(3))
    info = BACKBONES.get("bundled")
    return ModelSpec(
        task, labels, "bundled", "f" * 64, SIZE, "letterbox", info.normalization, "pyramid", 0, 0.3, 0.6, "0",
        method=method, method_settings=settings,
    )  # fmt: skip


def scope_of(spec: ModelSpec) -> dict[str, object]:
    """What the script's pieces define, without pictures and training."""
    recipe, method = default_recipe(spec.task, spec.method if spec.task == "detect" else ""), script_method(spec)
    assert method is not None
    facts = {"drops": False, **method_facts(recipe, spec)}
    text = assemble([*method.pieces, method.found], facts, method_values(recipe, spec))
    scope: dict[str, object] = {
        "torch": torch, "torchvision": torchvision, "np": np, "math": math, "functools": functools,
        "nn": torch.nn, "F": torch.nn.functional, "SIZE": SIZE, "DEVICE": "cpu", "LABELS": [*range(3)],
        "place": lambda _picture, _view: np.array([[1.6, 0.0, 0.0], [0.0, 1.6, 16.0]]),
    }  # fmt: skip
    exec(text, scope)  # noqa: S102  (what the script would run)
    return scope


def learn(head: torch.nn.Module, levels: list[torch.Tensor], loss_of: Callable[[object], torch.Tensor]) -> list[float]:
    """The loss of every step of a short training."""
    optimizer, losses = torch.optim.Adam(head.parameters(), 0.01), []
    for _ in range(12):
        optimizer.zero_grad()
        loss = loss_of(head(*levels))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@pytest.mark.parametrize("name", CASES)
def test_a_script_s_head_starts_answers_and_learns_as_the_engine_s(name: str) -> None:
    spec = spec_of(*CASES[name])
    task, scope = task_of(spec), scope_of(spec)
    torch.manual_seed(1)
    head = task.build_head(spec.info, 3)
    torch.manual_seed(1)
    copied = scope["Head"](spec.info.channels, 3)
    assert [tuple(p.shape) for p in head.parameters()] == [tuple(p.shape) for p in copied.parameters()]
    dice = torch.Generator().manual_seed(2)
    levels = [
        torch.randn((3, channels, SIZE // stride, SIZE // stride), generator=dice)
        for channels, stride in zip(spec.info.channels, (8, 16, 32), strict=True)
    ]
    targets = ONE_EACH if spec.task == "localize" else TRUTHS
    truths = [(target.labels, target.boxes) for target in targets]
    losses = learn(head, levels, lambda said: task.loss(said, targets, 0.0))
    copied_losses = learn(copied, levels, lambda said: scope["loss_of"](said, truths))
    assert copied_losses[:4] == pytest.approx(losses[:4], rel=1e-4)
    assert copied_losses == pytest.approx(losses, rel=0.02)  # a training amplifies the last digit
    assert losses[-1] < losses[0] / 2
    with torch.no_grad():
        view = view_geometry(
            100, 80, input_size=SIZE, fit="letterbox", recipe=AugmentRecipe.none(), seed=0, view=0, key=""
        )
        expected = task.decode(head(*levels), [view] * 3, task.scoring)[0].boxes
        found = scope["found_in"](copied(*levels), {"width": 100, "height": 80})
    if spec.task == "localize":
        assert [expected[0].index, *expected[0].xyxy] == pytest.approx(found, rel=1e-3)
        return
    shown = [row for row in found.tolist() if row[4] > row[2] and row[5] > row[3]]
    assert len(shown) >= len(expected) - 1 > 1
    for row, box in zip(shown[:5], expected, strict=False):  # the surest: rounding reorders the many weak ones
        assert row == pytest.approx([box.score, box.index, *box.xyxy], rel=0.02, abs=0.5)
