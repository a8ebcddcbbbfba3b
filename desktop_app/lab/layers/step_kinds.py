"""The steps around convolution: what each kind computes from what was typed, row by row. No Qt but for the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from desktop_app.i18n.messages import in_words
from ml_engine.lab.functions import find_activation, one_hot, softmax
from ml_engine.lab.layers import RANKS, batch_norm, dense, flatten, local_response_norm, squeeze_excite
from ml_engine.lab.matrices import number_text, parse_matrix
from ml_engine.lab.sizes import dense_formula

FloatArray = npt.NDArray[np.float64]
REDUCE = np.array([[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]])
EXPAND = np.array([[1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [0.5, 0.5]])


@dataclass(frozen=True, slots=True, eq=False)
class StepRow:
    """values: (rows, columns), or none where there are words alone."""

    caption: str
    values: FloatArray | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepKind:
    """usual: what is typed at first, '' where nothing is.   hint: what is to be typed.

    compute: of the text and the chosen activation; may raise UserError.
    """

    id: str
    title: str
    idea: str
    usual: str
    hint: str
    compute: Callable[[str, str], list[StepRow]]


def step_kinds() -> tuple[StepKind, ...]:
    """In the order of the course."""
    numbers = _tr("Numbers, with spaces between them")
    return (
        StepKind("activation", _tr("Activation"), _tr("A bend after every sum: without it all layers would be one."),
                 "-3 -1 -0.5 0 0.5 1 3", numbers, _activation),
        StepKind("softmax", _tr("Softmax"), _tr("Any numbers become shares that add up to 1: the larger, the more."),
                 "2 1 0.1", numbers, _softmax),
        StepKind("onehot", _tr("One-hot"), _tr("A label becomes a row of zeros with a single 1 at its place."),
                 "cat dog cat", _tr("Names of labels, with spaces between them"), _one_hot),
        StepKind("dense", _tr("Flatten and dense"),
                 _tr("All numbers in one row; each neuron has a weight for every one of them, and a bias."),
                 "1 2;3 4 | 1 0 0 1;0 1 1 0;1 1 1 1", _tr("A map, a |, and a row of weights for each neuron"), _dense),
        StepKind("batchnorm", _tr("Batch normalisation"),
                 _tr("Each channel of a batch is brought to mean 0 and variance 1, then scaled and shifted."),
                 "1 10;3 20;5 60", _tr("A row for each picture of the batch, a column for each channel"), _batch_norm),
        StepKind("lrn", _tr("Local response normalisation"),
                 _tr("A strong answer quietens the same place of the channels beside it."),
                 "1 5 2 0 3", _tr("One number for each channel"), _response_norm),
        StepKind("se", _tr("Squeeze and excitation"),
                 _tr("Each channel is weighed by what the whole picture says: squeeze, reduce, expand, multiply."),
                 "4 1 0 2", _tr("The mean of each of four channels"), _squeeze),
        StepKind("ranks", _tr("Tensors of rank 0 to 3"), _tr("How many indices it takes to name one number."),
                 "", "", _ranks),
    )  # fmt: skip


def _activation(text: str, name: str) -> list[StepRow]:
    one, values = find_activation(name), parse_matrix(text)
    return [
        StepRow("x", values),
        StepRow(one.formula, one.apply(values), in_words(one.idea)),
    ]


def _softmax(text: str, _: str) -> list[StepRow]:
    steps = softmax(parse_matrix(text).ravel().tolist())
    return [
        StepRow(_tr("Numbers"), _row(steps.values)),
        StepRow(_tr("Less the largest"), _row(steps.shifted), _tr("So that no power overflows; the shares stay.")),
        StepRow("eˣ", _row(steps.powers), _tr("Their sum: {n}").format(n=f"{steps.total:.4g}")),
        StepRow(_tr("Shares (probabilities)"), _row(steps.shares),
                _tr("They add up to {n}").format(n=number_text(round(sum(steps.shares), 9)))),
    ]  # fmt: skip


def _one_hot(text: str, _: str) -> list[StepRow]:
    labels, rows = one_hot(text.split())
    return [
        StepRow(_tr("Labels in their order"), None, ", ".join(labels)),
        StepRow(_tr("A row for each name"), rows),
    ]


def _dense(text: str, _: str) -> list[StepRow]:
    given, _bar, weights = text.partition("|")
    row = flatten(parse_matrix(given))
    table = parse_matrix(weights) if weights.strip() else np.ones((1, len(row)))
    steps = dense(row, table)
    return [
        StepRow(_tr("Map"), parse_matrix(given)),
        StepRow(_tr("Flattened"), row[None]),
        StepRow(_tr("Products, a row a neuron"), steps.products),
        StepRow(_tr("Sums"), steps.sums[None], _tr("Parameters: (inputs + 1) · outputs = {formula}").format(
            formula=dense_formula(len(row), len(table)))),
    ]  # fmt: skip


def _batch_norm(text: str, _: str) -> list[StepRow]:
    batch = parse_matrix(text)
    steps = batch_norm(batch)
    return [
        StepRow(_tr("Batch"), batch),
        StepRow(_tr("Mean of each channel"), steps.mean[None]),
        StepRow(_tr("Variance of each channel"), steps.variance[None]),
        StepRow(_tr("Normalised"), steps.normalised.round(4), "(x − μ)/√(σ² + ε)"),
    ]


def _response_norm(text: str, _: str) -> list[StepRow]:
    maps = parse_matrix(text).ravel()
    steps = local_response_norm(maps, size=3, alpha=1.0)
    return [
        StepRow(_tr("Channels"), maps[None]),
        StepRow(_tr("Squares"), steps.squares[None]),
        StepRow(_tr("Sum over three neighbours"), steps.sums[None]),
        StepRow(_tr("Divisor"), steps.divisors[None].round(4), "(1 + 1/3 · Σ)^0.75"),
        StepRow(_tr("Divided"), steps.output[None].round(4)),
    ]


def _squeeze(text: str, _: str) -> list[StepRow]:
    means = np.resize(parse_matrix(text).ravel(), 4)
    steps = squeeze_excite(means[:, None, None], REDUCE, EXPAND)
    return [
        StepRow(_tr("Squeezed: the mean of each channel"), steps.squeezed[None]),
        StepRow(_tr("Reduced, then ReLU"), steps.reduced[None], _tr("In SENet: 256 → 16 → 256")),
        StepRow(_tr("Expanded, then sigmoid"), steps.shares[None].round(4)),
        StepRow(_tr("Channel times share"), steps.output.reshape(1, -1).round(4)),
    ]


def _ranks(_: str, __: str) -> list[StepRow]:
    return [
        StepRow(in_words(rank.title), _sample(rank.rank), _with_shape(in_words(rank.idea), rank.example))
        for rank in RANKS
    ]


def _sample(rank: int) -> FloatArray | None:
    """A few numbers of this rank; none of a stack of tables, which a page cannot show."""
    samples = (np.ones((1, 1)), np.arange(1.0, 4.0)[None], np.arange(1.0, 7.0).reshape(2, 3))
    return samples[rank] if rank < len(samples) else None


def _with_shape(idea: str, shape: tuple[int, ...]) -> str:
    """The example with its sides."""
    return _tr("{idea} Its shape: {shape}").format(idea=idea, shape=" × ".join(map(str, shape))) if shape else idea


def _row(values: tuple[float, ...]) -> FloatArray:
    return np.array([values]).round(4)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabSteps", text)
