"""What the graph writer does not know it refuses: it never writes something similar."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from ml_engine.networks.graph_writer import UnknownOperatorError, write_graph
from ml_engine.networks.runtime import OnnxRuntime


class Network(nn.Module):
    def __init__(self, *layers: nn.Module) -> None:
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        return (self.layers(pixels.permute(0, 3, 1, 2).float()),)


class Branching(nn.Module):
    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        x = pixels.float()
        return (x,) if x.sum() > 0 else (-x,)


def pixels(count: int = 2) -> Tensor:
    return torch.randint(0, 256, (count, 8, 8, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(
    "layer",
    [
        nn.Conv2d(3, 4, 3, stride=2, padding=1, bias=False),
        nn.Conv2d(3, 6, (1, 3), padding=(0, 1), groups=3, dilation=2),
        nn.MaxPool2d(3, 2, ceil_mode=True),
        nn.MaxPool2d(3, 2, padding=1),
        nn.AdaptiveAvgPool2d(1),
        nn.ReLU6(),
        nn.Hardswish(),
        nn.Hardsigmoid(),
        nn.SiLU(),
        nn.Dropout(),
    ],
    ids=str,
)
def test_a_layer_answers_as_torch_does(layer: nn.Module) -> None:
    network = Network(layer).eval()
    written = OnnxRuntime(write_graph(network, pixels()))
    batch = pixels(5)
    with torch.no_grad():
        expected = network(batch)[0]
    torch.testing.assert_close(torch.from_numpy(written.run(batch.numpy())[0]), expected, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize(
    "layer",
    [
        nn.GELU(),
        nn.AdaptiveAvgPool2d(2),
        nn.Conv2d(3, 3, 3, padding=1, padding_mode="reflect"),
        nn.Conv2d(3, 3, 3, padding="same"),
        nn.BatchNorm2d(3),
        nn.LeakyReLU(),
    ],
    ids=str,
)
def test_an_unknown_layer_is_refused(layer: nn.Module) -> None:
    with pytest.raises(UnknownOperatorError):
        write_graph(Network(layer).eval(), pixels())


def test_a_network_that_branches_on_numbers_is_refused() -> None:
    with pytest.raises(UnknownOperatorError, match="traced"):
        write_graph(Branching().eval(), pixels())
