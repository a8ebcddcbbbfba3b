"""The fixed list of weights that may be downloaded: torchvision's published files.

A static table, so that no download can be pointed elsewhere; a test compares it with the installed torchvision. The
digits in a file's name are the start of its SHA-256: no more than that is published, so no more is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BASE = "https://download.pytorch.org/models/"
_HASH_IN_NAME = re.compile(r"-([0-9a-f]{8,64})\.(?:pth|safetensors)$")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A published weights file.

    file: its name, which holds the start of its SHA-256.   size_bytes: about, for progress and as the cap's base.
    enum: torchvision's own name for it.
    """

    file: str
    size_bytes: int
    enum: str

    @property
    def url(self) -> str:
        return _BASE + self.file

    @property
    def hash_prefix(self) -> str:
        """8 or more hex digits."""
        return hash_in_name(self.file)


def hash_in_name(file: str) -> str:
    """The hash digits at the end of a file's name, '' if it has none."""
    match = _HASH_IN_NAME.search(file)
    return match.group(1) if match else ""


def _entry(file: str, megabytes: float, enum: str) -> CatalogueEntry:
    return CatalogueEntry(file, round(megabytes * 2**20), enum)


# The first of a backbone is what is downloaded; the others are recognised where they lie. First stand the weights of
# the original recipes: losses that score higher on ImageNet give features that transfer less (Kornblith et al. 2021).
CATALOGUE: dict[str, tuple[CatalogueEntry, ...]] = {
    "mobilenet_v2": (
        _entry("mobilenet_v2-b0353104.pth", 13.555, "MobileNet_V2_Weights.IMAGENET1K_V1"),
        _entry("mobilenet_v2-7ebf99e0.pth", 13.598, "MobileNet_V2_Weights.IMAGENET1K_V2"),
    ),
    "mobilenet_v3_small": (
        _entry("mobilenet_v3_small-047dcff4.pth", 9.829, "MobileNet_V3_Small_Weights.IMAGENET1K_V1"),
    ),
    "mobilenet_v3_large": (
        _entry("mobilenet_v3_large-8738ca79.pth", 21.114, "MobileNet_V3_Large_Weights.IMAGENET1K_V1"),
        _entry("mobilenet_v3_large-5c1a4163.pth", 21.107, "MobileNet_V3_Large_Weights.IMAGENET1K_V2"),
    ),
    "squeezenet1_1": (_entry("squeezenet1_1-b8a52dc0.pth", 4.729, "SqueezeNet1_1_Weights.IMAGENET1K_V1"),),
    "shufflenet_v2": (_entry("shufflenetv2_x1-5666bf0f80.pth", 8.791, "ShuffleNet_V2_X1_0_Weights.IMAGENET1K_V1"),),
    "resnet18": (_entry("resnet18-f37072fd.pth", 44.661, "ResNet18_Weights.IMAGENET1K_V1"),),
    "resnet34": (_entry("resnet34-b627a593.pth", 83.275, "ResNet34_Weights.IMAGENET1K_V1"),),
    "resnet50": (
        _entry("resnet50-0676ba61.pth", 97.781, "ResNet50_Weights.IMAGENET1K_V1"),
        _entry("resnet50-11ad3fa6.pth", 97.79, "ResNet50_Weights.IMAGENET1K_V2"),
    ),
    "efficientnet_b0": (
        _entry("efficientnet_b0_rwightman-7f5810bc.pth", 20.451, "EfficientNet_B0_Weights.IMAGENET1K_V1"),
    ),
}


def catalogue_entry(file: str) -> CatalogueEntry | None:
    """The entry of a file name."""
    return next((entry for entries in CATALOGUE.values() for entry in entries if entry.file == file), None)
