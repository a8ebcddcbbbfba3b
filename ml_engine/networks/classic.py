"""Networks of the course that no library has: AlexNet and GoogLeNet with local response normalisation, Network in
Network, and ResNet-34 out of residual units.

Their weights have torchvision's names and shapes where torchvision has the network without normalisation, so that one
can look at the difference alone.
"""

from __future__ import annotations

from typing import cast

import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn


def alexnet_lrn() -> nn.Sequential:
    """torchvision's AlexNet with the original's normalisation after the first two convolutions (Krizhevsky 2012, 3.3).

    Named 'features', 'avgpool' and 'classifier' as there.
    """
    from ml_engine.compat.torchvision_ops import torchvision

    network = torchvision.models.alexnet(weights=None)
    for index in (1, 4):  # each ReLU is followed by its normalisation; indices, and so the weights' names, stay
        network.features[index] = nn.Sequential(nn.ReLU(inplace=True), _lrn())
    return cast(nn.Sequential, network)


def googlenet_lrn() -> nn.Module:
    """torchvision's GoogLeNet with the two normalisations of Szegedy et al. 2014, figure 3."""
    from ml_engine.compat.torchvision_ops import torchvision

    network = torchvision.models.googlenet(weights=None, init_weights=False, transform_input=False, aux_logits=True)
    network.maxpool1 = nn.Sequential(network.maxpool1, _lrn())
    network.maxpool2 = nn.Sequential(_lrn(), network.maxpool2)
    return cast(nn.Module, network)


def _lrn() -> nn.LocalResponseNorm:
    return nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2.0)


class NetworkInNetwork(nn.Module):
    """Lin et al. 2013, for ImageNet: four convolutions, each followed by two 1×1 ones; the answer is a global average.

    (B, 3, S, S) → (B, labels), S at least 96. classifier: the last 1×1 convolution, one map a label.
    """

    def __init__(self, labels: int = 1000) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _micro_network(3, 96, 11, stride=4),
            nn.MaxPool2d(3, 2),
            _micro_network(96, 256, 5, padding=2),
            nn.MaxPool2d(3, 2),
            _micro_network(256, 384, 3, padding=1),
            nn.MaxPool2d(3, 2),
            nn.Dropout(0.5),
            _convolutions((384, 1024, 3, 1, 1), (1024, 1024, 1, 1, 0)),
        )
        self.classifier = nn.Sequential(nn.Conv2d(1024, labels, 1), nn.ReLU(inplace=True))

    def forward(self, x: Tensor) -> Tensor:
        scores: Tensor = self.classifier(self.features(x))
        return scores.mean(dim=(2, 3))


def _micro_network(in_channels: int, channels: int, kernel: int, stride: int = 1, padding: int = 0) -> nn.Sequential:
    first = (in_channels, channels, kernel, stride, padding)
    return _convolutions(first, (channels, channels, 1, 1, 0), (channels, channels, 1, 1, 0))


def _convolutions(*shapes: tuple[int, int, int, int, int]) -> nn.Sequential:
    """in, out, kernel, stride, padding of each; ReLU after each, and weights that keep its scale from the start."""
    layers: list[nn.Module] = []
    for in_channels, out_channels, kernel, stride, padding in shapes:
        convolution = nn.Conv2d(in_channels, out_channels, kernel, stride, padding)
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        nn.init.zeros_(convolution.bias)  # type: ignore[arg-type]  # there is one
        layers += [convolution, nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class ResidualUnit(nn.Module):
    """Two 3×3 convolutions whose answer is added to the input; a 1×1 one on the way of the input where shapes differ.

    (B, C_in, H, W) → (B, C_out, H / stride, W / stride). Source: He et al. 2015, figure 2.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out_channels)
        self.downsample: nn.Sequential | None = None
        if stride != 1 or in_channels != out_channels:
            shortcut = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(out_channels))

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.downsample is None else self.downsample(x)
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + shortcut)


class ResNet34(nn.Module):
    """ResNet-34: 16 residual units of 64 to 512 maps. Its weights are named as torchvision's."""

    def __init__(self, labels: int = 1000) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = _units(64, 64, 3, 1)
        self.layer2 = _units(64, 128, 4, 2)
        self.layer3 = _units(128, 256, 6, 2)
        self.layer4 = _units(256, 512, 3, 2)
        self.fc = nn.Linear(512, labels)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        """(B, 3, H, W) normalised → (B, labels) logits."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits: Tensor = self.fc(x.mean(dim=(2, 3)))
        return logits


def _units(in_channels: int, out_channels: int, depth: int, stride: int) -> nn.Sequential:
    first = ResidualUnit(in_channels, out_channels, stride)
    return nn.Sequential(first, *(ResidualUnit(out_channels, out_channels) for _ in range(depth - 1)))
