"""The families of networks: who had which idea when, in two sentences each: what the gallery tells, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["torchvision", "timm", "ours"]
BSD, APACHE = "BSD-3-Clause", "Apache-2.0"


@dataclass(frozen=True, slots=True)
class Family:
    """year: of the publication.   idea: two sentences in English; messages_es.json has them in Spanish."""

    name: str
    title: str
    year: int
    idea: str


_ALL = (
    Family(
        "lenet", "LeNet", 1998,
        "The first convolutional network in wide use: it read the digits on cheques. Two convolutions, each "
        "followed by pooling, and three dense layers show the plan that nearly all later networks keep.",
    ),
    Family(
        "course", "Course networks", 2016,
        "A few convolutions and two dense layers, small enough to follow every number. Nearly all parameters sit in "
        "the first dense layer, which is why later networks avoid one.",
    ),
    Family(
        "alexnet", "AlexNet", 2012,
        "The network that won ImageNet by a wide margin and began the wave. It brought ReLU, dropout, large first "
        "kernels and training on graphics cards together.",
    ),
    Family(
        "nin", "Network in Network", 2013,
        "After each convolution two 1×1 convolutions mix the maps, a small dense network at every place. It ends in "
        "the average of each map instead of dense layers, so it needs few parameters.",
    ),
    Family(
        "vgg", "VGG", 2014,
        "Nothing but 3×3 convolutions, in stacks that see as far as larger kernels with fewer parameters. Simple to "
        "understand and to reuse, but heavy: most of its parameters are in the first dense layer.",
    ),
    Family(
        "googlenet", "GoogLeNet", 2014,
        "Inception blocks look at the same maps with several kernel sizes at once, after cheap 1×1 convolutions. Two "
        "auxiliary classifiers in the middle bring the gradient to the lower layers while it learns.",
    ),
    Family(
        "inception", "Inception", 2015,
        "GoogLeNet's blocks with large kernels split into small and one-sided ones (7×1, 1×7), and batch "
        "normalisation everywhere. Much more accurate at a moderate cost.",
    ),
    Family(
        "resnet", "ResNet", 2015,
        "Every block adds its answer to its input, so that the gradient finds a short way through a hundred layers "
        "and more. The usual first choice, and the frozen network most often reused.",
    ),
    Family(
        "resnext", "ResNeXt", 2016,
        "A ResNet whose 3×3 convolutions work in many groups side by side. More groups help more than more depth "
        "or width at the same cost.",
    ),
    Family(
        "xception", "Xception", 2016,
        "Every convolution is split in two: one that looks at places, each map on its own, and a 1×1 that mixes the "
        "maps. It is an Inception taken to the extreme, with residual sums.",
    ),
    Family(
        "densenet", "DenseNet", 2016,
        "Every layer gets the maps of all layers before it in its block, so that nothing has to be learnt twice. Few "
        "parameters, but much memory for all those maps.",
    ),
    Family(
        "squeezenet", "SqueezeNet", 2016,
        "Fire blocks squeeze the maps with 1×1 convolutions before they expand them again. AlexNet's accuracy with "
        "one fiftieth of its parameters.",
    ),
    Family(
        "senet", "SENet", 2017,
        "Squeeze-and-excitation blocks take the average of each map and learn from it how much each map should count "
        "for this picture. It can be added to any network and costs little.",
    ),
    Family(
        "mobilenet_v1", "MobileNet V1", 2017,
        "Made for telephones: depthwise separable convolutions in a plain row do the work with a ninth of the "
        "products. One number makes the whole network thinner.",
    ),
    Family(
        "mobilenet_v2", "MobileNet V2", 2018,
        "Blocks that widen, filter each map on its own and narrow again, added to their narrow input. Small, quick "
        "and good to reuse frozen: Vistazo's first choice where its weights are found.",
    ),
    Family(
        "shufflenet", "ShuffleNet V2", 2018,
        "Half of the maps pass by each block, and the halves are shuffled between blocks so that all get mixed. "
        "Designed by what a processor does in a second, not by counted products.",
    ),
    Family(
        "mobilenet_v3", "MobileNet V3", 2019,
        "MobileNet V2's blocks, arranged by automatic search for telephones, with squeeze-and-excitation. A cheaper "
        "curve, hard-swish, takes the place of ReLU in the deeper half.",
    ),
    Family(
        "efficientnet", "EfficientNet", 2019,
        "Depth, width and input size grow together by one rule, from B0 to B7. High accuracy for few parameters and "
        "products, at the price of many thin layers.",
    ),
    Family(
        "efficientnet_v2", "EfficientNet V2", 2021,
        "EfficientNet that trains faster: plain convolutions instead of depthwise ones in the first stages, and "
        "smaller blocks. Found by a search that counted training time.",
    ),
    Family(
        "convnext", "ConvNeXt", 2022,
        "A ResNet rebuilt step by step with what transformers had taught: 7×7 depthwise kernels, layer "
        "normalisation, fewer activations. As good as transformers, and still only convolutions.",
    ),
    Family(
        "mobilenet_v4", "MobileNet V4", 2024,
        "One universal block joins the older MobileNets' and ConvNeXt's blocks, and a search chooses among its forms. "
        "Tuned for many kinds of telephones and processors at once.",
    ),
    Family(
        "vistazo", "Vistazo", 2026,
        "Compact networks of our own, made for an ordinary processor. One comes with weights and is used frozen; the "
        "other is so small that it learns whole from a few pictures.",
    ),
    Family(
        "composed", "Composed", 2026,
        "A network that was put together layer by layer in Vistazo. It starts from random weights and learns whole.",
    ),
)  # fmt: skip
FAMILIES = {family.name: family for family in _ALL}
