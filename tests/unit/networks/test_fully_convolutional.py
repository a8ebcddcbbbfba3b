"""Dense layers as convolutions: the same numbers, and the course's known answers."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn

from ml_engine.networks.convolutional import dense_as_convolution, fully_convolutional, window_places


def parameters(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


@pytest.fixture
def classifier() -> tuple[nn.Sequential, nn.Sequential]:
    """A network of stride 32 with a dense top for 224 pixels: a 7 × 7 bottleneck, 10 labels."""
    torch.manual_seed(3)
    widths = [3, 8, 8, 8, 8, 16]
    body = nn.Sequential(*(nn.Sequential(nn.Conv2d(a, b, 3, 2, 1), nn.ReLU()) for a, b in itertools.pairwise(widths)))
    top = nn.Sequential(
        nn.Flatten(), nn.Linear(16 * 7 * 7, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10),
        nn.Softmax(dim=1),
    )  # fmt: skip
    with torch.no_grad():
        top[2].running_mean.uniform_(-1, 1)
        top[2].running_var.uniform_(0.5, 2)
    return body.eval(), top.eval()


def test_the_bottleneck_of_448_pixels_is_14_wide_and_gives_8_by_8_answers(
    classifier: tuple[nn.Sequential, nn.Sequential],
) -> None:
    body, top = classifier
    sliding = fully_convolutional(top, 16, 7, 7)
    with torch.inference_mode():
        small, large = torch.rand(2, 3, 224, 224), torch.rand(1, 3, 448, 448)
        bottleneck = body(large)

        assert bottleneck.shape == (1, 16, 14, 14)
        assert sliding(body(small)).shape == (2, 10, 1, 1)
        assert sliding(bottleneck).shape == (1, 10, 8, 8)


def test_the_numbers_are_those_of_the_dense_layers_at_every_place(
    classifier: tuple[nn.Sequential, nn.Sequential],
) -> None:
    _, top = classifier
    sliding = fully_convolutional(top, 16, 7, 7)
    bottleneck = torch.randn(2, 16, 14, 14)
    with torch.inference_mode():
        found = sliding(bottleneck)
        for row in range(8):
            for column in range(8):
                wanted = top(bottleneck[:, :, row : row + 7, column : column + 7])
                assert (found[:, :, row, column] - wanted).abs().max() <= 1e-5


def test_200_dense_neurons_over_100_by_7_by_7_have_980_200_parameters_both_ways() -> None:
    dense = nn.Linear(100 * 7 * 7, 200)
    convolution = dense_as_convolution(dense, 100, 7, 7)

    assert parameters(dense) == parameters(convolution) == 980_200


def test_one_convolution_can_give_labels_objectness_and_box_10_numbers_a_place() -> None:
    """The course's: 5 labels, 1 for whether anything is there, 4 for where."""
    answers = dense_as_convolution(nn.Linear(200, 5 + 1 + 4), 200, 1, 1)

    assert answers(torch.zeros(1, 200, 4, 6)).shape == (1, 10, 4, 6)


@pytest.mark.parametrize(("window", "places"), [(3, 24), (4, 15), (6, 3), (7, 0)])
def test_a_window_has_so_many_places_on_a_grid_of_6_by_8(window: int, places: int) -> None:
    rows, columns = window_places(6, 8, window)

    assert rows * columns == places
    if places:
        assert nn.Conv2d(1, 1, window)(torch.zeros(1, 1, 6, 8)).shape[2:] == (rows, columns)


def test_the_weights_are_copies() -> None:
    dense = nn.Linear(4, 2, bias=False)
    convolution = dense_as_convolution(dense, 1, 2, 2)
    before = convolution.weight.detach().clone()
    with torch.no_grad():
        dense.weight.zero_()

    assert convolution.bias is None
    assert torch.equal(convolution.weight, before)


@pytest.mark.parametrize("layer", [nn.LSTM(2, 2), nn.AdaptiveAvgPool2d(1), nn.Bilinear(2, 2, 2)])
def test_a_layer_that_cannot_slide_is_refused(layer: nn.Module) -> None:
    with pytest.raises(ValueError, match=type(layer).__name__):
        fully_convolutional([layer], 2, 1, 1)


def test_a_map_that_is_not_the_layers_input_is_refused() -> None:
    with pytest.raises(ValueError, match="4 × 3 × 3"):
        dense_as_convolution(nn.Linear(35, 2), 4, 3, 3)
