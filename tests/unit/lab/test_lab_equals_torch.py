"""The lab against torch in float64: 200 random convolutions and poolings, and the layers around them, to 1e-6."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from ml_engine.compat.torchvision_ops import nms
from ml_engine.lab.convolution import depthwise, pointwise, prepare, separable
from ml_engine.lab.functions import ACTIVATIONS, softmax
from ml_engine.lab.kernels import KERNELS
from ml_engine.lab.layers import batch_norm, dense, local_response_norm
from ml_engine.lab.nms import suppress
from ml_engine.lab.optimisers import OPTIMISERS, SURFACES, walk
from ml_engine.lab.pooling import prepare_pool
from ml_engine.lab.transposed import prepare_transposed

CONV = {1: functional.conv1d, 2: functional.conv2d, 3: functional.conv3d}
TURNED = {1: functional.conv_transpose1d, 2: functional.conv_transpose2d, 3: functional.conv_transpose3d}
LARGEST = {1: functional.max_pool1d, 2: functional.max_pool2d, 3: functional.max_pool3d}
MEAN = {1: functional.avg_pool1d, 2: functional.avg_pool2d, 3: functional.avg_pool3d}
EXACT = 1e-6
# torch says that it copies the input for an even kernel.
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")


def case(seed: int) -> tuple[np.random.Generator, int, tuple[int, ...], tuple[int, ...]]:
    """Dice, number of axes, lengths and kernel sides."""
    dice = np.random.default_rng(seed)
    axes = 1 + seed % 3
    kernel = tuple(int(k) for k in dice.integers(1, 5 if axes < 3 else 3, axes))
    lengths = tuple(int(n) for n in dice.integers(9, 14 if axes < 3 else 11, axes))
    return dice, axes, lengths, kernel


def sides(dice: np.random.Generator, axes: int, low: int, high: int) -> tuple[int, ...]:
    return tuple(int(n) for n in dice.integers(low, high, axes))


def as_torch(values: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(values)


@pytest.mark.parametrize("seed", range(90))
def test_convolutions_and_their_steps(seed: int) -> None:
    dice, axes, lengths, kernel = case(seed)
    groups = int(dice.choice([1, 1, 2, 3]))
    channels, filters = groups * int(dice.integers(1, 3)), groups * int(dice.integers(1, 3))
    signal, weights = dice.normal(size=(channels, *lengths)), dice.normal(size=(filters, channels // groups, *kernel))
    bias = dice.normal(size=filters)
    stride, dilation = sides(dice, axes, 1, 4), sides(dice, axes, 1, 3)
    padding: tuple[int, ...] | str = sides(dice, axes, 0, 3)
    if seed % 5 == 0:
        padding, stride = "same", (1,) * axes
    ready = prepare(
        signal, weights, dimensions=axes, stride=stride, padding=padding, dilation=dilation, groups=groups,
        bias=bias.tolist(), activation="relu",
    )  # fmt: skip

    expected = CONV[axes](
        as_torch(signal)[None], as_torch(weights), as_torch(bias), stride, padding, dilation, groups
    )[0].relu().numpy()  # fmt: skip

    found = ready.output()
    assert found == pytest.approx(expected, abs=EXACT)
    filter_ = int(dice.integers(filters))
    assert ready.by_channel(filter_).sum(axis=0) == pytest.approx(ready.sums()[filter_], abs=EXACT)
    place = tuple(int(dice.integers(n)) for n in ready.sliding.output)
    step = ready.step(place, filter_)
    assert step.value == pytest.approx(expected[(filter_, *place)], abs=EXACT)
    assert float(step.products.sum()) + step.bias == pytest.approx(step.total + bias[filter_], abs=EXACT)


@pytest.mark.parametrize("seed", range(60))
def test_transposed_convolutions_and_their_stamps(seed: int) -> None:
    dice, axes, _, kernel = case(seed)
    lengths = sides(dice, axes, 2, 5)
    groups = int(dice.choice([1, 2]))
    channels, per_group = groups * int(dice.integers(1, 3)), int(dice.integers(1, 3))
    signal, weights = dice.normal(size=(channels, *lengths)), dice.normal(size=(channels, per_group, *kernel))
    stride, dilation = sides(dice, axes, 1, 4), sides(dice, axes, 1, 3)
    padding = tuple(int(dice.integers(0, 1 + (d * (k - 1)) // 2)) for d, k in zip(dilation, kernel, strict=True))
    extra = tuple(int(dice.integers(0, max(s, d))) for s, d in zip(stride, dilation, strict=True))
    ready = prepare_transposed(
        signal, weights, dimensions=axes, stride=stride, padding=padding, extra=extra, dilation=dilation, groups=groups
    )

    expected = TURNED[axes](
        as_torch(signal)[None], as_torch(weights), None, stride, padding, extra, groups, dilation
    )[0].numpy()  # fmt: skip

    assert ready.output() == pytest.approx(expected, abs=EXACT)
    assert list(ready.stamps())[-1].after == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("seed", range(50))
def test_poolings_and_their_steps(seed: int) -> None:
    dice, axes, lengths, size = case(seed)
    signal = dice.normal(size=(2, *lengths))
    stride = sides(dice, axes, 1, 4)
    padding = tuple(int(dice.integers(0, 1 + k // 2)) for k in size)
    tensor = as_torch(signal)[None]
    counted = bool(seed % 2)
    mean = MEAN[axes](tensor, size, stride, padding, False, counted)[0].numpy()
    expected = {
        "max": LARGEST[axes](tensor, size, stride, padding)[0].numpy(),
        "average": mean,
        "sum": MEAN[axes](tensor, size, stride, padding)[0].numpy() * np.prod(size),
    }
    for kind, values in expected.items():
        ready = prepare_pool(signal, kind, size, dimensions=axes, stride=stride, padding=padding, count_padding=counted)
        assert ready.output() == pytest.approx(values, abs=EXACT)
        place = tuple(int(dice.integers(n)) for n in ready.sliding.output)
        assert ready.step(place, 1).value == pytest.approx(values[(1, *place)], abs=EXACT)


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.name)
def test_the_course_s_kernels_on_a_picture(kernel) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (3, 20, 30)).astype(np.float64)
    weights = as_torch(np.repeat(kernel.matrix[None, None], 3, axis=0))
    expected = functional.conv2d(as_torch(picture)[None], weights, groups=3, padding=1)[0].numpy()
    assert depthwise(picture, kernel.matrix, padding=1) == pytest.approx(expected, abs=EXACT)


def test_depthwise_then_pointwise_is_separable() -> None:
    dice = np.random.default_rng(2)
    signal, kernels, mixing = dice.normal(size=(3, 8, 9)), dice.normal(size=(3, 3, 2)), dice.normal(size=(5, 3))
    between = functional.conv2d(as_torch(signal)[None], as_torch(kernels[:, None]), stride=2, padding=1, groups=3)
    expected = functional.conv2d(between, as_torch(mixing[:, :, None, None]))[0].numpy()
    found = separable(signal, kernels, mixing, stride=2, padding=1)
    assert found.depthwise == pytest.approx(between[0].numpy(), abs=EXACT)
    assert found.output == pytest.approx(expected, abs=EXACT)
    assert pointwise(found.depthwise, mixing) == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("relu", functional.relu), ("leaky_relu", functional.leaky_relu), ("sigmoid", torch.sigmoid),
        ("tanh", torch.tanh), ("softplus", functional.softplus), ("silu", functional.silu), ("none", lambda x: x),
    ],
)  # fmt: skip
def test_activations(name: str, expected) -> None:
    values = np.linspace(-18, 18, 73)
    found = next(one for one in ACTIVATIONS if one.name == name).apply(values)
    assert found == pytest.approx(expected(as_torch(values)).numpy(), abs=EXACT)


def test_softmax_dense_and_normalisations() -> None:
    dice = np.random.default_rng(3)
    values, weights, bias = dice.normal(size=6), dice.normal(size=(4, 6)), dice.normal(size=4)
    batch, maps = dice.normal(size=(4, 3, 5, 6)), dice.normal(size=(7, 4, 4))
    scale, shift = dice.normal(size=3), dice.normal(size=3)

    assert softmax(values).shares == pytest.approx(as_torch(values).softmax(0).numpy(), abs=EXACT)
    assert dense(values, weights, bias).sums == pytest.approx(
        functional.linear(as_torch(values), as_torch(weights), as_torch(bias)).numpy(), abs=EXACT
    )
    assert batch_norm(batch, scale, shift).output == pytest.approx(
        functional.batch_norm(
            as_torch(batch), None, None, as_torch(scale), as_torch(shift), training=True
        ).numpy(), abs=EXACT,
    )  # fmt: skip
    for size in (1, 2, 5):
        assert local_response_norm(maps, size, 0.02, 0.6, 2.0).output == pytest.approx(
            functional.local_response_norm(as_torch(maps)[None], size, 0.02, 0.6, 2.0)[0].numpy(), abs=EXACT
        )


@pytest.mark.parametrize("seed", range(40))
def test_suppression_keeps_what_detectors_keep(seed: int) -> None:
    dice = np.random.default_rng(seed)
    low = dice.uniform(0, 60, (25, 2)).round(1)
    boxes = np.concatenate([low, low + dice.uniform(5, 40, (25, 2)).round(1)], axis=1)
    scores = dice.integers(0, 12, 25) / 11  # with ties
    threshold = float(dice.choice([0.0, 0.3, 0.5, 0.6, 1.0]))
    kept = nms(as_torch(boxes), as_torch(scores), threshold)
    assert list(suppress(boxes.tolist(), scores.tolist(), threshold).kept) == kept.tolist()


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_optimisers_walk_as_torch_s_do(name: str, surface) -> None:
    found = walk(surface, name, 0.001, 40)
    point = torch.tensor(surface.start, dtype=torch.float64, requires_grad=True)
    optimiser = {
        "sgd": lambda: torch.optim.SGD([point], 0.001),
        "momentum": lambda: torch.optim.SGD([point], 0.001, momentum=0.9),
        "rmsprop": lambda: torch.optim.RMSprop([point], 0.001),
        "adam": lambda: torch.optim.Adam([point], 0.001),
    }[name]()
    for place, slope in zip(found.points[1:], found.slopes, strict=True):
        optimiser.zero_grad()
        surface.loss(point[0], point[1]).backward()
        assert slope == pytest.approx(tuple(point.grad.tolist()), abs=EXACT)
        optimiser.step()
        assert place == pytest.approx(tuple(point.tolist()), abs=EXACT)
