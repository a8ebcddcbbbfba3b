"""A network as the lines of a script that build it: a row of blocks called body, in the order of its weights' file.

Networks of torchvision are cut; a network of one's own layers is written out layer by layer.
"""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.layer_recipe import Dense
from ml_engine.networks.layer_shapes import calculate_layers
from ml_engine.reports.script_layers import layer_lines

# What a classifier's script and a detector's say after `network = …`: the latter knows its stages by name.
_RESNET = (
    (
        "*stem, one, two, three, four, _, _ = network.children()",
        "body = nn.ModuleList([nn.Sequential(*stem), *one, *two, *three, *four])",
    ),
    (
        "*stem, one, two, three, four, _, _ = network.children()",
        "stages = [nn.Sequential(*stem)], one, two, three, four",
    ),
)
_MOBILE = (("body = nn.ModuleList(network.features)",), ("stages = [[block] for block in network.features]",))
_ALL = "body = nn.ModuleList(block for stage in stages for block in stage)"
_EFFICIENT = "first, *stages, last = network.features"
_DENSE = (
    "p, S = list(network.features), nn.Sequential",
    "stages = [[S(*p[:4])]]",
    "for dense, change in zip(p[4:10:2], p[5:10:2]):  # its norm ends a stage, its pool begins one",
    "    stages[-1].append(S(dense, S(change.norm, change.relu)))",
    "    stages.append([S(change.conv, change.pool)])",
    "stages[-1].append(S(*p[10:], nn.ReLU(inplace=True)))",
)
_CUTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mobilenet_v2": _MOBILE,
    "mobilenet_v3": _MOBILE,
    "resnet": _RESNET,
    "resnext": _RESNET,
    **dict.fromkeys(
        ("efficientnet", "efficientnet_v2"),
        (
            (_EFFICIENT, "body = nn.ModuleList([first, *(block for stage in stages for block in stage), last])"),
            (_EFFICIENT, "stages = [first], *stages, [last]"),
        ),
    ),
    "convnext": (
        ("p = list(network.features)", "stages = [[p[i], *p[i + 1]] for i in (0, 2, 4, 6)]", _ALL),
        ("p = list(network.features)", "stages = [[p[i], *p[i + 1]] for i in (0, 2, 4, 6)]"),
    ),
    "shufflenet": (
        (
            "one, pool, *stages, last, _ = network.children()",
            "stages = [nn.Sequential(one, pool)], *stages, [last]",
            _ALL,
        ),
        ("one, pool, *stages, last, _ = network.children()", "stages = [nn.Sequential(one, pool)], *stages, [last]"),
    ),
    "densenet": ((*_DENSE, _ALL), _DENSE),
}
# Networks that are a row of parts, cut after so many: what the parts are, and the cuts.
_FEATURES = "list(network.features)"
_DENSE_TOP = "[*network.features, network.avgpool, nn.Flatten(), *network.classifier[:-1]]"
_ALEXNET = (_DENSE_TOP, (0, 2, 5, 8, 10, 12, 19, 21))
_GOOGLENET = ("list(network.children())", (0, 1, 3, 4, 6, 7, 9, 10, 11, 12, 13, 15, 16))
_INCEPTION = "[part for part in network.children() if part is not network.AuxLogits]"
_ROWS: dict[str, tuple[str, tuple[int, ...]]] = {
    "alexnet": _ALEXNET,
    "alexnet_lrn": _ALEXNET,
    "vgg11": (_DENSE_TOP, (0, 2, 5, 8, 10, 13, 15, 18, 20, 26, 29)),
    "vgg13": (_DENSE_TOP, (0, 2, 4, 7, 9, 12, 14, 17, 19, 22, 24, 30, 33)),
    "vgg16": (_DENSE_TOP, (0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 23, 26, 28, 30, 36, 39)),
    "vgg19": (_DENSE_TOP, (0, 2, 4, 7, 9, 12, 14, 16, 18, 21, 23, 25, 27, 30, 32, 34, 36, 42, 45)),
    "googlenet": _GOOGLENET,
    "googlenet_lrn": _GOOGLENET,
    "inception_v3": (_INCEPTION, (0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)),
    "squeezenet1_0": (_FEATURES, (0, 2, 4, 5, 6, 8, 9, 10, 11, 13)),
    "squeezenet1_1": (_FEATURES, (0, 2, 4, 5, 7, 8, 10, 11, 12, 13)),
}
# What ours change in torchvision's network.
_NORM = "nn.LocalResponseNorm(5, k=2.0)"
_CHANGES: dict[str, tuple[str, ...]] = {
    "alexnet_lrn": (f"for i in (1, 4): network.features[i] = nn.Sequential(nn.ReLU(True), {_NORM})",),
    "googlenet_lrn": (
        f"network.maxpool1 = nn.Sequential(network.maxpool1, {_NORM})",
        f"network.maxpool2 = nn.Sequential({_NORM}, network.maxpool2)",
    ),
}
# Which stages end at strides 8, 16 and 32, where it depends on the family alone.
_TAPS: dict[str, tuple[int, ...]] = {
    "resnet": (2, 3, 4),
    "resnext": (2, 3, 4),
    "efficientnet": (3, 5, 7),
    "efficientnet_v2": (3, 5, 7),
    "convnext": (1, 2, 3),
    "shufflenet": (1, 2, 3),
    "mobilenet_v2": (6, 13, 17),
    "densenet": (1, 2, 3),
    "googlenet": (4, 9, 11),
    "inception": (7, 12, 15),
    "nin": (1, 2, 3),
    "alexnet": (1, 4),
}
_OWN_TAPS: dict[str, tuple[int, ...]] = {
    "mobilenet_v3_small": (3, 8, 11),
    "mobilenet_v3_large": (6, 12, 15),
    "efficientnet_v2_s": (3, 5, 6),
    "vgg11": (5, 7),
    "vgg13": (7, 9),
    "vgg16": (9, 12),
    "vgg19": (11, 15),
    "squeezenet1_0": (7, 8),
    "squeezenet1_1": (4, 8),
    "tiny": (1, 2, 3),
    "bundled": (1, 2, 3),
}
# The network of torchvision that one of ours is made of, or is by another name.
_MODELS = {
    "shufflenet_v2": "shufflenet_v2_x1_0",
    "resnet34_units": "resnet34",
    "alexnet_lrn": "alexnet",
    "googlenet_lrn": "googlenet",
}
# Ours, written out in files of the same names.
_WRITTEN = ("tiny", "bundled", "nin")
_FLAT = tuple(name for name in _ROWS if name.startswith(("alexnet", "vgg")))


@dataclass(frozen=True, slots=True)
class ScriptNetwork:
    """lines: that build `body`, or `stages` for a detector.   piece: the file in scripts/ instead of them, '' for none.

    flat: its last block answers vectors.   taps: of its stages, () if it finds no places.
    grids: of its levels (centre of the first cell, missing cells, stride), where they need to be moved.   border: zeros
    around a detector's input, pixels.   With two taps the third level is a 2×2 maximum of the second.
    auxiliary: its classifiers in the middle, by the block whose answer they read; '' for none.   last: the name of
    their last layer.
    """

    lines: tuple[str, ...]
    piece: str
    flat: bool
    taps: tuple[int, ...]
    uses_torchvision: bool
    auxiliary: str = ""
    last: str = ""
    grids: tuple[tuple[int, int, int], ...] = ()
    border: int = 0


# Levels that are not exactly S / stride cells wide: see networks/cuts.py.
_GRIDS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "alexnet": ((7, 1, 8), (15, 1, 16)),
    "nin": ((9, 2, 8), (17, 2, 16), (33, 2, 32)),
    "inception": ((13, 3, 8), (21, 2, 16), (37, 2, 32)),
}
_BORDERS = {"squeezenet1_0": 3, "squeezenet1_1": 1}
# Block → classifier, and the name of its last layer.
_AUXILIARY: dict[str, tuple[str, str]] = {
    "googlenet": ("{5: network.aux1, 8: network.aux2}", "fc2"),
    "inception": ("{12: network.AuxLogits}", "fc"),
}


class NoFewLinesError(Exception):
    """A network of another library."""


def script_network(info: BackboneInfo, task: str) -> ScriptNetwork:
    """Raises NoFewLinesError for a network that a script with torch and torchvision alone cannot build."""
    if info.recipe is not None:
        last = calculate_layers(info.recipe).rows[-2 if isinstance(info.recipe.layers[-1], Dense) else -1]
        return ScriptNetwork(layer_lines(info.recipe), "", len(last.shape) == 1, (), False)
    family = info.family.name
    taps = _OWN_TAPS.get(info.name, _TAPS.get(family, ()))
    if info.name in _WRITTEN:
        return ScriptNetwork((), info.name, False, taps, info.name == "bundled", grids=_GRIDS.get(family, ()))
    model = _MODELS.get(info.name, info.name)
    if info.source == "timm" or not (family in _CUTS or info.name in _ROWS):
        raise NoFewLinesError(info.name)
    options = ", init_weights=False" if family in _AUXILIARY else ""
    built = f"torchvision.models.{model}(weights=None{options})"
    lines: tuple[str, ...] = (f"network = {built}",)
    if info.name in _ROWS:
        lines += (*_CHANGES.get(info.name, ()), *_row_lines(info.name, family, task))
    elif task == "detect":
        lines += _CUTS[family][1]
    else:  # a line less: there are few
        first, *rest = _CUTS[family][0]
        lines = (first.replace("network", built), *rest)
    return ScriptNetwork(
        lines, "", info.name in _FLAT, taps, True, *_AUXILIARY.get(family, ("", "")),
        grids=_GRIDS.get(family, ()), border=_BORDERS.get(info.name, 0),
    )  # fmt: skip


def _row_lines(name: str, family: str, task: str) -> tuple[str, ...]:
    parts, cuts = _ROWS[name]
    block = "nn.Sequential(*p[a:b])"
    if family == "squeezenet":
        block += " if b > a + 1 else p[a]"
    rows = f"[[{block}] for a, b in zip(cuts, cuts[1:])]"
    body = f"nn.ModuleList({block} for a, b in zip(cuts, cuts[1:]))"
    return f"p = {parts}", f"cuts = {cuts}", f"stages = {rows}" if task == "detect" else f"body = {body}"
