"""The rate at every step, and the rule that takes it."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from ml_engine.training.optimizers import OptimizerChoice, ParameterGroup, make_optimizer
from ml_engine.training.schedule import rate_factor

STEPS = 101  # so that step n is n percent of the way


@pytest.mark.parametrize(
    ("schedule", "options", "expected"),
    [
        ("one-cycle", {}, {0: 1 / 25, 30: 1.0, 100: 1e-4}),
        ("one-cycle", {"warm_up": 0.5}, {0: 1 / 25, 25: (1 + 1 / 25) / 2, 50: 1.0, 100: 1e-4}),
        ("cosine", {}, {0: 1.0, 50: (1 + 1e-4) / 2, 100: 1e-4}),
        ("cosine", {"warm_up": 0.2}, {0: 1 / 25, 10: (1 + 1 / 25) / 2, 20: 1.0, 60: (1 + 1e-4) / 2, 100: 1e-4}),
        ("step", {"drop_every": 40}, {0: 1.0, 39: 1.0, 40: 0.1, 80: 0.01, 100: 0.01}),
        ("step", {"drop_every": 40, "drop_factor": 0.5}, {39: 1.0, 40: 0.5, 80: 0.25}),
        ("step", {"drop_every": 40, "warm_up": 0.1}, {0: 1 / 25, 5: (1 + 1 / 25) / 2, 10: 1.0, 40: 0.1}),
        ("step", {}, {0: 1.0, 100: 1.0}),
        ("constant", {}, {0: 1.0, 100: 1.0}),
        ("constant", {"warm_up": 0.2}, {0: 1 / 25, 20: 1.0, 100: 1.0}),
    ],
)
def test_the_rate_at_a_step_is_what_the_schedule_says(schedule, options, expected):
    found = {step: rate_factor(schedule, step, STEPS, **options) for step in expected}
    assert found == pytest.approx(expected)


def test_a_step_outside_the_training_is_refused():
    with pytest.raises(ValueError, match=r"0\.\.9, got 10"):
        rate_factor("cosine", 10, 10)


def one_weight() -> tuple[nn.Parameter, list[ParameterGroup]]:
    weight = nn.Parameter(torch.tensor([[1.0]]))
    return weight, [ParameterGroup([weight], 0.1, 0.5)]


def step(choice: OptimizerChoice, times: int = 1) -> float:
    """One weight of 1 after steps with the gradient 2, at rate 0.1 and decay 0.5."""
    weight, groups = one_weight()
    optimizer = make_optimizer(choice, groups)
    for _ in range(times):
        weight.grad = torch.tensor([[2.0]])
        optimizer.step()
    return weight.item()


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        # Decay off the weight first, then a step of about the rate: Adam divides the gradient by its own size.
        (OptimizerChoice("adamw"), 1 - 0.1 * 0.5 - 0.1),
        # The decay is part of the gradient, which Adam then divides away.
        (OptimizerChoice("adam"), 1 - 0.1),
        (OptimizerChoice("sgd", momentum=0.0), 1 - 0.1 * (2 + 0.5)),
        (OptimizerChoice("sgd", momentum=0.9, nesterov=False), 1 - 0.1 * (2 + 0.5)),
        (OptimizerChoice("sgd", momentum=0.9), 1 - 0.1 * (2 + 0.5) * 1.9),
        # The first running mean of squares is a hundredth of the square: the step is ten times the rate.
        (OptimizerChoice("rmsprop"), 1 - 0.1 * 10),
    ],
    ids=str,
)
def test_the_first_step_of_each_rule_is_the_one_by_hand(choice, expected):
    assert step(choice) == pytest.approx(expected, abs=1e-5)


def test_momentum_keeps_the_direction_of_the_step_before():
    plain, heavy = (step(OptimizerChoice("sgd", momentum, False), times=2) for momentum in (0.0, 0.9))
    first = 2 + 0.5  # the gradient with its decay; of the second step the weight has become 0.75
    assert plain == pytest.approx(0.75 - 0.1 * (2 + 0.5 * 0.75))
    assert heavy == pytest.approx(0.75 - 0.1 * (2 + 0.5 * 0.75 + 0.9 * first))


def test_nesterov_without_momentum_is_plain_descent():
    assert step(OptimizerChoice("sgd", 0.0, True)) == pytest.approx(step(OptimizerChoice("sgd", 0.0, False)))


def test_the_peak_rate_stands_beside_the_rate_of_the_moment():
    optimizer = make_optimizer(OptimizerChoice("adamw"), one_weight()[1])
    assert [(group["peak"], group["lr"]) for group in optimizer.param_groups] == [(0.1, 0.1)]
    assert math.isfinite(optimizer.param_groups[0]["weight_decay"])
