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
    "alexnet": (_entry("alexnet-owt-7be5be79.pth", 233.087, "AlexNet_Weights.IMAGENET1K_V1"),),
    "vgg11": (_entry("vgg11-8a719046.pth", 506.84, "VGG11_Weights.IMAGENET1K_V1"),),
    "vgg13": (_entry("vgg13-19584684.pth", 507.545, "VGG13_Weights.IMAGENET1K_V1"),),
    "vgg16": (_entry("vgg16-397923af.pth", 527.796, "VGG16_Weights.IMAGENET1K_V1"),),
    "vgg19": (_entry("vgg19-dcbb9e9d.pth", 548.051, "VGG19_Weights.IMAGENET1K_V1"),),
    "googlenet": (_entry("googlenet-1378be20.pth", 49.731, "GoogLeNet_Weights.IMAGENET1K_V1"),),
    "inception_v3": (_entry("inception_v3_google-0cc3c7bd.pth", 103.903, "Inception_V3_Weights.IMAGENET1K_V1"),),
    "resnet101": (
        _entry("resnet101-63fe2227.pth", 170.511, "ResNet101_Weights.IMAGENET1K_V1"),
        _entry("resnet101-cd907fc2.pth", 170.53, "ResNet101_Weights.IMAGENET1K_V2"),
    ),
    "resnet152": (
        _entry("resnet152-394f9c45.pth", 230.434, "ResNet152_Weights.IMAGENET1K_V1"),
        _entry("resnet152-f82ba261.pth", 230.474, "ResNet152_Weights.IMAGENET1K_V2"),
    ),
    "resnext50_32x4d": (
        _entry("resnext50_32x4d-7cdf4587.pth", 95.789, "ResNeXt50_32X4D_Weights.IMAGENET1K_V1"),
        _entry("resnext50_32x4d-1a0047aa.pth", 95.833, "ResNeXt50_32X4D_Weights.IMAGENET1K_V2"),
    ),
    "resnext101_32x8d": (
        _entry("resnext101_32x8d-8ba56ff5.pth", 339.586, "ResNeXt101_32X8D_Weights.IMAGENET1K_V1"),
        _entry("resnext101_32x8d-110c445d.pth", 339.673, "ResNeXt101_32X8D_Weights.IMAGENET1K_V2"),
    ),
    "resnext101_64x4d": (_entry("resnext101_64x4d-173b62eb.pth", 319.318, "ResNeXt101_64X4D_Weights.IMAGENET1K_V1"),),
    "densenet121": (_entry("densenet121-a639ec97.pth", 30.845, "DenseNet121_Weights.IMAGENET1K_V1"),),
    "densenet161": (_entry("densenet161-8d451a50.pth", 110.369, "DenseNet161_Weights.IMAGENET1K_V1"),),
    "densenet169": (_entry("densenet169-b2777c0a.pth", 54.708, "DenseNet169_Weights.IMAGENET1K_V1"),),
    "densenet201": (_entry("densenet201-c1103571.pth", 77.373, "DenseNet201_Weights.IMAGENET1K_V1"),),
    "squeezenet1_0": (_entry("squeezenet1_0-b66bff10.pth", 4.778, "SqueezeNet1_0_Weights.IMAGENET1K_V1"),),
    "shufflenet_v2_x0_5": (
        _entry("shufflenetv2_x0.5-f707e7126e.pth", 5.282, "ShuffleNet_V2_X0_5_Weights.IMAGENET1K_V1"),
    ),
    "shufflenet_v2_x1_5": (
        _entry("shufflenetv2_x1_5-3c479a10.pth", 13.557, "ShuffleNet_V2_X1_5_Weights.IMAGENET1K_V1"),
    ),
    "shufflenet_v2_x2_0": (
        _entry("shufflenetv2_x2_0-8be3c8ee.pth", 28.433, "ShuffleNet_V2_X2_0_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b1": (
        _entry("efficientnet_b1_rwightman-bac287d4.pth", 30.134, "EfficientNet_B1_Weights.IMAGENET1K_V1"),
        _entry("efficientnet_b1-c27df63c.pth", 30.136, "EfficientNet_B1_Weights.IMAGENET1K_V2"),
    ),
    "efficientnet_b2": (
        _entry("efficientnet_b2_rwightman-c35c1473.pth", 35.174, "EfficientNet_B2_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b3": (
        _entry("efficientnet_b3_rwightman-b3899882.pth", 47.184, "EfficientNet_B3_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b4": (
        _entry("efficientnet_b4_rwightman-23ab8bcd.pth", 74.489, "EfficientNet_B4_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b5": (
        _entry("efficientnet_b5_lukemelas-1a07897c.pth", 116.864, "EfficientNet_B5_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b6": (
        _entry("efficientnet_b6_lukemelas-24a108a5.pth", 165.362, "EfficientNet_B6_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_b7": (
        _entry("efficientnet_b7_lukemelas-c5b4e57e.pth", 254.675, "EfficientNet_B7_Weights.IMAGENET1K_V1"),
    ),
    "efficientnet_v2_s": (_entry("efficientnet_v2_s-dd5fe13b.pth", 82.704, "EfficientNet_V2_S_Weights.IMAGENET1K_V1"),),
    "efficientnet_v2_m": (_entry("efficientnet_v2_m-dc08266a.pth", 208.01, "EfficientNet_V2_M_Weights.IMAGENET1K_V1"),),
    "efficientnet_v2_l": (
        _entry("efficientnet_v2_l-59c71312.pth", 454.573, "EfficientNet_V2_L_Weights.IMAGENET1K_V1"),
    ),
    "convnext_tiny": (_entry("convnext_tiny-983f1562.pth", 109.119, "ConvNeXt_Tiny_Weights.IMAGENET1K_V1"),),
    "convnext_small": (_entry("convnext_small-0c510722.pth", 191.703, "ConvNeXt_Small_Weights.IMAGENET1K_V1"),),
    "convnext_base": (_entry("convnext_base-6075fbad.pth", 338.064, "ConvNeXt_Base_Weights.IMAGENET1K_V1"),),
    "convnext_large": (_entry("convnext_large-ea097f82.pth", 754.537, "ConvNeXt_Large_Weights.IMAGENET1K_V1"),),
}


def catalogue_entry(file: str) -> CatalogueEntry | None:
    """The entry of a file name."""
    return next((entry for entries in CATALOGUE.values() for entry in entries if entry.file == file), None)
