"""Every network of the registry: where it comes from and how it is cut into blocks and levels."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import cast

from torch import Tensor, nn

from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.classic import NetworkInNetwork, ResNet34, alexnet_lrn, googlenet_lrn
from ml_engine.networks.compact import compact_stages
from ml_engine.networks.cut import Auxiliary, Cut, Grid
from ml_engine.networks.layer_build import build_layers, layer_shapes
from ml_engine.networks.layer_recipe import LayerRecipe
from ml_engine.networks.tiny import tiny_stages

Build = Callable[[], tuple[nn.Module, Cut]]
# Convolutions without border: the same for Inception-v3 and -v4.
_INCEPTION_GRIDS = (Grid(13, 3), Grid(21, 2), Grid(37, 2))


def cut_network(info: BackboneInfo) -> tuple[nn.Module, Cut]:
    """The whole network with its own classifier, random weights, and how to cut it. Both share their modules."""
    if info.recipe is not None:
        return _composed(info.recipe, info.grey)
    return _CUTS[info.name]()


class ToGrey(nn.Module):
    """(B, 3, H, W) normalised alike in all channels → (B, 1, H, W): how bright it is (ITU-R BT.601)."""

    def forward(self, x: Tensor) -> Tensor:
        return 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:3]


def _composed(recipe: LayerRecipe, grey: bool) -> tuple[nn.Module, Cut]:
    modules = build_layers(recipe)
    network = nn.Sequential(*modules)
    body = modules[:-1] if isinstance(modules[-1], nn.Linear) else modules
    flat = len(layer_shapes(recipe)[len(body)]) == 1
    return network, Cut([[block] for block in _rows([ToGrey(), *body] if grey else body)], (), flat=flat)


def _rows(modules: Sequence[nn.Module]) -> list[nn.Module]:
    """Blocks that each begin with what learns; what comes before the first of those goes with it."""
    rows: list[list[nn.Module]] = [[]]
    for module in modules:
        learns = any(True for _ in module.parameters())
        if learns and any(any(True for _ in earlier.parameters()) for earlier in rows[-1]):
            rows.append([])
        rows[-1].append(module)
    return [nn.Sequential(*row) for row in rows]


def _torchvision(model: str, **options: object) -> nn.Module:
    from ml_engine.compat.torchvision_ops import torchvision

    return cast(nn.Module, torchvision.models.get_model(model, weights=None, **options))


def _timm(model: str) -> nn.Module:
    from ml_engine.compat.timm_models import timm_network

    return timm_network(model)


def _children(network: nn.Module, name: str) -> list[nn.Module]:
    return list(network.get_submodule(name).children())


def _parts(network: nn.Module, names: str) -> nn.Sequential:
    return nn.Sequential(*(network.get_submodule(name) for name in names.split()))


def _mobilenet(model: str, taps: tuple[int, int, int]) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _torchvision(model)
        return network, Cut([[block] for block in _children(network, "features")], taps)

    return build


def _efficientnet(model: str, taps: tuple[int, int, int] = (3, 5, 7)) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _torchvision(model)
        first, *stages, last = _children(network, "features")
        return network, Cut([[first], *(list(stage.children()) for stage in stages), [last]], taps)

    return build


def _alexnet(build_whole: Callable[[], nn.Module]) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        """Its maps are a cell short of S / 8 and S / 16; the third level is a 2×2 maximum, like its reductions."""
        network = build_whole()
        parts = _children(network, "features")
        dense = [network.get_submodule("avgpool"), nn.Flatten(), *_children(network, "classifier")[:-1]]
        first, second, third, fourth, fifth = _begun_by(nn.Conv2d, parts[:-1])
        top = _rows([parts[-1], *dense])
        return network, Cut(
            [[first], [second], [third, fourth, fifth], top], (1, 2), 0, True, (Grid(7, 1), Grid(15, 1)), flat=True
        )

    return build


def _vgg(model: str) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        """Levels as in SSD: what the last convolution before a pool of stride 16 or 32 answers, and its 2×2 maximum."""
        network = _torchvision(model)
        parts = _children(network, "features")
        stages: list[list[nn.Module]] = [[]]
        for part in parts[:-1]:
            if isinstance(part, nn.MaxPool2d):
                stages.append([])
            stages[-1].append(part)
        dense = [network.get_submodule("avgpool"), nn.Flatten(), *_children(network, "classifier")[:-1]]
        return network, Cut([*map(_rows, stages), _rows([parts[-1], *dense])], (3, 4), pools_last=True, flat=True)

    return build


def _begun_by(kind: type[nn.Module], modules: Sequence[nn.Module]) -> list[nn.Module]:
    """Blocks that each hold one module of this kind; a pool goes with the one that it leads into."""
    rows: list[list[nn.Module]] = [[]]
    for module in modules:
        full = any(isinstance(earlier, kind) for earlier in rows[-1])
        if full and isinstance(module, kind | nn.MaxPool2d):
            rows.append([])
        rows[-1].append(module)
    return [nn.Sequential(*row) for row in rows]


def _nin() -> tuple[nn.Module, Cut]:
    network = NetworkInNetwork()
    rows = _begun_by(nn.Sequential, list(network.features.children()))
    return network, Cut([[row] for row in rows], (1, 2, 3), grids=(Grid(9, 2), Grid(17, 2), Grid(33, 2)))


def _squeezenet(model: str) -> Build:
    """Its coarsest map has stride 16: the third level is a 2×2 maximum of the second, as its own reductions are.

    Its first convolution has no border; one pixel of it (three for the larger kernel of 1.0) makes the maps exactly S/8
    and S/16 wide.
    """

    def build() -> tuple[nn.Module, Cut]:
        network = _torchvision(model)
        parts = _children(network, "features")
        # A pool goes with the block that it leads into: every block has parameters to unfreeze.
        stem = nn.Sequential(*parts[:2])
        if model == "squeezenet1_1":
            first, second, third = (nn.Sequential(parts[index], parts[index + 1]) for index in (2, 5, 8))
            stages = [[stem, first, parts[4]], [second, parts[7]], [third, *parts[10:]]]
            return network, Cut(stages, (1, 2), 1, True)
        first, second, third = (nn.Sequential(parts[index], parts[index + 1]) for index in (2, 6, 11))
        stages = [[stem, first, *parts[4:6]], [second, *parts[8:11]], [third]]
        return network, Cut(stages, (1, 2), 3, True)

    return build


def _resnet(build_whole: Callable[[], nn.Module]) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = build_whole()
        stem = _parts(network, "conv1 bn1 relu maxpool")
        return network, Cut([[stem], *(_children(network, f"layer{index}") for index in range(1, 5))], (2, 3, 4))

    return build


def _senet(model: str) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _timm(model)
        stem = _parts(network, "layer0 pool0")
        return network, Cut([[stem], *(_children(network, f"layer{index}") for index in range(1, 5))], (2, 3, 4))

    return build


def _shufflenet(model: str) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _torchvision(model)
        stem = _parts(network, "conv1 maxpool")
        stages = [_children(network, name) for name in ("stage2", "stage3", "stage4")]
        return network, Cut([[stem], *stages, [network.get_submodule("conv5")]], (1, 2, 3))

    return build


def _densenet(model: str) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        """A level is what a transition's norm makes of a dense block: the block alone answers at every scale."""
        network = _torchvision(model)
        parts = dict(network.get_submodule("features").named_children())
        stem = nn.Sequential(*(parts[name] for name in ("conv0", "norm0", "relu0", "pool0")))
        stages: list[list[nn.Module]] = [[stem]]
        for index in (1, 2, 3):
            change = parts[f"transition{index}"]
            stages[-1].append(nn.Sequential(parts[f"denseblock{index}"], _parts(change, "norm relu")))
            stages.append([_parts(change, "conv pool")])
        stages[-1].append(nn.Sequential(parts["denseblock4"], parts["norm5"], nn.ReLU(inplace=True)))
        return network, Cut(stages, (1, 2, 3))

    return build


def _convnext(model: str) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _torchvision(model)
        parts = _children(network, "features")
        stages = [[parts[0], *parts[1].children()]]
        stages += [[parts[index], *parts[index + 1].children()] for index in (2, 4, 6)]
        return network, Cut(stages, (1, 2, 3))

    return build


def _googlenet(build_whole: Callable[[], nn.Module]) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = build_whole()
        stages = [["conv1", "maxpool1 conv2", "conv3"], ["maxpool2 inception3a", "inception3b"]]
        stages += [["maxpool3 inception4a"], ["inception4b", "inception4c", "inception4d"], ["inception4e"]]
        stages += [["maxpool4 inception5a", "inception5b"]]
        heads = tuple(
            Auxiliary(stage, _new_top(network.get_submodule(name), "fc2")) for stage, name in ((2, "aux1"), (3, "aux2"))
        )
        rows: list[list[nn.Module]] = [[_parts(network, names) for names in stage] for stage in stages]
        return network, Cut(rows, (1, 4, 5), auxiliary=heads)

    return build


def _inception_v3() -> tuple[nn.Module, Cut]:
    network = _torchvision("inception_v3", init_weights=False, transform_input=False, aux_logits=True)
    stem = ["Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "maxpool1 Conv2d_3b_1x1", "Conv2d_4a_3x3"]
    stages = [stem, ["maxpool2 Mixed_5b", "Mixed_5c", "Mixed_5d"]]
    stages += [["Mixed_6a", "Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"], ["Mixed_7a", "Mixed_7b", "Mixed_7c"]]
    rows: list[list[nn.Module]] = [[_parts(network, names) for names in stage] for stage in stages]
    head = Auxiliary(2, _new_top(network.get_submodule("AuxLogits"), "fc"))
    return network, Cut(rows, (1, 2, 3), grids=_INCEPTION_GRIDS, auxiliary=(head,))


def _new_top(published: nn.Module, name: str) -> Callable[[int], nn.Module]:
    """Builds the auxiliary classifier anew, with a last layer for so many labels."""

    def build(labels: int) -> nn.Module:
        head = copy.deepcopy(published)
        last = head.get_submodule(name)
        if not isinstance(last, nn.Linear):
            raise TypeError(f"{name} is no dense layer")
        for module in head.modules():
            if isinstance(module, nn.Conv2d | nn.Linear | nn.BatchNorm2d):
                module.reset_parameters()
        setattr(head, name, nn.Linear(last.in_features, labels))
        return head

    return build


def _inception_v4() -> tuple[nn.Module, Cut]:
    network = _timm("inception_v4")
    parts = _children(network, "features")
    return network, Cut([parts[:10], parts[10:18], parts[18:]], (0, 1, 2), grids=_INCEPTION_GRIDS)


def _xception() -> tuple[nn.Module, Cut]:
    network = _timm("legacy_xception")
    stem = [_parts(network, "conv1 bn1 act1"), _parts(network, "conv2 bn2 act2")]
    blocks = [network.get_submodule(f"block{index}") for index in range(1, 13)]
    top = [blocks[11], _parts(network, "conv3 bn3 act3"), _parts(network, "conv4 bn4 act4")]
    return network, Cut([[*stem, *blocks[:2]], blocks[2:11], top], (0, 1, 2))


def _timm_mobilenet(model: str, taps: tuple[int, int, int]) -> Build:
    def build() -> tuple[nn.Module, Cut]:
        network = _timm(model)
        stages = [list(stage.children()) for stage in _children(network, "blocks")]
        return network, Cut([[_parts(network, "conv_stem bn1")], *stages], taps)

    return build


def _own(stages: Callable[[], list[nn.Module]]) -> Build:
    """A network of ours: a stem, then stages whose first three end at strides 8, 16 and 32."""

    def build() -> tuple[nn.Module, Cut]:
        built = stages()
        stem, *rest = built
        return nn.Sequential(*built), Cut([[stem], *(list(stage.children()) for stage in rest)], (1, 2, 3))

    return build


def _of(model: str, **options: object) -> Callable[[], nn.Module]:
    return lambda: _torchvision(model, **options)


_RESNETS = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "resnext101_32x8d")
_CUTS: dict[str, Build] = {
    "alexnet": _alexnet(_of("alexnet")),
    "alexnet_lrn": _alexnet(alexnet_lrn),
    "nin": _nin,
    **{f"vgg{depth}": _vgg(f"vgg{depth}") for depth in (11, 13, 16, 19)},
    "googlenet": _googlenet(_of("googlenet", init_weights=False, transform_input=False, aux_logits=True)),
    "googlenet_lrn": _googlenet(googlenet_lrn),
    "inception_v3": _inception_v3,
    "inception_v4": _inception_v4,
    **{name: _resnet(_of(name)) for name in (*_RESNETS, "resnext101_64x4d")},
    "resnet34_units": _resnet(ResNet34),
    "xception": _xception,
    **{f"densenet{depth}": _densenet(f"densenet{depth}") for depth in (121, 161, 169, 201)},
    "squeezenet1_0": _squeezenet("squeezenet1_0"),
    "squeezenet1_1": _squeezenet("squeezenet1_1"),
    **{f"se_resnet{depth}": _senet(f"legacy_seresnet{depth}") for depth in (18, 34, 50, 101, 152)},
    "se_resnext50_32x4d": _senet("legacy_seresnext50_32x4d"),
    "senet154": _senet("legacy_senet154"),
    "mobilenet_v1": _timm_mobilenet("mobilenetv1_100", (3, 4, 5)),
    "mobilenet_v2": _mobilenet("mobilenet_v2", (6, 13, 17)),
    "mobilenet_v3_small": _mobilenet("mobilenet_v3_small", (3, 8, 11)),
    "mobilenet_v3_large": _mobilenet("mobilenet_v3_large", (6, 12, 15)),
    **{
        f"mobilenet_v4_{size}": _timm_mobilenet(f"mobilenetv4_conv_{size}", (2, 3, 4))
        for size in ("small", "medium", "large")
    },
    "shufflenet_v2_x0_5": _shufflenet("shufflenet_v2_x0_5"),
    "shufflenet_v2": _shufflenet("shufflenet_v2_x1_0"),
    "shufflenet_v2_x1_5": _shufflenet("shufflenet_v2_x1_5"),
    "shufflenet_v2_x2_0": _shufflenet("shufflenet_v2_x2_0"),
    **{f"efficientnet_b{size}": _efficientnet(f"efficientnet_b{size}") for size in range(8)},
    "efficientnet_v2_s": _efficientnet("efficientnet_v2_s", (3, 5, 6)),
    "efficientnet_v2_m": _efficientnet("efficientnet_v2_m", (3, 5, 7)),
    "efficientnet_v2_l": _efficientnet("efficientnet_v2_l", (3, 5, 7)),
    **{f"convnext_{size}": _convnext(f"convnext_{size}") for size in ("tiny", "small", "base", "large")},
    "bundled": _own(compact_stages),
    "tiny": _own(tiny_stages),
}
