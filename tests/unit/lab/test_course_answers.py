"""Every known answer of the course's texts that the lab gives, one row each, with the text it stands in."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from ml_engine.lab.anchors import numbers_per_cell, stretch_anchor
from ml_engine.lab.average_precision import best_precision_from
from ml_engine.lab.convolution import convolve, dilate, prepare
from ml_engine.lab.functions import one_hot, softmax
from ml_engine.lab.kernels import KERNELS, RAT_BACK, RAT_HEAD, find_kernel
from ml_engine.lab.layers import flatten, tensor_rank
from ml_engine.lab.matrices import parse_matrix
from ml_engine.lab.pooling import pool
from ml_engine.lab.sizes import (
    convolution_formula,
    convolution_parameters,
    dense_parameters,
    output_length,
    size_formula,
)
from ml_engine.lab.sliding_window import dense_to_convolution, outputs_per_window, window_places
from ml_engine.lab.stack import Stage, trace

S = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
W = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
CHAIN = (Stage("conv", 10, 5), Stage("pool", kernel=2), Stage("conv", 20, 5))


def shapes(shape: tuple[int, ...], *stages: Stage) -> list[tuple[int, ...]]:
    return [row.shape for row in trace(shape, stages)]


ANSWERS: list[tuple[str, Callable[[], object], object]] = [
    ("1: length m − n + 1", lambda: convolve(range(9), [1, 2, 3], dimensions=1).shape, (9 - 3 + 1,)),
    ("1: the 5×5 example", lambda: convolve(S, W).tolist(), [[4, 3, 4], [2, 4, 3], [2, 3, 4]]),
    ("001: stride 2 on it", lambda: convolve(S, W, stride=2).tolist(), [[4, 4], [2, 4]]),
    ("1: 28×28×1 down to 8×8×20", lambda: shapes((28, 28, 1), *CHAIN), [(24, 24, 10), (12, 12, 10), (8, 8, 20)]),
    ("1: f=3, p=1 keeps the size", lambda: output_length(28, 3, 1, 1), 28),
    ("1: f=5, p=2 keeps the size", lambda: output_length(28, 5, 1, 2), 28),
    ("1: pooling W → W/K", lambda: pool(np.zeros((12, 12)), "max", 3).shape, (4, 4)),
    ("1: dense (inputs + 1) × outputs", lambda: dense_parameters(3600, 10), 36_010),
    ("000: same is ⌈n/s⌉", lambda: output_length(75, 3, 2, "same"), 38),
    ("000: its formula", lambda: size_formula(75, 3, 2, "same"), "⌈75/2⌉ = 38"),
    ("000: conv → flatten", lambda: shapes((32, 32, 3), Stage("conv", 4, 3), Stage("flatten")), [(30, 30, 4), (3600,)]),
    ("000: the same numbers", lambda: flatten(np.zeros((30, 30, 4))).shape, (3600,)),
    ("001: 10 filters 5×5×1", lambda: convolution_parameters((5, 5), 1, 10), 260),
    ("001: 20 filters 5×5×10", lambda: convolution_parameters((5, 5), 10, 20), 5020),
    ("001: (K·K·D + 1)·F", lambda: convolution_formula((5, 5), 10, 20), "(5·5·10 + 1)·20 = 5020"),
    ("001: the chain's parameters", lambda: [row.parameters for row in trace((28, 28, 1), CHAIN)], [260, 0, 5020]),
    ("001: receptive field", lambda: [row.receptive_field for row in trace((28, 28, 1), CHAIN)],
     [(5, 5), (6, 6), (14, 14)]),
    ("001: two 3×3 see 5×5", lambda: trace((9, 9, 1), [Stage("conv", 1, 3)] * 2)[-1].receptive_field, (5, 5)),
    ("001: rectangular kernels", lambda: convolve(np.ones((4, 6)), np.ones((1, 3))).shape, (4, 4)),
    ("2: three conv 3×3 stride 2 same", lambda: sum(row.parameters for row in trace(
        (200, 300, 3), [Stage("conv", n, 3, 2, "same") for n in (100, 200, 400)])), 903_400),
    ("2: their last shape", lambda: shapes(
        (200, 300, 3), *(Stage("conv", n, 3, 2, "same") for n in (100, 200, 400)))[-1], (25, 38, 400)),
    ("002: dilation", lambda: dilate([1, 2, 3], 4).tolist(), [1, 0, 0, 0, 2, 0, 0, 0, 3]),
    ("002: 3×3 on a 6×8 grid", lambda: window_places((6, 8), 3).count, 24),
    ("002: 4×4 on a 6×8 grid", lambda: window_places((6, 8), 4).count, 15),
    ("002: dense → conv, 200 neurons", lambda: (
        dense_to_convolution(100, (7, 7), 200).dense_parameters,
        dense_to_convolution(100, (7, 7), 200).convolution_parameters), (980_200, 980_200)),
    ("002: 5 classes + 1 + 4", lambda: outputs_per_window(5), 10),
    ("5: 224 → 1×1×10", lambda: dense_to_convolution(512, (7, 7), 10).output, (1, 1, 10)),
    ("5: 448 → 8×8×10", lambda: dense_to_convolution(512, (7, 7), 10, (14, 14)).output, (8, 8, 10)),
    ("002: anchor 100×50", lambda: stretch_anchor((100, 50), (1.5, 0.9)), (150, 45)),
    ("5: numbers a cell", lambda: numbers_per_cell(5, 20), 45),
    ("002: 90 % at 10 %, 96 % at 20 %", lambda: best_precision_from([0.1, 0.2], [0.90, 0.96], 0.1), 0.96),
    ("003: softmax adds up to 1", lambda: round(sum(softmax([2, 1, 0.1]).shares), 12), 1),
    ("003: softmax", lambda: [round(x, 3) for x in softmax([2, 1, 0.1]).shares], [0.659, 0.242, 0.099]),
    ("003: one-hot", lambda: one_hot(["cat", "dog", "cat"])[1].tolist(), [[1, 0], [0, 1], [1, 0]]),
    ("003: ranks 0 to 3", lambda: [tensor_rank(x) for x in (5, [1], [[1]], [[[1]]])], [0, 1, 2, 3]),
    ("004: the rat's back", lambda: convolve(parse_matrix(RAT_BACK), find_kernel("curve").matrix).tolist(), [[6600]]),
    ("004: the rat's head", lambda: convolve(parse_matrix(RAT_HEAD), find_kernel("curve").matrix).tolist(), [[0]]),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "answer"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_the_course_s_answer_is_given(ask: Callable[[], object], answer: object) -> None:
    assert ask() == answer


COURSE_KERNELS = {
    "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "edges_diagonal": [[1, 0, -1], [0, 0, 0], [-1, 0, 1]],
    "edges_4": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    "edges_8": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "sobel_x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "sobel_y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "box_blur": [[1 / 9] * 3] * 3,
    "gaussian_blur": [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
}


def test_all_kernels_of_the_course_are_there_with_two_sentences() -> None:
    assert {k.name: k.matrix.tolist() for k in KERNELS if k.name in COURSE_KERNELS} == {
        name: [pytest.approx(row) for row in rows] for name, rows in COURSE_KERNELS.items()
    }
    assert all(kernel.idea.count(". ") >= 1 and kernel.idea.endswith(".") for kernel in KERNELS)


def test_the_steps_of_the_example_are_patch_products_and_sum() -> None:
    step = prepare(S, W).step((0, 0))

    assert step.patch[0].tolist() == [[1, 1, 1], [0, 1, 1], [0, 0, 1]]
    assert step.products[0].tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 1]]
    assert (step.total, step.value) == (4, 4)
    assert step.written() == "1·1 + 1·0 + 1·1 + 0·0 + 1·1 + 1·0 + 0·1 + 0·0 + 1·1 = 4"


def test_a_picture_of_one_colour_stays_under_what_adds_up_to_one_and_vanishes_under_edges() -> None:
    flat = np.full((6, 7), 80.0)
    for name in ("identity", "sharpen", "box_blur", "gaussian_blur"):
        assert convolve(flat, find_kernel(name).matrix) == pytest.approx(np.full((4, 5), 80.0))
    for name in ("edges_diagonal", "edges_4", "edges_8", "sobel_x", "sobel_y"):
        assert np.abs(convolve(flat, find_kernel(name).matrix)).max() == 0


def test_softmax_of_huge_numbers_is_no_overflow() -> None:
    assert softmax([1e4, 1e4]).shares == (0.5, 0.5)
    assert not any(math.isnan(share) for share in softmax([-1e4, 1e4]).shares)
