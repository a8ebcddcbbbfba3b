"""The layers around convolution: flatten, dense, normalisations, squeeze and excitation; the ranks of tensors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.functions import sigmoid

FloatArray = npt.NDArray[np.float64]
EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Rank:
    """How many indices a number of a tensor has. example: a shape that the course meets, and what it is."""

    rank: int
    title: str
    idea: str
    example: tuple[int, ...]


RANKS: tuple[Rank, ...] = (
    Rank(0, "Scalar (rank 0)", "A single number, without any index. A loss is one.", ()),
    Rank(1, "Vector (rank 1)", "A row of numbers with one index. The answers of a classifier are one.", (10,)),
    Rank(2, "Matrix (rank 2)", "A table of numbers with two indices: row and column. A grey picture is one.", (28, 28)),
    Rank(
        3, "Tensor (rank 3)",
        "A stack of tables with three indices: row, column and channel. A colour picture is one.", (32, 32, 3),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class DenseSteps:
    """products: (outputs, inputs).   sums: (outputs,) with bias."""

    products: FloatArray
    sums: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class BatchNormSteps:
    """mean, variance: (C,) over batch and places.   normalised: mean 0, variance 1.   output: scaled, shifted."""

    mean: FloatArray
    variance: FloatArray
    normalised: FloatArray
    output: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ResponseNormSteps:
    """All (C, …). sums: of the squares of neighbouring channels.   divisors: (k + α/n·sum)^β."""

    squares: FloatArray
    sums: FloatArray
    divisors: FloatArray
    output: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class SqueezeSteps:
    """squeezed: (C,) means.   reduced: (R,) after ReLU.   shares: (C,) in 0..1.   output: channel times share."""

    squeezed: FloatArray
    reduced: FloatArray
    shares: FloatArray
    output: FloatArray


def flatten(values: npt.ArrayLike) -> FloatArray:
    """All numbers in one row, last axis quickest."""
    return np.asarray(values, dtype=np.float64).ravel()


def tensor_rank(values: npt.ArrayLike) -> int:
    """0 for a number, 1 for a row of numbers, …"""
    return np.ndim(values)


def dense(values: npt.ArrayLike, weights: npt.ArrayLike, bias: npt.ArrayLike = 0.0) -> DenseSteps:
    """values: (inputs,).   weights: (outputs, inputs).   bias: (outputs,), or one number. Raises UserError."""
    inputs, table = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if table.ndim != 2 or inputs.shape != table.shape[1:]:
        raise UserError(
            "size", f"{inputs.size} inputs do not fit weights for {table.shape[-1]}.", "Give one weight for each input."
        )
    products = table * inputs
    return DenseSteps(products, products.sum(axis=1) + np.asarray(bias, dtype=np.float64))


def batch_norm(
    batch: npt.ArrayLike, scale: npt.ArrayLike = 1.0, shift: npt.ArrayLike = 0.0, epsilon: float = EPSILON
) -> BatchNormSteps:
    """As while training. batch: (B, C) or (B, C, …).   scale, shift: (C,), or one number.

    Source: Ioffe and Szegedy, "Batch Normalization", 2015, algorithm 1.
    """
    values = np.asarray(batch, dtype=np.float64)
    if values.ndim < 2 or not values.size:
        raise ValueError(f"batch must be (B, C) or (B, C, …), got {values.shape}")
    axes = (0, *range(2, values.ndim))
    wide = (1, -1, *(1,) * (values.ndim - 2))
    mean, variance = values.mean(axis=axes), values.var(axis=axes)
    plain = (values - mean.reshape(wide)) / np.sqrt(variance.reshape(wide) + epsilon)
    scales, shifts = (np.broadcast_to(np.asarray(x, dtype=np.float64), mean.shape) for x in (scale, shift))
    return BatchNormSteps(mean, variance, plain, plain * scales.reshape(wide) + shifts.reshape(wide))


def local_response_norm(
    maps: npt.ArrayLike, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> ResponseNormSteps:
    """A strong answer quietens the same place of neighbouring channels.

    maps: (C, …).   size: channels, itself among them.
    α is divided by size, as torch and Caffe do (Krizhevsky et al., 2012, section 3.3, sum without dividing).
    """
    values = np.asarray(maps, dtype=np.float64)
    if size < 1:
        raise UserError("size", f"{size} is not between 1 and {len(values)}.", "Choose another number.")
    squares = values**2
    before = size // 2
    padded = np.pad(squares, ((before, size - 1 - before), *((0, 0),) * (values.ndim - 1)))
    sums: FloatArray = np.sum([padded[i : i + len(values)] for i in range(size)], axis=0)
    divisors = (k + alpha / size * sums) ** beta
    return ResponseNormSteps(squares, sums, divisors, values / divisors)


def squeeze_excite(maps: npt.ArrayLike, reduce: npt.ArrayLike, expand: npt.ArrayLike) -> SqueezeSteps:
    """Channels weighed by what all of the picture says. maps: (C, …).   reduce: (R, C).   expand: (C, R).

    Source: Hu et al., "Squeeze-and-Excitation Networks", 2018; without biases.
    """
    values = np.asarray(maps, dtype=np.float64)
    squeezed = values.reshape(len(values), -1).mean(axis=1)
    reduced = np.maximum(dense(squeezed, reduce).sums, 0.0)
    shares = sigmoid(dense(reduced, expand).sums)
    return SqueezeSteps(squeezed, reduced, shares, values * shares.reshape(-1, *(1,) * (values.ndim - 1)))


def unrolled_place(index: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Where in (rows, columns, channels) the number stands that flatten puts at this index. Raises IndexError."""
    if not 0 <= index < math.prod(shape):
        raise IndexError(f"{index} is not in {shape}")
    return tuple(int(i) for i in np.unravel_index(index, shape))
