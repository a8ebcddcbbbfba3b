"""Activations, softmax and one-hot, with the numbers on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError

FloatArray = npt.NDArray[np.float64]
ActivationName = Literal["none", "relu", "leaky_relu", "sigmoid", "tanh", "softplus", "silu"]
LEAK = 0.01


@dataclass(frozen=True, slots=True)
class Activation:
    """formula: in the signs of mathematics.   idea: what it is for, two sentences."""

    name: ActivationName
    title: str
    formula: str
    idea: str
    apply: Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class SoftmaxSteps:
    """values: as given.   shifted: less the largest.   powers: e to them.   total: their sum.   shares: the answer."""

    values: tuple[float, ...]
    shifted: tuple[float, ...]
    powers: tuple[float, ...]
    total: float
    shares: tuple[float, ...]


def sigmoid(values: FloatArray) -> FloatArray:
    """1/(1 + e^−x), without overflow at either end."""
    small = np.exp(-np.abs(values))
    result: FloatArray = np.where(values >= 0, 1.0, small) / (1 + small)
    return result


def softmax(values: Sequence[float]) -> SoftmaxSteps:
    """Shares that add up to 1. Raises UserError if there are no values."""
    if not len(values):
        raise UserError("no-numbers", "There are no numbers.", "Give at least one.")
    given = np.asarray(values, dtype=np.float64)
    # The largest is taken off so that no power overflows; the shares stay the same.
    shifted = given - given.max()
    powers = np.exp(shifted)
    total = float(powers.sum())
    return SoftmaxSteps(
        tuple(given.tolist()), tuple(shifted.tolist()), tuple(powers.tolist()), total, tuple((powers / total).tolist())
    )


def one_hot(names: Sequence[str], known: Sequence[str] = ()) -> tuple[tuple[str, ...], FloatArray]:
    """The labels in their order, and (N, labels) with a single 1 in each row.

    known: the labels; without them those that are in names, sorted. Raises UserError for a name that is not known.
    """
    labels = tuple(known) or tuple(sorted(set(names)))
    for name in names:
        if name not in labels:
            raise UserError("unknown-label", f"{name} is none of the labels.", "Name it among the labels.")
    rows = np.zeros((len(names), len(labels)))
    rows[np.arange(len(names)), [labels.index(name) for name in names]] = 1
    return labels, rows


def find_activation(name: str) -> Activation:
    """Raises UserError that names those there are."""
    for one in ACTIVATIONS:
        if one.name == name:
            return one
    raise UserError("unknown-activation", f"{name} is no activation.", f"Choose one of {', '.join(_names())}.")


def _names() -> list[str]:
    return [one.name for one in ACTIVATIONS]


def _relu(values: FloatArray) -> FloatArray:
    result: FloatArray = np.maximum(values, 0.0)
    return result


def _leaky_relu(values: FloatArray) -> FloatArray:
    result: FloatArray = np.where(values > 0, values, LEAK * values)
    return result


def _tanh(values: FloatArray) -> FloatArray:
    result: FloatArray = np.tanh(values)
    return result


def _softplus(values: FloatArray) -> FloatArray:
    result: FloatArray = np.logaddexp(0.0, values)
    return result


def _silu(values: FloatArray) -> FloatArray:
    result: FloatArray = values * sigmoid(values)
    return result


def _none(values: FloatArray) -> FloatArray:
    return values


ACTIVATIONS: tuple[Activation, ...] = (
    Activation(
        "none", "No activation", "x",
        "The sum goes on as it is. Layers without an activation add up to a single one.",
        _none,
    ),
    Activation(
        "relu", "ReLU", "max(0, x)",
        "What is negative becomes zero, the rest stays. It costs nothing, and its slope does not fade in "
        "deep networks.",
        _relu,
    ),
    Activation(
        "leaky_relu", "Leaky ReLU", "x > 0: x;  x ≤ 0: 0.01·x",
        "Like ReLU, but a little of what is negative comes through. So a neuron can always find back.",
        _leaky_relu,
    ),
    Activation(
        "sigmoid", "Sigmoid (logistic function)", "1/(1 + e⁻ˣ)",
        "Any number becomes one between 0 and 1, which reads as a probability. Far from zero it is almost "
        "flat, and there it hardly learns.",
        sigmoid,
    ),
    Activation(
        "tanh", "Hyperbolic tangent", "(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)",
        "Any number becomes one between −1 and 1, around zero. Far from zero it is almost flat, and there it "
        "hardly learns.",
        _tanh,
    ),
    Activation(
        "softplus", "Softplus", "ln(1 + eˣ)",
        "ReLU with a rounded corner. Its slope is the sigmoid.",
        _softplus,
    ),
    Activation(
        "silu", "SiLU", "x/(1 + e⁻ˣ)",
        "The number times its own sigmoid: smooth, and a little below zero for small negative ones. Newer "
        "networks use it instead of ReLU.",
        _silu,
    ),
)  # fmt: skip
