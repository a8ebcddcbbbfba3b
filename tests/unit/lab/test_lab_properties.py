"""What must hold for any numbers: linearity, sizes, parsing there and back, suppression, anchors, average precision."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_engine.domain.errors import UserError
from ml_engine.lab.anchors import best_round, decode_box, find_anchors, watch_anchors
from ml_engine.lab.average_precision import RULES, judge_answers, mean_average_precision, rank_answers
from ml_engine.lab.convolution import convolve, flipped, prepare, split_kernel
from ml_engine.lab.iou import box_overlap
from ml_engine.lab.kernels import KERNELS, find_kernel, gaussian, normalised, symmetric
from ml_engine.lab.layers import squeeze_excite, unrolled_place
from ml_engine.lab.matrices import matrix_csv, matrix_text, parse_matrix, parse_stack
from ml_engine.lab.nms import suppress
from ml_engine.lab.optimisers import find_surface, walk
from ml_engine.lab.sizes import output_length
from ml_engine.lab.stack import Stage, trace
from ml_engine.lab.windows import slide
from ml_engine.networks.layer_recipe import parse_layers
from ml_engine.networks.layer_shapes import calculate_layers

REPOSITORY = Path(__file__).resolve().parents[3]
few = settings(max_examples=40, deadline=None)


@few
@given(
    st.integers(1, 60),
    st.integers(1, 7),
    st.integers(1, 5),
    st.sampled_from([0, 1, 2, "same", "valid"]),
    st.integers(1, 3),
)
def test_the_formula_counts_the_places_there_are(length, kernel, stride, padding, dilation) -> None:
    try:
        sliding = slide((length,), (kernel,), stride, padding if isinstance(padding, str) else (padding,), dilation)
    except UserError:
        return
    padded = length + sum(sliding.pads[0])
    there = sum(1 for start in range(0, padded, stride) if start + dilation * (kernel - 1) < padded)
    assert output_length(length, kernel, stride, padding, dilation) == there == sliding.output[0]
    if padding == "same":
        assert there == -(-length // stride)


@few
@given(st.integers(0, 10_000))
def test_a_convolution_is_linear_and_mirrors_with_its_kernel(seed: int) -> None:
    dice = np.random.default_rng(seed)
    a, b, kernel = dice.normal(size=(6, 7)), dice.normal(size=(6, 7)), dice.normal(size=(3, 2))
    assert convolve(2 * a - b, kernel) == pytest.approx(2 * convolve(a, kernel) - convolve(b, kernel), abs=1e-9)
    assert flipped(convolve(a, kernel)) == pytest.approx(convolve(flipped(a), flipped(kernel)), abs=1e-9)


def test_all_steps_together_are_the_output() -> None:
    dice = np.random.default_rng(4)
    ready = prepare(dice.normal(size=(2, 5, 6)), dice.normal(size=(3, 2, 2, 3)), stride=2, padding=1, bias=[1, 2, 3])
    for index in range(3):
        values = np.array([step.value for step in ready.steps(index)])
        assert values.reshape(ready.sliding.output) == pytest.approx(ready.output()[index], abs=1e-9)
    corner = ready.step((0, 0))
    assert (corner.corner, corner.inside.tolist()) == ((-1, -1), [[False] * 3, [False, True, True]])


@few
@given(st.lists(st.lists(st.integers(-999, 999), min_size=3, max_size=3), min_size=1, max_size=5))
def test_numbers_are_read_as_they_are_written(rows: list[list[int]]) -> None:
    matrix = np.array(rows, dtype=np.float64)
    assert parse_matrix(matrix_text(matrix)).tolist() == matrix.tolist()
    assert parse_matrix(str(rows)).tolist() == matrix.tolist()
    assert parse_matrix(matrix_csv(matrix)).tolist() == matrix.tolist()


@pytest.mark.parametrize("text", ["", ";", "1 2;3", "a", "1/0", "inf", "nan", "1 2|3", "1,2;x", "2 *", "1/"])
def test_what_is_no_matrix_is_said(text: str) -> None:
    with pytest.raises(UserError):
        parse_stack(text)


def test_fractions_factors_and_brackets_are_understood() -> None:
    assert parse_matrix("1/4 · [[1, 2], [3, 4]]").tolist() == [[0.25, 0.5], [0.75, 1]]
    assert parse_matrix("1/2 −1\n3 4").tolist() == [[0.5, -1], [3, 4]]


def test_a_kernel_s_helpers() -> None:
    assert normalised([[1, 2], [3, 4]]).sum() == pytest.approx(1)
    assert normalised([[-1, 0, 1]]).tolist() == [[-1, 0, 1]]
    assert symmetric([[1, 2], [3, 4]]).tolist() == [[2.5, 2.5], [2.5, 2.5]]
    assert symmetric([[1, 3]], down=False).tolist() == [[2, 2]]
    assert gaussian(5, 1.0).sum() == pytest.approx(1)
    for name in ("sobel_x", "box_blur", "gaussian_blur"):
        column, row = split_kernel(find_kernel(name).matrix)
        assert column @ row == pytest.approx(find_kernel(name).matrix, abs=1e-12)
    with pytest.raises(UserError, match="no product"):
        split_kernel(find_kernel("edges_8").matrix)
    assert len({kernel.name for kernel in KERNELS}) == len(KERNELS)


@few
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_of_what_suppression_keeps_no_two_overlap_too_much(seed: int, threshold: float) -> None:
    dice = np.random.default_rng(seed)
    low = dice.uniform(0, 30, (12, 2))
    boxes = np.concatenate([low, low + dice.uniform(1, 20, (12, 2))], axis=1).tolist()
    found = suppress(boxes, dice.uniform(size=12).tolist(), threshold, 0.2)
    scores = [step.score for step in found.steps]
    assert scores == sorted(scores, reverse=True)
    assert all(
        box_overlap(boxes[a], boxes[b]).iou <= threshold + 1e-12 for a in found.kept for b in found.kept if a < b
    )
    gone = {c.index for step in found.steps for c in step.compared if c.removed}
    assert {*found.kept, *found.too_low, *gone} == set(range(12))


def test_iou_by_hand() -> None:
    found = box_overlap((0, 0, 10, 10), (5, 5, 15, 15))
    assert (found.overlap, found.intersection, found.union) == ((5, 5, 10, 10), 25, 175)
    assert found.written().startswith("25/(100 + 100 − 25) = 0.142857")
    assert box_overlap((0, 0, 1, 1), (2, 2, 3, 3)).overlap is None
    assert box_overlap((1, 1, 1, 1), (1, 1, 1, 1)).iou == 0


def test_anchor_rounds_end_and_the_best_of_ten_starts_is_no_worse() -> None:
    sizes = np.random.default_rng(5).uniform(5, 200, (80, 2))
    rounds = watch_anchors(sizes, 4, seed=3)
    assert rounds[-1].groups.tolist() == rounds[-2].groups.tolist()
    best = best_round(rounds)
    assert best.mean_iou == max(one.mean_iou for one in rounds)
    again = watch_anchors(find_anchors(sizes, 4, seed=3), 4)[0]
    assert again.mean_iou == pytest.approx(1)


def test_a_cell_says_a_box() -> None:
    found = decode_box((2, 3), (100, 50), (0, 0, np.log(1.5), np.log(0.9)), 32)
    assert found.center == (3.5 * 32, 2.5 * 32)
    assert found.size == pytest.approx((150, 45))
    assert found.shares == (0.5, 0.5)


@few
@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 5), st.sampled_from(RULES))
def test_average_precision_grows_from_its_list(right: list[bool], missed: int, rule) -> None:
    wanted = sum(right) + missed
    if not wanted:
        return
    found = rank_answers(right, wanted, rule)
    assert 0 <= found.value <= 1
    assert all(a.best >= b.best and a.recall <= b.recall for a, b in pairwise(found.answers))
    if rule != "all-point":
        assert found.value == pytest.approx(np.mean([level.precision for level in found.levels]))
    else:
        assert found.value == pytest.approx(sum(level.precision for level in found.levels) / wanted)
    assert rank_answers([*right, False], wanted, rule).value == pytest.approx(found.value)


def test_a_truth_is_taken_once_and_the_mean_leaves_labels_without_truths_out() -> None:
    judged = judge_answers([(0, 0, 10, 10), (0, 0, 10, 9), (50, 50, 60, 60)], [0.5, 0.9, 0.1], [(0, 0, 10, 10)])
    assert [(one.index, one.right, one.taken) for one in judged] == [
        (1, True, False),
        (0, False, True),
        (2, False, True),
    ]
    assert mean_average_precision([1.0, float("nan"), 0.5]) == 0.75


def test_squeeze_and_excitation_has_the_shapes_of_the_course() -> None:
    dice = np.random.default_rng(6)
    maps = dice.normal(size=(256, 4, 4))
    found = squeeze_excite(maps, dice.normal(size=(16, 256)), dice.normal(size=(256, 16)))
    assert [found.squeezed.shape, found.reduced.shape, found.shares.shape] == [(256,), (16,), (256,)]
    assert found.output[7] == pytest.approx(maps[7] * found.shares[7])


def test_flatten_remembers_where_a_number_stood() -> None:
    values = np.arange(24).reshape(2, 3, 4)
    assert all(values[unrolled_place(i, (2, 3, 4))] == value for i, value in enumerate(values.ravel()))


def test_a_rate_that_is_too_large_gets_lost_and_ends() -> None:
    found = walk(find_surface("bowl"), "sgd", 5.0, 500)
    assert found.lost
    assert len(found.points) < 100
    assert walk(find_surface("bowl"), "adam", 0.1, 300).losses[-1] < 0.05


def test_the_lab_and_the_network_builder_count_alike() -> None:
    text = 'name = "Same"\ninput = [37, 50, 3]\n' + "".join(
        f"[[layers]]\n{line}\n"
        for line in (
            'kind = "conv"\nfilters = 7\nkernel = 3\nstride = 2\npadding = "same"',
            'kind = "pool"\nsize = 2',
            'kind = "conv"\nfilters = 5\nkernel = 3\ndilation = 2',
            'kind = "flatten"',
            'kind = "dense"\nunits = 11',
        )
    )
    calculation = calculate_layers(parse_layers(text))
    assert not calculation.problems
    found = trace(
        (37, 50, 3),
        [Stage("conv", 7, 3, 2, "same"), Stage("pool", kernel=2), Stage("conv", 5, 3, dilation=2),
         Stage("flatten"), Stage("dense", 11)],
    )  # fmt: skip
    assert [row.parameters for row in found] == [row.parameters for row in calculation.rows]
    assert [(row.shape[-1], *row.shape[:-1]) for row in found] == [row.shape for row in calculation.rows]


def test_the_window_can_import_the_lab_without_torch_and_pillow() -> None:
    modules = sorted(path.stem for path in (REPOSITORY / "ml_engine/lab").glob("*.py") if path.stem != "__init__")
    code = (
        f"import sys; [__import__('ml_engine.lab.' + name) for name in {modules}]; "
        "sys.exit(', '.join({'torch', 'PIL', 'cv2', 'PySide6', 'msgspec', 'matplotlib'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
