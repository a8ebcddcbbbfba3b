"""Scripts hold the lines that a run needs, and no trace of the marks that chose them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.networks.cuts import ToGrey
from ml_engine.networks.layer_build import build_layers
from ml_engine.networks.layer_recipe import (
    Activation,
    Conv,
    Dense,
    Depthwise,
    Flatten,
    LayerRecipe,
    Pool,
    Separable,
    Transposed,
)
from ml_engine.reports.script_layers import averages_at_borders, layer_lines
from ml_engine.reports.script_networks import NoFewLinesError, script_network
from ml_engine.reports.script_pieces import _BLANK, _kept, assemble
from ml_engine.training.batches import Batch
from ml_engine.training.mixing import blended_batches


@pytest.fixture
def piece(tmp_path, monkeypatch):
    def write(text: str) -> None:
        (tmp_path / "scripts").mkdir(exist_ok=True)
        (tmp_path / "scripts" / "one.pyt").write_text(text, encoding="utf-8")

    monkeypatch.setattr("ml_engine.reports.script_pieces.files", lambda _: tmp_path)
    return write


def test_lines_and_blocks_stay_if_their_terms_hold(piece) -> None:
    piece("a = @n@\nb  #? big, !small\n#if big\nc\nd  #? small\n#else\ne\n#end\n")
    found = {
        (big, small): assemble(["one"], {"big": big, "small": small}, {"n": "7"})
        for big, small in product((True, False), repeat=2)
    }
    assert found == {
        (True, False): "a = 7\nb\nc\n",
        (True, True): "a = 7\nc\nd\n",
        (False, False): "a = 7\ne\n",
        (False, True): "a = 7\ne\n",
    }


@pytest.mark.parametrize("text", ["a  #? unknown\n", "a = @unknown@\n", "#if !unknown\na\n#end\n"])
def test_a_mark_without_an_answer_is_an_error(text, piece) -> None:
    piece(text)
    with pytest.raises(KeyError, match="unknown"):
        assemble(["one"], {}, {})


def test_a_block_without_an_end_is_an_error(piece) -> None:
    piece("#if big\na\n")
    with pytest.raises(ValueError, match="does not end"):
        assemble(["one"], {"big": False}, {})


def test_every_piece_is_there_and_ends_its_blocks() -> None:
    pieces = [path for path in files("ml_engine.reports").joinpath("scripts").iterdir() if path.name.endswith(".pyt")]
    assert len(pieces) > 10
    for path in pieces:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert sum(line.startswith("#if ") for line in lines) == lines.count("#end"), path.name


# One network of every way to cut; the others are looked at with the whole families.
CUTS = (
    "mobilenet_v2", "resnet18", "efficientnet_b0", "convnext_tiny", "shufflenet_v2", "densenet121", "vgg11", "alexnet",
    "googlenet", "inception_v3", "squeezenet1_0", "squeezenet1_1", "bundled", "nin",
)  # fmt: skip


def covered() -> Iterator[str]:
    for info in BACKBONES:
        # A network that starts anew has no weights to land anywhere: tiny's blocks are written more shortly.
        if info.recipe is None and info.source != "timm" and info.name != "tiny":
            yield info.name


@pytest.mark.parametrize("task", ["classify", "detect"])
@pytest.mark.parametrize("name", CUTS)
def test_a_script_s_blocks_are_the_backbone_s(name: str, task: str) -> None:
    check_blocks(name, task)


@pytest.mark.all_backbones
@pytest.mark.parametrize("task", ["classify", "detect"])
@pytest.mark.parametrize("name", sorted({*covered()} - {*CUTS}))
def test_the_blocks_of_the_whole_families_are_the_backbones_too(name: str, task: str) -> None:
    check_blocks(name, task)


def check_blocks(name: str, task: str) -> None:
    """Same modules in the same order, or weights would land elsewhere; built without memory."""
    network = script_network(BACKBONES.get(name), task)
    scope: dict[str, Any] = {"nn": nn, "torchvision": torchvision, "F": F}
    piece = network.piece or "network"
    with torch.device("meta"):
        exec(assemble([piece], {"detects": True}, {"network": "\n".join(network.lines)}), scope)  # noqa: S102
        backbone = build_backbone(name, None)
    stages = scope.get("stages")
    if task == "detect" and not network.piece:
        scope["body"] = nn.ModuleList(block for stage in stages for block in stage)
    body = scope["body"]
    shapes = {key[5:]: value.shape for key, value in backbone.state_dict().items()}
    assert {key: value.shape for key, value in body.state_dict().items()} == shapes
    assert list(body.state_dict()) == list(shapes)
    if task == "detect":
        assert tuple(sum(len(stage) for stage in stages[: tap + 1]) - 1 for tap in network.taps) == backbone._taps
        assert (len(network.taps) == 2, network.border) == (backbone._pools_last, backbone._pad)
        strides = (8, 16, 32)[: len(network.grids)]
        assert network.grids == tuple(
            (grid.start, grid.missing, stride) for grid, stride in zip(backbone._grids, strides, strict=True)
        )
    else:
        assert network.flat == backbone._flat
        assert network.auxiliary.count(":") == len(backbone.auxiliary)
        assert all(f"{head.stage}: " in network.auxiliary for head in backbone.auxiliary)


@pytest.mark.parametrize("name", ["alexnet", "squeezenet1_1"])
def test_levels_are_read_off_as_the_backbone_reads_them(name: str) -> None:
    torch.manual_seed(0)
    backbone = build_backbone(name, None)
    network = script_network(BACKBONES.get(name), "detect")
    facts = {
        "aligns": bool(network.grids), "pads": network.border > 0, "pools_last": len(network.taps) == 2,
        "frozen": False, "kept": False, "blocks": False,
    }  # fmt: skip
    values = {
        "taps": repr(list(network.taps)), "grids": repr(list(network.grids)), "border": str(network.border),
        "network": "\n".join(network.lines),
    }  # fmt: skip
    scope: dict[str, Any] = {"nn": nn, "torchvision": torchvision, "F": F, "torch": torch, "np": np}
    exec(assemble(["network", "boxes_body", "levels"], facts, values), scope)  # noqa: S102  (what the script would run)
    scope["body"].load_state_dict(backbone.body.state_dict())
    scope["body"].eval()
    x = torch.rand(1, 3, 96, 96)
    with torch.inference_mode():
        found, wanted = scope["levels_of"](x), backbone.pyramid(x)
    assert [level.shape for level in found] == [level.shape for level in wanted]
    for level, want in zip(found, wanted, strict=True):
        torch.testing.assert_close(level, want)


def test_a_script_s_own_layers_are_the_network_s() -> None:
    """Borders, sums and averages: the lines answer what the built layers answer."""
    layers = (
        Conv(6, 4, padding="same"), Activation("tanh"),
        Pool("average", 2, 1, "same"), Pool("average", 3, 2, "same"), Pool("sum", 3, 2, "same"),
        Separable(5, 2, padding="same"), Pool("max", 3, 2, "same"), Transposed(4, 3, 2, "same"),
        Depthwise(2, 1, "same", bias=False), Pool("sum", 2, 1, 1), Pool("max", 2, 1, "same"), Dense(3),
    )  # fmt: skip
    recipe = LayerRecipe("Mine", (27, 27, 1), (*layers[:-1], Flatten(), layers[-1]))
    facts = {"unbiased": True, "grey": True, "averages_borders": averages_at_borders(recipe)}
    scope: dict[str, Any] = {"nn": nn, "torch": torch, "F": F, "math": math}
    torch.manual_seed(0)
    exec(assemble(["own_layers"], facts, {}) + "\n".join(layer_lines(recipe)), scope)  # noqa: S102
    torch.manual_seed(0)
    built = build_layers(recipe)
    x = torch.rand(2, 3, 27, 27)
    found = nn.Sequential(*scope["body"])(x)
    torch.testing.assert_close(found, nn.Sequential(ToGrey(), *built[:-1])(x))


def test_networks_of_other_libraries_have_no_script() -> None:
    for name in ("inception_v4", "xception", "se_resnet18"):
        with pytest.raises(NoFewLinesError):
            script_network(BACKBONES.get(name), "classify")


def test_pictures_are_blended_as_the_engine_blends_them() -> None:
    """mixup and cutmix draw the same share, partners and rectangle."""
    facts = dict.fromkeys(("blends", "mixups", "cutmixes", "pastes"), True) | dict.fromkeys(
        ("ramps", "weighs", "samples", "costs", "cached", "toggles"), False
    )
    text = files("ml_engine.reports").joinpath("scripts", "fit_classifier.pyt").read_text(encoding="utf-8")
    start = text.index("def blend(")
    lines = text[start : text.index("#if !cached")].splitlines()[:-1]
    for mixup, cutmix in ((0.4, 0.0), (0.0, 1.0), (0.4, 1.0)):
        answers = facts | {"mixups": mixup > 0, "cutmixes": cutmix > 0, "pastes": cutmix > 0}
        kept = _kept("blend", lines, answers)
        alpha = "alpha" if mixup and cutmix else repr(mixup or cutmix)
        values = {"mixup": repr(mixup), "cutmix": repr(cutmix), "alpha": alpha, "cuts": "cuts and " if mixup else ""}
        scope: dict[str, Any] = {"np": np, "math": math}
        exec(_BLANK.sub(lambda blank, known=values: known[blank[1]], "\n".join(kept)), scope)  # noqa: S102
        for first in range(12):
            places, views = [first, first + 1, 5, 7], [0, 3, 1, first]
            pixels = torch.rand(4, 3, 64, 64)
            engine = blended_batches(OneBatch(pixels), mixup, cutmix).batch(places, views)
            found, other, share = scope["blend"](pixels.clone(), np.array(places), np.array(views))
            torch.testing.assert_close(found, engine.inputs[0])
            assert engine.blend is not None
            assert share == pytest.approx(engine.blend.share)
            assert [int(target) for target in other] == engine.blend.targets


class OneBatch:
    """The same pixels whatever is asked for; its targets are the places in the batch."""

    pictures = ()
    view_count = 4

    def __init__(self, pixels: torch.Tensor) -> None:
        self.pixels = pixels

    def batch(self, places: Sequence[int], views: Sequence[int]) -> Batch:
        return Batch((self.pixels,), [*range(len(places))], [*views])
