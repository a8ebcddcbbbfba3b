"""The registry of backbones: names, shapes, normalisation.

How each is built is in build.py, so that a list of them costs no import of torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ml_engine.domain.registry import Registry

FeatureKind = Literal["embedding", "pyramid"]
STRIDES = (8, 16, 32)


@dataclass(frozen=True, slots=True)
class Normalization:
    """x' = (x / 255 − mean) / std, a number per RGB channel."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]


IMAGENET = Normalization((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))


@dataclass(frozen=True, slots=True)
class BackboneInfo:
    """What is known of a backbone before it is built.

    channels: of the levels at strides 8, 16, 32.   embedding: length of the pooled vector.
    parameters: without its ImageNet classifier.
    input_size: pixels its weights were trained at.   weights_key: entry of the catalogue, '' for none.
    trains_whole: has no pretrained weights, so the whole network learns.
    """

    name: str
    title: str
    channels: tuple[int, int, int]
    embedding: int
    parameters: int
    input_size: int
    normalization: Normalization
    weights_key: str = ""
    trains_whole: bool = False


BACKBONES: Registry[BackboneInfo] = Registry("backbone")


def foreign_normalization(info: BackboneInfo) -> Normalization | None:
    """The normalisation that a recipe gave this backbone instead of its own, None for its own."""
    own = next((known.normalization for known in BACKBONES if known.name == info.name), info.normalization)
    return None if info.normalization == own else info.normalization


def _imagenet(name: str, title: str, channels: tuple[int, int, int], embedding: int, parameters: int) -> None:
    BACKBONES.add(name, BackboneInfo(name, title, channels, embedding, parameters, 224, IMAGENET, weights_key=name))


_imagenet("mobilenet_v2", "MobileNet V2", (32, 96, 320), 1280, 2_223_872)
_imagenet("mobilenet_v3_small", "MobileNet V3 Small", (24, 48, 96), 576, 927_008)
_imagenet("mobilenet_v3_large", "MobileNet V3 Large", (40, 112, 160), 960, 2_971_952)
_imagenet("squeezenet1_1", "SqueezeNet 1.1", (256, 512, 512), 512, 722_496)
_imagenet("shufflenet_v2", "ShuffleNet V2 1.0×", (116, 232, 464), 1024, 1_253_604)
_imagenet("resnet18", "ResNet-18", (128, 256, 512), 512, 11_176_512)
_imagenet("resnet34", "ResNet-34", (128, 256, 512), 512, 21_284_672)
_imagenet("resnet50", "ResNet-50", (512, 1024, 2048), 2048, 23_508_032)
_imagenet("efficientnet_b0", "EfficientNet B0", (40, 112, 320), 1280, 4_007_548)
BACKBONES.add(
    "bundled",
    BackboneInfo("bundled", "Vistazo compact", (128, 256, 512), 1280, 2_619_864, 128, IMAGENET),
)
BACKBONES.add(
    "tiny",
    BackboneInfo("tiny", "Tiny network", (64, 128, 192), 192, 165_464, 128, IMAGENET, trains_whole=True),
)
