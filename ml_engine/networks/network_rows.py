"""The networks of the registry, a row each. Numbers are checked against the networks as they are built."""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.networks.course_networks import DECK, LENET5, TUTORIAL
from ml_engine.networks.families import Source
from ml_engine.networks.layer_recipe import LayerRecipe


@dataclass(frozen=True, slots=True)
class ImageNetRow:
    """A network for ImageNet's 1,000 labels; the fields are those of BackboneInfo.

    half: its weights expect inputs from −1 to 1.
    """

    name: str
    title: str
    family: str
    source: Source
    channels: tuple[int, int, int]
    embedding: int
    parameters: int
    whole_parameters: int
    input_size: int
    products: float
    half: bool = False
    smallest_input: int = 32
    auxiliary_parameters: int = 0
    counts_auxiliary: bool = False


# Nobody publishes weights for these, so they train whole.
UNPUBLISHED = ("alexnet_lrn", "nin", "googlenet_lrn", "resnet34_units")

# fmt: off
IMAGENET_ROWS = (
    # The usual choices for a training: lists show the networks in this order.
    ImageNetRow("mobilenet_v2", "MobileNet V2", "mobilenet_v2", "torchvision",
                (32, 96, 320), 1280, 2_223_872, 3_504_872, 224, 6.0),
    ImageNetRow("mobilenet_v3_small", "MobileNet V3 Small", "mobilenet_v3", "torchvision",
                (24, 48, 96), 576, 927_008, 2_542_856, 224, 1.1),
    ImageNetRow("mobilenet_v3_large", "MobileNet V3 Large", "mobilenet_v3", "torchvision",
                (40, 112, 160), 960, 2_971_952, 5_483_032, 224, 4.3),
    ImageNetRow("squeezenet1_1", "SqueezeNet 1.1", "squeezenet", "torchvision",
                (256, 512, 512), 512, 722_496, 1_235_496, 224, 5.2),
    ImageNetRow("shufflenet_v2", "ShuffleNet V2 1.0×", "shufflenet", "torchvision",
                (116, 232, 464), 1024, 1_253_604, 2_278_604, 224, 2.9),
    ImageNetRow("resnet18", "ResNet-18", "resnet", "torchvision",
                (128, 256, 512), 512, 11_176_512, 11_689_512, 224, 36.1),
    ImageNetRow("resnet34", "ResNet-34", "resnet", "torchvision",
                (128, 256, 512), 512, 21_284_672, 21_797_672, 224, 73.0),
    ImageNetRow("resnet50", "ResNet-50", "resnet", "torchvision",
                (512, 1024, 2048), 2048, 23_508_032, 25_557_032, 224, 81.5),
    ImageNetRow("efficientnet_b0", "EfficientNet B0", "efficientnet", "torchvision",
                (40, 112, 320), 1280, 4_007_548, 5_288_548, 224, 7.7),
    # The others, as history brought them.
    ImageNetRow("alexnet", "AlexNet", "alexnet", "torchvision",
                (192, 256, 256), 4096, 57_003_840, 61_100_840, 224, 13.1, smallest_input=64),
    ImageNetRow("alexnet_lrn", "AlexNet with LRN", "alexnet", "ours",
                (192, 256, 256), 4096, 57_003_840, 61_100_840, 224, 13.1, smallest_input=64),
    ImageNetRow("nin", "Network in Network", "nin", "ours",
                (256, 384, 1024), 1024, 6_570_176, 7_595_176, 224, 18.8, smallest_input=96),
    ImageNetRow("vgg11", "VGG-11", "vgg", "torchvision", (512, 512, 512), 4096, 128_766_336, 132_863_336, 224, 149.2),
    ImageNetRow("vgg13", "VGG-13", "vgg", "torchvision", (512, 512, 512), 4096, 128_950_848, 133_047_848, 224, 222.9),
    ImageNetRow("vgg16", "VGG-16", "vgg", "torchvision", (512, 512, 512), 4096, 134_260_544, 138_357_544, 224, 305.9),
    ImageNetRow("vgg19", "VGG-19", "vgg", "torchvision", (512, 512, 512), 4096, 139_570_240, 143_667_240, 224, 388.8),
    ImageNetRow("googlenet", "GoogLeNet", "googlenet", "torchvision",
                (480, 832, 1024), 1024, 5_599_904, 6_624_904, 224, 29.8, half=True, auxiliary_parameters=6_379_984),
    ImageNetRow("googlenet_lrn", "GoogLeNet with LRN", "googlenet", "ours",
                (480, 832, 1024), 1024, 5_599_904, 6_624_904, 224, 29.8, half=True, auxiliary_parameters=6_379_984),
    ImageNetRow("inception_v3", "Inception-v3", "inception", "torchvision",
                (288, 768, 2048), 2048, 21_785_568, 23_834_568, 299, 56.5, half=True, smallest_input=96,
                auxiliary_parameters=3_326_696, counts_auxiliary=True),
    ImageNetRow("inception_v4", "Inception-v4", "inception", "timm",
                (384, 1024, 1536), 1536, 41_142_816, 42_679_816, 299, 122.0, half=True, smallest_input=96),
    ImageNetRow("resnet34_units", "ResNet-34 from residual units", "resnet", "ours",
                (128, 256, 512), 512, 21_284_672, 21_797_672, 224, 73.0),
    ImageNetRow("resnet101", "ResNet-101", "resnet", "torchvision",
                (512, 1024, 2048), 2048, 42_500_160, 44_549_160, 224, 155.4),
    ImageNetRow("resnet152", "ResNet-152", "resnet", "torchvision",
                (512, 1024, 2048), 2048, 58_143_808, 60_192_808, 224, 229.4),
    ImageNetRow("resnext50_32x4d", "ResNeXt-50 32×4d", "resnext", "torchvision",
                (512, 1024, 2048), 2048, 22_979_904, 25_028_904, 224, 84.3),
    ImageNetRow("resnext101_32x8d", "ResNeXt-101 32×8d", "resnext", "torchvision",
                (512, 1024, 2048), 2048, 86_742_336, 88_791_336, 224, 327.1),
    ImageNetRow("resnext101_64x4d", "ResNeXt-101 64×4d", "resnext", "torchvision",
                (512, 1024, 2048), 2048, 81_406_272, 83_455_272, 224, 308.1),
    ImageNetRow("xception", "Xception", "xception", "timm",
                (256, 728, 2048), 2048, 20_806_952, 22_855_952, 299, 90.7, half=True),
    ImageNetRow("densenet121", "DenseNet-121", "densenet", "torchvision",
                (512, 1024, 1024), 1024, 6_953_856, 7_978_856, 224, 56.5),
    ImageNetRow("densenet161", "DenseNet-161", "densenet", "torchvision",
                (768, 2112, 2208), 2208, 26_472_000, 28_681_000, 224, 154.0),
    ImageNetRow("densenet169", "DenseNet-169", "densenet", "torchvision",
                (512, 1280, 1664), 1664, 12_484_480, 14_149_480, 224, 66.9),
    ImageNetRow("densenet201", "DenseNet-201", "densenet", "torchvision",
                (512, 1792, 1920), 1920, 18_092_928, 20_013_928, 224, 85.5),
    ImageNetRow("squeezenet1_0", "SqueezeNet 1.0", "squeezenet", "torchvision",
                (512, 512, 512), 512, 735_424, 1_248_424, 224, 14.6),
    ImageNetRow("se_resnet18", "SE-ResNet-18", "senet", "timm",
                (128, 256, 512), 512, 11_265_592, 11_778_592, 224, 36.1),
    ImageNetRow("se_resnet34", "SE-ResNet-34", "senet", "timm",
                (128, 256, 512), 512, 21_445_868, 21_958_868, 224, 73.0),
    ImageNetRow("se_resnet50", "SE-ResNet-50", "senet", "timm",
                (512, 1024, 2048), 2048, 26_039_024, 28_088_024, 224, 76.9),
    ImageNetRow("se_resnet101", "SE-ResNet-101", "senet", "timm",
                (512, 1024, 2048), 2048, 47_277_872, 49_326_872, 224, 150.9),
    ImageNetRow("se_resnet152", "SE-ResNet-152", "senet", "timm",
                (512, 1024, 2048), 2048, 64_772_848, 66_821_848, 224, 224.9),
    ImageNetRow("se_resnext50_32x4d", "SE-ResNeXt-50 32×4d", "senet", "timm",
                (512, 1024, 2048), 2048, 25_510_896, 27_559_896, 224, 84.3),
    ImageNetRow("senet154", "SENet-154", "senet", "timm",
                (512, 1024, 2048), 2048, 113_039_984, 115_088_984, 224, 412.3),
    ImageNetRow("mobilenet_v1", "MobileNet V1", "mobilenet_v1", "timm",
                (256, 512, 1024), 1024, 3_206_976, 4_231_976, 224, 11.3, half=True),
    ImageNetRow("shufflenet_v2_x0_5", "ShuffleNet V2 0.5×", "shufflenet", "torchvision",
                (48, 96, 192), 1024, 341_792, 1_366_792, 224, 0.8),
    ImageNetRow("shufflenet_v2_x1_5", "ShuffleNet V2 1.5×", "shufflenet", "torchvision",
                (176, 352, 704), 1024, 2_478_624, 3_503_624, 224, 5.9),
    ImageNetRow("shufflenet_v2_x2_0", "ShuffleNet V2 2.0×", "shufflenet", "torchvision",
                (244, 488, 976), 2048, 5_344_996, 7_393_996, 224, 11.6),
    ImageNetRow("efficientnet_b1", "EfficientNet B1", "efficientnet", "torchvision",
                (40, 112, 320), 1280, 6_513_184, 7_794_184, 240, 11.3),
    ImageNetRow("efficientnet_b2", "EfficientNet B2", "efficientnet", "torchvision",
                (48, 120, 352), 1408, 7_700_994, 9_109_994, 288, 13.1),
    ImageNetRow("efficientnet_b3", "EfficientNet B3", "efficientnet", "torchvision",
                (48, 136, 384), 1536, 10_696_232, 12_233_232, 300, 19.2),
    ImageNetRow("efficientnet_b4", "EfficientNet B4", "efficientnet", "torchvision",
                (56, 160, 448), 1792, 17_548_616, 19_341_616, 380, 29.9),
    ImageNetRow("efficientnet_b5", "EfficientNet B5", "efficientnet", "torchvision",
                (64, 176, 512), 2048, 28_340_784, 30_389_784, 456, 46.9),
    ImageNetRow("efficientnet_b6", "EfficientNet B6", "efficientnet", "torchvision",
                (72, 200, 576), 2304, 40_735_704, 43_040_704, 528, 66.9),
    ImageNetRow("efficientnet_b7", "EfficientNet B7", "efficientnet", "torchvision",
                (80, 224, 640), 2560, 63_786_960, 66_347_960, 600, 103.0),
    ImageNetRow("efficientnet_v2_s", "EfficientNet V2 S", "efficientnet_v2", "torchvision",
                (64, 160, 256), 1280, 20_177_488, 21_458_488, 384, 56.8),
    ImageNetRow("efficientnet_v2_m", "EfficientNet V2 M", "efficientnet_v2", "torchvision",
                (80, 176, 512), 1280, 52_858_356, 54_139_356, 480, 106.8),
    ImageNetRow("efficientnet_v2_l", "EfficientNet V2 L", "efficientnet_v2", "torchvision",
                (96, 224, 640), 1280, 117_234_272, 118_515_272, 480, 243.7, half=True),
    ImageNetRow("convnext_tiny", "ConvNeXt Tiny", "convnext", "torchvision",
                (192, 384, 768), 768, 27_818_592, 28_589_128, 224, 88.8),
    ImageNetRow("convnext_small", "ConvNeXt Small", "convnext", "torchvision",
                (192, 384, 768), 768, 49_453_152, 50_223_688, 224, 173.0),
    ImageNetRow("convnext_base", "ConvNeXt Base", "convnext", "torchvision",
                (256, 512, 1024), 1024, 87_564_416, 88_591_464, 224, 306.0),
    ImageNetRow("convnext_large", "ConvNeXt Large", "convnext", "torchvision",
                (384, 768, 1536), 1536, 196_227_264, 197_767_336, 224, 684.8),
    ImageNetRow("mobilenet_v4_small", "MobileNet V4 Small", "mobilenet_v4", "timm",
                (64, 96, 128), 960, 1_261_664, 3_774_024, 224, 3.7),
    ImageNetRow("mobilenet_v4_medium", "MobileNet V4 Medium", "mobilenet_v4", "timm",
                (80, 160, 256), 960, 7_203_152, 9_715_512, 256, 16.4),
    ImageNetRow("mobilenet_v4_large", "MobileNet V4 Large", "mobilenet_v4", "timm",
                (96, 192, 512), 960, 30_078_504, 32_590_864, 384, 43.2),
)
# fmt: on

# Name → layers and family.
COURSE_ROWS: dict[str, tuple[LayerRecipe, str]] = {
    "lenet5": (LENET5, "lenet"),
    "tutorial_cifar10": (TUTORIAL, "course"),
    "deck_cifar10": (DECK, "course"),
}
