"""A tiny convolutional network that a laptop trains whole, from random weights.

With so few pictures as people label by hand, fewer parameters (0.17 million) are what keeps it from learning them by
heart: it shows what a network learns without transfer.
"""

from __future__ import annotations

from torch import Tensor, nn


class SeparableBlock(nn.Module):
    """Depthwise 3×3, then 1×1, each with batch norm and ReLU; adds its input where the shapes allow it.

    (B, C_in, H, W) → (B, C_out, H / stride, W / stride), H and W divisible by stride.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int) -> None:
        super().__init__()
        self.depthwise = _convolution(in_channels, in_channels, 3, stride, groups=in_channels)
        self.pointwise = _convolution(in_channels, out_channels, 1, 1)
        self.adds_input = stride == 1 and in_channels == out_channels

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.pointwise(self.depthwise(x))
        return x + y if self.adds_input else y


def tiny_stages() -> list[nn.Module]:
    """Stem (stride 4) and three stages that end at strides 8, 16 and 32 with 64, 128 and 192 channels."""
    stem = nn.Sequential(_convolution(3, 24, 3, 2), _convolution(24, 32, 3, 2))
    return [stem, _stage(32, 64, 2), _stage(64, 128, 3), _stage(128, 192, 3)]


def _stage(in_channels: int, out_channels: int, depth: int) -> nn.Sequential:
    first = SeparableBlock(in_channels, out_channels, 2)
    return nn.Sequential(first, *(SeparableBlock(out_channels, out_channels, 1) for _ in range(depth - 1)))


def _convolution(in_channels: int, out_channels: int, side: int, stride: int, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, side, stride, side // 2, groups=groups, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )
