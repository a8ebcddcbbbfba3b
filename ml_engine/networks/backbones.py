"""The registry of backbones: names, shapes and how to build each."""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.domain.registry import Registry


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
    input_size: pixels its weights were trained at.   weights_key: entry of the catalogue, '' for none.
    trains_whole: has no pretrained weights, so the whole network learns.
    """

    name: str
    title: str
    channels: tuple[int, int, int]
    embedding: int
    input_size: int
    normalization: Normalization
    weights_key: str = ""
    trains_whole: bool = False


STRIDES = (8, 16, 32)
BACKBONES: Registry[BackboneInfo] = Registry("backbone")
