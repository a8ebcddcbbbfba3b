"""The bundled backbone: a compact network of our own, made for frozen features on a processor.

Depthwise convolutions save products but not time on a processor, whose memory they wait for; so this network is made of
dense ones: residual bottlenecks (He et al., "Deep Residual Learning", 2015), narrow in the middle, wide in between.
How its weights were made: resources/weights/bundled.md and ml_engine/pretraining.
"""

from __future__ import annotations

import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn


class Bottleneck(nn.Module):
    """1×1 to `middle` channels, 3×3, 1×1 to out_channels, each with batch norm; added to the input, then ReLU.

    (B, C_in, H, W) → (B, C_out, H / stride, W / stride), H and W divisible by stride.
    """

    def __init__(self, in_channels: int, out_channels: int, middle: int, stride: int = 1) -> None:
        super().__init__()
        self.reduce = convolution(in_channels, middle, 1)
        self.middle = convolution(middle, middle, 3, stride)
        self.expand = _linear(middle, out_channels)
        same = stride == 1 and in_channels == out_channels
        self.shortcut: nn.Module = nn.Identity() if same else _linear(in_channels, out_channels, stride)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.expand(self.middle(self.reduce(x))) + self.shortcut(x))


def compact_stages() -> list[nn.Module]:
    """Stem (stride 4), three stages that end at strides 8, 16 and 32 with 128, 256 and 512 channels, and a last 1×1
    convolution to the 1,280 channels that are averaged into the embedding."""
    stem = nn.Sequential(convolution(3, 24, 3, 2), convolution(24, 48, 3, 2))
    top = nn.Sequential(convolution(512, 1280, 1))
    return [stem, _stage(48, 128, 64, 3), _stage(128, 256, 96, 5), _stage(256, 512, 144, 3), top]


def convolution(in_channels: int, out_channels: int, side: int, stride: int = 1) -> nn.Sequential:
    """Convolution without bias, batch norm, ReLU; the border keeps H / stride × W / stride."""
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, side, stride, side // 2, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )


def _stage(in_channels: int, out_channels: int, middle: int, depth: int) -> nn.Sequential:
    first = Bottleneck(in_channels, out_channels, middle, stride=2)
    return nn.Sequential(first, *(Bottleneck(out_channels, out_channels, middle) for _ in range(depth - 1)))


def _linear(in_channels: int, out_channels: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, stride, bias=False), nn.BatchNorm2d(out_channels))
