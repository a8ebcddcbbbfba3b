"""Penalties and the limit on weights, against figures by hand."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import nn

from ml_engine.tasks.classification import Classification, LinearHead
from ml_engine.training.optimizers import OptimizerChoice, make_optimizer, split_decay
from ml_engine.training.regularise import NO_RESTRAINT, Restraint, limit_rows, penalty
from ml_engine.training.step import Chunks, Machine, Stepper
from tests.unit.training.test_fit_loop import PLAN, Points, Run

CPU = torch.device("cpu")


def parameters() -> list[nn.Parameter]:
    """A matrix of two units, a convolution of one, and a bias that no penalty looks at."""
    return [
        nn.Parameter(torch.tensor([[3.0, -4.0], [0.5, 0.0]])),
        nn.Parameter(torch.full((1, 1, 2, 2), -1.0)),
        nn.Parameter(torch.tensor([100.0])),
    ]


@pytest.mark.parametrize(
    ("restraint", "expected"),
    [
        (Restraint(l1=0.1), 0.1 * (7.5 + 4)),
        (Restraint(l2=0.01), 0.01 * (25.25 + 4)),
        (Restraint(l1=0.1, l2=0.01), 0.1 * 11.5 + 0.01 * 29.25),
        (NO_RESTRAINT, 0.0),
    ],
    ids=str,
)
def test_the_penalty_is_the_one_by_hand(restraint, expected):
    assert float(penalty(parameters(), restraint).detach()) == pytest.approx(expected)


def test_rows_longer_than_the_limit_are_shortened_and_keep_their_direction():
    matrix, kernel, bias = parameters()
    limit_rows([matrix, kernel, bias], 1.0)
    assert torch.allclose(matrix, torch.tensor([[0.6, -0.8], [0.5, 0.0]]))
    assert torch.allclose(kernel, torch.full((1, 1, 2, 2), -0.5))
    assert bias.item() == 100.0


def test_frozen_weights_are_no_part_of_it():
    matrix, kernel, _ = parameters()
    matrix.requires_grad_(False)
    assert float(penalty([matrix, kernel], Restraint(l1=1.0)).detach()) == pytest.approx(4.0)


def stepper(restraint: Restraint, head: LinearHead, chunk: int = 0) -> Stepper:
    optimizer = make_optimizer(OptimizerChoice("sgd", 0.0, False), split_decay(list(head.parameters()), 0.1, 0.0))
    chunks = Chunks(chunk, CPU, lambda _before, _after: None)
    return Stepper(head, optimizer, Classification(), Machine(CPU), chunks, 0.0, restraint)


def started_head() -> LinearHead:
    head = LinearHead(6, 3)
    with torch.no_grad():
        head.linear.weight.copy_(torch.linspace(-1, 1, 18).reshape(3, 6))
    return head


@pytest.mark.parametrize("chunk", [0, 3], ids=["at once", "in pieces"])
def test_the_loss_of_a_step_is_that_of_the_pictures_plus_the_penalty(chunk):
    places, views, restraint = list(range(8)), [0] * 8, Restraint(l1=0.02, l2=0.03)
    plain = stepper(NO_RESTRAINT, started_head(), chunk).step(Points(8, 1, 1), places, views, 0.0)
    head = started_head()
    expected = plain + float(penalty(list(head.parameters()), restraint).detach())
    assert stepper(restraint, head, chunk).step(Points(8, 1, 1), places, views, 0.0) == pytest.approx(expected)


def test_a_step_with_l2_pulls_each_weight_down_by_twice_the_factor():
    free, pulled = started_head(), started_head()
    for head, restraint in ((free, NO_RESTRAINT), (pulled, Restraint(l2=0.05))):
        stepper(restraint, head).step(Points(8, 1, 1), list(range(8)), [0] * 8, 0.0)
    start = started_head().linear.weight
    assert torch.allclose(pulled.linear.weight, free.linear.weight - 0.1 * 2 * 0.05 * start, atol=1e-6)
    assert torch.allclose(pulled.linear.bias, free.linear.bias)


def test_no_row_of_a_trained_head_is_longer_than_max_norm(tmp_path):
    run = Run(tmp_path / "run", dataclasses.replace(PLAN, ema=0.0, restraint=Restraint(max_norm=0.3)))
    run.go()
    rows = run.folder.read_last()[0]["network.head.linear.weight"].norm(dim=1)
    free = Run(tmp_path / "free", dataclasses.replace(PLAN, ema=0.0))
    free.go()
    assert float(rows.max()) <= 0.3 + 1e-6
    assert float(free.folder.read_last()[0]["network.head.linear.weight"].norm(dim=1).min()) > 0.3


@pytest.mark.parametrize("name", ["adam", "sgd", "rmsprop"])
def test_any_rule_resumes_in_the_same_bits(tmp_path, name):
    from ml_engine.domain.errors import Cancelled

    plan = dataclasses.replace(PLAN, optimizer=name, restraint=Restraint(l1=1e-3, max_norm=2.0), momentum=0.5)
    whole = Run(tmp_path / "whole", plan)
    whole.go()
    with pytest.raises(Cancelled):
        Run(tmp_path / "parts", plan).go(stop_after=14)
    second = Run(tmp_path / "parts", plan)
    second.go(resume=True)
    ours, theirs = second.folder.read_last()[0], whole.folder.read_last()[0]
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(ours[key], theirs[key]) for key in theirs)
